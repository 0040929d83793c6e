import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { ScreenLine } from './screen-line.ts';
import { TONE_COLORS } from './tone-colors.ts';

/** One line of a screen in its colour. */
export function LineView({ line }: { readonly line: ScreenLine }): ReactNode {
  const { text, tone, weight } = line;
  const color = weight === 'place' || weight === 'command' ? 'cyan' : TONE_COLORS[tone];
  return (
    <Text
      wrap="truncate"
      bold={weight === 'strong' || weight === 'command'}
      underline={weight === 'heading'}
      dimColor={tone === 'quiet'}
      {...(color === undefined ? {} : { color })}
    >
      {text}
    </Text>
  );
}
