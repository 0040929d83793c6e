/**
 * The events that steer the timeline, by what they mean for it. Wordings live in the catalogue; a test proves
 * that every kind named here is declared there.
 */

/** An attempt begins: nothing of the same attempt can have come before, save other members of this list. */
export const STARTS: ReadonlySet<string> = new Set([
  'nova.live-migration-requested',
  'nova.live-migration-request-received',
  'nova.live-migration-refused-by-state',
  'nova.live-migration-refused-by-feature',
  'nova.migration-allocations-created',
  'nova.port-binding-started',
  'nova.shared-storage-file-created',
  'nova.destination-check-data',
  'nova.source-check-data',
  'nova.pre-live-migration-data',
  'nova.pre-live-migration-finished',
  'nova.monitoring-started',
]);

/** Belongs to a live migration for certain, but may be all that is left of one. */
export const TRACES: ReadonlySet<string> = new Set([
  'nova.shared-storage-file-checked',
  'nova.pre-live-migration-driver-data',
  'nova.pre-live-migration-result',
  'nova.pre-live-migration-failed',
  'nova.live-migration-data',
  'nova.migrate-api-invoked',
  'nova.migrate-api-completed',
  'nova.downtime-increased',
  'nova.migration-running',
  'nova.live-migration-timed-out',
  'nova.live-migration-stuck',
  'nova.live-migration-failure',
  'nova.live-migration-failed',
  'nova.monitoring-failed',
  'nova.migration-aborted',
  'nova.migration-cancelled',
  'nova.migration-completed',
  'nova.pause-for-completion-failed',
  'nova.post-copy-switched',
  'nova.post-copy-switch-failed',
  'nova.schedule-live-migration-failed',
  'nova.vif-plug-on-destination-failed',
  'nova.neutron-reported-plug-failure',
  'nova.post-live-migration-started',
  'nova.post-live-migration-finished',
  'nova.post-at-destination-started',
  'nova.post-at-destination-failed',
  'nova.post-at-destination-error',
  'nova.allocation-swapped-back',
  'nova.migrate-server-failed',
  'nova.instance-state-restored',
  'nova.live-migrate-unexpectedly-failed',
  'nova.instance-moved',
  'qemu.migration-initiated',
]);

/** The API said no: nothing else of this attempt exists, and a migration under way goes on beside it. */
export const REFUSALS: ReadonlySet<string> = new Set([
  'nova.live-migration-refused-by-state',
  'nova.live-migration-refused-by-feature',
  'nova.api-refused',
]);

/** Requests about a migration that already runs. */
export const REQUESTS_ABOUT_RUNNING: ReadonlySet<string> = new Set([
  'nova.live-migration-abort-requested',
  'nova.live-migration-abort-answered',
  'nova.force-complete-requested',
  'nova.force-complete-answered',
]);

/** After one of these nothing new happens, only cleaning up. */
export const ENDS: ReadonlySet<string> = new Set([
  'nova.post-live-migration-finished',
  'nova.monitoring-done',
  'nova.live-migration-refused-by-state',
  'nova.live-migration-refused-by-feature',
  'nova.instance-state-restored',
  'nova.migration-aborted',
  'nova.migration-cancelled',
  'nova.allocation-swapped-back',
  'nova.pre-live-migration-failed',
]);

/** Events of an instance that may come after its migration's last word, seconds late. */
export const STRAGGLERS: ReadonlySet<string> = new Set([
  'nova.vm-stopped',
  'nova.vm-started',
  'nova.vm-paused',
  'nova.vm-resumed',
  'nova.vm-migration-completed',
  'nova.lifecycle-emitted',
  'nova.instance-destroyed',
  'nova.instance-files-deleting',
  'nova.instance-files-deleted',
  'nova.migration-allocation-deleted',
  'nova.migration-usage-updated',
  'nova.monitoring-done',
  'nova.pending-task-skipped',
  'nova.instance-moved',
  'qemu.shut-down',
  'qemu.terminated-by-signal',
  'qemu.load-failed',
]);
