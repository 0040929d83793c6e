import { describe, expect, it } from 'vitest';
import { type Arguments, parseArguments } from '../../src/cli/arguments.ts';
import { FORMATS } from '../../src/cli/formats.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

const DEFAULTS: Arguments = {
  paths: ['bundle'],
  format: undefined,
  output: undefined,
  force: false,
  csvOf: undefined,
  migration: undefined,
  instance: undefined,
  request: undefined,
  since: undefined,
  until: undefined,
  where: undefined,
  tz: [],
  offset: [],
  redact: false,
  failOn: 'error',
  rules: [],
  config: undefined,
  columns: undefined,
  color: 'auto',
  tui: true,
  follow: false,
  theme: 'auto',
  mouse: false,
  cache: true,
  maxArchiveBytes: undefined,
  maxArchiveRatio: undefined,
  maxArchiveDepth: undefined,
  maxArchiveEntries: undefined,
};

describe('a command line', () => {
  function check(argv: readonly string[], expected: Partial<Arguments>): void {
    it(`migscope ${argv.join(' ')}`, () =>
      expect(parseArguments(argv, '0')).toMatchObject({
        kind: 'run',
        arguments: { ...DEFAULTS, ...expected },
      }));
  }

  check(['bundle'], {});
  check(['a', 'b.tar.xz'], { paths: ['a', 'b.tar.xz'] });
  check(['-'], { paths: ['-'] });
  check(['--', '--odd-name'], { paths: ['--odd-name'] });
  check(['bundle', '--format', 'json'], { format: 'json' });
  check(['bundle', '--format=text'], { format: 'text' });
  check(['bundle', '--output', 'a.json'], { output: 'a.json', format: undefined });
  check(['bundle', '--output', '-'], { output: undefined });
  check(['bundle', '--output', 'a.json', '--force'], { output: 'a.json', force: true });
  check(['--migration', 'm-1', 'bundle'], { migration: 'm-1' });
  check(['--instance', 'instance-0000000b', 'bundle'], { instance: 'instance-0000000b' });
  check(['--request', 'req-1', 'bundle'], { request: 'req-1' });
  check(['--where', 'outcome = failed', 'bundle'], { where: 'outcome = failed' });
  check(['--since', '2026-11-24 01:40', 'bundle'], { since: '2026-11-24T01:40:00.000Z' });
  check(['--until', '2026-11-24T10:40+09:00', 'bundle'], { until: '2026-11-24T01:40:00.000Z' });
  check(['--fail-on', 'none', 'bundle'], { failOn: 'none' });
  // A list would swallow the path that follows.
  check(['--rules', 'r', 'bundle'], { rules: ['r'] });
  check(['--rules', 'r', '--rules', 's', 'bundle'], { rules: ['r', 's'] });
  check(['--columns', '132', 'bundle'], { columns: 132 });
  check(['--color', 'always', 'bundle'], { color: 'always' });
  check(['--no-tui', 'bundle'], { tui: false });
});

describe('a bad command line', () => {
  function check(argv: readonly string[], what: RegExp, fix: RegExp): void {
    it(`migscope ${argv.join(' ')}`, () => {
      let error: unknown;
      try {
        parseArguments(argv, '0');
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(UsageError);
      expect(error).toMatchObject({
        what: expect.stringMatching(what) as string,
        fix: expect.stringMatching(fix) as string,
      });
    });
  }

  check([], /^No logs to read\.$/, /^Name a directory/);
  check(['a', '--formt', 'json'], /^Unknown option '--formt'\.$/, /^Did you mean --format\?/);
  check(['a', '--xyzzy'], /^Unknown option '--xyzzy'\.$/, /--help/);
  check(['a', '--format', 'xml'], /'xml' is invalid\.$/, /^Allowed choices are text, json\b/);
  check(['a', '--fail-on', 'fatal'], /'fatal' is invalid\.$/, /error, warning, info, none/);
  check(['a', '--columns', '5'], /'5' is invalid\.$/, /from 40 to 1000/);
  check(['a', '--columns', '1e2'], /'1e2' is invalid\.$/, /whole number/);
  check(['a', '--since', 'yesterday'], /'yesterday' is invalid\.$/, /2026-11-24 01:48/);
  check(['a', '--rules'], /--rules <dir>/, /--help/);
  check(['a', '--since', '2026-11-25', '--until', '2026-11-24'], /later than --until/, /Swap/);
});

describe('help and version', () => {
  function check(argv: readonly string[], text: RegExp): void {
    it(`migscope ${argv.join(' ')}`, () =>
      expect(parseArguments(argv, '1.2.3')).toEqual({
        kind: 'print',
        text: expect.stringMatching(text) as string,
      }));
  }

  check(['--version'], /^1\.2\.3\n$/);
  check(['--help'], /Exit codes:/);
  check(['--help'], /Examples:/);
  for (const { name, about } of FORMATS) check(['--help'], new RegExp(`^  ${name} +${about}$`, 'm'));

  it('fits a terminal of 80 columns', () => {
    const request = parseArguments(['--help'], '0');
    const text = request.kind === 'print' ? request.text : '';
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
