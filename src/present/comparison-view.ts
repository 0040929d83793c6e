import type {
  Analysis,
  ComparedEvent,
  ComparisonSide,
  ComparisonStep,
  Migration,
  MigrationComparison,
  UnseenPart,
} from '../model/index.ts';
import type { ComparedSide, ComparisonModel, ComparisonPoint, CourseRow } from './comparison-model.ts';
import { comparisonTables, LABELS } from './comparison-tables.ts';
import { headline } from './migration-words.ts';
import type { Tone } from './report-model.ts';
import { mapStrings, safeLine } from './safe-text.ts';
import { count, duration } from './units.ts';
import { LIKENESS_WORDS, OUTCOMES } from './words.ts';

/** Turns a comparison into words; what a log says is cleaned here. */
export function presentComparison(
  from: MigrationComparison,
  { migrations: all }: Pick<Analysis, 'migrations'>,
): ComparisonModel {
  const comparison = mapStrings(from, safeLine);
  const migrations = mapStrings(
    all.filter(({ id }) => id === from.left || id === from.right),
    safeLine,
  );
  const side = (which: ComparisonSide): ComparedSide =>
    comparedSide(
      LABELS[which],
      migrations.find(({ id }) => id === comparison[which]),
    );
  return {
    sides: [side('left'), side('right')],
    chosen: [chosen(comparison), ...comparison.unseen.map(unseenWords)]
      .filter((text) => text !== '')
      .join(' '),
    points: points(comparison),
    tables: comparisonTables(comparison),
    course: courseRows(comparison.steps),
  };
}

function comparedSide(label: string, migration: Migration | undefined): ComparedSide {
  if (migration === undefined) return { label, mark: '', tone: 'plain', headline: '', origin: '' };
  const { text, origin } = headline(migration);
  const { mark, tone } = OUTCOMES[migration.outcome];
  return { label, mark, tone, headline: text, origin: `${migration.id}, ${origin}` };
}

function chosen({ likeness }: MigrationComparison): string {
  if (likeness === undefined) return '';
  const words = likeness.map((one) => LIKENESS_WORDS[one]).join(', ');
  return `B is the completed migration most like A (${words === '' ? 'they have nothing in common' : words}); name two migrations to compare others.`;
}

function unseenWords({ side, what }: UnseenPart): string {
  const label = LABELS[side];
  return what === 'DEBUG'
    ? `DEBUG lines are left out: the logs of ${label} have none.`
    : `What the ${what} logged is left out: ${label} has no logs of it.`;
}

function points({ parting, trouble }: MigrationComparison): readonly ComparisonPoint[] {
  if (parting === undefined)
    return [{ title: 'First difference', lead: 'None: both went the same way, event by event.', rows: [] }];
  const { alike, last, instead, side, event } = parting;
  const other = side === 'left' ? 'right' : 'left';
  const same = alike === 0 ? 'From the beginning' : `After ${count(alike, 'event')} that both have`;
  const behind = last === undefined ? '' : `, the last of them “${last.summary}”`;
  const isTold =
    trouble === undefined || trouble.event === event || placeOf(trouble.event) === placeOf(event);
  return [
    {
      title: 'First difference',
      lead: `${same}${behind}:`,
      rows: [eventRow(event, side), ...(instead === undefined ? [] : [eventRow(instead, other)])],
    },
    ...(isTold
      ? []
      : [
          {
            title: 'First warning or error that only one has',
            lead: '',
            rows: [eventRow(trouble.event, trouble.side)],
          },
        ]),
  ];
}

function eventRow(event: ComparedEvent, side: ComparisonSide): CourseRow {
  const times = event.count === 1 ? '' : ` (${event.count} times)`;
  return {
    label: LABELS[side],
    since: since(event.sinceMs),
    host: event.host,
    summary: `${event.summary}${times}`,
    place: placeOf(event),
    tone: toneOf(event),
  };
}

function since(ms: number): string {
  return ms < 0 ? duration(ms) : `+${duration(ms)}`;
}

function placeOf({ file, line }: ComparedEvent): string {
  return `${file}:${line}`;
}

function toneOf({ level }: ComparedEvent): Tone {
  if (level === 'ERROR' || level === 'TRACE' || level === 'CRITICAL') return 'bad';
  return level === 'WARNING' ? 'warn' : level === 'DEBUG' ? 'quiet' : 'plain';
}

/** Runs of what both have, and of DEBUG lines that only one has, become one row each. */
function courseRows(steps: readonly ComparisonStep[]): readonly CourseRow[] {
  const rows: CourseRow[] = [];
  let run: { readonly label: string; number: number } | undefined;
  const endRun = (): void => {
    if (run === undefined) return;
    const { label, number } = run;
    const summary = label === '' ? `${count(number, 'event')} alike` : count(number, 'DEBUG line');
    rows.push({ label, since: '', host: '', summary, place: '', tone: 'quiet' });
    run = undefined;
  };
  for (const step of steps) {
    const label = step.type === 'both' ? '' : LABELS[step.type];
    if (step.type === 'both' || step.event.level === 'DEBUG') {
      if (run?.label !== label) endRun();
      run ??= { label, number: 0 };
      run.number += 1;
    } else {
      endRun();
      rows.push(eventRow(step.event, step.type));
    }
  }
  endRun();
  return rows;
}
