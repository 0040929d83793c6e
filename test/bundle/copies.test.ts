import { linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { CaseFolder, codesOf, expectStory, filesOf, type Files } from './case-folder.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const HOSTS = ['cmp-a', 'cmp-b', 'ctl'];
const files = filesOf(FIXTURE);
const cases = new CaseFolder('copies');
/** Logs whose lines are in the order of their times, and have entries of one line where they are cut. */
const IS_CUT = /(?:nova-compute|libvirtd)\.log$/;

/** The files of a host in a sosreport of its own. */
function sosreport(host: string, id: string, change: (bytes: Buffer) => Buffer = (bytes) => bytes): Files {
  const root = `sosreport-${host}-2026-11-24-${id}`;
  const own = Object.entries(files)
    .filter(([path]) => path.startsWith(`${host}/`))
    .map(([path, bytes]) => [path.replace(host, root), IS_CUT.test(path) ? change(bytes) : bytes]);
  return { [`${root}.tar.gz`]: gzipSync(cases.tar(Object.fromEntries(own) as Files)) };
}

function linesOf(bytes: Buffer, from: number, to: number): Buffer {
  const lines = bytes.toString('latin1').split(/(?<=\n)/);
  return Buffer.from(
    lines.slice(Math.floor(from * lines.length), Math.ceil(to * lines.length)).join(''),
    'latin1',
  );
}

function mapLogs(change: (path: string, bytes: Buffer) => Files): Files {
  return Object.assign(
    {},
    ...Object.entries(files).map(([path, bytes]) =>
      IS_CUT.test(path) ? change(path, bytes) : { [path]: bytes },
    ),
  ) as Files;
}

describe('what is there twice counts once', () => {
  test('each log plain and compressed', () =>
    expectStory(
      [cases.write(mapLogs((path, bytes) => ({ [path]: bytes, [`${path}.gz`]: gzipSync(bytes) })))],
      FIXTURE,
    ));

  test('folders, and archives of them beside', async () => {
    const reports = Object.assign({}, ...HOSTS.map((host) => sosreport(host, 'abcdefg'))) as Files;
    await expectStory([cases.write({ ...files, ...reports })], FIXTURE);
  });

  test('two reports of each host, made one after the other, in either order', async () => {
    const early = HOSTS.map((host) => sosreport(host, 'earlier', (bytes) => linesOf(bytes, 0, 0.7)));
    const late = HOSTS.map((host) => sosreport(host, 'laterxx', (bytes) => linesOf(bytes, 0.3, 1)));
    const [one, other] = [early, late].map((all) => cases.write(Object.assign({}, ...all) as Files));
    for (const paths of [
      [one ?? '', other ?? ''],
      [other ?? '', one ?? ''],
    ])
      await expectStory(paths, FIXTURE);
  });

  test('parts of a log that was rotated by copying', () =>
    expectStory(
      [
        cases.write(
          mapLogs((path, bytes) => ({
            [`${path}.2.gz`]: gzipSync(linesOf(bytes, 0, 0.4)),
            [`${path}.1`]: linesOf(bytes, 0.2, 0.8),
            [path]: linesOf(bytes, 0.5, 1),
          })),
        ),
      ],
      FIXTURE,
    ));

  test('the end of a log that sos cut, beside the log', () => {
    const log = files['cmp-a/var/log/nova/nova-compute.log'] ?? Buffer.alloc(0);
    const tailed =
      'sosreport-cmp-a-2026-11-24-abcdefg/sos_strings/openstack_nova/var.log.nova.nova-compute.log.tailed';
    return expectStory([cases.write({ ...files, [tailed]: log.subarray(-20_000) })], FIXTURE);
  });

  test('the same path given again, its folder, and another name of the same file', async () => {
    const folder = cases.write(files);
    const log = join(folder, 'cmp-a/var/log/nova/nova-compute.log');
    await expectStory([folder, folder, join(folder, 'cmp-a'), log], FIXTURE);
    linkSync(log, join(folder, 'cmp-a/nova-compute.log'));
    await expectStory([folder], FIXTURE);
  });

  test('standard input given twice', async () => {
    const log = files['cmp-a/var/log/nova/nova-compute.log'] ?? Buffer.alloc(0);
    const found = await analyze(['-', '-'], { stdin: new Blob([new Uint8Array(log)]).stream() });
    const once = await analyze(['-'], { stdin: new Blob([new Uint8Array(log)]).stream() });
    expect(found.inputs.map(({ records }) => records)).toEqual([once.inputs[0]?.records, 0]);
  });
});

describe('rotated logs are parts of one, the oldest first', () => {
  test.each([
    ['.2.gz', '.1', ''],
    ['-20241123.gz', '-20241124', ''],
    ['-2024112416.gz', '-2024112417', ''],
    ['-20241124-1700000000', '-20241124-1700003600.gz', ''],
    ['.10', '.9.gz', '.1'],
  ])('%s, %s, %s', async (oldest, older, newest) => {
    const folder = cases.write(
      mapLogs((path, bytes) => {
        const name = (ending: string, part: Buffer) => ({
          [`${path}${ending}`]: ending.endsWith('.gz') ? gzipSync(part) : part,
        });
        const [first, second, third] = [
          linesOf(bytes, 0, 0.3),
          linesOf(bytes, 0.3, 0.6),
          linesOf(bytes, 0.6, 1),
        ];
        // Cut into three without a line twice.
        const rest = bytes.subarray(first.length);
        const middle = rest.subarray(0, second.length);
        return {
          ...name(newest, third.length > 0 ? rest.subarray(middle.length) : third),
          ...name(older, middle),
          ...name(oldest, first),
        };
      }),
    );
    const { coverage } = await expectStory([folder], FIXTURE);
    const logs = coverage.hosts.flatMap((host) => host.logs).filter(({ kind }) => kind === 'nova-compute');
    for (const { files: parts } of logs)
      expect(parts.map((path) => path.replace(/.*\.log/, ''))).toEqual([oldest, older, newest]);
  });
});

describe('a file in parts is read as one', () => {
  const packed = gzipSync(cases.tar(files));
  const third = Math.ceil(packed.length / 3);
  const cut = (...endings: readonly string[]): Files =>
    Object.fromEntries(
      endings.map((ending, index) => [
        `case.tar.gz${ending}`,
        packed.subarray(index * third, (index + 1) * third),
      ]),
    );

  test.each([
    [['.aa', '.ab', '.ac']],
    [['.00', '.01', '.02']],
    [['.001', '.002', '.003']],
    [['.part1', '.part2', '.part3']],
    [['-part01', '-part02', '-part03']],
  ])('%s', async (endings) => {
    const folder = cases.write(cut(...endings));
    await expectStory([folder], FIXTURE);
    // Any part stands for all, in any order and number.
    await expectStory(
      [...endings].reverse().map((ending) => join(folder, `case.tar.gz${ending}`)),
      FIXTURE,
    );
    await expectStory([join(folder, `case.tar.gz${endings[1] ?? ''}`)], FIXTURE);
  });

  test('up to a part that is missing', async () => {
    const folder = cases.write(cut('.aa', '.ab', '.ac'));
    const gap = cases.write({
      'case.tar.gz.aa': packed.subarray(0, third),
      'case.tar.gz.ac': packed.subarray(2 * third),
    });
    const found = await analyze([gap]);
    expect(codesOf(found)).toEqual(['archive-part-missing', 'archive-truncated']);
    expect(found.inputs[0]?.records).toBeGreaterThan(0);
    const end = cases.write({ 'case.tar.gz.ab': packed.subarray(third) });
    expect(codesOf(await analyze([end]))).toContain('archive-part-missing');
    expect(codesOf(await analyze([folder]))).toEqual([]);
  });
});

describe('links out of a folder are not followed, and said to be there', () => {
  test('a log, and a folder of logs', async () => {
    const elsewhere = cases.write(files);
    const folder = cases.write({ 'cmp-a/etc/hostname': 'cmp-a\n', 'cmp-a/var/log/x': '' });
    symlinkSync(join(elsewhere, 'cmp-a/var/log/nova'), join(folder, 'cmp-a/var/log/nova'));
    symlinkSync(join(elsewhere, 'cmp-a/var/log/libvirt/libvirtd.log'), join(folder, 'cmp-a/libvirtd.log'));
    symlinkSync('/dev/zero', join(folder, 'cmp-a/nova-api.log'));
    symlinkSync(join(folder, 'cmp-a'), join(folder, 'cmp-a/var/log/libvirt'));
    const found = await analyze([folder]);
    expect(found.inputs[0]?.records).toBe(0);
    expect(codesOf(found).filter((code) => code === 'link-not-followed')).toHaveLength(3);
  });
});
