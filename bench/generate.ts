import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { computeLog, migrationLogs } from './generate/compute-logs.ts';
import { readSize } from './measure/size.ts';

/** Writes a nova-compute.log of a given size. */
export function writeComputeLog(path: string, bytes: number, migrations: number, seed = 1): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  for (const text of computeLog({ bytes, migrations, seed })) writeSync(file, text);
  closeSync(file);
}

/** Writes the logs of two hosts with a given number of migrations between them. */
export function writeCase(folder: string, migrations: number, monitored: number, seed = 1): void {
  const files = (['cmp-a', 'cmp-b'] as const).map((host) => {
    const path = join(folder, host, 'var/log/nova/nova-compute.log');
    mkdirSync(dirname(path), { recursive: true });
    return { host, file: openSync(path, 'w') };
  });
  for (const texts of migrationLogs({ migrations, monitored, seed }))
    for (const { host, file } of files) writeSync(file, texts[host]);
  for (const { file } of files) closeSync(file);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '16MiB' },
      migrations: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      case: { type: 'boolean', default: false },
      monitored: { type: 'string', default: '70' },
    },
  });
  const [target] = positionals;
  if (target === undefined) {
    console.error('usage: node bench/generate.ts [--size 1GiB] [--migrations 100] [--seed 1] <file>');
    console.error(
      '       node bench/generate.ts --case [--migrations 5000] [--monitored 70] [--seed 1] <folder>',
    );
    process.exitCode = 2;
  } else if (values.case)
    writeCase(target, Number(values.migrations), Number(values.monitored), Number(values.seed));
  else writeComputeLog(target, readSize(values.size), Number(values.migrations), Number(values.seed));
}
