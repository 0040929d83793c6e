import type { ConfigFile } from '../facts/config-files.ts';
import type { AuditedHost, HostFact, HostInfo, OptionFact, OptionOwner } from '../model/index.ts';

/** A host as the checks see it. */
export interface ConfiguredHost {
  readonly name: string;
  readonly roles: HostInfo['roles'];
  readonly files: readonly ConfigFile[];
  readonly options: readonly OptionFact[];
  readonly facts: readonly HostFact[];
  /** The series of its Nova, where it is known. */
  readonly release: string | undefined;
  readonly releaseBy?: AuditedHost['releaseBy'];
}

/** The largest guest that the logs show, in bytes and bytes per second. */
export interface SeenGuest {
  readonly name: string;
  readonly memory: number;
  readonly disk: number;
  /** How fast copies were seen to go at best. */
  readonly throughput?: number;
}

/** The option as it is set on a host, `undefined` where only its default counts. */
export function setOption(
  { options }: ConfiguredHost,
  owner: OptionOwner,
  section: string,
  name: string,
): OptionFact | undefined {
  return options.find((one) => one.owner === owner && one.section === section && one.name === name);
}

/** Whether anything is known of what a program is set to: without its file nothing follows from silence. */
export function hasConfiguration({ options, files }: ConfiguredHost, owner: OptionOwner): boolean {
  return files.some((file) => file.owner === owner) || options.some((option) => option.owner === owner);
}
