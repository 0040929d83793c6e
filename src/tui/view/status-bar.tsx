import { Text } from 'ink';
import type { ReactNode } from 'react';

/** The last line: what there is to press. */
export function StatusBar({ text }: { readonly text: string }): ReactNode {
  return (
    <Text dimColor wrap="truncate">
      {text}
    </Text>
  );
}
