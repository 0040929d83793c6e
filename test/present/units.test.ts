import { describe, expect, it } from 'vitest';
import { count, duration, rate, share, size, thousands, zoneOffset } from '../../src/present/units.ts';
import { between, moment, shortTime } from '../../src/present/time.ts';

function check(format: (value: number) => string, rows: readonly (readonly [number, string])[]): void {
  for (const [value, shown] of rows) it(`${value} is ${shown}`, () => expect(format(value)).toBe(shown));
}

describe('duration', () =>
  check(duration, [
    [0, '0 ms'],
    [84.4, '84 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [2732, '2.7 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 00 s'],
    [112_000, '1 min 52 s'],
    [3_599_600, '1 h 00 min'],
    [3_780_000, '1 h 03 min'],
    [86_399_999, '1 d 00 h'],
    [187_200_000, '2 d 04 h'],
    [-1500, '-1.5 s'],
    [NaN, 'unknown'],
  ]));

describe('size', () =>
  check(size, [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [536_870_912, '512 MiB'],
    [1_610_612_736, '1.5 GiB'],
    [1_048_575, '1 MiB'],
    [-1, 'unknown'],
  ]));

describe('rate', () => check(rate, [[20_971_520, '20 MiB/s']]));
describe('thousands', () =>
  check(thousands, [
    [7, '7'],
    [1204, '1,204'],
    [1_234_567, '1,234,567'],
  ]));
describe('zoneOffset', () =>
  check(zoneOffset, [
    [0, 'UTC'],
    [540, 'UTC+09:00'],
    [-210, 'UTC-03:30'],
    [345, 'UTC+05:45'],
  ]));
describe('count', () =>
  check(
    (number) => count(number, 'file'),
    [
      [1, '1 file'],
      [0, '0 files'],
      [1204, '1,204 files'],
    ],
  ));
describe('share of 200', () =>
  check(
    (part) => share(part, 200),
    [
      [50, '25 %'],
      [1, '<1 %'],
      [0, '0 %'],
    ],
  ));

describe('time', () => {
  it('knows no share of nothing', () => expect(share(1, 0)).toBe(''));
  it('shows UTC whatever the zone of the machine', () =>
    expect(moment('2026-11-24T10:48:36.05+09:00').full).toBe('2026-11-24 01:48:36.050Z'));
  it('shows what is no time as it stands', () => expect(moment('yesterday').full).toBe('yesterday'));
  it('drops the fraction for tables', () =>
    expect(shortTime('2026-11-24T01:48:36.050Z')).toBe('2026-11-24 01:48:36Z'));
  it('measures', () => expect(between('2026-11-24T01:48:36Z', '2026-11-24T01:48:38.5Z')).toBe(2500));
  it('measures nothing without an end', () =>
    expect(between('2026-11-24T01:48:36Z', undefined)).toBeUndefined());
});
