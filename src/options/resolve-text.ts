import type { OptionFact } from '../model/index.ts';

const MAX_REFERENCES = 8;

/** A text with `$other` and `${section.other}` filled in, as oslo.config does it (oslo_config/cfg.py, _substitute). */
export function resolveText(options: readonly OptionFact[], text: string): string {
  let resolved = text;
  for (let round = 0; round < MAX_REFERENCES && resolved.includes('$'); round += 1) {
    resolved = resolved.replace(REFERENCE, (all, group?: string, braced?: string, plain?: string) => {
      return valueOf(options, group ?? 'DEFAULT', braced ?? plain ?? '') ?? all;
    });
  }
  return resolved;
}

const REFERENCE = /\$(?:\{(?:(\w+)\.)?(\w+)\}|(\w+))/g;

function valueOf(options: readonly OptionFact[], section: string, name: string): string | undefined {
  const set = options.find(
    (option) => option.owner === 'nova' && option.section === section && option.name === name,
  );
  return set?.value ?? (section === 'DEFAULT' ? PATH_DEFAULTS[name] : undefined);
}

/** Where distributions put what other paths follow from. */
const PATH_DEFAULTS: Readonly<Record<string, string>> = {
  instances_path: '$state_path/instances',
  state_path: '/var/lib/nova',
};
