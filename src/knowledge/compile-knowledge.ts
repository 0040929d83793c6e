import { fileURLToPath } from 'node:url';
import { writeCompiled } from './compiled-knowledge.ts';
import { loadKnowledge } from './load-knowledge.ts';
import { COMPILED, rulesFolder } from './package-folder.ts';

// Run by `npm run build` after the compiler: a pack with mistakes is not compiled, and is read as it is.
const folder = rulesFolder();
const knowledge = loadKnowledge(folder);
if (knowledge.diagnostics.length === 0) writeCompiled(knowledge, folder, fileURLToPath(COMPILED));
