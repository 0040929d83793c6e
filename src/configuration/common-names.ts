const COMMON: ReadonlySet<string> = new Set([
  'enabled',
  'server_listen',
  'server_proxyclient_address',
  'host',
  'debug',
  'keymap',
  'num_retries',
]);

/** True for a name that many sections and files have: where it stands says nothing. */
export function isCommonName(name: string): boolean {
  return COMMON.has(name);
}
