import type { Diagnostic } from '../model/index.ts';

/** What is to be said about the configuration of hosts, in words. */
export interface ConfigurationModel {
  readonly hosts: readonly ConfigurationHostView[];
  /** The worst first; what is said of several hosts is said once. */
  readonly statements: readonly StatementView[];
  readonly summary: string;
}

export interface ConfigurationHostView {
  readonly host: string;
  readonly release: string;
  readonly read: string;
}

export interface StatementView {
  /** The statement with its place, as problems of files are shown. */
  readonly problem: Diagnostic;
  /** The line at that place. */
  readonly line: string;
  /** Other lines that belong to it: `file:line` and what stands there. */
  readonly see: readonly { readonly place: string; readonly text: string }[];
  /** Where else the same is to be said. */
  readonly also: readonly string[];
}
