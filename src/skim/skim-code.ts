import { readFileSync } from 'node:fs';

/** What `assembly/skim.ts` exports: a function, and what its last call found. */
export interface SkimExports {
  readonly memory: WebAssembly.Memory;
  readonly skim: (
    from: number,
    to: number,
    format: number,
    isBehindSkipped: number,
    maxLine: number,
  ) => number;
  readonly lines: Count;
  readonly records: Count;
  readonly debugRecords: Count;
  readonly linesBefore: Count;
  readonly linesBehind: Count;
  readonly firstAt: Count;
  readonly firstLine: Count;
  readonly lastAt: Count;
  readonly lastLine: Count;
  readonly lastTo: Count;
  readonly pid: Count;
}

interface Count {
  readonly value: number;
}

/** `npm run build` compiles it; from here it is found beside the sources as well as beside the compiled code. */
const CODE = new URL('../../dist/skim.wasm', import.meta.url);

let compiled: WebAssembly.Module | false | undefined;

/** A copy of its own with its own memory; `undefined` where it was not built or WebAssembly is not to be had. */
export function startSkim(): SkimExports | undefined {
  compiled ??= compile();
  if (compiled === false) return undefined;
  return new WebAssembly.Instance(compiled).exports as SkimExports;
}

function compile(): WebAssembly.Module | false {
  try {
    return new WebAssembly.Module(readFileSync(CODE));
  } catch {
    return false;
  }
}
