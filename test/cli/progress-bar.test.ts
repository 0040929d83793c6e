import { describe, expect, test } from 'vitest';
import { ProgressBar } from '../../src/cli/progress-bar.ts';
import { showsProgress } from '../../src/cli/terminal.ts';
import type { Progress } from '../../src/model/index.ts';
import { progressLine } from '../../src/present/progress-line.ts';

const MIB = 1024 * 1024;

function reading(more: Partial<Progress> = {}): Progress {
  const usual = { stage: 'reading', path: 'a.tar.xz!var/log/nova/nova-compute.log' } as const;
  return {
    ...usual,
    bytesRead: 30 * MIB,
    bytesTotal: 120 * MIB,
    filesDone: 3,
    records: 9,
    migrations: 0,
    ...more,
  };
}

describe('the line that tells progress', () => {
  test.each([
    [
      'a share, bytes, rate and file where the total is known',
      reading(),
      20 * MIB,
      110,
      '█████░░░░░░░░░░░░░░░  25 %  30 MiB of 120 MiB  20 MiB/s  3 logs  a.tar.xz!var/log/nova/nova-compute.log',
    ],
    [
      'the end of a long path',
      reading(),
      20 * MIB,
      80,
      '█████░░░░░░░░░░░░░░░  25 %  30 MiB of 120 MiB  20 MiB/s  3 logs  …va-compute.log',
    ],
    [
      'bytes alone where nobody knows the total',
      { ...reading({ path: 'stdin' }), bytesTotal: undefined } as unknown as Progress,
      undefined,
      80,
      '30 MiB  3 logs  stdin',
    ],
    ['the search', reading({ stage: 'opening', path: 'case/x' }), undefined, 80, 'looking for logs  case/x'],
    [
      'a name that would move the cursor',
      reading({ stage: 'opening', path: 'a\u001b[2Jb\n\u202ec' }),
      undefined,
      80,
      'looking for logs  ab c',
    ],
  ])('%s', (_name, progress, rate, columns, expected) => {
    expect(progressLine(progress, rate, columns)).toBe(expected);
  });
});

function screen() {
  const written: string[] = [];
  const clock = { at: 0 };
  const stderr = { columns: 120, write: (text: string) => written.push(text) > 0 };
  const bar = new ProgressBar(stderr as unknown as NodeJS.WriteStream, () => clock.at);
  return { written, clock, bar };
}

describe('the progress bar', () => {
  test('leaves a short run alone', () => {
    const short = screen();
    short.clock.at = 200;
    short.bar.show(reading());
    short.bar.clear();
    expect(short.written).toEqual([]);
  });

  test('draws ten times a second at most, measures the rate, and is cleared', () => {
    const long = screen();
    for (const [at, bytes] of [
      [400, 10],
      [420, 11],
      [1400, 30],
    ] as const) {
      long.clock.at = at;
      long.bar.show(reading({ bytesRead: bytes * MIB }));
    }
    long.bar.clear();
    expect(long.written).toHaveLength(3);
    expect(long.written[1]).toContain('30 MiB of 120 MiB  20 MiB/s');
    expect(long.written.every((text) => text.startsWith('\r\u001b[K'))).toBe(true);
    expect(long.written[2]).toBe('\r\u001b[K');
  });

  test.each([
    [true, true, {}],
    [false, false, {}],
    [false, true, { TERM: 'dumb' }],
    [false, true, { CI: 'true' }],
  ] as const)('%s for a terminal: %s, %o', (expected, isTTY, env) => {
    expect(showsProgress({ stderr: { isTTY }, env })).toBe(expected);
  });
});
