import { describe, expect, it } from 'vitest';
import type { EventRow, OverviewRow } from '../../src/present/detail-model.ts';
import { chosenRows, counted, FIRST_STATE, pageOf, sortedBy } from '../../src/report/html/page/list-state.ts';
import { fragmentOf, routeOf } from '../../src/report/html/page/route.ts';
import { markedPieces } from '../../src/report/html/page/search-words.ts';
import { timelineRuns } from '../../src/report/html/page/timeline-runs.ts';

function row(id: string, more: Partial<OverviewRow>): OverviewRow {
  return {
    id,
    mark: '✔',
    tone: 'good',
    outcome: 'completed',
    ending: 'completed',
    name: id,
    route: 'a → b',
    hosts: ['a', 'b'],
    started: '',
    startedMs: Number(id),
    duration: '',
    durationMs: -1,
    downtime: '',
    downtimeMs: -1,
    cause: '',
    ids: [],
    ...more,
  };
}

const ROWS = [
  row('1', { durationMs: 30, ids: ['req-AA'] }),
  row('2', { outcome: 'failed', ending: 'failed in copy', cause: 'port blocked', durationMs: 10 }),
  row('3', {
    outcome: 'failed',
    ending: 'failed in copy',
    cause: 'timeout',
    durationMs: 30,
    hosts: ['c', 'b'],
  }),
];

describe('the rows of the list', () => {
  function check(name: string, state: Partial<typeof FIRST_STATE>, ids: readonly string[]): void {
    it(name, () => {
      expect(chosenRows(ROWS, { ...FIRST_STATE, ...state }).map(({ id }) => id)).toEqual(ids);
    });
  }

  check('come by their start', {}, ['1', '2', '3']);
  check('of one outcome', { outcome: 'failed' }, ['2', '3']);
  check('of one cause', { cause: 'timeout' }, ['3']);
  check('of one host', { host: 'a' }, ['1', '2']);
  check('with all words of a search, in any column', { search: ' copy  BLOCKED ' }, ['2']);
  check('with a phrase', { search: '"in copy"' }, ['2', '3']);
  check('without a word', { search: 'failed -blocked' }, ['3']);
  check('that a comparison fits', { search: 'duration >= 30ms and outcome = failed' }, ['3']);
  check('of a host on one side', { search: 'source=a' }, ['1', '2', '3']);
  check('of a length that was measured', { search: 'downtime<1m' }, []);
  check('with what looks like a comparison and is none', { search: 'nova=1' }, []);
  check('with an id that is not shown', { search: 'req-aa' }, ['1']);
  check('by length, the same lengths by their start', { sort: 'duration' }, ['2', '1', '3']);
  check('the other way round', { sort: 'duration', descending: true }, ['1', '3', '2']);
  check('by words', { sort: 'cause', descending: true }, ['3', '2', '1']);

  it('turn round when a column is chosen again', () => {
    const once = sortedBy({ ...FIRST_STATE, page: 3 }, 'duration');
    expect(once).toMatchObject({ sort: 'duration', descending: false, page: 0 });
    expect(sortedBy(once, 'duration').descending).toBe(true);
    expect(sortedBy(sortedBy(once, 'duration'), 'name').descending).toBe(false);
  });
  it('come in pages, and a page that is not there is the nearest', () => {
    const many = Array.from({ length: 120 }, (_, index) => row(String(index), {}));
    expect(pageOf(many, 1).rows.map(({ id }) => id)).toEqual(many.slice(50, 100).map(({ id }) => id));
    expect(pageOf(many, 9)).toMatchObject({ page: 2, pages: 3 });
    expect(pageOf([], -1)).toEqual({ rows: [], page: 0, pages: 1 });
  });
  it('are counted, the most frequent first', () =>
    expect(counted(['b', 'a', 'c', 'c'])).toEqual([
      ['c', 2],
      ['a', 1],
      ['b', 1],
    ]));
});

describe('an address', () => {
  function check(fragment: string, ids: readonly string[], view: string, migration?: string): void {
    it(`#${fragment} among ${ids.length}`, () =>
      expect(routeOf(fragment, ['overview', 'hosts'], ids)).toEqual({ view, migration }));
  }

  check('', ['a', 'b'], 'overview');
  check('', ['a'], 'overview', 'a');
  check('hosts', ['a'], 'hosts');
  check('nothing', ['a', 'b'], 'overview');
  check('m/b', ['a', 'b'], 'migration', 'b');
  check('b', ['a', 'b'], 'migration', 'b');
  check('m/c', ['a', 'b'], 'overview');
  check('m/%', ['%', 'b'], 'migration', '%');
  check('m/detail-0', ['a', 'b'], 'overview');
  check(fragmentOf('ü / #1').slice(1), ['a', 'ü / #1'], 'migration', 'ü / #1');
});

describe('the runs of a timeline', () => {
  const event = (summary: string, isLesser: boolean, host = 'a'): EventRow => ({
    date: undefined,
    time: '',
    since: '',
    delta: '',
    silence: '',
    host,
    role: 'source',
    phase: '',
    level: 'INFO',
    kind: 'k',
    summary,
    repeated: '',
    place: 'f:1',
    tone: 'plain',
    isEvidence: false,
    isLesser,
  });
  const events = [event('one', false), event('two', true), event('three', true, 'b'), event('four', false)];
  const all = { search: '', host: '', unfolded: false };

  function check(name: string, state: Partial<typeof all>, expected: readonly (string | number)[]): void {
    it(name, () => {
      const runs = timelineRuns(events, { ...all, ...state });
      expect(runs.map((run) => ('row' in run ? run.row.summary : run.folded.length))).toEqual(expected);
    });
  }

  check('fold lesser events together', {}, ['one', 2, 'four']);
  check('show them all', { unfolded: true }, ['one', 'two', 'three', 'four']);
  check('keep to one host', { host: 'a' }, ['one', 1, 'four']);
  check('show what is searched, lesser or not', { search: 'T' }, ['two', 'three']);
  check('of one host', { search: 't', host: 'b' }, ['three']);
});

describe('what matches a search', () => {
  function check(text: string, words: readonly string[], expected: readonly string[]): void {
    it(`${words.join(' ')} in ${text}`, () => expect(markedPieces(text, words)).toEqual(expected));
  }

  check('Connection refused', ['refused'], ['Connection ', 'refused', '']);
  check('Connection refused', ['CONN'.toLowerCase(), 'ref'], ['', 'Conn', 'ection ', 'ref', 'used']);
  check('aaa', ['a', 'aa'], ['', 'aa', '', 'a', '']);
  check('nothing', ['x'], ['nothing']);
  check('İstanbul', ['i'], ['İstanbul']);
});
