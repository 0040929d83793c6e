import type { MigrationDetail, OverviewRow } from '../../present/detail-model.ts';
import type { FindingView } from '../../present/report-model.ts';

/** What the page's script reads at once; the details of the migrations lie in blocks until one is opened. */
export interface PageData {
  readonly rows: readonly OverviewRow[];
  /** How many of their details lie in one block. */
  readonly detailsInBlock: number;
  readonly findingsHeading: string;
  readonly hostFindings: readonly FindingView[];
}

/** What the page shows of an opened migration. */
export type PageDetail = Omit<MigrationDetail, 'row'>;

/** The id of a block of details, counted from 0. */
export type DetailBlock = `details-${number}`;
