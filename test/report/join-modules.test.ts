import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { joinModules } from '../../src/report/html/join-modules.ts';

describe('modules become one script', () => {
  function check(name: string, modules: Readonly<Record<string, string>>, expected: unknown): void {
    it(name, () => {
      const script = joinModules('main', (module) => modules[module] ?? 'no such module');
      expect(runInNewContext(`let result;\n${script}result;`)).toEqual(expected);
    });
  }

  check('of one', { main: 'result = 1;\n' }, 1);
  check(
    'in which what is imported comes first, once',
    {
      main: `import { b } from "./b.js";\nimport { a, list } from './a.js';\nresult = [...list, a(), b];\n`,
      b: `import { a } from './a.js';\nexport const b = a() + 1;\n`,
      a: `export const list = [];\nlist.push('once');\nexport function a() { return 1; }\nexport {};\n`,
    },
    ['once', 1, 2],
  );
  check(
    'in which two may use one name, and another for what they import',
    {
      main: `import { own as theirs } from './a.js';\nconst own = 2;\nresult = [own, theirs];\n`,
      a: `const result = 3;\nexport class Own {}\nexport const own = result;\n`,
    },
    [2, 3],
  );
});
