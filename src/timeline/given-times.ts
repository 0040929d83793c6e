import type { ClockInfo, Diagnostic, GivenClockOffset, GivenTimes, GivenTimeZone } from '../model/index.ts';
import type { HostNames } from './host-names.ts';
import type { ClockContradiction } from './correct-clocks.ts';
import { nearestOf, nearestZone, offsetName, readZone } from './zone-names.ts';
import type { Writer } from './zone-writers.ts';
import type { GivenZone, Zones } from './zones.ts';

/** What the user says about zones and clocks, for the hosts that there are. */
export interface PlacedTimes {
  readonly zones: readonly GivenZone[];
  /** By canonical name. */
  readonly clocks: ReadonlyMap<string, ClockInfo>;
  readonly diagnostics: readonly Diagnostic[];
}

const LIKE = 'write an IANA name (Asia/Tokyo), UTC, or an offset (+09:00)';

/** Zones that nobody knows: told before any log is read. */
export function checkGivenTimes({ timeZones = [] }: GivenTimes): readonly Diagnostic[] {
  return timeZones.flatMap(({ zone }) => {
    if (readZone(zone) !== undefined) return [];
    const nearest = nearestZone(zone);
    return [
      {
        code: 'time-zone-unknown',
        severity: 'error',
        what: `--tz: "${zone}" is no time zone`,
        fix: nearest === undefined ? LIKE : `did you mean ${nearest}?`,
      },
    ];
  });
}

/** Finds the hosts and logs that the user means; `logs` are all paths. */
export function placeGivenTimes(
  { timeZones = [], clockOffsets = [] }: GivenTimes,
  names: HostNames,
  logs: Iterable<string>,
): PlacedTimes {
  const hosts = [...new Set(names.byKey.values())].sort();
  const paths = new Set(logs);
  const diagnostics: Diagnostic[] = [];
  const bare: GivenZone[] = [];
  const named: GivenZone[] = [];
  for (const given of timeZones) {
    const rule = readZone(given.zone);
    if (rule === undefined) continue;
    const covers = coverage(given, hosts, paths, names);
    const zone = { rule, basis: `given: ${given.zone}` };
    if (covers === undefined) diagnostics.push(unknownHost('--tz', given.host ?? '', hosts));
    else (given.host === undefined ? bare : named).push({ ...zone, covers });
  }
  const clocks = new Map<string, ClockInfo>();
  for (const { host, offsetMs, toleranceMs = 1 } of clockOffsets) {
    const name = names.canonical(host);
    if (hosts.includes(name)) clocks.set(name, { offsetMs, toleranceMs, basis: 'given' });
    else diagnostics.push(unknownHost('--offset', host, hosts));
  }
  return { zones: [...bare, ...named], clocks, diagnostics };
}

/** A clock this far off is a zone that was given wrongly. */
const ZONE_OFF_MS = 10 * 60_000;

/** What of the user's word the logs deny; it is used all the same. */
export function contradictedTimes(
  { zones: givenZones, clocks: givenClocks }: PlacedTimes,
  zones: Zones,
  clocks: ReadonlyMap<string, ClockInfo>,
  contradictions: readonly ClockContradiction[],
  names: HostNames,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = zones.contradictions.map(({ segment, provenMs, basis }) => ({
    code: 'time-zone-contradicted',
    severity: 'warning',
    what: `--tz: ${names.byKey.get(segment.writer.hostKey) ?? ''} was ${segment.basis}, but its lines prove ${offsetName(provenMs)}`,
    why: `by ${basis}`,
    fix: 'leave the option out, or correct it; the zone given was used',
    path: segment.writer.path,
    line: segment.firstLine,
  }));
  const isProven = diagnostics.length > 0;
  const far = [...clocks].filter(
    ([host, { offsetMs }]) => !givenClocks.has(host) && Math.abs(offsetMs) > ZONE_OFF_MS,
  );
  if (givenZones.length > 0 && !isProven && far.length > 0) {
    const hosts = far.map(([host, { offsetMs }]) => `${host} ${offsetName(offsetMs)}`).join(', ');
    diagnostics.push({
      code: 'time-zone-contradicted',
      severity: 'warning',
      what: '--tz: with the zones given, the clocks of the hosts would be hours apart',
      why: `the order of causes and effects puts ${hosts} away from the others`,
      fix: 'leave the option out, or correct it; the clocks were corrected by that much',
    });
  }
  for (const { host, other, causes, lowMs, highMs } of contradictions) {
    const low = Number.isFinite(lowMs) ? `at least ${seconds(lowMs)}` : undefined;
    const high = Number.isFinite(highMs) ? `at most ${seconds(highMs)}` : undefined;
    diagnostics.push({
      code: 'clock-offset-contradicted',
      severity: 'warning',
      what: `--offset: ${host} was given ${seconds(givenClocks.get(host)?.offsetMs ?? 0)}, but the order of events denies it`,
      why: `by ${String(causes)} causes and effects, its clock is ${[low, high].filter(Boolean).join(' and ')} ahead of ${other}`,
      fix: `leave the option out, or correct it; the offset given was used for ${host} alone`,
    });
  }
  return diagnostics;
}

function seconds(ms: number): string {
  return `${ms < 0 ? '' : '+'}${(ms / 1000).toFixed(3).replace(/\.?0+$/, '')} s`;
}

/** Which lines a zone was given for. */
function coverage(
  { host }: GivenTimeZone,
  hosts: readonly string[],
  paths: ReadonlySet<string>,
  names: HostNames,
): GivenZone['covers'] | undefined {
  if (host === undefined) return () => true;
  if (paths.has(host)) return (writer: Writer) => writer.path === host;
  const name = names.canonical(host);
  if (!hosts.includes(name)) return undefined;
  return (writer: Writer) => names.byKey.get(writer.hostKey) === name;
}

function unknownHost(option: string, host: GivenClockOffset['host'], hosts: readonly string[]): Diagnostic {
  const nearest = nearestOf(host, hosts);
  const all = hosts.length === 0 ? 'the logs name no host' : `the hosts are ${hosts.join(', ')}`;
  return {
    code: 'host-unknown',
    severity: 'error',
    what: `${option}: there is no host called "${host}"`,
    why: all,
    fix: nearest === undefined ? 'use one of these names' : `did you mean ${nearest}?`,
  };
}
