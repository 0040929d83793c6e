import type { MigrationDetail, OverviewRow } from '../../present/detail-model.ts';
import type { FindingView } from '../../present/report-model.ts';

/** What the page's script reads at once; each migration's detail lies in a block of its own until it is opened. */
export interface PageData {
  readonly rows: readonly OverviewRow[];
  readonly findingsHeading: string;
  readonly hostFindings: readonly FindingView[];
}

/** What the page shows of an opened migration. */
export type PageDetail = Omit<MigrationDetail, 'row'>;

/** The id of the block that holds a migration's detail, by its place in `rows`. */
export type DetailBlock = `detail-${number}`;
