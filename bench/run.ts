import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from './cases/cases.ts';
import { measureCase } from './measure/measure-case.ts';
import { renderTable } from './measure/render-table.ts';
import { hasProgram, versionOf } from './measure/run-command.ts';
import { readSize } from './measure/size.ts';

const PEERS = ['rg', 'grep', 'lnav', 'zstd', 'xz'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '64MiB' },
    rounds: { type: 'string', default: '5' },
    migrations: { type: 'string', default: '100' },
    'many-migrations': { type: 'string', default: '100' },
    folder: { type: 'string', default: join(tmpdir(), 'migscope-bench') },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(CASES);
const options = {
  folder: values.folder,
  bytes: readSize(values.size),
  migrations: Number(values.migrations),
  manyMigrations: Number(values['many-migrations']),
};
mkdirSync(options.folder, { recursive: true });
console.log(`node ${process.versions.node}; ${PEERS.filter(hasProgram).map(versionOf).join('; ')}`);
console.log(`logs of ${values.size}, medians of ${values.rounds} rounds\n`);
for (const name of names) {
  const prepare = CASES[name];
  if (prepare === undefined) {
    console.error(`there is no case ${name}; there are ${Object.keys(CASES).join(', ')}`);
    process.exitCode = 2;
    break;
  }
  const bench = prepare(options);
  console.log(renderTable(bench.name, measureCase(bench, Number(values.rounds))));
}
