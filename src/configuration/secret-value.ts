const SECRET = /pass(?:word|wd)?|secret|token|credential|private/i;
const IN_URL = /(:\/\/[^:/@\s]+:)[^@/\s]+@/g;

/** True for an option whose value must not get into a report; those that only say where a secret is are none. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name) && !/_(?:uuid|dir|file)$/.test(name);
}

/** A line of a configuration file without what must not get into a report. */
export function withoutSecret(line: string): string {
  const [, head = '', name = ''] = /^(\s*([\w.-]+)\s*[=:]\s*)./.exec(line) ?? [];
  return isSecretName(name) ? `${head}***` : line.replace(IN_URL, '$1***@');
}
