/** Where the user is: all that a key press can change. */
export interface ScreenState {
  readonly screen: 'list' | 'migration';
  readonly isHelpOpen: boolean;
  /** Index of the migration under the cursor. */
  readonly selected: number;
  /** First line shown of the open migration. */
  readonly scroll: number;
  readonly isDone: boolean;
}

/** What the state must stay within; it follows from the analysis and the size of the terminal. */
export interface Extent {
  readonly migrations: number;
  /** Lines of the migration under the cursor. */
  readonly lines: number;
  /** Lines that fit on the screen. */
  readonly page: number;
}

/** A single migration is opened at once: a list of one is nothing to choose from. */
export function initialState(migrations: number): ScreenState {
  const screen = migrations === 1 ? 'migration' : 'list';
  return { screen, isHelpOpen: false, selected: 0, scroll: 0, isDone: false };
}
