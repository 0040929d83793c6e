import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from './read-text.ts';

const VM = '[instance: 11111111-2222-4333-8444-555555555555]';

/** Stamps with the time that they mean; some differ in a character from the usual one. */
const STAMPS: Readonly<Record<string, string | undefined>> = {
  '2026-01-02 03:04:05.678': '2026-01-02T03:04:05.678Z',
  '2026-01-02T03:04:05,009': '2026-01-02T03:04:05.009Z',
  '2026-01-02 03:04:05.678901': '2026-01-02T03:04:05.678Z',
  '2026-01-02 03:04:05': '2026-01-02T03:04:05.000Z',
  '2026-01-03 23:59:59.999': '2026-01-03T23:59:59.999Z',
  '2026-01-02 03:04:05.678 +01:00': '2026-01-02T02:04:05.678Z',
  '2026-01-02 03:04.05:678': undefined,
  '2026-01-02 03:04:0x.678': undefined,
};

/** What stands between stamp and message, with the instance and the request that it names. */
const MIDDLES: Readonly<Record<string, { readonly vm?: boolean; readonly request?: string }>> = {
  [` 7 DEBUG nova.compute.manager [-] ${VM} `]: { vm: true },
  [` 7 DEBUG nova.compute.manager [-] ${VM}`]: { vm: true },
  ' 7 DEBUG nova.compute.manager [-] ': {},
  ' 7 DEBUG nova.compute.manager [req-aaaaaaaa-1111-4222-8333-444444444444 None] ': {
    request: 'req-aaaaaaaa-1111-4222-8333-444444444444',
  },
  [` 7 DEBUG nova.compute.manager [req-aaaaaaaa-1111-4222-8333-444444444444 None] ${VM} `]: {
    vm: true,
    request: 'req-aaaaaaaa-1111-4222-8333-444444444444',
  },
  [` 8 DEBUG nova.virt.libvirt.driver [-] ${VM} `]: { vm: true },
};

const MESSAGES = ['VM Paused', 'x', 'see [the] notes', 'read from a file', '{{a}} {{'];

const ENDINGS: Readonly<Record<string, string | undefined>> = {
  '': undefined,
  ' run /usr/lib/python3/nova/a.py:12': 'run /usr/lib/python3/nova/a.py:12',
  ' stop /usr/lib/python3/nova/a.py:12': 'stop /usr/lib/python3/nova/a.py:12',
  ' run /opt/python3/nova/a.py:12': 'run /opt/python3/nova/a.py:12',
  ' {{(pid=7) run /usr/lib/python3/nova/a.py:12}}': 'run /usr/lib/python3/nova/a.py:12',
};

test('a line means the same whatever lines came before it', () => {
  const part = (of: object) => fc.constantFrom(...Object.keys(of));
  const line = fc.record({
    stamp: part(STAMPS),
    middle: part(MIDDLES),
    message: fc.constantFrom(...MESSAGES),
    ending: part(ENDINGS),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
      // What ends in these words or marks would belong to the origin.
      const written = lines.filter(({ message, ending }) => ending === '' || !/(?:from|\{\{)$/.test(message));
      const read = written.map(({ stamp, middle, message, ending }) =>
        readRecords(`${stamp}${middle}${message}${ending}`).find(({ logger }) => logger !== undefined),
      );
      const expected = written.map(({ stamp, middle, message, ending }) => {
        if (STAMPS[stamp] === undefined) return undefined;
        const { vm, request } = MIDDLES[middle] ?? {};
        return {
          at: STAMPS[stamp],
          instance: vm === true ? '11111111-2222-4333-8444-555555555555' : undefined,
          requestId: request,
          message,
          origin: ENDINGS[ending],
        };
      });
      expect(
        read.map((record) =>
          record === undefined
            ? undefined
            : {
                at: new Date(record.wallMs ?? Number.NaN).toISOString(),
                instance: record.instance,
                requestId: record.requestId,
                message: record.message,
                origin: record.origin,
              },
        ),
      ).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
