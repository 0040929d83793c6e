import type { Analysis } from '../model/index.ts';
import { isCommonWord } from './common-words.ts';

/** What a name in the Analysis is the name of. */
export type NameKind = 'host' | 'instance' | 'guest' | 'user';

/** Is told every name that the Analysis itself knows to be one, in a stable order. */
export type OnName = (kind: NameKind, name: string) => void;

/** Fields of events whose whole value, or each quoted word of it, is the name of a host. */
const HOST_FIELDS: ReadonlySet<string> = new Set([
  'client',
  'consumer',
  'destination_host',
  'host',
  'host_state',
  'hosts',
  'hostname',
  'last_host',
  'node',
  'own_host',
  'source_host',
]);
const GUEST_FIELDS: ReadonlySet<string> = new Set(['domain', 'guest']);

/** What `instanceIsOn` may say instead of a host. */
const NO_HOST: ReadonlySet<string> = new Set(['both', 'nowhere', 'unknown']);

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const ADDRESS_OR_NUMBER = /^[\d.:]+$/;

/** Names that stand where only names stand. */
export function knownNames(analysis: Analysis, onName: OnName): void {
  const host = (name: string | undefined) => {
    if (name !== undefined && isName(name)) onName('host', name);
  };
  for (const { name } of analysis.hosts) host(name);
  for (const { aliases } of analysis.hosts) aliases.forEach(host);
  for (const { host: name } of analysis.coverage.hosts) host(name);
  for (const { host: name } of analysis.configuration?.hosts ?? []) host(name);
  for (const { source, destination, instanceIsOn, domain, events } of analysis.migrations) {
    for (const name of [source, destination]) host(name);
    if (instanceIsOn !== undefined && !NO_HOST.has(instanceIsOn)) host(instanceIsOn);
    if (domain !== undefined) onName('instance', domain);
    for (const event of events) {
      host(event.host);
      for (const [field, value] of Object.entries(event.fields)) {
        if (typeof value !== 'string') continue;
        if (HOST_FIELDS.has(field)) for (const name of namesIn(value)) host(name);
        if (GUEST_FIELDS.has(field) && isName(value)) onName('instance', value);
      }
    }
  }
  for (const { logs } of analysis.coverage.hosts) {
    for (const { kind, files } of logs) {
      if (kind !== 'qemu-instance') continue;
      for (const file of files) {
        const domain = /([^/]+?)\.log(?:[.-][^/]*)?$/.exec(file)?.[1];
        if (domain !== undefined && isName(domain)) onName('instance', domain);
      }
    }
  }
}

/** A name alone, the quoted words of a list, or the two in front of a host's state in the scheduler's log. */
function namesIn(value: string): readonly string[] {
  if (NAME.test(value)) return [value];
  const state = /^\(([\w.-]+), ([\w.-]+)\)/.exec(value);
  if (state !== null) return state.slice(1);
  return [...value.matchAll(/['"]([\w.-]{1,255})['"]/g)].map(([, name = '']) => name);
}

function isName(text: string): boolean {
  return NAME.test(text) && !ADDRESS_OR_NUMBER.test(text);
}

/** `key=value` and `'key': 'value'`: the keys behind which OpenStack prints names. */
export const NAMED_VALUE =
  /\b(?<key>(?:hypervisor_|node)?hostname|(?:source|dest|destination|last|migration)_(?:host|node|compute)|host|node|display_name|instance_name|guest_name|server_name|(?:user|project|tenant|domain|user_domain|project_domain)_name|username|user|project|tenant)(?<between>['"]?\s{0,3}(?:=\s{0,3}|:\s{0,3}(?=u?['"]))u?['"]?)(?<value>[A-Za-z0-9][A-Za-z0-9._-]{0,254})/giu;

/** What stands behind such a key. */
export function kindBehind(key: string): NameKind {
  if (/display_name|instance_name|guest_name|server_name/i.test(key)) return 'guest';
  return /user|project|tenant|domain/i.test(key) ? 'user' : 'host';
}

/** Names that are told apart from ordinary words by their form, so that they may be looked for everywhere. */
export function isDistinctive(name: string): boolean {
  return name.length >= 4 && /[\d._-]/.test(name) && /[A-Za-z]/.test(name) && !isCommonWord(name);
}
