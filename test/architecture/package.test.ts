import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Manifest {
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
}

/** What migscope brings onto a user's machine, each with its reason. */
const RUNTIME: Readonly<Record<string, string>> = {
  chalk: 'colour in the text report',
  chevrotain: 'the grammar of conditions',
  commander: 'arguments and help',
  globby: 'finding logs and rules',
  ink: 'the TUI',
  re2js: 'regular expressions in linear time',
  react: 'ink needs it',
  sax: 'capabilities of libvirt, which are XML; it expands no entities of its own',
  'string-width': 'columns of a terminal that a text takes',
  tar: 'headers of tar archives',
  'unbzip2-stream': 'logs and archives compressed with bzip2',
  'xz-decompress': 'logs and archives compressed with xz, where the system has no xz',
  yaml: 'rules, with the position of every value',
};

/** Packages that may run a script when they are installed. */
const MAY_RUN_SCRIPTS = ['node'];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const manifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as { packages: Record<string, LockedPackage> };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('package.json', () => {
  test('has the runtime dependencies that are listed here, and no other', () => {
    expect(
      Object.keys(manifest.dependencies).sort(),
      'list a new runtime dependency in RUNTIME with its reason',
    ).toEqual(Object.keys(RUNTIME));
  });

  test('allows install scripts of the pinned node only', () => {
    expect(manifest.allowScripts).toEqual(Object.fromEntries(MAY_RUN_SCRIPTS.map((name) => [name, true])));
  });

  test('pins the runtime of its own scripts exactly', () => {
    expect(manifest.devDependencies.node).toMatch(/^\d+\.\d+\.\d+$/);
    expect(process.versions.node, 'npm scripts and npx must run on the pinned node').toBe(
      manifest.devDependencies.node,
    );
  });

  test('and the launcher ask for the same node', () => {
    const [major, minor] = /^>=(\d+)\.(\d+)$/.exec(manifest.engines.node ?? '')?.slice(1) ?? [];
    expect(readFileSync('bin/migscope.js', 'utf8')).toContain(
      `NEEDED = [${String(major)}, ${String(minor)}]`,
    );
  });
});

describe('package-lock.json', () => {
  test('names no registry, so that npm ci works against any', () => {
    const resolved = installed.filter(([, { resolved, link }]) => resolved !== undefined && link !== true);
    expect(resolved.map(([path, { resolved }]) => `${path}: ${String(resolved)}`)).toEqual([]);
  });

  test('holds the checksum of every package', () => {
    const unchecked = installed.filter(([, { integrity }]) => integrity === undefined);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  test('brings no package that runs a script on installation, except those allowed', () => {
    const running = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = running.map(([path]) =>
      path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    );
    expect(names.filter((name) => !MAY_RUN_SCRIPTS.includes(name))).toEqual([]);
  });
});

describe('the repository', () => {
  // Put together here so that this file does not contain what it looks for.
  const foreign = [
    ['', 'work', 'main'].join('/'),
    ['', 'work', 'shared'].join('/'),
    ['registry', 'npmjs', 'org'].join('.'),
  ];

  test('speaks only of itself: no path of the machine it was written on, no registry', () => {
    const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const broken = tracked
      .split('\0')
      .filter((file) => file !== '')
      .flatMap((file) => {
        const content = contentOf(file);
        return foreign
          .filter((needle) => content.includes(needle))
          .map((needle) => `${file} contains ${needle}`);
      });
    expect(broken).toEqual([]);
  });

  function contentOf(file: string): Buffer {
    try {
      return readFileSync(file);
    } catch {
      return Buffer.alloc(0); // deleted, not yet committed; or a dangling link
    }
  }
});
