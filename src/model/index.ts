export type * from './analysis.ts';
export type * from './copy.ts';
export type * from './diagnostic.ts';
export type * from './event.ts';
export type * from './progress.ts';
export type * from './facts.ts';
export type * from './record.ts';
export type * from './statistics.ts';
export { PHASES, type Phase, type Role } from './phase.ts';
