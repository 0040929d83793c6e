import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { renderNdjson } from '../../src/report/render-ndjson.ts';
import { renderOtlp } from '../../src/report/render-otlp.ts';
import { analysis, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { hostileAnalysis } from './hostile-analysis.ts';

type Line = Readonly<Record<string, unknown>>;

function linesOf(from: Analysis): readonly Line[] {
  return renderNdjson(from)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** `a.b.c` of everything that is no object. */
function namesOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  if (path === 'migscope.fields') return [`${path}.*`];
  return Object.entries(value).flatMap(([key, inner]) =>
    namesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

describe('events as NDJSON', () => {
  it('are one line each, in the order of migrations and events', () => {
    const events = threeMigrations.migrations.flatMap((migration) => migration.events);
    expect(linesOf(threeMigrations).map((line) => [line['@timestamp'], line.message])).toEqual(
      events.map(({ at, summary }) => [at, summary]),
    );
  });
  it('are nothing where there is no migration', () => expect(renderNdjson(analysis([], []))).toBe(''));
  it('keep hostile text inside its line, and away from a terminal', () => {
    const text = renderNdjson(hostileAnalysis);
    expect(text.split('\n')).toHaveLength(linesOf(hostileAnalysis).length + 1);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
  it('say which rules hold them for evidence', () => {
    const marked = linesOf(portBlocked).filter((line) => JSON.stringify(line).includes('evidence_of'));
    expect(marked.length).toBeGreaterThan(0);
  });
  it('lead to the trace of their migration', () => {
    const spans = renderOtlp(portBlocked);
    for (const { trace, span } of linesOf(portBlocked) as readonly {
      trace: { id: string };
      span: { id: string };
    }[]) {
      expect(spans).toContain(`"traceId":"${trace.id}","spanId":"${span.id}"`);
    }
  });
  it('use only names that docs/data-out.md explains', () => {
    const page = readFileSync('docs/data-out.md', 'utf8');
    const used = new Set(
      [...linesOf(threeMigrations), ...linesOf(portBlocked)].flatMap((line) => namesOf(line)),
    );
    expect([...used].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
