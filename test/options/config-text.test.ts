import { describe, expect, test } from 'vitest';
import { readLibvirtConfig } from '../../src/options/libvirt-config.ts';
import { readOptionValue } from '../../src/options/option-value.ts';
import { readOsloConfig } from '../../src/options/oslo-config.ts';
import type { OptionType } from '../../src/options/option-table.ts';

describe('files of oslo.config', () => {
  function check(text: string, entries: readonly string[], faults: readonly number[] = []): void {
    const read = readOsloConfig(text);
    const shown = read.entries.map(
      ({ section, name, value, line, valueColumn }) =>
        `${String(line)}:${String(valueColumn)} ${section}.${name}=${value.replaceAll('\n', '|')}`,
    );
    expect({ shown, faults: read.faults.map(({ line }) => line) }).toEqual({ shown: entries, faults });
  }

  test.each<[string, string, readonly string[], (readonly number[])?]>([
    [
      'values',
      '[DEFAULT]\na=1\n[libvirt]\nb  =  two words \n',
      ['2:3 DEFAULT.a=1', '4:7 libvirt.b=two words'],
    ],
    ['a colon', '[x]\nb: 1\n', ['2:4 x.b=1']],
    ['a colon in a value', '[x]\nuri = qemu+tcp://%s/system\n', ['2:7 x.uri=qemu+tcp://%s/system']],
    ['comments, also none', '# a=1\n;b=2\n[x]\nc=3 # d\n', ['4:3 x.c=3 # d']],
    ['lines that go on', '[x]\na = 1,\n  2\n\n[y]\nb=\n', ['2:5 x.a=1,|2', '6:3 y.b=']],
    ['no line goes on behind a comment', '[x]\na = 1,\n# b\n  2\n', ['2:5 x.a=1,'], [4]],
    ['quotes', '[x]\na = "x y"\nb = \'z\n', ['2:5 x.a=x y', "3:5 x.b='z"]],
    ['Windows ends', '[x]\r\na = 1\r\n', ['2:5 x.a=1']],
    [
      'capital letters of sections',
      '[LibVirt]\na=1\n[default]\nb=1\n',
      ['2:3 libvirt.a=1', '4:3 default.b=1'],
    ],
    ['an option before any section', 'a = 1\n[x]\nb = 1\n', ['1:5 DEFAULT.a=1', '3:5 x.b=1'], [1]],
    ['faults', '[a]\na\n[x\n  lost\n[]\n= 1\n[x] # c\n', [], [2, 3, 4, 5, 6, 7]],
  ])('%s', (_, text, entries, faults) => {
    check(text, entries, faults);
  });
});

test.each([
  ['listen_tcp = 1 # on', 'listen_tcp=1'],
  ['auth_tcp = "none"', 'auth_tcp=none'],
  ['  x = [ "a",\n  "b" ]', 'x=a,b'],
  ['#listen_addr = "0.0.0.0"', undefined],
])('libvirt reads %j', (text, expected) => {
  const [entry] = readLibvirtConfig(text);
  expect(entry === undefined ? undefined : `${entry.name}=${entry.value}`).toBe(expected);
});

test.each<[OptionType, string, unknown]>([
  ['bool', 'Yes', true],
  ['bool', 'off', false],
  ['bool', 'maybe', undefined],
  ['int', '-1', -1],
  ['int', '1.5', undefined],
  ['int', '100Mbps', undefined],
  ['float', '1.5', 1.5],
  ['list', "['a', 'b']", ['a', 'b']],
  ['list', 'a, b', ['a', 'b']],
  ['list', '[]', []],
  ['host', 'cmp-a.example.org', 'cmp-a.example.org'],
  ['host', 'tcp://cmp-a', undefined],
])('a %s reads %j', (type, text, expected) => {
  expect(readOptionValue({ type }, text)).toEqual(expected);
});
