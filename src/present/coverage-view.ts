import type { Coverage, HostCoverage, LogCoverage } from '../model/index.ts';
import { place } from './finding-view.ts';
import type { CoverageGap, CoverageView } from './input-model.ts';
import { shortTime } from './time.ts';
import { count, thousands } from './units.ts';
import { COVERAGE_WORDS } from './words.ts';

/** Which logs were there, which were not and what to ask for, and what the catalogue did not know. */
export function coverageView(coverage: Coverage): CoverageView {
  return {
    present: coverage.hosts.map(presentLogs).filter(({ logs }) => logs !== ''),
    missing: [
      ...coverage.hosts.flatMap(({ host, logs }) =>
        logs.filter((log) => log.state !== 'present').map((log) => gap(host, log)),
      ),
      ...(coverage.askControllers === undefined ? [] : [controllers(coverage.askControllers)]),
    ],
    unmatched: coverage.unmatched.map((unmatched) => ({
      count: `${thousands(unmatched.count)}×`,
      shape: `${unmatched.level} ${unmatched.shape}`,
      place: place(unmatched.first),
    })),
  };
}

function presentLogs({ host, logs }: HostCoverage): { host: string; logs: string } {
  return {
    host,
    logs: logs
      .filter((log) => log.state !== 'missing')
      .map((log) => `${log.kind} (${count(log.records, 'record')})`)
      .join(', '),
  };
}

function controllers(ask: string): CoverageGap {
  const { word, tone } = COVERAGE_WORDS.missing;
  return { host: 'controllers', log: 'nova-api, nova-conductor, nova-scheduler', state: word, tone, ask };
}

function gap(host: string, log: LogCoverage): CoverageGap {
  const { word, tone } = COVERAGE_WORDS[log.state];
  const span =
    log.from === undefined || log.to === undefined ? '' : `, ${shortTime(log.from)} to ${shortTime(log.to)}`;
  return { host, log: log.kind, state: `${word}${span}`, tone, ask: log.ask ?? '' };
}
