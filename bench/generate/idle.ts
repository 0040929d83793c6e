import { readCaptured } from './captured.ts';
import { pick, uuid, type Random } from './random.ts';

/** Logs of computes with DEBUG on whose entries outside of migrations are taken. */
const CAPTURED = [
  'healthy/block-migration/cmp-a',
  'healthy/block-migration/cmp-b',
  'healthy/there-and-back/cmp-a',
  'healthy/three-queued/cmp-a',
  'completion-timeout-abort/cmp-a',
  'migration-port-blocked/cmp-b',
];

/** Loggers of what a compute does all day: its periodic tasks, locks and commands. */
const IDLE =
  /^\d+ DEBUG (?:oslo_concurrency|oslo_service\.periodic_task|nova\.compute\.(?:resource_tracker|provider_tree)|nova\.scheduler\.client\.report|nova\.network\.neutron|nova\.virt\.(?:hardware|disk\.api)|nova\.objects)/;
const REQUEST = /req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const PROCESS = '1475 ';
const FRESH_REQUESTS = 4_096;

/** Entries of a compute on which nothing happens, as often as they stand in captured logs. */
export class IdleLines {
  private readonly halves: readonly (readonly [string, string])[];
  private readonly requests: readonly string[];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
    const texts = CAPTURED.flatMap((host) => readCaptured(`${host}/var/log/nova/nova-compute.log`))
      // One service, one process: the captured ones were started several times.
      .map(({ text }) => text.replace(/^\d+ /, PROCESS))
      .filter((text) => IDLE.test(text) && !/migrat/i.test(text));
    this.halves = texts.map((text) => {
      const request = REQUEST.exec(text);
      if (request === null) return [text, ''];
      return [text.slice(0, request.index), text.slice(request.index + request[0].length)];
    });
    this.requests = Array.from({ length: FRESH_REQUESTS }, () => `req-${uuid(random)}`);
  }

  next(): string {
    const [head, tail] = pick(this.random, this.halves);
    return tail === '' ? head : head + pick(this.random, this.requests) + tail;
  }
}
