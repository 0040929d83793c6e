import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCase, writeComputeLog } from '../generate.ts';
import type { BenchCase, Contender } from '../measure/measure-case.ts';
import { hasProgram } from '../measure/run-command.ts';
import { ownLiterals, writePatterns } from './literals.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const MIGSCOPE = `${process.execPath} ${join(REPOSITORY, 'bin/migscope.js')}`;
const NODE = process.execPath;
const ANALYSE = '--format json --fail-on none --no-cache';
const ONE_LITERAL = 'Migration running for';

export interface BenchOptions {
  readonly folder: string;
  readonly bytes: number;
  readonly migrations: number;
  /** Migrations of the case with many events, each with some 200 of them. */
  readonly manyMigrations: number;
}

/** The cases by name, each of which prepares what it reads when it is asked for. */
export const CASES: Readonly<Record<string, (options: BenchOptions) => BenchCase>> = {
  plain,
  gzip: (options) => compressed(options, 'gz', 'gzip -1 -c', 'zcat'),
  zstd: (options) => compressed(options, 'zst', 'zstd -q -3 -c', 'zstd -dc'),
  'tar.xz': tarXz,
  'two archives': twoArchives,
  'many migrations': manyMigrations,
  start,
};

function plain(options: BenchOptions): BenchCase {
  const log = computeLog(options);
  const literals = ownLiterals();
  const all = writePatterns(join(options.folder, 'literals-all'), literals);
  const some = writePatterns(join(options.folder, 'literals-300'), literals, 300);
  const few = writePatterns(join(options.folder, 'literals-60'), literals, 60);
  return {
    name: 'plain log, whole analysis to JSON',
    contenders: [
      { name: `migscope, ${String(literals.length)} literals`, command: `${MIGSCOPE} ${log} ${ANALYSE}` },
      ...when('rg', [
        { name: `rg -c -F, ${String(literals.length)} literals`, command: `rg -c -F -f ${all} ${log}` },
        { name: 'rg -c -F, 300 literals', command: `rg -c -F -f ${some} ${log}` },
        { name: 'rg -c -F, 60 literals', command: `rg -c -F -f ${few} ${log}` },
      ]),
      ...when('grep', [
        {
          name: `grep -c -F, ${String(literals.length)} literals`,
          command: `grep -c -F -f ${all} ${log} | cat`,
        },
      ]),
      ...when('lnav', [
        { name: 'lnav -n, one filter', command: `lnav -n -c ':filter-in ${ONE_LITERAL}' ${log}` },
      ]),
    ],
  };
}

function compressed(options: BenchOptions, ending: string, pack: string, unpack: string): BenchCase {
  const packed = prepared(
    `${computeLog(options)}.${ending}`,
    (path) => `${pack} ${computeLog(options)} > ${path}`,
  );
  return {
    name: `log in .${ending}`,
    contenders: [
      { name: 'migscope', command: `${MIGSCOPE} ${packed} ${ANALYSE}` },
      {
        name: `${unpack} \\| grep -c -F, one literal`,
        command: `${unpack} ${packed} | grep -c -F '${ONE_LITERAL}'`,
      },
    ],
  };
}

function tarXz(options: BenchOptions): BenchCase {
  const log = computeLog(options);
  const packed = prepared(
    join(options.folder, `case-${String(options.bytes)}.tar.xz`),
    (path) => `tar -C ${dirname(log)} -c ${log.slice(dirname(log).length + 1)} | xz -1 -c > ${path}`,
  );
  return {
    name: 'log in .tar.xz',
    contenders: [
      { name: 'migscope', command: `${MIGSCOPE} ${packed} ${ANALYSE}` },
      {
        name: 'xz -dc \\| tar -xO \\| grep -c -F, one literal',
        command: `xz -dc ${packed} | tar -xO | grep -c -F '${ONE_LITERAL}'`,
      },
    ],
  };
}

function twoArchives(options: BenchOptions): BenchCase {
  const log = computeLog(options);
  const packed = ['cmp-a', 'cmp-b'].map((host) =>
    prepared(join(options.folder, `${host}-${String(options.bytes)}.tar.gz`), (path) =>
      // Two hosts write no line alike: the same bytes would be read as a copy.
      [
        `folder=$(mktemp -d) && mkdir -p $folder/${host}/var/log/nova`,
        `sed 's/ DEBUG / DEBUG ${host}./; s/ INFO / INFO ${host}./' ${log} > $folder/${host}/var/log/nova/nova-compute.log`,
        `tar -C $folder -c ${host} | gzip -1 -c > ${path} && rm -r $folder`,
      ].join(' && '),
    ),
  );
  const [one = '', other = ''] = packed;
  return {
    name: 'two .tar.gz',
    contenders: [
      { name: 'migscope, both', command: `${MIGSCOPE} ${one} ${other} ${ANALYSE}` },
      { name: 'migscope, one', command: `${MIGSCOPE} ${one} ${ANALYSE}` },
    ],
  };
}

function manyMigrations({ folder, manyMigrations: count }: BenchOptions): BenchCase {
  const of = (migrations: number): string => {
    const target = join(folder, `migrations-${String(migrations)}`);
    if (!existsSync(target)) writeCase(target, migrations, MONITORED);
    return target;
  };
  const tenth = Math.max(1, Math.round(count / 10));
  return {
    name: 'many migrations, some 200 events each',
    contenders: [
      { name: `migscope, ${String(count)} migrations`, command: `${MIGSCOPE} ${of(count)} ${ANALYSE}` },
      { name: `migscope, ${String(tenth)} migrations`, command: `${MIGSCOPE} ${of(tenth)} ${ANALYSE}` },
    ],
  };
}

/** The monitor's lines that make an episode some 200 events long. */
const MONITORED = 50;

function start(): BenchCase {
  const small = join(REPOSITORY, 'fixtures/healthy/info-level');
  return {
    name: 'start',
    contenders: [
      { name: 'node -e 0', command: `${NODE} -e 0` },
      { name: 'migscope --version', command: `${MIGSCOPE} --version` },
      { name: 'migscope --help', command: `${MIGSCOPE} --help` },
      { name: 'migscope, report of a small case', command: `${MIGSCOPE} ${small} --fail-on none` },
    ],
  };
}

function when(program: string, contenders: readonly Contender[]): readonly Contender[] {
  return hasProgram(program) ? contenders : [];
}

function computeLog({ folder, bytes, migrations }: BenchOptions): string {
  const path = join(folder, `log-${String(bytes)}`, 'nova-compute.log');
  if (!existsSync(path) || statSync(path).size < bytes) writeComputeLog(path, bytes, migrations);
  return path;
}

function prepared(path: string, command: (path: string) => string): string {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('bash', ['-c', `${command(`${path}.part`)} && mv ${path}.part ${path}`]);
  return path;
}
