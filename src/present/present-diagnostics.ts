import type { Analysis } from '../model/index.ts';
import { diagnosticView } from './diagnostic-view.ts';
import type { DiagnosticView } from './input-model.ts';
import { mapStrings, safeBlock } from './safe-text.ts';

/** The diagnostics of an analysis in words, for runs that show nothing else of it. */
export function presentDiagnostics({
  diagnostics,
}: Pick<Analysis, 'diagnostics'>): readonly DiagnosticView[] {
  return mapStrings(diagnostics, safeBlock).map(diagnosticView);
}
