import { hasStrayBrace, isKnownPlaceholder, placeholdersOf } from '../rules/fill-text.ts';
import type { RemedyTemplate } from '../rules/rule.ts';
import { plain, type YamlPath, type YamlReader } from './yaml-reader.ts';

const EFFECTS = ['inspects', 'changes', 'destroys'] as const;

/** Reads the steps of a rule; one that destroys must say what to check first. */
export function readRemediation(yaml: YamlReader): RemedyTemplate[] {
  const steps = yaml.value(['remediation']);
  if (!Array.isArray(steps)) return [];
  return (steps as unknown[]).flatMap((step, index) => {
    const place: YamlPath = ['remediation', index];
    const { on, effect, text, command, precondition } = (step ?? {}) as Record<string, unknown>;
    const known = EFFECTS.find((one) => one === effect);
    if (known === undefined) yaml.unknownName([...place, 'effect'], plain(effect), EFFECTS, 'effect');
    if (typeof text !== 'string' || typeof on !== 'string') {
      yaml.complain(place, 'invalid', 'a remedy needs "on" and "text"', undefined, 'say where to do what');
      return [];
    }
    if (known === 'destroys' && typeof precondition !== 'string') {
      const why = 'the engineer must be able to check that nothing of value is lost';
      yaml.complain(
        place,
        'unsafe',
        'a step that destroys has no precondition',
        why,
        'add "precondition: …"',
      );
    }
    return [
      {
        on,
        effect: known ?? 'destroys',
        text,
        command: typeof command === 'string' ? command : undefined,
        precondition: typeof precondition === 'string' ? precondition : undefined,
      },
    ];
  });
}

/** Checks that something fills every placeholder in the texts of a rule. */
export function checkTexts(
  yaml: YamlReader,
  remediation: readonly RemedyTemplate[],
  signals: readonly string[],
): void {
  for (const key of ['title', 'cause']) checkPlaceholders(yaml, [key], yaml.text([key]), signals);
  for (const [index, step] of remediation.entries()) {
    for (const key of ['text', 'command', 'precondition'] as const) {
      checkPlaceholders(yaml, ['remediation', index, key], step[key] ?? '', signals);
    }
  }
}

function checkPlaceholders(
  yaml: YamlReader,
  place: YamlPath,
  value: string,
  signals: readonly string[],
): void {
  for (const name of placeholdersOf(value)) {
    if (isKnownPlaceholder(name, signals) || value.includes(`{${name}|`)) continue;
    const why = 'texts can name properties of the migration and signal.field';
    yaml.complain(
      place,
      'invalid',
      `nothing fills {${name}}`,
      why,
      `use a known name, or give a default: {${name}|…}`,
    );
  }
  if (place.at(-1) === 'command' || !hasStrayBrace(value)) return;
  const why = 'placeholders are {name} or {name|default} and cannot be nested';
  yaml.complain(
    place,
    'invalid',
    'a brace is left over in the text',
    why,
    'write one placeholder after the other',
  );
}
