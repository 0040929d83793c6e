import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const EXAMPLES = 'docs/examples';
let folder: string;

// The parser imports JSON as bundlers do and node does not.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json')
      ? { format: 'json', source: readFileSync(fileURLToPath(url)), shortCircuit: true }
      : next(url, context),
});

// A repository as the examples take it for granted: one case, with its expectations.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-ci-'));
  cpSync('fixtures/migration-port-blocked', join(folder, 'cases/port-blocked'), { recursive: true });
  for (const file of ['port-blocked.expect.yaml', 'accepted.yaml'])
    cpSync(join(EXAMPLES, file), join(folder, file));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Pipeline {
  readonly stages: readonly string[];
  readonly migscope: {
    readonly stage: string;
    readonly script: readonly string[];
    readonly after_script: readonly string[];
    readonly artifacts: { readonly reports: { readonly junit: string } };
  };
}

const workflowText = readFileSync(join(EXAMPLES, 'github-actions.yml'), 'utf8');
const steps = Object.values((parse(workflowText) as Workflow).jobs).flatMap((job) => job.steps);
const pipeline = parse(readFileSync(join(EXAMPLES, 'gitlab-ci.yml'), 'utf8')) as Pipeline;

function commands(lines: readonly (string | undefined)[]): readonly string[] {
  return lines.flatMap((line) => line?.split('\n') ?? []).filter((line) => line.startsWith('migscope '));
}

/** Runs a line of an example, by the built command, in the repository that it is made for. */
function run(line: string) {
  const args = [resolve('bin/migscope.js'), ...line.split(/\s+/).slice(1)];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
  return { status: ran.status, stderr: ran.stderr };
}

describe('the example for GitHub Actions', () => {
  test('is a workflow by the parser of GitHub', async () => {
    const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
    const { context } = parseWorkflow(
      { name: 'migscope.yml', content: workflowText },
      new NoOperationTraceWriter(),
    );
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });
  test('uploads what it wrote', () => {
    const upload = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@') === true);
    expect(commands(steps.map(({ run: line }) => line)).join('\n')).toContain(
      `--output ${upload?.with?.sarif_file ?? '?'}`,
    );
  });
  test.each(commands(steps.map(({ run: line }) => line)))('%s', (line) => {
    expect(run(line)).toEqual({ status: 0, stderr: '' });
  });
});

describe('the example for GitLab', () => {
  test('has a job in a stage that there is, with a report that it wrote', () => {
    expect(pipeline.stages).toContain(pipeline.migscope.stage);
    expect(pipeline.migscope.script.join('\n')).toContain(
      `--output ${pipeline.migscope.artifacts.reports.junit}`,
    );
  });
  test.each(commands([...pipeline.migscope.script, ...pipeline.migscope.after_script]))('%s', (line) => {
    expect(run(line)).toEqual({ status: 0, stderr: '' });
  });
});

describe('the page about CI', () => {
  const page = readFileSync('docs/ci.md', 'utf8');
  test('links to files that there are', () => {
    for (const [, link = ''] of page.matchAll(/\]\((examples\/[^)]+)\)/g))
      expect(() => readFileSync(resolve('docs', link))).not.toThrow();
  });
  test('shows expectations that are valid', () => {
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(readFileSync('rules/expect.schema.json', 'utf8')) as object,
    );
    const shown = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text);
    expect(shown.length).toBeGreaterThan(0);
    for (const text of [...shown, readFileSync(join(EXAMPLES, 'port-blocked.expect.yaml'), 'utf8')]) {
      validate(parse(text));
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
