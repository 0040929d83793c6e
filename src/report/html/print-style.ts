/** Paper: always light, nothing to press, no part torn that is short. */
export const PRINT_STYLE = `
@page { margin: 15mm; }
@media print {
  html { font-size: 11px; }
  body { max-width: none; padding: 0; }
  .tools, .views, .neighbours, .jumps, .controls, .pager, .skip, .copy, .status, button.fold, tr.fold { display: none !important; }
  a { color: inherit; text-decoration: none; }
  .migrations .started, .migrations .duration, .migrations .downtime { display: table-cell; }
  .verdict, .finding, .step, figure, tr, .evidence li { break-inside: avoid; }
  h2, h3, h4, h5 { break-after: avoid; }
  .finding { break-inside: auto; }
  #printed .migration { break-before: page; }
  .command .line code { white-space: pre-wrap; overflow-wrap: anywhere; }
  .scroll { overflow: visible; }
  .badge, .verdict, .bar, .striped, .excerpt, .command .line, .precondition, .timeline .is-evidence { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
