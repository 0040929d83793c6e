import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flattenRepr } from '../../src/notation/flatten-repr.ts';
import { MAX_REPR_DEPTH, parsePythonRepr, type ReprValue } from '../../src/notation/python-repr.ts';

const LIVE_MIGRATE_DATA =
  "LibvirtLiveMigrateData(bdms=[],block_migration=True,disk_available_mb=66560,disk_over_commit=<?>,filename='tmpunlxusal'," +
  "graphics_listen_addr_spice=0.0.0.0,graphics_listen_addr_vnc=::,image_type='default',is_volume_backed=False,migration=<?>," +
  "old_vol_attachment_ids={a86c5162-5fe3-40a7-b1b8-315d7958094d='81c1'},serial_listen_addr=None,serial_listen_ports=[10000,10001]," +
  "vifs=[VIFMigrateData(host='cmp-b',port_id=dfe9a867-0e3e-4c39-b2c4-120b76581f72,profile={'a': 1})],wait_for_vif_plugged=False)";

describe('parsePythonRepr', () => {
  function check(text: string, expected: ReprValue, complete = true): void {
    expect(parsePythonRepr(text), text).toEqual({ value: expected, complete });
  }
  const word = (value: string): ReprValue => ({ type: 'word', value });
  const text = (value: string): ReprValue => ({ type: 'string', value });
  const number = (value: number): ReprValue => ({ type: 'number', value });
  const list = (...items: ReprValue[]): ReprValue => ({ type: 'list', items });
  const named = (values: Record<string, ReprValue>) => new Map(Object.entries(values));
  const dict = (entries: Record<string, ReprValue>): ReprValue => ({ type: 'dict', entries: named(entries) });
  const object = (name: string, fields: Record<string, ReprValue>, ...args: ReprValue[]): ReprValue => ({
    type: 'object',
    name,
    args,
    fields: named(fields),
  });

  test('scalars', () => {
    check('True', { type: 'boolean', value: true });
    check('False', { type: 'boolean', value: false });
    check('None', { type: 'none' });
    check('<?>', { type: 'unset' });
    check('10587', number(10587));
    check('-1.5e3', number(-1500));
    check('8388608L', number(8388608));
    check('9007199254740993', word('9007199254740993'));
    check('0x7f2d', word('0x7f2d'));
    check('0.0.0.0', word('0.0.0.0'));
    check('::', word('::'));
    check('fe80::', word('fe80::'));
    check('2001:db8::1', word('2001:db8::1'));
    check('2026-11-24T01:47:09Z', word('2026-11-24T01:47:09Z'));
    check('3f314c96-0533-4785-adc9-314620c197b0', word('3f314c96-0533-4785-adc9-314620c197b0'));
    check('<nova.objects.Foo object at 0x7f10>', word('<nova.objects.Foo object at 0x7f10>'));
    check('<Foo of <Bar> at 1>', word('<Foo of <Bar> at 1>'));
  });

  test('strings', () => {
    check(String.raw`'a'`, text('a'));
    check(String.raw`"it's"`, text("it's"));
    check(String.raw`u'a'`, text('a'));
    check(String.raw`'it\'s a\\b\n\x41\u00e9\q'`, text("it's a\\b\nA\u00e9\\q"));
    check(String.raw`r'a\n'`, text(String.raw`a\n`));
    check(`''`, text(''));
  });

  test('collections', () => {
    check('[]', list());
    check('[1, 2,]', list(number(1), number(2)));
    check("('a', None)", list(text('a'), { type: 'none' }));
    check('{1, 2}', list(number(1), number(2)));
    check('{}', dict({}));
    check(`{'a': 1, "b": [u'x']}`, dict({ a: number(1), b: list(text('x')) }));
    check(`{"a":1,"b":{"c":2}}`, dict({ a: number(1), b: dict({ c: number(2) }) }));
    check("{81c1-2='x'}", dict({ '81c1-2': text('x') }));
    check("{('a', 1): 2}", dict({ 'a,1': number(2) }));
    check("{'__proto__': 1}", dict(Object.fromEntries([['__proto__', number(1)]])));
    check("dict_keys(['a'])", object('dict_keys', {}, list(text('a'))));
    check("{'MEMORY_MB': {'total': 1}}", dict({ MEMORY_MB: dict({ total: number(1) }) }));
  });

  test('objects', () => {
    check('Foo()', object('Foo', {}));
    check("Foo(a=1,b='x',c=<?>)", object('Foo', { a: number(1), b: text('x'), c: { type: 'unset' } }));
    check('Foo(a=Bar(b=[]))', object('Foo', { a: object('Bar', { b: list() }) }));
    check(
      'datetime.datetime(2014, 1, 2)',
      object('datetime.datetime', {}, number(2014), number(1), number(2)),
    );
    check('Foo(at=2026-11-24 01:47:09+00:00)', object('Foo', { at: word('2026-11-24 01:47:09+00:00') }));
    check('Foo(reason=no valid host, x=1)', object('Foo', { reason: word('no valid host'), x: number(1) }));
  });

  test('only the first value counts', () => {
    check('Foo(a=1) pre_live_migration /usr/lib/x.py:10', object('Foo', { a: number(1) }));
    check("{'a': 1} and [", dict({ a: number(1) }));
  });

  test('damaged text gives what stands before the damage, never half a value', () => {
    check('', { type: 'none' }, false);
    check(']', { type: 'none' }, false);
    check('Foo(', object('Foo', {}), false);
    check('Foo', word('Foo'));
    check('Foo(a=1,b=12', object('Foo', { a: number(1) }), false);
    check('Foo(a=1,b=12,', object('Foo', { a: number(1), b: number(12) }), false);
    check("Foo(a=1,b='12", object('Foo', { a: number(1) }), false);
    check("Foo(a=1,b='12'", object('Foo', { a: number(1), b: text('12') }), false);
    check('Foo(a=1,bl', object('Foo', { a: number(1) }), false);
    check('Foo(a=1,b=', object('Foo', { a: number(1) }), false);
    check(
      "Foo(a=[Bar(x=1),Bar(y='2'",
      object('Foo', { a: list(object('Bar', { x: number(1) }), object('Bar', { y: text('2') })) }),
      false,
    );
    check('Foo(a=[1,2),b=3)', object('Foo', { a: list(number(1), number(2)) }), false);
    check("{'a': 1, 'b'", dict({ a: number(1) }), false);
    check("{'a': 1, 'b': 'c'", dict({ a: number(1), b: text('c') }), false);
    check('Foo(a==1)', object('Foo', { a: number(1) }), false);
  });
});

describe('flattenRepr', () => {
  function check(text: string, expected: Record<string, string | number | boolean>): void {
    expect(flattened(parsePythonRepr(text).value), text).toEqual(expected);
  }

  test('scalars by dotted path', () => {
    check(LIVE_MIGRATE_DATA, {
      block_migration: true,
      disk_available_mb: 66560,
      filename: 'tmpunlxusal',
      graphics_listen_addr_spice: '0.0.0.0',
      graphics_listen_addr_vnc: '::',
      image_type: 'default',
      is_volume_backed: false,
      'old_vol_attachment_ids.a86c5162-5fe3-40a7-b1b8-315d7958094d': '81c1',
      serial_listen_ports: '10000,10001',
      'vifs.0.host': 'cmp-b',
      'vifs.0.port_id': 'dfe9a867-0e3e-4c39-b2c4-120b76581f72',
      'vifs.0.profile.a': 1,
      wait_for_vif_plugged: false,
    });
    check("{'is_volume_backed': False, 'hosts': set([u'a', u'b']), 'x': (), 'y': None}", {
      is_volume_backed: false,
      hosts: 'a,b',
    });
    check("dict_keys(['40938468-405e-46a7-b06e-a47488d00b17'])", {
      value: '40938468-405e-46a7-b06e-a47488d00b17',
    });
    check('None', {});
  });

  test('fields in the order of their names in an object', () => {
    const orderOf = (text: string) => [...flattenRepr(parsePythonRepr(text).value).keys()];
    expect(orderOf("{'b': {2: 1, 'x': 2, 1: 3}, 'a': 4}")).toEqual(['b.1', 'b.2', 'b.x', 'a']);
    expect(orderOf("[1, {'a': 2}, 3]")).toEqual(['0', '2', '1.a']);
    expect(orderOf('Foo(b=1,a=2,b=3)')).toEqual(['b', 'a']);
  });
});

describe('properties', () => {
  test('any text is read without a throw', () => {
    const piece = fc.constantFrom(
      'Foo(',
      'a=',
      "'",
      '"',
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      ',',
      ':',
      '<',
      '>',
      '<?>',
      '\\',
      ' ',
      '1',
      'x',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          flattenRepr(parsePythonRepr(text).value);
        },
      ),
    );
  });

  test('every prefix of a real value is read, with no field that the whole does not have', () => {
    const whole = flattened(parsePythonRepr(LIVE_MIGRATE_DATA).value);
    for (let length = 'LibvirtLiveMigrateData('.length; length < LIVE_MIGRATE_DATA.length; length += 1) {
      const { value, complete } = parsePythonRepr(LIVE_MIGRATE_DATA.slice(0, length));
      expect(complete).toBe(false);
      const { serial_listen_ports: ports, ...fields } = flattened(value);
      expect(whole).toMatchObject(fields);
      expect(['undefined', '10000', '10000,10001']).toContain(String(ports));
    }
  });

  test('what Python prints is read back', () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
    const named = (names: fc.Arbitrary<string>, values: fc.Arbitrary<ReprValue>) =>
      fc.dictionary(names, values, { noNullPrototype: true }).map((one) => new Map(Object.entries(one)));
    const { value } = fc.letrec<{ value: ReprValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.record({ type: fc.constant('number' as const), value: fc.integer() }),
        fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
        fc.record({ type: fc.constant('string' as const), value: fc.string({ unit: 'binary' }) }),
        fc.constantFrom<ReprValue>({ type: 'none' }, { type: 'unset' }, { type: 'word', value: '10.0.0.1' }),
        fc.record({ type: fc.constant('list' as const), items: fc.array(tie('value')) }),
        fc.record({
          type: fc.constant('dict' as const),
          entries: named(fc.string(), tie('value')),
        }),
        fc.record({
          type: fc.constant('object' as const),
          name,
          args: fc.constant([]),
          fields: named(name, tie('value')),
        }),
      ),
    }));
    fc.assert(
      fc.property(value, (tree) => {
        expect(parsePythonRepr(print(tree))).toEqual({ value: tree, complete: true });
      }),
    );
  });

  test('nesting is bounded', () => {
    const { value, complete } = parsePythonRepr('['.repeat(100_000));
    expect(complete).toBe(false);
    let depth = 0;
    for (let at: ReprValue | undefined = value; at?.type === 'list'; at = at.items[0]) depth += 1;
    expect(depth).toBe(MAX_REPR_DEPTH);
  });
});

function flattened(value: ReprValue): Record<string, unknown> {
  return Object.fromEntries(flattenRepr(value));
}

function print(value: ReprValue): string {
  switch (value.type) {
    case 'string':
      return quote(value.value);
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'none':
      return 'None';
    case 'unset':
      return '<?>';
    case 'list':
      return `[${value.items.map(print).join(', ')}]`;
    case 'dict':
      return `{${[...value.entries].map(([key, entry]) => `${quote(key)}: ${print(entry)}`).join(', ')}}`;
    case 'object':
      return `${value.name}(${[...value.fields].map(([key, field]) => `${key}=${print(field)}`).join(',')})`;
    default:
      return String(value.value);
  }
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
