import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Binding } from '../keymap.ts';

/** The keys, as the keymap has them. */
export function HelpScreen(props: {
  readonly bindings: readonly Binding[];
  readonly page: number;
}): ReactNode {
  return (
    <Box flexDirection="column" height={props.page}>
      <Text bold>Keys</Text>
      <Text> </Text>
      {props.bindings.map((binding) => (
        <Text key={binding.intent} wrap="truncate">
          {'  '}
          <Text bold>{binding.shown.padEnd(12)}</Text> {binding.help}
        </Text>
      ))}
    </Box>
  );
}
