import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';
import type { OtlpSpan } from '../../src/report/otlp.ts';
import { renderOtlp } from '../../src/report/render-otlp.ts';
import { analysis, deadGuest, healthy, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { healthyMigration } from '../present/example-healthy.ts';
import { hostileAnalysis } from './hostile-analysis.ts';

/** ExportTraceServiceRequest in OTLP's JSON encoding; a name that is not here is a mistake. */
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object) => ({ type: 'array', items });
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const text = { type: 'string' };
const hex = (digits: number) => ({ type: 'string', pattern: `^(?!0+$)[0-9a-f]{${String(digits)}}$` });
const nanos = { type: 'string', pattern: '^[1-9][0-9]{18}$' };
const ids = { traceId: hex(32), spanId: hex(16) };
const validate = new Ajv({ allErrors: true }).compile({
  ...closed({ resourceSpans: list(ref('resourceSpans')) }, ['resourceSpans']),
  $defs: {
    resourceSpans: closed(
      { resource: closed({ attributes: list(ref('attribute')) }), scopeSpans: list(ref('scopeSpans')) },
      ['resource', 'scopeSpans'],
    ),
    scopeSpans: closed({ scope: closed({ name: text, version: text }), spans: list(ref('span')) }, ['spans']),
    span: closed(
      {
        ...ids,
        parentSpanId: hex(16),
        name: { type: 'string', minLength: 1 },
        kind: { enum: [0, 1, 2, 3, 4, 5] },
        startTimeUnixNano: nanos,
        endTimeUnixNano: nanos,
        attributes: list(ref('attribute')),
        events: list(
          closed({ timeUnixNano: nanos, name: text, attributes: list(ref('attribute')) }, [
            'timeUnixNano',
            'name',
          ]),
        ),
        links: list(closed({ ...ids, attributes: list(ref('attribute')) }, ['traceId', 'spanId'])),
        status: closed({ code: { enum: [0, 1, 2] }, message: text }, ['code']),
      },
      ['traceId', 'spanId', 'name', 'kind', 'startTimeUnixNano', 'endTimeUnixNano'],
    ),
    attribute: closed({ key: { type: 'string', minLength: 1 }, value: ref('value') }, ['key', 'value']),
    value: {
      oneOf: [
        closed({ stringValue: text }, ['stringValue']),
        closed({ boolValue: { type: 'boolean' } }, ['boolValue']),
        closed({ intValue: { type: 'string', pattern: '^-?[0-9]+$' } }, ['intValue']),
        closed({ doubleValue: { type: 'number' } }, ['doubleValue']),
        closed({ arrayValue: closed({ values: list(ref('value')) }, ['values']) }, ['arrayValue']),
      ],
    },
  },
});

interface Request {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

function spansOf(from: Analysis): readonly OtlpSpan[] {
  const request = JSON.parse(renderOtlp(from)) as Request;
  return request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

describe('OpenTelemetry traces', () => {
  function check(name: string, from: Analysis | string): void {
    it(`of ${name} are valid, and hang together`, async () => {
      const made = typeof from === 'string' ? await analyze([from]) : from;
      validate(JSON.parse(renderOtlp(made)));
      expect(validate.errors ?? []).toEqual([]);
      const spans = spansOf(made);
      const keys = spans.map((span) => `${span.traceId}/${span.spanId}`);
      expect(new Set(keys).size).toBe(keys.length);
      const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
      expect(roots).toHaveLength(made.migrations.length);
      for (const span of spans) {
        expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
        if (span.parentSpanId !== undefined) expect(keys).toContain(`${span.traceId}/${span.parentSpanId}`);
        for (const link of span.links ?? []) expect(keys).toContain(`${link.traceId}/${link.spanId}`);
      }
      const logged = spans
        .flatMap(({ events }) => events)
        .filter(({ name: kind }) => !kind.startsWith('finding '));
      expect(logged).toHaveLength(made.migrations.flatMap(({ events }) => events).length);
    });
  }

  check('port-blocked', portBlocked);
  check('dead-guest', deadGuest);
  check('three-migrations', threeMigrations);
  check('hostile text', hostileAnalysis);
  check('no migration', analysis([], []));
  check('a captured failure', 'fixtures/completion-timeout-abort');
  check('a captured request that was refused', 'fixtures/refused-with-409');
  check('a guest that moved twice', 'fixtures/healthy/there-and-back');

  it('fail where the migration failed, with the cause, and nowhere else', () => {
    const errors = spansOf(portBlocked).filter(({ status }) => status.code === 2);
    expect(errors.map(({ name, status }) => [name, status.message])).toEqual([
      [expect.stringMatching(/^live migration /), portBlocked.findings[0]?.title],
      ['copy', undefined],
    ]);
    expect(spansOf(healthy).map(({ status }) => status.code)).not.toContain(2);
  });
  it('link the attempts to move one guest', () => {
    const second = { ...healthyMigration, id: 'second', startedAt: '2026-11-24T01:50:00.000Z' };
    const roots = spansOf(analysis([healthyMigration, second], [])).filter(
      (span) => span.links !== undefined,
    );
    expect(roots.map(({ links }) => links?.[0]?.attributes[0]?.value)).toEqual([
      { stringValue: 'later attempt' },
      { stringValue: 'earlier attempt' },
    ]);
  });
  it('are one line, as a collector reads them', () => expect(renderOtlp(healthy)).toMatch(/^[^\n]+\n$/));
});
