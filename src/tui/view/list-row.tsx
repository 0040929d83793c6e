import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { MigrationView } from '../../present/report-model.ts';
import { padText } from '../../present/text-width.ts';
import { TONE_COLORS } from './tone-colors.ts';

/** One migration of the list; a narrow terminal cuts the root cause first. */
export function ListRow(props: {
  readonly view: MigrationView;
  readonly widths: { readonly name: number; readonly route: number; readonly outcome: number };
  readonly isSelected: boolean;
}): ReactNode {
  const { view, widths, isSelected } = props;
  const { started, name, route, outcome, cause } = view.summary;
  const color = TONE_COLORS[view.tone];
  const cells = [
    started,
    padText(name, widths.name),
    padText(route, widths.route),
    padText(outcome, widths.outcome),
    cause,
  ];
  return (
    <Text wrap="truncate" inverse={isSelected}>
      {isSelected ? '>' : ' '} <Text {...(color === undefined ? {} : { color })}>{view.mark}</Text>{' '}
      {cells.join('  ')}
    </Text>
  );
}
