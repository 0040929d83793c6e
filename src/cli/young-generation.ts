import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import type { OnProgress } from '../model/index.ts';

/** Of both halves: room for what a piece of a log leaves behind, so that little of it is taken for something to keep. */
const ENOUGH_BYTES = 8 * 2 ** 20;

/** What is less ends before that matters, and need not load what Node knows of V8. */
const LARGE_BYTES = 8 * 2 ** 20;

/** V8 takes no less than 2 from the command line, as a generation that can't grow would be stuck at its first size. */
const GROW_NO_MORE = '--semi-space-growth-factor=1';

/**
 * The same listener, which also keeps V8's young generation from growing once it is large enough: it would take 64 MiB
 * while a large log is read, for nothing. A process's own size for it (`--max-semi-space-size`) can be set by whoever
 * starts it only; how fast it grows is looked up each time that it does.
 */
export function holdYoungGeneration(onProgress: OnProgress | undefined): OnProgress {
  let isHeld = false;
  return (progress) => {
    if (!isHeld && progress.bytesRead >= LARGE_BYTES) isHeld = hold();
    return onProgress?.(progress);
  };
}

function hold(): boolean {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  if (young !== undefined && young.space_size < ENOUGH_BYTES) return false;
  setFlagsFromString(GROW_NO_MORE);
  return true;
}
