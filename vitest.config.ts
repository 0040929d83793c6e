import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    env: {
      // Nobody lives at +05:45, so code that leans on the machine's own time zone shows itself.
      TZ: 'Asia/Kathmandu',
      // The same bytes on a terminal, in a pipe and in CI; a test that wants colour asks for it.
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      // ink draws only its last frame where it sees CI; tests look at every frame, everywhere.
      CI: 'false',
    },
  },
});
