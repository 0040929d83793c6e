import type { ExitCode } from '../exit-code.ts';
import type { Stages } from '../run.ts';
import type { Terminal } from '../terminal.ts';
import type { LogCommand } from './arguments.ts';

/** Runs a command that reads logs. */
export async function runCommand(command: LogCommand, terminal: Terminal, stages: Stages): Promise<ExitCode> {
  const { runStats } = await import('./run-stats.ts');
  return runStats(command, terminal, stages);
}
