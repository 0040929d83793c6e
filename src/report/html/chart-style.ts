/** How phases and plots look. */
export const CHART_STYLE = `
.drawing { width: 100%; }
.chart { display: block; width: 100%; height: auto; overflow: visible; font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
figure { margin: 0 0 1rem; }
figcaption { margin-top: .4rem; max-width: 90ch; }
.grid { stroke: var(--line); stroke-width: 1; }
.tick { fill: var(--soft); }
.lane { font-weight: 600; }
.lane:not([class*=role]) { fill: var(--text); }
.bar { stroke: var(--ground); stroke-width: 1; }
.bar.failed { stroke: var(--bad); stroke-width: 2.5; }
.bar-name { fill: var(--text); pointer-events: none; }
.striped { pointer-events: none; }
.stripe { stroke: var(--text); stroke-opacity: .16; stroke-width: 2; }
.phase-request, .phase-schedule { fill: var(--c-request); }
.phase-check { fill: var(--c-check); }
.phase-pre-live-migration { fill: var(--c-prepare); }
.phase-copy { fill: var(--c-copy); }
.phase-switchover { fill: var(--c-switch); }
.phase-post-live-migration { fill: var(--c-post); }
.phase-rollback { fill: var(--c-back); }
.phase-cleanup { fill: var(--c-clean); }
.mark.tone-bad { fill: var(--bad); }
.mark.tone-warn { fill: var(--warn); }
.course { fill: none; stroke: var(--soft); stroke-width: 2; stroke-linejoin: round; }
.course.memory { stroke: var(--l-memory); } .dot.memory { fill: var(--l-memory); }
.course.disk { stroke: var(--l-disk); stroke-dasharray: 6 3; } .dot.disk { fill: var(--l-disk); }
.course.sent { stroke: var(--l-sent); }
.course.dirtied { stroke: var(--l-dirtied); stroke-dasharray: 6 3; }
.course.downtime { stroke: var(--l-downtime); }
.marker line { stroke: var(--soft); stroke-dasharray: 3 3; }
.marker text { fill: var(--soft); font-weight: 600; }
.marker.tone-bad line { stroke: var(--bad); } .marker.tone-bad text { fill: var(--bad); }
.marker.tone-warn line { stroke: var(--warn); } .marker.tone-warn text { fill: var(--warn); }
`;
