/** What is hidden, by what stands in its place. */
export type SecretKind =
  | 'host'
  | 'dns-domain'
  | 'instance'
  | 'guest'
  | 'id'
  | 'digest'
  | 'port-device'
  | 'ipv4'
  | 'ipv6'
  | 'mac'
  | 'user'
  | 'mail'
  | 'folder'
  | 'file'
  | 'target-name'
  | 'migration'
  | 'fingerprint';

/**
 * Gives each secret one pseudonym of its own, numbered by first appearance: the same logs give the same ones, and
 * nothing can be computed back from them.
 *
 * Pseudonyms look like what they stand for, in ranges that are kept for documentation (RFC 5737, RFC 3849, RFC 2606).
 */
export class Pseudonyms {
  private readonly known = new Map<string, string>();
  private readonly counts = new Map<SecretKind, number>();
  private readonly originals = new Map<string, string>();

  /** `normal` is the same for all ways to write one secret. */
  of(kind: SecretKind, secret: string, normal = secret.toLowerCase()): string {
    const key = `${kind}\n${normal}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return this.settle(kind, secret, FORMS[kind](count, secret), normal);
  }

  /** A pseudonym that is made of others: a host and its domain. */
  settle(kind: SecretKind, secret: string, pseudonym: string, normal = secret.toLowerCase()): string {
    this.known.set(`${kind}\n${normal}`, pseudonym);
    this.originals.set(pseudonym, secret);
    return pseudonym;
  }

  find(kind: SecretKind, secret: string): string | undefined {
    return this.known.get(`${kind}\n${secret.toLowerCase()}`);
  }

  /** What a pseudonym stands for. */
  original(pseudonym: string): string | undefined {
    return this.originals.get(pseudonym);
  }
}

const FORMS: Readonly<Record<SecretKind, (count: number, secret: string) => string>> = {
  host: (count) => `host-${String(count)}`,
  'dns-domain': (count) => `domain-${String(count)}.example`,
  instance: (count) => `instance-${letters(count)}`,
  guest: (count) => `guest-${String(count)}`,
  id: (count) => `${hex(count, 8)}000040008000${hex(count, 12)}`,
  digest: (count, secret) => hex(count, secret.length),
  'port-device': (count) => `${hex(count, 8)}-00`,
  ipv4,
  ipv6: (count) => `2001:db8::${count.toString(16)}`,
  mac: (count) => `02${hex(count, 10)}`,
  user: (count) => `user-${String(count)}`,
  mail: (count) => `user-${String(count)}@example.com`,
  folder: (count) => `folder-${String(count)}`,
  file: (count) => `file-${String(count)}`,
  'target-name': (count) => `iqn.2000-01.example:${String(count)}`,
  migration: (count) => `m-${hex(count, 10)}`,
  fingerprint: (count) => hex(count, 24),
};

function hex(count: number, width: number): string {
  return count.toString(16).padStart(width, '0');
}

/** A … Z, AA, AB and so on. */
function letters(count: number): string {
  const rest = Math.floor((count - 1) / 26);
  return (rest === 0 ? '' : letters(rest)) + String.fromCodePoint(65 + ((count - 1) % 26));
}

const HOSTS_PER_BLOCK = 254;
const BLOCKS = ['192.0.2', '198.51.100', '203.0.113'] as const;

/** The three documentation blocks; who has more addresses gets those of the benchmark range 198.18.0.0/15. */
function ipv4(count: number): string {
  const block = BLOCKS[Math.floor((count - 1) / HOSTS_PER_BLOCK)];
  if (block !== undefined) return `${block}.${String(((count - 1) % HOSTS_PER_BLOCK) + 1)}`;
  const more = count - BLOCKS.length * HOSTS_PER_BLOCK;
  return `198.${String(18 + ((more >> 16) & 1))}.${String((more >> 8) & 255)}.${String(more & 255)}`;
}
