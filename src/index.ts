export { analyze, analyzeBundle, type AnalyzeOptions } from './analyze.ts';
export { bundleOf } from './bundle/memory-bundle.ts';
export type { Knowledge } from './knowledge/load-knowledge.ts';
export { knowledgeFor } from './knowledge/package-folder.ts';
export type * from './model/index.ts';
export { countAnalysis } from './statistics/count-analysis.ts';
