import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { MigrationView } from '../../present/report-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { firstVisible } from '../state/visible-window.ts';
import { ListRow } from './list-row.tsx';

/** All migrations, one row each, with the cursor on one of them. */
export function ListScreen(props: {
  readonly title: string;
  readonly migrations: readonly MigrationView[];
  readonly selected: number;
  readonly page: number;
}): ReactNode {
  const { title, migrations, selected, page } = props;
  const rows = Math.max(1, page - 2);
  const first = firstVisible(selected, migrations.length, rows);
  const widest = (cell: (view: MigrationView) => string): number =>
    Math.max(0, ...migrations.map((view) => textWidth(cell(view))));
  const widths = {
    name: widest((view) => view.summary.name),
    route: widest((view) => view.summary.route),
    outcome: widest((view) => view.summary.outcome),
  };
  return (
    <Box flexDirection="column" height={page}>
      <Text bold wrap="truncate">
        {title}
      </Text>
      <Text> </Text>
      {migrations.slice(first, first + rows).map((view, index) => (
        <ListRow key={view.id} view={view} widths={widths} isSelected={first + index === selected} />
      ))}
    </Box>
  );
}
