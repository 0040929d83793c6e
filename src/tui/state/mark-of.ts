import type { Screen } from './app-state.ts';

/** A mark or a tick belongs to one sheet: the same line number of another file is another row. */
export function markOf(screen: Screen, key: string): string {
  const sheet =
    screen.name === 'log' ? screen.file : 'id' in screen ? `${screen.name} ${screen.id}` : screen.name;
  return `${sheet} ${key}`;
}
