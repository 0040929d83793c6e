import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { CompiledRegex } from './linear-regex.ts';

const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/** Compiles any regular expression that RE2 knows. */
export function compileRe2(pattern: string, flags: string): CompiledRegex {
  let mask = 0;
  for (const flag of flags) {
    const value = FLAGS[flag];
    if (value === undefined) return { ok: false, reason: `unknown flag "${flag}"`, fragment: undefined };
    mask |= value;
  }
  try {
    const regex = RE2JS.compile(pattern, mask);
    return { ok: true, test: (text) => regex.test(text) };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      return { ok: false, reason: error.error, fragment: error.input ?? undefined };
    }
    return { ok: false, reason: 'the expression cannot be compiled', fragment: undefined };
  }
}
