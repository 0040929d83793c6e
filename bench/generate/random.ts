/** Numbers in [0, 1) that are the same for the same seed on every machine (Mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

const HEX = '0123456789abcdef';

/** A random id in the form of a UUID. */
export function uuid(random: Random): string {
  let text = '';
  for (let index = 0; index < 36; index += 1)
    text += index === 8 || index === 13 || index === 18 || index === 23 ? '-' : HEX.charAt(random() * 16);
  return text;
}
