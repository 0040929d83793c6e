// Joins what `tsc` built for the command line into a few files, dist/start: finding and loading some two hundred
// modules took longer than analysing a case. Users of the library import dist/index.js, which stays as it is.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const OUTPUT = fileURLToPath(new URL('dist/start/', import.meta.url));

/** Packages that nearly every run needs, and that are made of many small modules; the others stay where they are. */
const JOINED = ['chalk', 'chevrotain', 'commander', 're2js', 'string-width'];
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const APART = Object.keys(dependencies).filter((name) => !JOINED.includes(name));

/** Files are found from where a module was before. */
const keepPlaces = {
  name: 'keep-places',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const place = JSON.stringify(relative(OUTPUT, id).replaceAll('\\', '/'));
    return code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
  },
};

export default defineConfig({
  input: { main: 'dist/cli/main.js', 'analysis-worker': 'dist/cli/screen/analysis-worker.js' },
  platform: 'node',
  external: (id) => APART.some((name) => id === name || id.startsWith(`${name}/`)),
  transform: { target: 'node22.18' },
  plugins: [keepPlaces],
  output: {
    dir: OUTPUT,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    cleanDir: true,
  },
});
