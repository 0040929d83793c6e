import { Box, Text, useInput, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { EMPTY_WORDS } from '../../present/screen-words.ts';

/** What is seen before anything was loaded; it already keeps the keys from being echoed. */
export function OpeningView(): ReactNode {
  const { columns, rows } = useWindowSize();
  useInput(() => undefined);
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Text inverse>{' migscope '.padEnd(columns)}</Text>
      <Text> </Text>
      <Text bold>{`  ${EMPTY_WORDS.opening[0]}`}</Text>
    </Box>
  );
}
