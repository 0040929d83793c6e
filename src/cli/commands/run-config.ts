import { nearestName } from '../../condition/index.ts';
import { counts } from '../../gate/counts.ts';
import { judge } from '../../gate/judge.ts';
import { knowledgeFor } from '../../knowledge/package-folder.ts';
import type { Analysis, Diagnostic } from '../../model/index.ts';
import { printRelease } from '../../options/nova-release.ts';
import type { OptionTable } from '../../options/option-table.ts';
import { presentConfiguration } from '../../present/configuration-view.ts';
import { presentDiagnostics } from '../../present/present-diagnostics.ts';
import { renderConfiguration } from '../../report/render-configuration.ts';
import { renderJson } from '../../report/render-json.ts';
import type { Layout } from '../../report/text/layout.ts';
import { paintAt } from '../../report/text/paint.ts';
import { CANNOT, CLEAN, type ExitCode, FOUND } from '../exit-code.ts';
import { diagnosticMessage } from '../messages.ts';
import { checkOutput, writeOutput } from '../output-file.ts';
import { shownOf } from '../redaction.ts';
import type { Analyzer } from '../run.ts';
import { sourceDate } from '../source-date.ts';
import { colorLevel, inputOf, NO_TERMINAL, reportColumns, type Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';
import type { LogCommand } from './arguments.ts';
import { chosenFormat, CONFIG_FORMATS } from './output-formats.ts';

/** `migscope config`: what is wrong with the configuration of hosts, as far as live migrations go. */
export async function runConfig(
  { arguments: args, options }: LogCommand,
  terminal: Terminal,
  { analyze }: Analyzer,
): Promise<ExitCode> {
  const { output, force, failOn } = args;
  const format = chosenFormat(CONFIG_FORMATS, options.format, output);
  const { options: table } = knowledgeFor(args.rules);
  const release = options.release === undefined ? undefined : seriesOf(options.release, table);
  if (output !== undefined) await checkOutput(output, force);

  const whole = await analyze({ ...args, release }, inputOf(terminal));
  const { analysis: shown } = await shownOf(whole, args.redact);
  const analysis = configurationOnly(shown);
  const isDone = analysis.diagnostics.every(({ severity }) => severity !== 'error');
  const target = output === undefined ? terminal.stdout : NO_TERMINAL;
  const layout = {
    columns: reportColumns(args.columns, target),
    paint: paintAt(colorLevel(args.color, target, terminal.env)),
  };
  const text = await rendered(analysis, format, layout, {
    table,
    failOn,
    packs: args.rules,
    isDone,
    madeAt: sourceDate(terminal.env),
  });
  if (output === undefined) await write(terminal.stdout, text);
  else await writeOutput(output, text, force);
  const said = presentDiagnostics(analysis).filter(
    ({ tone }) => tone === 'bad' || (tone === 'warn' && format === 'text'),
  );
  await write(terminal.stderr, said.map(diagnosticMessage).join(''));
  if (!isDone) return CANNOT;
  return analysis.findings.some((finding) => counts(finding, failOn)) ? FOUND : CLEAN;
}

/** The series that somebody named, by its name, another name or a version of Nova. */
function seriesOf(text: string, table: OptionTable): string {
  const found = table.release(text);
  if (found !== undefined) return found.name;
  const names = table.knowledge.releases.flatMap(({ name, also }) => [
    name,
    ...(also === undefined ? [] : [also]),
  ]);
  const near = nearestName(text.toLowerCase(), names);
  throw new UsageError(
    `There is no release ${text} of Nova.`,
    `Known are ${names.join(', ')}, and versions such as 26.2.`,
    near === undefined ? 'Name one of these.' : `Did you mean ${near}?`,
  );
}

/** What an analysis says about logs alone, which may well be missing here. */
const ABOUT_LOGS: ReadonlySet<string> = new Set([
  'nothing-recognised',
  'no-migration-found',
  'no-migration-selected',
]);

/** An analysis whose findings are those about the configuration: reports and gates take it like any other. */
function configurationOnly({ drift: _drift, ...analysis }: Analysis): Analysis {
  const { configuration, diagnostics } = analysis;
  const kept = diagnostics.filter(({ code }) => !ABOUT_LOGS.has(code));
  return {
    ...analysis,
    migrations: [],
    findings: configuration?.findings ?? [],
    diagnostics: configuration === undefined ? [...kept, NOTHING_FOUND] : kept,
  };
}

const NOTHING_FOUND: Diagnostic = {
  code: 'no-configuration-found',
  severity: 'error',
  what: 'no configuration was found',
  why: 'none of the files is a nova.conf, nova-compute.conf, libvirtd.conf, virtqemud.conf, virtproxyd.conf or qemu.conf, and no service printed its options',
  fix: 'name the file itself, or the folder or sosreport that holds etc/nova and etc/libvirt of the host',
};

interface Context {
  readonly table: OptionTable;
  readonly failOn: LogCommand['arguments']['failOn'];
  readonly packs: readonly string[];
  readonly isDone: boolean;
  readonly madeAt: string | undefined;
}

async function rendered(
  analysis: Analysis,
  format: (typeof CONFIG_FORMATS)[number],
  layout: Layout,
  { table, failOn, packs, isDone, madeAt }: Context,
): Promise<string> {
  const { configuration } = analysis;
  switch (format) {
    case 'text': {
      if (configuration === undefined) return '';
      const title = (series: string): string => {
        const release = table.release(series);
        return release === undefined ? series : printRelease(release);
      };
      return renderConfiguration(presentConfiguration(configuration, title), layout);
    }
    case 'json':
      return renderJson(analysis);
    case 'sarif': {
      const { sarifReport } = await import('../sarif-report.ts');
      return sarifReport({ analysis, failOn, packs, isDone, madeAt });
    }
    case 'junit': {
      const { renderJunit } = await import('../../report/junit/render-junit.ts');
      return renderJunit(analysis, { judgement: judge(analysis, { failOn }) });
    }
  }
}
