import type { CopyOption, CopyRemedy } from '../model/index.ts';
import { duration } from './units.ts';

/** What would have helped, one sentence for each, in the order in which to try it. */
export function remedySentence(remedy: CopyRemedy): string {
  const { kind, helps, option, atLeast, pauseMs, isSet, lacking } = remedy;
  const raise = option === undefined ? '' : named(option);
  const least = atLeast === undefined ? '' : ` to at least ${atLeast}${unitOf(option)}`;
  switch (kind) {
    case 'bandwidth':
      return helps === 'no'
        ? `${raise}: raising it does not help, the copy did not reach it.`
        : `Raise ${raise}, or set it to 0 (no limit): ${atLeast === undefined ? 'the copy runs at this limit' : `some ${atLeast} MiB/s are needed`}. Whether the link carries more was not seen.`;
    case 'network':
      return `Give migrations a faster network${atLeast === undefined ? '' : `: some ${atLeast} MiB/s are needed`}; Nova sets no limit.`;
    case 'downtime':
      return helps === 'no'
        ? `${raise}: it would have to be ${duration(atLeast ?? 0)}, and the guest stands still for as long.`
        : `Raise ${raise}${least}: the guest stands still for as long.`;
    case 'downtime-delay':
      return `Lower ${raise}: longer pauses are then permitted sooner.`;
    case 'timeout':
      return helps === 'no'
        ? `${raise}: no value of it helps, the copy does not end by itself.`
        : `Raise ${raise}${least}.`;
    case 'auto-converge':
      return lacking === undefined
        ? `Set ${raise} to true: QEMU slows the guest down until the copy catches up.`
        : absent('auto-converge', lacking.from);
    case 'post-copy':
      return lacking === undefined
        ? `Set ${raise} to true, and let the migration be forced when it does not end: the guest then runs on the destination while the rest arrives.`
        : absent('post-copy', lacking.from);
    case 'parallel-connections':
      return `Raise ${raise}: one connection keeps one core busy.`;
    case 'quiet-guest':
      return 'Migrate when the guest writes less, or stop what writes in it.';
    case 'force-complete':
      return forced(option, pauseMs, isSet === true, lacking?.from);
  }
}

function forced(
  option: CopyOption | undefined,
  pauseMs: number | undefined,
  isSet: boolean,
  from: string | undefined,
): string {
  const pause = pauseMs === undefined ? 'until the rest is sent' : `for about ${duration(pauseMs)}`;
  const request = `Force it (openstack server migration force complete): the guest stands still ${pause}.`;
  if (isSet) return `Nova does so at its limit already: it stands still ${pause}. Or: ${request}`;
  if (option === undefined)
    return from === undefined ? request : `${request} ${absent('Doing so at the limit', from)}`;
  return `${request} ${named(option)} set to force_complete does so at the limit.`;
}

function absent(what: string, from: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} comes with ${from.charAt(0).toUpperCase()}${from.slice(1)}: this release does not have it.`;
}

/** `[libvirt] live_migration_bandwidth (now 20 MiB/s, default 0)`. */
function named(option: CopyOption): string {
  const { section, name, current, default: normal } = option;
  const now = current === undefined ? undefined : `now ${String(current)}${unitOf(option)}`;
  const usual = normal === undefined || normal === current ? undefined : `default ${String(normal)}`;
  const known = [now, usual].filter((one) => one !== undefined).join(', ');
  return `[${section}] ${name}${known === '' ? '' : ` (${known})`}`;
}

function unitOf(option: CopyOption | undefined): string {
  return option?.unit === undefined ? '' : ` ${option.unit}`;
}
