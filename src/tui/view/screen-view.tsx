import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { ScreenLine } from '../layout/screen-lines.ts';
import { PaintedLine } from './painted-line.tsx';
import type { Theme } from './theme.ts';

/** A whole screen, line by line. */
export function ScreenView(props: {
  readonly lines: readonly ScreenLine[];
  readonly columns: number;
  readonly theme: Theme;
}): ReactNode {
  const { lines, columns, theme } = props;
  return (
    <Box flexDirection="column" width={columns} height={lines.length}>
      {lines.map(({ line, kind }, index) => (
        <PaintedLine key={index} line={line} kind={kind} columns={columns} theme={theme} />
      ))}
    </Box>
  );
}
