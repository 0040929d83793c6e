import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiteralFilter } from '../src/catalogue/literal-filter.ts';
import { knowledgeFor } from '../src/knowledge/package-folder.ts';
import { WasmLineSkimmer } from '../src/skim/line-skimmer.ts';
import { writeComputeLog } from './generate.ts';

/** How the cost of looking through a log grows with the messages that are looked for: `node bench/literals.ts`. */
const BYTES = 64 * 2 ** 20;
const CHUNK_BYTES = 256 * 1024;
const ROUNDS = 9;
const COUNTS = [60, 100, 300, 1_000];
/** Shorter ones cannot be looked for. */
const SHORTEST = 9;

const path = join(tmpdir(), 'migscope-bench-literals', 'nova-compute.log');
writeComputeLog(path, BYTES, 25);
const log = readFileSync(path);
const templates = knowledgeFor()
  .catalogue.entries.flatMap((entry) => entry.templates.map(({ template }) => ({ template })))
  .filter(({ template }) => template.literals.some((literal) => Buffer.byteLength(literal) >= SHORTEST));

/** Seconds of CPU for the whole log; every line at which it stops is passed over. */
function measure(skimmer: WasmLineSkimmer): number {
  const before = process.cpuUsage();
  for (let from = 0; from < log.length; from += CHUNK_BYTES) {
    const chunk = log.subarray(from, from + CHUNK_BYTES);
    skimmer.take(chunk);
    for (let at = 0; at < chunk.length;) {
      const run = skimmer.skim(at, true, CHUNK_BYTES);
      at = run.at;
      if (run.lines > 0) continue;
      const end = chunk.indexOf(0x0a, at);
      at = end < 0 ? chunk.length : end + 1;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const contenders = [...COUNTS, templates.length].flatMap((count) => {
  const some = Array.from(
    { length: count },
    (_, nth) => templates[Math.floor((nth * templates.length) / count)],
  );
  const chosen = some.filter((one) => one !== undefined);
  const filter = LiteralFilter.compile(chosen, log.subarray(BYTES / 2, BYTES / 2 + CHUNK_BYTES));
  const skimmer = filter && WasmLineSkimmer.make('oslo', filter.tables);
  return skimmer === undefined ? [] : [{ count, skimmer, best: Infinity }];
});
for (let round = 0; round < ROUNDS; round += 1)
  for (const one of contenders) one.best = Math.min(one.best, measure(one.skimmer));
const hundred = contenders.find(({ count }) => count === 100)?.best ?? NaN;
for (const { count, best } of contenders)
  console.log(
    `${String(count).padStart(5)} literals  ${(best * 16).toFixed(2)} s/GiB  ${(best / hundred).toFixed(2)}×`,
  );
