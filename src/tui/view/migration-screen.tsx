import { Box } from 'ink';
import type { ReactNode } from 'react';
import { LineView } from './line-view.tsx';
import type { ScreenLine } from './screen-line.ts';

/** The visible part of one migration. */
export function MigrationScreen(props: {
  readonly lines: readonly ScreenLine[];
  readonly scroll: number;
  readonly page: number;
}): ReactNode {
  const { lines, scroll, page } = props;
  return (
    <Box flexDirection="column" height={page}>
      {lines.slice(scroll, scroll + page).map((line, index) => (
        <LineView key={scroll + index} line={line} />
      ))}
    </Box>
  );
}
