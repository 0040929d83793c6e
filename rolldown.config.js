// Joins what `tsc` built for the command line into a few files, dist/start: finding and loading some two hundred
// modules took longer than analysing a case. Users of the library import dist/index.js, which stays as it is.
//
// The files are CommonJS: of a built-in module that an ES module imports Node evaluates everything, down to streams
// that nobody opens. Only the screen is made of ES modules, as ink waits for WebAssembly while it is loaded.
import { readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defineConfig } from 'rolldown';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const BUILT = resolve(ROOT, 'dist');
const START = resolve(BUILT, 'start');

/** Packages that many runs need, and that are made of many small modules; the others stay where they are. */
const JOINED = ['chalk', 'chevrotain', 'commander', 're2js', 'string-width'];
const { dependencies } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
const APART = Object.keys(dependencies).filter((name) => !JOINED.includes(name));
const isApart = (id) => APART.some((name) => id === name || id.startsWith(`${name}/`));

/** Modules that take long to load, and own ones that few runs need: the first call of a function loads them. */
const LATE_BUILTINS = ['child_process', 'crypto', 'fs/promises', 'tty', 'v8', 'zlib'];
const LATE_APART = [...LATE_BUILTINS.map((name) => `node:${name}`), 'yaml'];
const LATE = [
  'condition/parse-condition',
  'condition/re2-regex',
  'facts/walk-xml',
  'knowledge/load-knowledge',
  'present/wide-text',
  'report/text/color-paint',
].map((name) => resolve(BUILT, `${name}.js`));

const SCREEN = 'cli/screen/run-screen.js';

/** Files are found from where a module was before. */
const keepPlaces = (folder) => ({
  name: 'keep-places',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const place = JSON.stringify(relative(folder, id).replaceAll('\\', '/'));
    return code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
  },
});

const PREFIX = '\0late:';

/** Puts functions in the place of a module that load it when one of them is called. */
const loadLate = {
  name: 'load-late',
  async resolveId(source, importer) {
    if (importer === undefined || importer.startsWith(PREFIX)) return null;
    if (LATE_APART.includes(source)) return PREFIX + source;
    const resolved = source.startsWith('.') ? resolve(importer, '..', source) : source;
    return LATE.includes(resolved) ? PREFIX + resolved : null;
  },
  async load(id) {
    if (!id.startsWith(PREFIX)) return null;
    const name = id.slice(PREFIX.length);
    const { default: whole, ...named } = await import(
      LATE_APART.includes(name) ? name : pathToFileURL(name).href
    );
    const file = LATE_APART.includes(name) ? name : `./${basename(name, '.js')}.cjs`;
    const functions = Object.keys(named).filter((key) => typeof named[key] === 'function');
    const constants = Object.keys(named).filter((key) => ['string', 'number'].includes(typeof named[key]));
    return [
      'let loaded;',
      `const load = () => (loaded ??= module.require(${JSON.stringify(file)}));`,
      ...functions.map(
        (key) =>
          `export function ${key}(...args) { return new.target ? new (load().${key})(...args) : load().${key}(...args); }`,
      ),
      ...constants.map((key) => `export const ${key} = ${JSON.stringify(named[key])};`),
      ...(whole === undefined ? [] : [`export default { ${functions.join(', ')} };`]),
    ].join('\n');
  },
};

/** What opens the screen imports the ES module. */
const keepScreenApart = {
  name: 'keep-screen-apart',
  resolveId(source) {
    return basename(source) === basename(SCREEN)
      ? { id: `./screen/${basename(SCREEN)}`, external: 'absolute' }
      : null;
  },
};

/** What a module loads before anything is asked of it. */
function importsOf(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, source] of readFileSync(path, 'utf8').matchAll(/^(?:import|export) .*from '(\.[^']+)';$/gm))
    importsOf(resolve(path, '..', source), found);
  return found;
}

/** What is used in several places goes into few files: each costs as much as a hundred functions. */
const EARLY = new Set(
  ['cli/main.js', 'cli/commands/arguments.js'].flatMap((path) => [...importsOf(resolve(BUILT, path))]),
);
const GROUPS = [
  { name: 'command-line', priority: 3, test: (id) => EARLY.has(id) || id.includes('/commander/') },
  { name: 'presentation', priority: 2, minShareCount: 2, test: /dist\/(present|report)\// },
  { name: 'analysis', priority: 1, minShareCount: 2, test: /dist\/(?!cli|tui)/ },
];

const shared = { platform: 'node', transform: { target: 'node22.18' } };

export default defineConfig([
  {
    ...shared,
    input: [
      ...['cli/main.js', 'cli/log-reader.js', 'cli/screen/analysis-worker.js'].map((path) =>
        resolve(BUILT, path),
      ),
      ...LATE,
    ],
    external: (id) => isApart(id) && !LATE_APART.includes(id),
    plugins: [keepPlaces(START), loadLate, keepScreenApart],
    output: {
      dir: START,
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
      cleanDir: true,
      codeSplitting: { groups: GROUPS },
    },
  },
  {
    platform: 'node',
    // React's own checks, for who writes components, take longer than its work.
    transform: { ...shared.transform, define: { 'process.env.NODE_ENV': '"production"' } },
    input: resolve(BUILT, SCREEN),
    external: ['react-devtools-core'],
    plugins: [keepPlaces(resolve(START, 'screen'))],
    output: {
      dir: resolve(START, 'screen'),
      format: 'es',
      chunkFileNames: '[name]-[hash].js',
      cleanDir: true,
    },
  },
]);
