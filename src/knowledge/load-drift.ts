import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DriftRule, DriftSubject } from '../drift/drift-rule.ts';
import type { DriftWeight, FactName, OptionOwner } from '../model/index.ts';

/** Reads what two hosts are compared by from migscope's own folder of rules. */
export function loadDrift(folder: string): readonly DriftRule[] {
  const raw = parse(readFileSync(join(folder, 'knowledge', 'drift.yaml'), 'utf8')) as {
    readonly differences: readonly RawDrift[];
  };
  return raw.differences.map(readDrift);
}

interface RawDrift extends Omit<DriftRule, 'of' | 'only' | 'ignore' | 'weightBy'> {
  readonly fact?: FactName;
  readonly option?: string;
  readonly clock?: boolean;
  readonly of?: readonly string[];
  readonly ignore?: readonly string[];
  readonly 'weight-by'?: Readonly<Record<string, string>>;
}

function readDrift({ fact, option, clock, of, ignore, 'weight-by': by, ...rest }: RawDrift): DriftRule {
  const { option: decisive = '', ...weights } = by ?? {};
  const subject: DriftSubject =
    fact !== undefined
      ? { type: 'fact', name: fact }
      : clock === true
        ? { type: 'clock' }
        : optionOf(option ?? '');
  return {
    ...rest,
    of: subject,
    ignore: ignore ?? [],
    ...(of === undefined ? {} : { only: of }),
    ...(by === undefined
      ? {}
      : { weightBy: { option: optionOf(decisive), weights: weights as Record<string, DriftWeight> } }),
  };
}

/** `nova libvirt.cpu_mode`, or `qemu security_driver` where there are no sections. */
function optionOf(text: string): Extract<DriftSubject, { type: 'option' }> {
  const [owner = '', path = ''] = text.split(' ');
  const dot = path.indexOf('.');
  return {
    type: 'option',
    owner: owner as OptionOwner,
    section: dot < 0 ? '' : path.slice(0, dot),
    name: path.slice(dot + 1),
  };
}
