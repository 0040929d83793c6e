/** A series of OpenStack and the major version of its Nova. */
export interface NovaRelease {
  /** `zed`, `2023.1`, `master`. */
  readonly name: string;
  readonly version: string;
  /** Another name people use: `antelope`. */
  readonly also?: string;
}

/** The series that a name, another name or a Nova version means: `zed`, `Antelope`, `26.2.2`, `2:26.1.0-0ubuntu1`. */
export function findRelease(releases: readonly NovaRelease[], text: string): NovaRelease | undefined {
  const wanted = text.trim().toLowerCase();
  const named = releases.find(({ name, also }) => name === wanted || also === wanted);
  if (named !== undefined) return named;
  const major = /^(?:\d+:)?v?(\d+)\.\d+/.exec(wanted)?.[1];
  return releases.find(({ version }) => version === major);
}

/** A release as people write it: `Zed`, `2024.1 (Caracal)`. */
export function printRelease({ name, also }: NovaRelease): string {
  return also === undefined ? capital(name) : `${name} (${capital(also)})`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
