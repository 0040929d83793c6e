import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSettings, withSettings } from '../../src/cli/settings.ts';
import { readConfig } from '../../src/knowledge/config-file.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'migscope config-'));
  mkdirSync(path.join(home, 'work/deep'), { recursive: true });
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('a configuration file', () => {
  function check(text: string, config: object, problems: readonly string[]): void {
    test(JSON.stringify(text), () => {
      const file = path.join(home, 'migscope.yaml');
      writeFileSync(file, text);
      const read = readConfig(file);
      expect(read.config).toEqual(config);
      expect(
        read.diagnostics.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`),
      ).toEqual(problems);
    });
  }

  check(
    'failOn: warning\ncolumns: 120\ncolor: never\ntui: false\n',
    {
      failOn: 'warning',
      columns: 120,
      color: 'never',
      tui: false,
    },
    [],
  );
  check('tz: Asia/Tokyo\n', { tz: ['Asia/Tokyo'] }, []);
  check(
    'tz: { cmp-b: +09:00, ctl: UTC }\noffset:\n  cmp-b: +37s\n',
    { tz: ['cmp-b=+09:00', 'ctl=UTC'], offset: ['cmp-b=+37s'] },
    [],
  );
  check('offset: +37s\n', {}, ['config-invalid 1:9']);
  check('tz: { cmp-b: [UTC] }\n', {}, ['config-invalid 1:5']);
  check('', {}, []);
  check('failon: warning\n', {}, ['config-invalid 1:1']);
  check('failOn: fatal\n', { failOn: 'error' }, ['config-invalid 1:9']);
  check('columns: 5\n', {}, ['config-invalid 1:10']);
  check('tui: maybe\n', {}, ['config-invalid 1:6']);
  check('rules: { a: b }\n', {}, ['config-invalid 1:8']);
  check('rules: [\n', {}, ['config-not-yaml 2:1']);

  test('names folders from where it stands', () => {
    const file = path.join(home, 'migscope.yaml');
    writeFileSync(file, `rules: [./mine, ${path.sep}abs]\n`);
    expect(readConfig(file).config.rules).toEqual([path.join(home, 'mine'), `${path.sep}abs`]);
  });
  test('that is not there is said to be missing', () => {
    expect(readConfig(path.join(home, 'none.yaml')).diagnostics[0]?.code).toBe('config-unreadable');
  });
});

describe('settings', () => {
  test('come from the nearest file upwards', async () => {
    writeFileSync(path.join(home, '.migscope.yaml'), 'columns: 70\n');
    expect((await loadSettings(undefined, path.join(home, 'work/deep'), [])).config).toEqual({ columns: 70 });
    writeFileSync(path.join(home, 'work/migscope.yaml'), 'columns: 80\n');
    expect((await loadSettings(undefined, path.join(home, 'work/deep'), [])).config).toEqual({ columns: 80 });
  });
  test('inside the logs are not used, unless they are named', async () => {
    const file = path.join(home, 'work/migscope.yaml');
    writeFileSync(file, 'columns: 80\n');
    const inside = await loadSettings(undefined, path.join(home, 'work'), [path.join(home, 'work')]);
    expect(inside.config).toEqual({});
    expect(inside.diagnostics.map(({ code }) => code)).toEqual(['config-not-used']);
    expect((await loadSettings(file, home, [path.join(home, 'work')])).config).toEqual({ columns: 80 });
  });
  test('give way to the command line, and folders of rules add up', () => {
    const settings = {
      path: 'x',
      config: {
        columns: 80,
        color: 'never',
        rules: ['a'],
        tz: ['Asia/Tokyo', 'cmp-a=UTC'],
        offset: ['cmp-b=-1.5s'],
      },
      diagnostics: [],
    } as const;
    const args = { columns: 120, color: 'auto', rules: ['b'], tz: [{ zone: '+01:00' }], offset: [] };
    expect(withSettings(args, new Set(['columns', 'rules']), settings)).toEqual({
      columns: 120,
      color: 'never',
      rules: ['a', 'b'],
      tz: [{ zone: 'Asia/Tokyo' }, { host: 'cmp-a', zone: 'UTC' }, { zone: '+01:00' }],
      offset: [{ host: 'cmp-b', offsetMs: -1500, toleranceMs: 50 }],
    });
  });
  test('that name no zone are told with their place', () => {
    const settings = { path: 'migscope.yaml', config: { tz: ['cmp-a=Asia/Tokio'] }, diagnostics: [] };
    expect(() => withSettings({ rules: [], tz: [], offset: [] }, new Set(), settings)).toThrow(
      'tz in migscope.yaml: "cmp-a=Asia/Tokio" is invalid.',
    );
  });
});
