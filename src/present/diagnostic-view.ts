import type { Diagnostic } from '../model/index.ts';
import type { DiagnosticView } from './input-model.ts';
import { SEVERITY_WORDS } from './words.ts';

/** A diagnostic with its severity in words and its place as `file:line:column`. */
export function diagnosticView(diagnostic: Diagnostic): DiagnosticView {
  const severity = SEVERITY_WORDS[diagnostic.severity];
  return {
    code: diagnostic.code,
    severity: severity.word,
    tone: severity.tone,
    place: [diagnostic.path, diagnostic.line, diagnostic.column]
      .filter((part) => part !== undefined)
      .join(':'),
    what: diagnostic.what,
    why: diagnostic.why ?? '',
    fix: diagnostic.fix ?? '',
  };
}
