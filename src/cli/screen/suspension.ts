/**
 * Stops the process group as a terminal does on ^Z, and resolves when it is continued.
 *
 * Our own handler is taken off meanwhile: with one, the signal would not stop anything.
 */
export class Suspension {
  private suspend: (() => void) | undefined;
  private readonly onSignal = (): void => {
    this.suspend?.();
  };

  /** Gives the terminal back before stopping when somebody else sends the signal. */
  readonly onStopAsked = (suspend: () => void): (() => void) => {
    this.suspend = suspend;
    process.on('SIGTSTP', this.onSignal);
    return () => {
      this.suspend = undefined;
      process.off('SIGTSTP', this.onSignal);
    };
  };

  readonly stop = (): Promise<void> =>
    new Promise((resolve) => {
      process.off('SIGTSTP', this.onSignal);
      process.once('SIGCONT', () => {
        process.on('SIGTSTP', this.onSignal);
        resolve();
      });
      process.kill(0, 'SIGTSTP');
    });
}
