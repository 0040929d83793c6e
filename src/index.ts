export { analyze, analyzeBundle, type AnalyzeOptions } from './analyze.ts';
export { compareMigrations } from './comparison/compare-migrations.ts';
export { chooseMigrations, type Choice } from './comparison/choose-migrations.ts';
export { judge, type Terms } from './gate/judge.ts';
export { bundleOf } from './bundle/memory-bundle.ts';
export type { Knowledge } from './knowledge/load-knowledge.ts';
export { knowledgeFor } from './knowledge/package-folder.ts';
export type * from './model/index.ts';
export { countAnalysis } from './statistics/count-analysis.ts';
