/** The stretches of a live migration, in the order in which a complete one passes through them. */
export const PHASES = [
  'request',
  'schedule',
  'check',
  'pre-live-migration',
  'copy',
  'switchover',
  'post-live-migration',
  'rollback',
  'cleanup',
] as const;

export type Phase = (typeof PHASES)[number];

/** Where an event was logged, seen from one migration. */
export type Role = 'source' | 'destination' | 'controller' | 'other';
