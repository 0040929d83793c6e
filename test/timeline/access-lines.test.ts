import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

const INSTANCE = '25e07825-2ee1-4a72-92c5-8c5c65693474';
const FIRST = 'req-11111111-2222-4333-8444-555555555555';
const SECOND = 'req-22222222-2222-4333-8444-555555555555';

const LIVE = `[instance: ${INSTANCE}] Going to try to live migrate instance to cmp-b`;
const ABORT = `[instance: ${INSTANCE}] Going to cancel live migration 20`;
const REFUSED = `HTTP exception thrown: Cannot 'reboot' instance ${INSTANCE} while it is in task_state migrating`;
const answer = (verb: string, path: string, status: number): string =>
  `192.0.2.1 "${verb} /v2.1/servers/${INSTANCE}/${path}" status: ${String(status)} len: 0 microversion: 2.90 time: 0.1`;

/** A line of nova-api's own. */
function said(time: string, request: string, text: string): string {
  return `2026-11-24 ${time} 7 INFO nova.api [None ${request} a b - - default default] ${text}\n`;
}

/** A line of its web server. */
function access(time: string, verb: string, path: string, status: number, tookMs = 100): string {
  const context = `[pid: 7|app: 0|req: 1/2] 192.0.2.1 () {36 vars in 743 bytes} [Tue Nov 24 ${time} 2026]`;
  return `${context} ${verb} /v2.1/servers/${INSTANCE}/${path} => generated 0 bytes in ${String(tookMs)} msecs (HTTP/1.1 ${String(status)}) 7 headers in 325 bytes (1 switches on core 0)\n`;
}

/** Expected are the events of each migration: the file and the line of each, and how often it stands for more. */
function check(
  name: string,
  api: readonly string[],
  webServer: readonly string[],
  expected: readonly (readonly string[])[],
): void {
  test(name, async () => {
    const { migrations } = await analyzeBundle(
      bundleOf({
        'ctl/var/log/nova/nova-api-wsgi.log': api.join(''),
        'ctl/var/log/nova/nova-api.log': webServer.join(''),
      }),
      knowledgeFor(),
    );
    const short = { 'ctl/var/log/nova/nova-api-wsgi.log': 'api', 'ctl/var/log/nova/nova-api.log': 'web' };
    expect(
      migrations.map(({ events }) =>
        events.map(({ file, line, count = 1 }) => {
          const place = `${short[file as keyof typeof short]}:${String(line)}`;
          return count === 1 ? place : `${place} x${String(count)}`;
        }),
      ),
    ).toEqual(expected);
  });
}

describe('a line of the API’s web server', () => {
  check(
    'counts no second time beside the API’s own',
    [
      said('01:56:28.102', FIRST, LIVE),
      said('01:56:28.506', FIRST, answer('POST', 'action', 202)),
      said('01:56:39.572', SECOND, ABORT),
      said('01:56:39.585', SECOND, answer('DELETE', 'migrations/20', 202)),
    ],
    [access('01:56:28', 'POST', 'action', 202, 409), access('01:56:39', 'DELETE', 'migrations/20', 202)],
    [['api:1', 'api:2', 'api:3', 'api:4']],
  );
  check(
    'is used where it is the only witness',
    [said('01:56:28.102', FIRST, LIVE)],
    [access('01:56:39', 'DELETE', 'migrations/20', 202)],
    [['api:1', 'web:1']],
  );
  check(
    'belongs to the request beside whose lines it stands',
    [said('01:52:31.725', FIRST, LIVE), said('01:52:34.630', SECOND, LIVE)],
    [access('01:52:31', 'POST', 'action', 202, 800), access('01:52:34', 'POST', 'action', 202, 700)],
    [
      ['api:1', 'web:1'],
      ['api:2', 'web:2'],
    ],
  );
  check(
    'belongs to no request that was answered otherwise',
    [
      said('01:52:31.725', FIRST, LIVE),
      said('01:52:31.825', FIRST, answer('POST', 'action', 409)),
      said('01:52:31.930', SECOND, LIVE),
    ],
    [access('01:52:31', 'POST', 'action', 202, 950)],
    [
      ['api:1', 'api:2'],
      ['api:3', 'web:1'],
    ],
  );
  check(
    'belongs to none where it may be of several',
    [said('01:52:31.725', FIRST, LIVE), said('01:52:31.825', SECOND, LIVE)],
    [access('01:52:31', 'POST', 'action', 202, 700)],
    [['api:1'], ['api:2']],
  );
  check(
    'belongs to no request that another may as well be the answer to',
    [said('01:52:31.725', FIRST, LIVE)],
    [access('01:52:31', 'POST', 'action', 202, 700), access('01:52:31', 'POST', 'action', 409, 600)],
    [['api:1']],
  );
  check(
    'belongs to the request that it is clearly nearest to',
    [said('01:52:31.725', FIRST, LIVE)],
    [access('01:52:31', 'POST', 'action', 202, 800), access('01:52:31', 'POST', 'action', 409, 3000)],
    [['api:1', 'web:1']],
  );
  check(
    'belongs to no request that the API was still at when it had been answered',
    [said('01:52:32.100', FIRST, LIVE), said('01:52:32.300', FIRST, answer('POST', 'action', 202))],
    [access('01:52:31', 'POST', 'action', 403, 5), access('01:52:32', 'POST', 'action', 202, 250)],
    [['api:1', 'api:2']],
  );
  check(
    'and the API’s own belong to no migration when they are about something else',
    [
      said('01:52:31.725', FIRST, LIVE),
      said('01:52:34.630', SECOND, REFUSED),
      said('01:52:34.640', SECOND, answer('POST', 'action', 409)),
    ],
    [access('01:52:34', 'POST', 'action', 409, 40)],
    [['api:1']],
  );
});
