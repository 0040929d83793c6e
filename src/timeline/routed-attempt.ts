import type { Attempt } from './attempts.ts';
import type { Monitors } from './monitors.ts';
import type { Route } from './roles.ts';
import type { Verdict } from './verdict.ts';

/** An attempt with the hosts it went between, how it ended, and what libvirtd calls the guest's monitors there. */
export interface RoutedAttempt {
  readonly attempt: Attempt;
  readonly route: Route;
  verdict: Verdict;
  monitors: Monitors;
}
