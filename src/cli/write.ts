/**
 * Writes all of a text; resolves when the stream has taken it.
 *
 * A reader that has gone (`| head`) is no error: nobody wants the rest.
 */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      if (isClosedPipe(error)) resolve();
      else reject(error);
    };
    stream.once('error', failed);
    stream.write(text, (error) => {
      if (error) {
        failed(error);
        return;
      }
      stream.removeListener('error', failed);
      resolve();
    });
  });
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
