/** One piece of a page's section. */
export type Block =
  | { readonly type: 'text'; readonly text: string }
  /** Items with a bullet; `level` 0 is outermost. */
  | { readonly type: 'list'; readonly items: readonly ListItem[] }
  /** Numbered. */
  | { readonly type: 'steps'; readonly steps: readonly PageStep[] }
  /** Columns as wide as their widest cell; the last is free and wraps. */
  | { readonly type: 'table'; readonly rows: readonly (readonly string[])[] }
  /** As it is, never broken: a command, a line of a log. */
  | { readonly type: 'verbatim'; readonly lines: readonly string[] };

export interface ListItem {
  readonly text: string;
  readonly level: number;
}

export interface PageStep {
  /** "on the destination, only looks". */
  readonly where: string;
  readonly text: string;
  readonly command: string | undefined;
  readonly precondition: string | undefined;
  readonly isDangerous: boolean;
}

export interface PageSection {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A page of documentation about one thing, still without layout. */
export interface Page {
  readonly title: string;
  /** What kind of thing it is: "rule · storage · error". */
  readonly kind: string;
  readonly sections: readonly PageSection[];
}
