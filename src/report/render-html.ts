import type { ReportModel } from '../present/report-model.ts';
import { documentText, type PageParts } from './html/document.ts';
import { pageScript } from './html/page-script.ts';

/**
 * The report as one file for a browser, which loads nothing from anywhere.
 *
 * The same input gives the same bytes: it names the time of its making only when it is told one.
 */
export function renderHtml(model: ReportModel, parts: PageParts): string {
  return documentText(model, parts, pageScript());
}
