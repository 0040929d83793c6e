import { firstLine, type FactSource, type FoundFact } from './fact-source.ts';

/** `getenforce`, `sestatus` and `/etc/selinux/config`. */
export const selinux: FactSource = {
  id: 'selinux',
  file: /(?:^|[/_])(?:getenforce|sestatus(?:_-\w+)?|selinux\/config)(?:\.txt)?$/,
  read: (text) => {
    const hit =
      firstLine(text, /^(Enforcing|Permissive|Disabled)\s*$/) ??
      firstLine(text, /^Current mode:\s+(\w+)/) ??
      firstLine(text, /^SELinux status:\s+(disabled)/) ??
      firstLine(text, /^SELINUX=(\w+)/);
    if (hit === undefined) return [];
    const mode = (hit.found[1] ?? '').toLowerCase();
    const facts: FoundFact[] = [{ name: 'security.mode', of: 'selinux', value: mode, line: hit.line }];
    if (mode !== 'disabled') facts.push({ name: 'security.driver', value: 'selinux', line: hit.line });
    return facts;
  },
};

/** `aa-status` or `apparmor_status`. */
export const apparmor: FactSource = {
  id: 'apparmor',
  file: /(?:^|[/_])(?:aa-status|apparmor_status)(?:\.txt)?$/,
  read: (text) => {
    const loaded = firstLine(text, /^apparmor module is (loaded|not loaded)/);
    const enforced = firstLine(text, /^(\d+) profiles are in enforce mode/);
    const facts: FoundFact[] = [];
    if (loaded?.found[1] === 'loaded')
      facts.push({ name: 'security.driver', value: 'apparmor', line: loaded.line });
    if (enforced !== undefined) {
      const mode = enforced.found[1] === '0' ? 'complain' : 'enforce';
      facts.push({ name: 'security.mode', of: 'apparmor', value: mode, line: enforced.line });
    }
    return facts;
  },
};
