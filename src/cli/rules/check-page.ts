import { describeCondition } from '../../condition/index.ts';
import type { ConfigCheck, LineFault } from '../../configuration/config-check.ts';
import { ConfigFields } from '../../configuration/config-fields.ts';
import { fillCheck } from '../../configuration/fill-check.ts';
import type { OptionTable } from '../../options/option-table.ts';
import type { Block, Page } from '../../present/page.ts';

/** A check of configurations as a page: what it means, when it speaks, what to do. */
export function checkPage(check: ConfigCheck, table: OptionTable): Page {
  const general = (template: string): string => fillCheck(template, () => undefined);
  const text = (words: string): Block => ({ type: 'text', text: words });
  return {
    title: general(check.title),
    kind: `${check.id} · check of configurations · ${check.severity}`,
    sections: [
      { heading: 'What it means', blocks: [text(general(check.why)), text(`Class ${check.class}.`)] },
      { heading: 'When it fires', blocks: [whenBlock(check, table)] },
      { heading: 'What to do', blocks: [text(general(check.remedy))] },
      ...(check.references.length === 0
        ? []
        : [{ heading: 'References', blocks: [{ type: 'verbatim' as const, lines: check.references }] }]),
    ],
  };
}

function whenBlock({ question }: ConfigCheck, table: OptionTable): Block {
  switch (question.type) {
    case 'condition': {
      const words = { signal: (name: string) => `${name} is set`, fields: new ConfigFields(table).table };
      return { type: 'list', items: describeCondition(question.condition, words) };
    }
    case 'line':
      return { type: 'text', text: FAULTS[question.fault] };
    case 'hosts-differ':
      return { type: 'text', text: 'An option that hosts between which guests move should have alike has several values.' };
  }
}

const FAULTS: Readonly<Record<LineFault, string>> = {
  'not-parsable': 'oslo.config cannot read a line.',
  invented: 'A name is set that articles spread and no release reads.',
  unknown: 'A name is set that nothing reads in its place.',
  misplaced: 'An option is set in a section that does not have it.',
  'in-other-file': 'An option is set in the file of another program.',
  'not-read-anymore': 'An option is set that the release has no more.',
  leftover: 'An option is set that the release has no more and that mattered to no migration.',
  'not-read-yet': 'An option is set that the release does not have yet.',
  deprecated: 'An option is set that a later release removes.',
  'former-spelling': 'An option is set under a name that it had.',
  'no-value-of-type': 'A value is none of the type of its option.',
  'out-of-range': 'A number is below or above what its option takes.',
  'not-a-choice': 'A value is none of those that its option takes.',
  repeated: 'An option is set twice in a section of a file.',
  overridden: 'A later file sets an option otherwise than one beside it.',
};
