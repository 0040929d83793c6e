/** A text, whole or in pieces that are made when they are asked for. */
export type Pieces = string | Generator<string>;

/**
 * Writes all of a text; resolves when the stream has taken it.
 *
 * A reader that has gone (`| head`) is no error: nobody wants the rest.
 */
export async function write(stream: NodeJS.WritableStream, text: Pieces): Promise<void> {
  for (const piece of typeof text === 'string' ? [text] : text)
    if (!(await writePiece(stream, piece))) return;
}

/** False when the reader has gone. */
function writePiece(stream: NodeJS.WritableStream, text: string): Promise<boolean> {
  if (text === '') return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      if (isClosedPipe(error)) resolve(false);
      else reject(error);
    };
    stream.once('error', failed);
    stream.write(text, (error) => {
      if (error) {
        failed(error);
        return;
      }
      stream.removeListener('error', failed);
      resolve(true);
    });
  });
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
