/** What a piece of text may be by its form alone. */
export type Shape =
  | 'credentials'
  | 'secretValue'
  | 'token'
  | 'targetName'
  | 'mail'
  | 'login'
  | 'id'
  | 'mac'
  | 'ipv6'
  | 'ipv4'
  | 'migration'
  | 'urlHost'
  | 'share'
  | 'portDevice'
  | 'instance'
  | 'digest'
  | 'privatePath';

const GROUP = '[0-9a-f]{1,4}';
const DOTTED = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** Last labels of names in DNS that no Python module, file or version ends in. */
const TOP_LEVEL =
  'com|net|org|edu|gov|biz|cloud|tech|hosting|local|lan|internal|intranet|corp|' +
  'de|fr|uk|nl|ch|eu|ru|jp|cn|kr|au|nz|ca|us|br|mx|za|pl|cz|se|dk|fi|ie|pt|gr|hu|ro';

/** A name of a host that is written out: two labels or more. */
export const FULL_NAME = String.raw`(?:${LABEL}\.){1,8}(?:${TOP_LEVEL})(?![\w-]|\.\w)`;

/**
 * Forms in the order in which they are tried at one place; the callback looks closer. Where a form begins with what
 * is kept, it is `keep`-ed in a group.
 */
export const SHAPES: Readonly<Record<Shape, string>> = {
  credentials: String.raw`(?<=:\/\/)[^\s\/@'"<>:]{1,255}(?::[^\s\/@'"<>]{0,255})?@`,
  secretValue: String.raw`(?<secretKey>\b[\w-]{0,40}(?:pass(?:word|wd|phrase)?|secret|token|api_?key|credentials?|authorization|private_?key)['"]?\s{0,3}(?:[=:]|\s(?=['"]))\s{0,3}u?['"]?(?:(?:bearer|basic)\s)?)(?<secretText>(?<=['\x22])[^'\x22]*|[^\s'",;&<>})\]]+)`,
  token: String.raw`gAAAAA[\w-]{20,}={0,2}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|SHA256:[A-Za-z0-9+\/]{43}`,
  targetName: String.raw`(?:iqn\.\d{4}-\d\d\.[^\s'",;\]]+|nqn\.\d{4}-\d\d\.[^\s'",;\]]+)`,
  mail: String.raw`[\w.+-]{1,64}@${FULL_NAME}`,
  login: String.raw`\b[a-z_][\w.-]{0,31}@(?=[a-z0-9])`,
  id: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  mac: String.raw`(?<![0-9a-f])[0-9a-f]{2}(?<macBetween>[:-])(?:[0-9a-f]{2}\k<macBetween>){4}[0-9a-f]{2}(?![0-9a-f]|:[0-9a-f])`,
  ipv6: String.raw`(?<![\w:.])(?:(?:${GROUP}:){7}${GROUP}|(?:${GROUP}(?::${GROUP}){0,5})?::(?:ffff:)?${DOTTED}|(?:${GROUP}(?::${GROUP}){0,6})?::(?:${GROUP}(?::${GROUP}){0,6})?)(?![0-9a-f:])`,
  ipv4: String.raw`(?<![\d.])${DOTTED}(?!\d|\.\d)`,
  migration: String.raw`(?<![a-z0-9])m-[0-9a-f]{10}(?![0-9a-f])`,
  urlHost: String.raw`(?<=:\/\/)[a-z0-9][\w.-]*|(?<![\w.-])${FULL_NAME}`,
  share: String.raw`(?<![\w.\/-])[a-z][a-z0-9.-]*(?=:\/(?!\/)(?:[\w.-]+\/?)+)`,
  portDevice: String.raw`(?<device>tap|qvo|qvb|qbr|qr-|qg-|vhu)(?<devicePort>[0-9a-f]{8}-[0-9a-f]{2})`,
  instance: String.raw`instance-[0-9a-f]{8}(?![0-9a-f])`,
  digest: '[0-9a-f]{32,}',
  privatePath: String.raw`(?<![\w.])\/(?:home|srv|mnt|media|data|exports?|nfs|volumes?|backups?|shared?)(?:\/[\w.@+~=%-]+)+`,
};
