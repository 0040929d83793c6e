import type { Analysis } from '../../src/model/index.ts';
import { mapStrings } from '../../src/present/safe-text.ts';

/** What must stay text wherever it stands in a report; each is looked for as it is. */
export const HOSTILE: readonly string[] = [
  `</script><script>document.title='run'</script>`,
  `<img src=x onerror="document.title='run'">`,
  `" onmouseover="document.title='run'" x="`,
  `' onfocus='document.title=1' autofocus='`,
  `<svg><text>x</text></svg></text></svg><svg onload="document.title='run'">`,
  `</style></noscript></textarea></title><base href="https://example.org/"><!--`,
  `javascript:document.title='run'`,
  `\${document.title} {{constructor}} &lt;b&gt; &#60;i&#62;`,
];

const STAYS = /^(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z|[\w-]+)$/;

/**
 * The analysis as somebody would like it who can write into a log: every text that is not one word of the model's own
 * vocabulary ends in something hostile, and so do names of hosts, guests and files.
 */
export function hostile(
  analysis: Analysis,
  pieces: readonly string[] = HOSTILE,
  where: 'before' | 'behind' = 'behind',
): Analysis {
  let next = 0;
  const poison = (text: string): string => {
    const piece = pieces[next++ % pieces.length] ?? '';
    return where === 'before' ? `${piece} ${text}` : `${text} ${piece}`;
  };
  const texts = mapStrings(analysis, (text) => (STAYS.test(text) || text === '' ? text : poison(text)));
  return {
    ...texts,
    migrations: texts.migrations.map((migration) => ({
      ...migration,
      domain: poison('instance'),
      instance: poison('instance'),
      requestIds: migration.requestIds.map(poison),
      events: migration.events.map((event) => ({ ...event, kind: poison('kind'), host: poison(event.host) })),
    })),
    findings: texts.findings.map((finding) => ({
      ...finding,
      ruleId: poison('rule'),
      class: poison('class'),
      references: pieces,
      evidence: finding.evidence.map((one) => ({ ...one, host: poison(one.host) })),
      remediation: finding.remediation.map((step) => ({ ...step, on: poison(step.on) })),
    })),
    hosts: texts.hosts.map((host) => ({ ...host, name: poison(host.name) })),
  };
}
