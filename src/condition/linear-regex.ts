import { plainRegex } from './plain-regex.ts';
import { compileRe2 } from './re2-regex.ts';

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

/** Most expressions of rules are plain, and for them the other engine need not even be loaded. */
function compile(pattern: string, flags: string): CompiledRegex {
  const plain = plainRegex(pattern, flags);
  return plain === undefined ? compileRe2(pattern, flags) : { ok: true, test: (text) => plain.test(text) };
}
