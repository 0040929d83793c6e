import type { ExitCode } from '../exit-code.ts';
import type { Analyzer } from '../run.ts';
import type { Terminal } from '../terminal.ts';
import type { LogCommand } from './arguments.ts';

/** Runs a command that reads logs. */
export async function runCommand(
  command: LogCommand,
  terminal: Terminal,
  stages: Analyzer,
): Promise<ExitCode> {
  switch (command.name) {
    case 'check':
      return (await import('./run-check.ts')).runCheck(command, terminal, stages);
    case 'config':
      return (await import('./run-config.ts')).runConfig(command, terminal, stages);
    case 'diff':
      return (await import('./run-diff.ts')).runDiff(command, terminal, stages);
    case 'stats':
      return (await import('./run-stats.ts')).runStats(command, terminal, stages);
  }
}
