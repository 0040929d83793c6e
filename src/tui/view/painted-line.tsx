import { Text } from 'ink';
import type { ReactNode } from 'react';
import { fitLine, type Line } from '../layout/line.ts';
import type { ScreenLine } from '../layout/screen-lines.ts';
import type { Theme } from './theme.ts';

/** One line of the terminal, exactly as wide as it. */
export function PaintedLine(props: {
  readonly line: Line;
  readonly kind: ScreenLine['kind'];
  readonly columns: number;
  readonly theme: Theme;
}): ReactNode {
  const { line, kind, columns, theme } = props;
  return <Text wrap="truncate">{theme.paint(fitLine(line, columns), kind)}</Text>;
}
