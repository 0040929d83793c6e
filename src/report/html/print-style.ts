/** Paper: always light, nothing to press, nothing that is folded, no part torn that is short. */
export const PRINT_STYLE = `
@page { margin: 15mm; }
@media print {
  html { font-size: 11px; }
  body { max-width: none; padding: 0; }
  .tools, .views, .neighbours, .jumps, .controls, .pager, .skip, .copy, .status, button.fold, tr.fold { display: none !important; }
  details:not([open]) { display: none; }
  a { color: inherit; text-decoration: none; }
  .verdict, .step, figure, tr, .evidence li, .labels { break-inside: avoid; }
  h2, h3, h4, h5, .labels { break-after: avoid; }
  #hosts, #logs, #statistics { margin-top: 2rem; }
  #printed .migration { break-before: page; }
  .command .line code { white-space: pre-wrap; overflow-wrap: anywhere; }
  .scroll { overflow: visible; }
  .badge, .verdict, .bar, .striped, .share, .excerpt, .command .line, .precondition, .timeline .is-evidence { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
