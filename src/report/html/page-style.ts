import { CHART_STYLE } from './chart-style.ts';
import { DETAIL_STYLE } from './detail-style.ts';
import { PRINT_STYLE } from './print-style.ts';

// Every pair of text and ground that is used together has a contrast of 4.5 to 1 or more.
const LIGHT = `
--ground: #ffffff; --raised: #f6f7f9; --line: #d8dce3; --text: #1b2130; --soft: #545d6e; --link: #0b57b0;
--bad: #a8201a; --bad-ground: #fdecea; --warn: #7d4c00; --warn-ground: #fdf3da;
--good: #1d6b35; --good-ground: #e5f5ea; --plain-ground: #e9edf3; --mark: #ffe58a; --bar: #8aa4c8; --focus: #0b57b0;
--c-request: #b9c4d6; --c-check: #a9c7ea; --c-prepare: #9bb8f0; --c-copy: #8fd0cb; --c-switch: #f3b562;
--c-post: #a8d89f; --c-back: #f0a8a0; --c-clean: #d6c3a8;
--l-memory: #0b6e99; --l-disk: #8a5a00; --l-sent: #1d6b35; --l-dirtied: #b0329c; --l-downtime: #b3541e;
--r-source: #0b57b0; --r-destination: #7a3fa8; --r-controller: #545d6e;`;
const DARK = `
--ground: #12161d; --raised: #1a2029; --line: #353e4c; --text: #e4e8ef; --soft: #a5afbf; --link: #86b9ff;
--bad: #ff9b92; --bad-ground: #3a1a1a; --warn: #f2c063; --warn-ground: #352a12;
--good: #86d69c; --good-ground: #15301e; --plain-ground: #27303d; --mark: #6b5600; --bar: #55719a; --focus: #86b9ff;
--c-request: #45526a; --c-check: #2f5580; --c-prepare: #3a539a; --c-copy: #1f6a66; --c-switch: #8a5a12;
--c-post: #35683a; --c-back: #85362f; --c-clean: #5f5138;
--l-memory: #5cc3f0; --l-disk: #e5b04d; --l-sent: #86d69c; --l-dirtied: #f08be0; --l-downtime: #ff9f6b;
--r-source: #86b9ff; --r-destination: #d3a6f5; --r-controller: #a5afbf;`;

const BASE = `
:root { color-scheme: light; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme]) { color-scheme: dark; ${DARK} } }
@media screen { :root[data-theme=dark] { color-scheme: dark; ${DARK} } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
body { margin: 0 auto; max-width: 1240px; padding: 0 1.5rem 3rem; background: var(--ground); color: var(--text); }
h1, h2, h3, h4, h5, p, ul, ol, dl, figure, pre { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; line-height: 1.3; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .6rem; }
h4 { font-size: 1.05rem; margin: .35rem 0; }
h5 { font-size: .85rem; margin: .9rem 0 .3rem; color: var(--soft); }
h2:focus, main:focus { outline: none; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
a { color: var(--link); overflow-wrap: anywhere; }
code, pre { font: .86em/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
code { overflow-wrap: anywhere; }
.small, .status, figcaption { color: var(--soft); font-size: .87rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { position: static; }
.top { display: flex; gap: 1rem; justify-content: space-between; align-items: start; padding: 1.5rem 0 1rem; }
.brand { font-weight: 700; letter-spacing: .04em; color: var(--soft); font-size: .85rem; }
.tools { display: flex; gap: .5rem; }
.views { display: flex; gap: 1.25rem; border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; overflow-x: auto; }
.views a { color: var(--soft); text-decoration: none; padding: .5rem 0; border-bottom: 3px solid transparent; white-space: nowrap; }
.views a:hover { color: var(--text); }
.views a[aria-current] { color: var(--text); border-color: var(--link); font-weight: 600; }
.neighbours { display: flex; gap: 1.25rem; margin-bottom: 1rem; font-size: .93rem; }
button, select, input[type=search] {
  font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  padding: .3rem .7rem; min-height: 2.1rem;
}
button { cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--soft); }
button:disabled { cursor: not-allowed; color: var(--soft); border-style: dashed; }
input[type=search] { flex: 1 1 16rem; min-width: 0; }
.controls { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin-bottom: .6rem; }
.check { display: flex; gap: .4rem; align-items: center; }
section, .part { scroll-margin-top: 3.5rem; }
.totals { display: grid; gap: .8rem; margin-bottom: 1.25rem; }
.tiles { display: flex; flex-wrap: wrap; gap: .6rem; }
.tile { padding: .35rem .9rem; border-left-width: 4px; }
.tile .number { font-size: 1.25rem; font-weight: 700; }
.tile.tone-bad { border-left-color: var(--bad); } .tile.tone-warn { border-left-color: var(--warn); } .tile.tone-good { border-left-color: var(--good); }
.tile[aria-pressed=true], .cause-tile[aria-pressed=true] { outline: 2px solid var(--link); outline-offset: -1px; }
.causes { display: grid; }
.cause-tile { display: grid; grid-template-columns: 3rem 8rem minmax(0, 1fr); gap: .75rem; align-items: center; text-align: left; background: none; border: 0; border-radius: 4px; padding: 0 .4rem; min-height: 1.75rem; font-size: .93rem; }
.cause-tile:hover { background: var(--raised); }
.cause-tile .share { margin: 0; }
.cause-tile .number { text-align: right; font-variant-numeric: tabular-nums; }
.share { display: block; margin: .45rem 0; width: 8rem; height: .5rem; fill: var(--bar); }
.numbers { width: auto; min-width: min(100%, 34rem); }
.numbers .right { text-align: right; font-variant-numeric: tabular-nums; }
.numbers th, .numbers td { padding-right: 1.25rem; }
.role-source { color: var(--r-source); fill: var(--r-source); } .role-destination { color: var(--r-destination); fill: var(--r-destination); }
.role-controller, .role-other { color: var(--r-controller); fill: var(--r-controller); }
.jumps { display: flex; gap: .35rem; overflow-x: auto; position: sticky; top: 0; z-index: 1; background: var(--ground); padding: .45rem 0; border-bottom: 1px solid var(--line); }
.jump { flex: none; border: 0; background: none; color: var(--link); padding: 0 .6rem; }
.jump:hover { background: var(--raised); }
h3:focus { outline: none; }
.pager { display: flex; gap: 1rem; align-items: center; margin: 1rem 0; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 600; }
:is(#hosts, #logs) tbody th { white-space: nowrap; }
thead th { color: var(--soft); font-size: .82rem; font-weight: 600; white-space: nowrap; }
.scroll { overflow-x: auto; }
.migrations tbody tr { cursor: pointer; }
.migrations tbody tr:hover { background: var(--raised); }
.migrations .route, .migrations .started, .migrations .duration, .migrations .downtime { white-space: nowrap; }
.migrations .name { overflow-wrap: anywhere; min-width: 11.5rem; }
.migrations .ending .badge { white-space: nowrap; }
.sort { border: 0; background: none; padding: 0; min-height: 1.6rem; color: inherit; font-weight: inherit; }
[aria-sort=ascending] .sort::after { content: " ▲"; }
[aria-sort=descending] .sort::after { content: " ▼"; }
.nothing td, td.nothing { color: var(--soft); padding: 1rem 0; }
.badge { display: inline-block; border-radius: 4px; padding: 0 .45rem; font-size: .85rem; font-weight: 600; background: var(--plain-ground); color: var(--text); }
.badge.tone-bad { background: var(--bad-ground); color: var(--bad); }
.badge.tone-warn { background: var(--warn-ground); color: var(--warn); }
.badge.tone-good { background: var(--good-ground); color: var(--good); }
span.tone-bad:not(.badge), td.tone-bad { color: var(--bad); }
span.tone-warn:not(.badge), td.tone-warn { color: var(--warn); }
span.tone-good:not(.badge) { color: var(--good); }
td.tone-quiet { color: var(--soft); }
mark { background: var(--mark); color: inherit; }
.laid-out { white-space: pre-wrap; }
`;

// On a telephone a row of the list is a card.
const NARROW = `
@media screen and (max-width: 720px) {
  body { padding: 0 1rem 2rem; }
  .top { flex-direction: column; }
  .migrations, .migrations tbody { display: block; }
  .migrations thead { display: block; }
  .migrations thead tr { display: flex; flex-wrap: wrap; gap: .25rem .9rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
  .migrations thead th { border: 0; padding: 0; }
  .migrations tbody tr { display: flex; flex-wrap: wrap; gap: .1rem .75rem; padding: .55rem 0; border-bottom: 1px solid var(--line); }
  .migrations tbody :is(td, th) { border: 0; padding: 0; }
  .migrations tbody .name { min-width: 0; order: -1; }
  .migrations tbody td:empty { display: none; }
  .migrations tbody .cause { flex-basis: 100%; }
  .migrations tbody .nothing { flex-basis: 100%; padding: 1rem 0; }
  .migrations tbody :is(.route, .started, .duration, .downtime) { color: var(--soft); font-size: .87rem; }
  .migrations tbody .downtime::before { content: "downtime "; }
  .cause-tile { grid-template-columns: 2.2rem minmax(0, 1fr); padding-left: 0; } .cause-tile .share { display: none; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .5rem; }
  .timeline .since-start, .timeline .phase { display: none; }
  .timeline td.event { width: auto; }
  .command { margin-left: 0; }
}
`;

/** The style of the whole page. */
export const PAGE_STYLE = BASE + DETAIL_STYLE + CHART_STYLE + NARROW + PRINT_STYLE;
