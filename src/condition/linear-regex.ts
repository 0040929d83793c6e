import { RE2JS, RE2JSSyntaxException } from 're2js';

const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

export type CompiledRegex =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly reason: string; readonly fragment: string | undefined };

const CACHE_SIZE = 256;
const cache = new Map<string, CompiledRegex>();

/**
 * Compiles a user's regular expression on an engine whose time is linear in the text (RE2), so that no rule and
 * no filter can hang a run. Look-around and back references do not exist there; `fragment` is the part refused.
 */
export function compileRegex(pattern: string, flags: string): CompiledRegex {
  const key = `${flags}/${pattern}`;
  let compiled = cache.get(key);
  if (compiled === undefined) {
    compiled = compile(pattern, flags);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, compiled);
  }
  return compiled;
}

function compile(pattern: string, flags: string): CompiledRegex {
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
