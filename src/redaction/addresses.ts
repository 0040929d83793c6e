const KEPT_V4 = /^(?:127\.|0\.0\.0\.0$|255\.|169\.254\.169\.254$)/;

/** True for addresses that mean the same everywhere: loopback, any, netmasks, Nova's metadata service. */
export function isCommonV4(address: string): boolean {
  return KEPT_V4.test(address) || address.split('.').some((octet) => Number(octet) > 255);
}

/** Eight groups without leading zeros, so that all ways to write an address are one. */
export function normalV6(address: string): string {
  const [head = '', tail] = dottedAsGroups(address.toLowerCase()).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(Math.max(0, gap)).fill('0'), ...after]
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** True for the loopback and the any address. */
export function isCommonV6(normal: string): boolean {
  return normal === '0:0:0:0:0:0:0:0' || normal === '0:0:0:0:0:0:0:1';
}

/** `::ffff:10.0.0.1` with its last four octets as two groups. */
function dottedAsGroups(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...octets: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = octets.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}
