import { type AwayStrand, Draft, type LogFile, type Strand } from './bundle.ts';
import { KnownLogs } from './known-logs.ts';
import { Budget, type Limits } from './limits.ts';
import type { Meter } from './meter.ts';
import type { PackedGround } from './strand-task.ts';
import type { Findings } from './unfold.ts';
import type { Waiting } from './waiting-logs.ts';

/** Where everything goes that is found while logs are read, and what is known of those read before. */
interface Ground {
  readonly known: KnownLogs;
  readonly budget: Budget;
  readonly found: Findings;
  readonly draftOf: (input: Draft) => Draft;
}

/** What the strands of a run share. */
export interface Run {
  readonly limits: Limits;
  readonly meter: Meter;
  readonly mayHaveCopies: (one: Waiting) => boolean;
  readonly ground: Ground;
}

/** What all logs go to that are read one after the other, those of a run or of a strand. */
export function groundOf(limits: Limits, found: Findings = nothingFound()): Ground {
  return { known: new KnownLogs(), budget: new Budget(limits), found, draftOf: (input) => input };
}

function nothingFound(): Findings {
  return { hostFiles: [], namesByFolder: new Map(), diagnostics: [] };
}

/**
 * Logs that are read while others are: on a ground of their own, as if there was nothing before them. That is true as
 * long as none of them is a copy of what was read before and no limit is reached; otherwise they are read again.
 */
export class LogStrand implements Strand {
  private readonly items: readonly Waiting[];
  private readonly run: Run;
  private readonly drafts = new Map<Draft, Draft>();
  private own: Ground;

  constructor(items: readonly Waiting[], run: Run) {
    this.items = items;
    this.run = run;
    this.own = { ...groundOf(run.limits), draftOf: (input) => this.draftOf(input) };
  }

  get away(): AwayStrand | undefined {
    const [one] = this.items;
    if (one === undefined || this.items.length > 1 || !('archive' in one)) return undefined;
    const { path, shown, onDisk } = one.archive;
    if (onDisk === undefined) return undefined;
    const { limits, mayHaveCopies } = this.run;
    const { paths, bytes, countTo } = onDisk;
    const task = { path, shown, paths, bytes, limits, mayHaveCopies: mayHaveCopies(one) };
    return { task, countTo, takeGround: (ground) => this.takeGround(one.input, ground) };
  }

  /** What is known when all of its logs were read, for the thread that asked for it. */
  packGround(): PackedGround {
    const { known, budget, found } = this.own;
    const { bytes, entries } = budget;
    const draft = new Draft('');
    for (const one of this.drafts.values()) draft.takeIn(one);
    return { known: known.pack(), spent: { bytes, entries }, ...found, draft };
  }

  private takeGround(input: Draft, { known, spent, draft, ...found }: PackedGround): void {
    const { hostFiles, namesByFolder, diagnostics } = found;
    this.own = {
      known: KnownLogs.of(known),
      budget: new Budget(this.run.limits),
      found: {
        hostFiles: [...hostFiles],
        namesByFolder: new Map(namesByFolder),
        diagnostics: [...diagnostics],
      },
      draftOf: this.own.draftOf,
    };
    this.own.budget.takeIn(spent);
    this.draftOf(input).takeIn(draft);
  }

  /** What comes through standard input comes once. */
  get isRepeatable(): boolean {
    return this.items.every(({ comesOnce }) => comesOnce !== true);
  }

  logs(): AsyncIterable<LogFile> {
    return this.read(this.own);
  }

  settle(): boolean {
    const { known, budget, found } = this.own;
    const { ground } = this.run;
    if (ground.known.mayHaveCopiesIn(known) || !ground.budget.hasRoomFor(budget)) return false;
    ground.known.takeIn(known);
    ground.budget.takeIn(budget);
    ground.found.hostFiles.push(...found.hostFiles);
    ground.found.diagnostics.push(...found.diagnostics);
    for (const [folder, name] of found.namesByFolder) ground.found.namesByFolder.set(folder, name);
    for (const [input, draft] of this.drafts) input.takeIn(draft);
    return true;
  }

  again(): AsyncIterable<LogFile> {
    return this.read(this.run.ground);
  }

  private draftOf(input: Draft): Draft {
    const draft = this.drafts.get(input) ?? input.begin();
    this.drafts.set(input, draft);
    return draft;
  }

  private async *read(ground: Ground): AsyncGenerator<LogFile> {
    const { meter, mayHaveCopies } = this.run;
    for (const one of this.items) {
      const known = mayHaveCopies(one) ? ground.known : undefined;
      const draft = ground.draftOf(one.input);
      if ('log' in one) yield withoutCopies(one, draft, known);
      else {
        // Loaded only now, so that a run without archives starts quickly.
        const { Unfolder } = await import('./unfold.ts');
        yield* new Unfolder(ground.budget, ground.found, meter).unfold(one.archive, draft, known);
      }
    }
  }
}

function withoutCopies(
  { log, fresh, candidate }: Extract<Waiting, { readonly log: LogFile }>,
  draft: Draft,
  known: KnownLogs | undefined,
): LogFile {
  if (known === undefined || candidate === undefined) return log;
  // What a log is without its copies depends on these, so that its own stamp says nothing.
  const { source, bytes, read } = log;
  const { identity } = candidate;
  return {
    source,
    bytes,
    read,
    unread: () => known.unread(identity, fresh(), () => draft.dropCopy(source.path)),
  };
}
