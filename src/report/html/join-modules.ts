const IMPORT = /^import \{([^}]*)\} from ['"]\.\/([\w-]+)\.js['"];\n/gm;
const EXPORT = /^export (?=(?:async )?(?:function\*?|const|class) (\w+))/gm;

/**
 * Modules as one script, each in a scope of its own, those that others import before them.
 *
 * A page without a server can load no modules, and this much of a bundler is enough for what the compiler writes: named
 * imports from the same folder, and exports where something is declared.
 */
export function joinModules(entry: string, read: (name: string) => string): string {
  const scopes = new Map<string, string>();
  const visit = (name: string): void => {
    if (scopes.has(name)) return;
    scopes.set(name, '');
    const text = read(name);
    for (const [, , imported = ''] of text.matchAll(IMPORT)) visit(imported);
    // A map keeps the place of a key's first setting; what this module imports must come before it.
    scopes.delete(name);
    scopes.set(name, scoped(name, text));
  };
  visit(entry);
  return `'use strict';\n{\nconst modules = {};\n${[...scopes.values()].join('')}}\n`;
}

function scoped(name: string, text: string): string {
  const exported = [...text.matchAll(EXPORT)].map(([, what]) => what);
  const body = text
    .replace(IMPORT, (_, names: string, from: string) => {
      return `const {${names.replaceAll(' as ', ': ')}} = modules['${from}'];\n`;
    })
    .replace(EXPORT, '')
    .replace(/^export \{\};\n/gm, '');
  return `modules['${name}'] = (() => {\n${body}return { ${exported.join(', ')} };\n})();\n`;
}
