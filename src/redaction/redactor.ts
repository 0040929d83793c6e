import type { Analysis } from '../model/index.ts';
import { safeBlock } from '../present/safe-text.ts';
import { isCommonV4, isCommonV6, normalV6 } from './addresses.ts';
import { isCommonWord, isPublicSite } from './common-words.ts';
import { isDistinctive, kindBehind, knownNames, NAMED_VALUE, type NameKind } from './known-names.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { redactPath } from './redact-path.ts';
import { SHAPES, type Shape } from './secret-shapes.ts';
import { walkStrings } from './walk-strings.ts';

/** Service accounts that every installation has. */
const COMMON_USERS =
  /^(?:root|nova|qemu|kvm|libvirt|libvirt-qemu|neutron|cinder|placement|openstack|rabbit|stack)$/i;
const HIDDEN = 'redacted';
/** What a cut text ends in may be the beginning of anything. */
const CUT_WORD = /[^\s'"[\](){}<>,;]{1,512}…$/;
const MOST_REMEMBERED = 50_000;

/**
 * Puts pseudonyms in the place of what would tell whose cloud this is: an Analysis goes in and an Analysis comes out,
 * whose every text was looked at.
 *
 * Names are known from the Analysis (`learn`), the rest by its form. The same secret has the same pseudonym wherever
 * it stands and however it is written; two secrets never share one.
 */
export class Redactor {
  private readonly pseudonyms = new Pseudonyms();
  private readonly names = new Map<string, NameKind>();
  private readonly paths = new Map<string, string>();
  private readonly done = new Map<string, string>();
  private pattern: RegExp | undefined;

  /** Finds the names and paths that the Analysis knows to be such; what was learned before stays as it is. */
  learn(analysis: Analysis): void {
    knownNames(analysis, (kind, name) => {
      this.addName(kind, name);
    });
    walkStrings(analysis, (text) => {
      for (const { groups = {} } of text.matchAll(NAMED_VALUE)) {
        const { key = '', value = '' } = groups;
        if (isDistinctive(value) && !/^[\d._-]+$/.test(value)) this.addName(kindBehind(key), value);
      }
      return text;
    });
    for (const { path, skipped } of analysis.inputs) {
      for (const one of [path, ...skipped.map((file) => file.path)]) this.path(one);
    }
    for (const { path } of analysis.diagnostics) if (path !== undefined) this.path(path);
    this.pattern = undefined;
    this.done.clear();
  }

  /** The same data with every text redacted: an Analysis, or what was made of one that was learned. */
  redact<T>(value: T): T {
    return walkStrings(value, (text, place) => {
      switch (place) {
        case 'path':
          return this.path(text);
        case 'name':
          return this.name(text) ?? this.text(text);
        case 'fingerprint':
          return this.pseudonyms.of('fingerprint', text);
        case 'text':
          return this.text(text);
      }
    });
  }

  text(text: string): string {
    const known = this.done.get(text);
    if (known !== undefined) return known;
    // Cleaned as it will be shown, lest something invisible cut a name in two.
    const redacted = this.replaceAll(safeBlock(text).replace(CUT_WORD, '…'));
    if (this.done.size < MOST_REMEMBERED) this.done.set(text, redacted);
    return redacted;
  }

  path(path: string): string {
    const known = this.paths.get(path);
    if (known !== undefined) return known;
    const redacted = redactPath(path, {
      host: (name) => this.name(name),
      folder: (name) => this.pseudonyms.of('folder', name),
      file: (name) => this.pseudonyms.of('file', name),
      text: (part) => this.text(part),
    });
    this.paths.set(path, redacted);
    this.pattern = undefined;
    return redacted;
  }

  /** The path that a redacted one stands for. */
  originalPath(redacted: string): string {
    for (const [path, shown] of this.paths) if (shown === redacted) return path;
    return redacted;
  }

  /** A text that holds pseudonyms, as it stands in the logs; for what a user looks for. */
  original(text: string): string {
    return text.replaceAll(/[\w.:@-]+/g, (word) => this.pseudonyms.original(word) ?? word);
  }

  private addName(kind: NameKind, name: string): void {
    const key = name.toLowerCase();
    if (this.names.has(key) || (kind !== 'host' && isCommonWord(name))) return;
    this.names.set(key, kind);
    if (kind === 'host') this.host(name);
    else this.pseudonyms.of(kind, name);
  }

  /** The pseudonym of a text that is the name of a host, and nothing else. */
  private name(text: string): string | undefined {
    const kind = this.names.get(text.toLowerCase());
    return kind === undefined ? undefined : this.pseudonyms.find(kind, text);
  }

  /** A short name and its fully qualified form keep what they have in common. */
  private host(name: string): string {
    const known = this.pseudonyms.find('host', name);
    if (known !== undefined) return known;
    const dot = name.indexOf('.');
    if (dot < 0) return this.pseudonyms.of('host', name);
    const domain = this.pseudonyms.of('dns-domain', name.slice(dot + 1));
    const short = this.pseudonyms.of('host', name.slice(0, dot));
    return this.pseudonyms.settle('host', name, `${short}.${domain}`);
  }

  private replaceAll(text: string): string {
    this.pattern ??= this.compile();
    return text.replaceAll(this.pattern, (match: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      return this.replacement(match, groups);
    });
  }

  private replacement(match: string, groups: Readonly<Record<string, string | undefined>>): string {
    if (groups.literal !== undefined) return this.paths.get(match) ?? match;
    if (groups.known !== undefined) return this.known(match);
    if (groups.value !== undefined && groups.key !== undefined) {
      const { key, between = '', value } = groups;
      return `${key}${between}${this.namedValue(key, value)}`;
    }
    const shape = (Object.keys(SHAPES) as Shape[]).find((name) => groups[name] !== undefined);
    return shape === undefined ? match : this.shaped(shape, match, groups);
  }

  private known(match: string): string {
    const kind = this.names.get(match.toLowerCase());
    if (kind !== undefined) return this.pseudonyms.find(kind, match) ?? HIDDEN;
    return this.pseudonyms.of('host', match);
  }

  private namedValue(key: string, value: string): string {
    const shaped = this.text(value);
    if (shaped !== value || isCommonWord(value) || /^[\d._-]+$/.test(value)) return shaped;
    const kind = kindBehind(key);
    if (kind === 'user' && COMMON_USERS.test(value)) return value;
    return kind === 'host' ? this.host(value) : this.pseudonyms.of(kind, value);
  }

  private shaped(shape: Shape, match: string, groups: Readonly<Record<string, string | undefined>>): string {
    const { pseudonyms } = this;
    switch (shape) {
      case 'credentials': {
        const [, user = '', password] = /^([^:@]*)(:.*)?@$/.exec(match) ?? [];
        return `${this.user(user)}${password === undefined ? '' : `:${HIDDEN}`}@`;
      }
      case 'secretValue':
        return `${groups.secretKey ?? ''}${/^(?:none|null|true|false|\*+)$/i.test(groups.secretText ?? '') ? (groups.secretText ?? '') : HIDDEN}`;
      case 'token':
        return HIDDEN;
      case 'targetName':
        return pseudonyms.of('target-name', match);
      case 'mail':
        return this.mail(match);
      case 'login':
        return `${this.user(match.slice(0, -1))}@`;
      case 'id':
        return dashed(pseudonyms.of('id', match, match.toLowerCase().replaceAll('-', '')));
      case 'mac':
        return this.mac(match, groups.macBetween ?? ':');
      case 'ipv6':
        return this.ipv6(match);
      case 'ipv4':
        return isCommonV4(match) ? match : pseudonyms.of('ipv4', match);
      case 'migration':
        return pseudonyms.of('migration', match);
      case 'urlHost':
        return this.name(match) ?? (isPublicSite(match) || isCommonWord(match) ? match : this.host(match));
      case 'share':
        return /^(?:rbd|file|http|https|nfs|tcp|unix|line|path|at|in|on|to|from)$/i.test(match) ||
          isCommonWord(match)
          ? match
          : this.host(match);
      case 'portDevice':
        return `${groups.device ?? ''}${pseudonyms.of('port-device', groups.devicePort ?? '')}`;
      case 'instance':
        return pseudonyms.of('instance', match);
      case 'digest': {
        if (match.length === 32) return pseudonyms.of('id', match);
        return pseudonyms.of('digest', match);
      }
      case 'privatePath':
        return this.privatePath(match);
    }
  }

  private user(name: string): string {
    return COMMON_USERS.test(name) || isCommonWord(name) ? name : this.pseudonyms.of('user', name);
  }

  /** `root@cmp-a.example.com` is an account of a known host, everything else somebody's address. */
  private mail(match: string): string {
    const [user = '', name = ''] = match.split('@');
    const host = this.name(name);
    return host === undefined ? this.pseudonyms.of('mail', match) : `${this.user(user)}@${host}`;
  }

  private mac(match: string, between: string): string {
    const normal = match.toLowerCase().replaceAll(/[:-]/g, '');
    if (/^(?:0{12}|f{12})$/.test(normal)) return match;
    return (this.pseudonyms.of('mac', match, normal).match(/../g) ?? []).join(between);
  }

  private ipv6(match: string): string {
    const normal = normalV6(match);
    // `std::add` is no address: those that somebody has hold a digit.
    if (isCommonV6(normal) || !/\d/.test(match)) return match;
    return this.pseudonyms.of('ipv6', match, normal);
  }

  private privatePath(match: string): string {
    const [, root = '', ...rest] = match.split('/');
    const parts = rest.map((part) => {
      const shown = this.text(part);
      if (shown !== part || isCommonWord(part)) return shown;
      return root === 'home' && part === rest[0] ? this.user(part) : this.pseudonyms.of('folder', part);
    });
    return ['', root, ...parts].join('/');
  }

  private compile(): RegExp {
    const literals = [...this.paths]
      .filter(([path, shown]) => path !== shown && path.length > 3)
      .map(([path]) => path);
    const names = [...this.names.keys()].filter((name) => !isCommonWord(name) && name.length > 1);
    const distinctive = names.filter(isDistinctive);
    const words = names.filter((name) => !isDistinctive(name));
    const known = [
      // With what is written onto a name: `cmp-10` is not `cmp-1` and a nought.
      ...(distinctive.length === 0 ? [] : [`[a-z0-9]{0,64}(?:${anyOf(distinctive)})[a-z0-9]{0,64}`]),
      ...(words.length === 0 ? [] : [`(?<![a-z0-9])(?:${anyOf(words)})(?![a-z0-9])`]),
    ];
    const alternatives = [
      ...(literals.length === 0 ? [] : [`(?<literal>${anyOf(literals)})`]),
      ...shapes(
        'credentials',
        'secretValue',
        'token',
        'targetName',
        'mail',
        'login',
        'id',
        'mac',
        'ipv6',
        'ipv4',
      ),
      ...shapes('urlHost'),
      ...(known.length === 0 ? [] : [`(?<known>${known.join('|')})`]),
      NAMED_VALUE.source,
      ...shapes('migration', 'share', 'portDevice', 'instance', 'digest', 'privatePath'),
    ];
    return new RegExp(alternatives.join('|'), 'gi');
  }
}

function shapes(...names: readonly Shape[]): readonly string[] {
  return names.map((name) => `(?<${name}>${SHAPES[name]})`);
}

/** Any of these texts, the longest that fits. */
function anyOf(texts: readonly string[]): string {
  return [...texts]
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
    .join('|');
}

function dashed(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
