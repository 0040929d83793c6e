/** How an opened migration looks: verdict, findings, steps, timeline. */
export const DETAIL_STYLE = `
.headline { margin-bottom: 1rem; }
.headline .badge { font-size: .95rem; margin-right: .4rem; }
.headline h2 { margin-bottom: .2rem; overflow-wrap: anywhere; }
.headline .route { font-weight: 400; }
.verdict, .finding { border: 1px solid var(--line); border-left: 5px solid var(--soft); border-radius: 8px; padding: 1rem 1.25rem; background: var(--raised); margin-bottom: 1rem; }
.finding { background: var(--ground); }
.verdict.tone-bad, .finding.tone-bad { border-left-color: var(--bad); }
.verdict.tone-warn, .finding.tone-warn { border-left-color: var(--warn); }
.verdict.tone-good { border-left-color: var(--good); }
.verdict h3 { margin: 0 0 .5rem; font-size: .85rem; color: var(--soft); }
.facts { display: grid; grid-template-columns: minmax(5rem, auto) 1fr; gap: .35rem 1.25rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; max-width: 75ch; }
.verdict .steps { margin-top: .75rem; }
.finding > p { max-width: 80ch; }
.labels { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; font-size: .87rem; color: var(--soft); }
.finding .small { margin-top: .9rem; }
.evidence { list-style: none; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: .7rem; }
.where { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: center; font-size: .93rem; }
.place { color: var(--soft); overflow-wrap: anywhere; }
.time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.copy { font-size: .8rem; padding: .05rem .55rem; min-height: 1.6rem; flex: none; background: var(--ground); }
.excerpt { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised); border-radius: 6px; padding: .45rem .7rem; margin: .25rem 0; }
summary { cursor: pointer; color: var(--soft); font-size: .87rem; padding: .15rem 0; }
.near { font-size: .87rem; }
.near th { width: 4rem; font-weight: 400; color: var(--soft); }
.near .time { width: 8rem; }
.near th, .near td { padding-top: .15rem; padding-bottom: .15rem; }
.near .is-evidence { background: var(--raised); }
.near .is-evidence > th { box-shadow: inset 4px 0 var(--bad); padding-left: .6rem; }
.near thead { display: none; }
.steps { padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: .85rem; counter-reset: step; }
.step > label, .precondition label { display: flex; gap: .6rem; align-items: baseline; max-width: 80ch; }
.step input { flex: none; width: 1rem; height: 1rem; position: relative; top: .15rem; }
.step-head { display: inline-flex; flex-wrap: wrap; gap: .5rem; margin-right: .5rem; }
.step.done > label > span { color: var(--soft); text-decoration: line-through; text-decoration-color: var(--line); }
.precondition { margin: .4rem 0 .4rem 1.6rem; background: var(--warn-ground); border-radius: 6px; padding: .4rem .7rem; }
.destroys .precondition { background: var(--bad-ground); }
.command { display: flex; gap: .5rem; align-items: start; margin: .35rem 0 0 1.6rem; }
.command .line { flex: 1; min-width: 0; background: var(--plain-ground); border-radius: 6px; padding: .3rem .7rem; overflow-x: auto; }
.command .line code { white-space: pre; overflow-wrap: normal; }
.phases table { width: auto; min-width: min(100%, 34rem); }
.phases tr.tone-bad > * { color: var(--bad); }
.phases td:nth-child(2), .phases td:nth-child(3) { font-variant-numeric: tabular-nums; }
.timeline caption { text-align: left; color: var(--soft); font-size: .87rem; padding-bottom: .3rem; }
.timeline th, .timeline td { padding: .3rem .75rem .3rem 0; }
.timeline tbody th { font-weight: 400; }
.timeline .since-start { color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.timeline .host, .timeline .phase { white-space: nowrap; }
.timeline td.host { font-weight: 600; }
.timeline td.phase { color: var(--soft); }
.timeline td.event { width: 60%; overflow-wrap: anywhere; }
.timeline .place { display: block; font: .78rem/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
.timeline .kind { opacity: 1; }
.timeline .repeated { color: var(--soft); }
.timeline tr.tone-bad .summary, .timeline tr.tone-bad .level { color: var(--bad); }
.timeline tr.tone-warn .summary, .timeline tr.tone-warn .level { color: var(--warn); }
.timeline tr.tone-quiet .summary { color: var(--soft); }
.timeline .level { font-size: .78rem; font-weight: 700; }
.timeline .is-evidence { background: var(--raised); }
.timeline .is-evidence > th { box-shadow: inset 4px 0 var(--bad); padding-left: .6rem; }
.evidence-mark { font-size: .78rem; font-weight: 700; color: var(--text); }
.timeline .silence td, .timeline .day td { color: var(--soft); font-size: .87rem; text-align: center; background: var(--raised); }
.timeline .day td { font-weight: 600; text-align: left; }
.fold { color: var(--soft); }
button.fold { border: 0; background: none; padding: 0; min-height: 1.6rem; font-size: .87rem; }
button.fold::before { content: "▸ "; }
button.fold[aria-expanded=true]::before { content: "▾ "; }
`;
