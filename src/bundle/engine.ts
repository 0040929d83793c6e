/** What Node's zlib streams are built on: it decodes as much as one call has input and room for, in this thread. */
export interface Engine {
  /** `state` tells afterwards what is left of both; `onFailure` has been called if the data are damaged. */
  readonly decode: (flush: number, input: Uint8Array, output: Uint8Array) => void;
  /** Room left in the output, then bytes left of the input. */
  readonly state: Uint32Array;
  onFailure: (message: string) => void;
  readonly close: () => void;
}

type WriteSync = (
  flush: number,
  input: Uint8Array,
  from: number,
  length: number,
  output: Uint8Array,
  to: number,
  room: number,
) => void;

/**
 * The engine of a decoder that Node made; `undefined` where Node's own are built in another way.
 *
 * A stream hands every chunk to a thread and waits for it, which takes as long as the work; the functions for a whole
 * file (`gunzipSync`) keep all of it in memory. What lies between is no documented part of Node (lib/zlib.js,
 * `processChunkSync`), but npm itself unpacks by it (minizlib), and who finds none takes the stream.
 */
export function engineOf(decoder: { destroy(): unknown }): Engine | undefined {
  const { _handle: handle, _writeState: state } = decoder as {
    _handle?: { writeSync?: WriteSync; onerror?: unknown } | null;
    _writeState?: unknown;
  };
  if (typeof handle?.writeSync !== 'function' || !(state instanceof Uint32Array) || state.length < 2)
    return undefined;
  const engine: Engine = {
    decode(flush, input, output) {
      handle.writeSync?.(flush, input, 0, input.length, output, 0, output.length);
    },
    state,
    onFailure: () => undefined,
    close: () => void decoder.destroy(),
  };
  handle.onerror = (message: string): void => {
    engine.onFailure(message);
  };
  return engine;
}
