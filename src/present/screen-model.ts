import type { OverviewRow } from './detail-model.ts';
import type { DriftView } from './drift-model.ts';
import type { CoverageView, DiagnosticView, HostView, InputView } from './input-model.ts';
import type { FindingView, Tone } from './report-model.ts';

/** What a screen shows before a migration is opened; plain data, made anew as more is read. */
export interface Overview {
  readonly tool: string;
  /** The numbers of the summary bar, the most telling first. */
  readonly facts: readonly ToneText[];
  /** From when to when the migrations ran; empty without any. */
  readonly span: string;
  readonly items: readonly OverviewItem[];
  readonly hosts: readonly HostView[];
  readonly hostFindings: readonly FindingView[];
  readonly drift: readonly DriftView[];
  readonly coverage: CoverageView;
  readonly inputs: readonly InputView[];
  readonly diagnostics: readonly DiagnosticView[];
}

export interface ToneText {
  readonly text: string;
  readonly tone: Tone;
}

export interface OverviewItem {
  readonly row: OverviewRow;
  readonly happened: string;
  readonly whereabouts: string;
  readonly whereaboutsTone: Tone;
  /** Values of the fields that conditions compare, in the units of the condition language. */
  readonly fields: FieldValues;
}

export type FieldValues = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export const EMPTY_OVERVIEW: Overview = {
  tool: 'migscope',
  facts: [],
  span: '',
  items: [],
  hosts: [],
  hostFindings: [],
  drift: [],
  coverage: { present: [], missing: [], unmatched: [] },
  inputs: [],
  diagnostics: [],
};
