import { readFileSync } from 'node:fs';
import type { Analysis } from '../model/index.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { CANNOT, CLEAN } from './exit-code.ts';
import { bugMessage, usageMessage } from './messages.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { write } from './write.ts';

/**
 * Runs a command line and gives the exit code; never throws and never ends the process.
 *
 * Only what the command line needs is loaded: help and version load neither the analysis nor the screen.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal: Terminal = process;
  try {
    const version = ownVersion();
    const request = parseArguments(argv, version);
    if (request.kind === 'print') {
      await write(terminal.stdout, request.text);
      return CLEAN;
    }
    return await run(request.arguments, terminal, {
      analyze: (args, stdin) => analyzeWith(args, stdin, version),
    });
  } catch (error) {
    const message =
      error instanceof UsageError
        ? usageMessage(error)
        : bugMessage(error, Boolean(terminal.env.MIGSCOPE_DEBUG));
    await write(terminal.stderr, message);
    return CANNOT;
  }
}

async function analyzeWith(
  args: Arguments,
  stdin: AsyncIterable<Uint8Array>,
  version: string,
): Promise<Analysis> {
  const { analyze } = await import('../analyze.ts');
  const { migration, instance, request, since, until, where } = args;
  return analyze(args.paths, {
    rulesFolders: args.rules,
    version,
    stdin,
    ...defined({ migration, instance, request, since, until, where }),
  });
}

function defined<T extends Record<string, string | undefined>>(options: T): { [Key in keyof T]?: string } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: string;
  };
}

/** The same two levels up from `src/cli` and from `dist/cli`. */
function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
