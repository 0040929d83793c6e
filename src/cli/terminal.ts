import type { ColorSupportLevel } from 'chalk';
import type { Arguments } from './arguments.ts';

/** What a run may touch of the process, so that a test can hand in something else. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Standard input; Node opens it when it is read, which takes a while that most runs need not spend. */
export async function* inputOf(terminal: Pick<Terminal, 'stdin'>): AsyncGenerator<Uint8Array> {
  yield* terminal.stdin as AsyncIterable<Uint8Array>;
}

type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & {
  getColorDepth?: NodeJS.WriteStream['getColorDepth'];
};

/** What a file is to a layout: nothing that has a width or colours. */
export const NO_TERMINAL: Output = { isTTY: false, columns: 0 };

const UNKNOWN_WIDTH = 100;
const WIDEST = 120;

/** How wide a report is laid out; prose wider than 120 columns is hard to read. */
export function reportColumns(asked: number | undefined, output: Output): number {
  if (asked !== undefined) return asked;
  return Math.min(output.isTTY && output.columns > 0 ? output.columns : UNKNOWN_WIDTH, WIDEST);
}

/** Whether somebody watches standard error who wants to see one line overwritten again and again. */
export function showsProgress({
  stderr,
  env,
}: {
  readonly stderr: Pick<Output, 'isTTY'>;
  readonly env: Terminal['env'];
}): boolean {
  const isRobot = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  return stderr.isTTY && env.TERM !== 'dumb' && !isRobot;
}

/** chalk's level for an output; FORCE_COLOR wins over NO_COLOR, as in node itself. */
export function colorLevel(
  asked: Arguments['color'],
  output: Output,
  env: Terminal['env'],
): ColorSupportLevel {
  if (asked === 'never') return 0;
  if (asked === 'always')
    return Math.max(1, forced(env.FORCE_COLOR) ?? depth(output, env)) as ColorSupportLevel;
  const force = forced(env.FORCE_COLOR);
  if (force !== undefined) return force;
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 0;
  return output.isTTY ? depth(output, env) : 0;
}

function forced(value: string | undefined): ColorSupportLevel | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case '0':
    case 'false':
      return 0;
    case '2':
      return 2;
    case '3':
      return 3;
    default:
      return 1;
  }
}

function depth(output: Output, env: Terminal['env']): ColorSupportLevel {
  const bits = output.getColorDepth?.({ ...env, NO_COLOR: undefined, FORCE_COLOR: undefined }) ?? 1;
  return bits >= 24 ? 3 : bits >= 8 ? 2 : bits >= 4 ? 1 : 0;
}
