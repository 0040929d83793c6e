import { readFileSync } from 'node:fs';
import { joinModules } from './join-modules.ts';

/** The same three levels up from `src/report/html` and from `dist/report/html`. */
const FOLDER = new URL('../../../dist/report/html/page/', import.meta.url);

/** The page's own script as text, from the modules that the build compiled out of `page/`. */
export function pageScript(): string {
  return joinModules('main', (name) => readFileSync(new URL(`${name}.js`, FOLDER), 'utf8'));
}
