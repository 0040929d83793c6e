export { analyze, knowledgeFor, type AnalyzeOptions } from './analyze.ts';
export type * from './model/index.ts';
