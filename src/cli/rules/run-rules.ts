import { loadSettings, withSettings } from '../settings.ts';
import { CANNOT, type ExitCode } from '../exit-code.ts';
import { colorLevel, inputOf, reportColumns, type Terminal } from '../terminal.ts';
import { write } from '../write.ts';
import type { RulesCommand } from './arguments.ts';
import { type Answer, renderProblems, type Session } from './session.ts';
import { paintAt } from '../../report/text/paint.ts';

/** Runs a command about rules and prints its answer. */
export async function runRules(
  command: RulesCommand,
  terminal: Terminal,
  folder: string,
  version: string,
): Promise<ExitCode> {
  const inputs = command.name === 'trace' ? command.operands.slice(1) : [];
  const settings = await loadSettings(command.common.config, folder, inputs);
  const common = withSettings(command.common, command.given, settings);
  const color = colorLevel(common.color, terminal.stdout, terminal.env);
  const layout = { columns: reportColumns(common.columns, terminal.stdout), paint: paintAt(color) };
  if (settings.diagnostics.some(({ severity }) => severity === 'error')) {
    await write(terminal.stderr, renderProblems(layout, settings.diagnostics));
    return CANNOT;
  }
  const { rules: packs, tz: timeZones, offset: clockOffsets } = common;
  const given = { timeZones, clockOffsets };
  const session: Session = { layout, packs, folder, version, stdin: inputOf(terminal), given };
  const { stdout, stderr, code } = await dispatch(command, session);
  await write(terminal.stdout, stdout);
  await write(terminal.stderr, stderr);
  return code;
}

async function dispatch({ name, operands, options }: RulesCommand, session: Session): Promise<Answer> {
  const [first = '', ...rest] = operands;
  switch (name) {
    case 'list':
      return (await import('./list-rules.ts')).listRules(options, session);
    case 'show':
      return (await import('./show-rule.ts')).showRule(first, session);
    case 'check':
      return (await import('./check-rules.ts')).checkRules(operands, session);
    case 'test':
      return (await import('./test-rules.ts')).testRules(operands, session);
    case 'new':
      return (await import('./new-rule.ts')).newRule(first, options, session);
    case 'trace':
      return (await import('./trace-rule.ts')).traceRule(first, rest, options, session);
    case 'coverage':
      return (await import('./cover-messages.ts')).coverMessages(options, session);
    case 'explain':
      return (await import('./explain.ts')).explain(first, session);
  }
}
