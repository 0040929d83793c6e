/** What a user wants, whatever key said so. */
export type Intent =
  'up' | 'down' | 'page-up' | 'page-down' | 'top' | 'bottom' | 'open' | 'back' | 'help' | 'quit';
