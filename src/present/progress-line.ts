import type { Progress } from '../model/index.ts';
import { safeLine } from './safe-text.ts';
import { cutStart, cutText, textWidth } from './text-width.ts';
import { count, rate, share, size } from './units.ts';

const BAR_CELLS = 20;

/** How far a run has come, on one line of at most `columns`; the name of the file gives way first. */
export function progressLine(
  progress: Progress,
  bytesPerSecond: number | undefined,
  columns: number,
): string {
  const { stage, path, bytesRead, bytesTotal, filesDone, migrations } = progress;
  const file = safeLine(path);
  switch (stage) {
    case 'opening':
      return fit('looking for logs', file, columns);
    case 'reading': {
      const isKnown = bytesTotal !== undefined && bytesTotal > 0;
      const part = isKnown ? [share(bytesRead, bytesTotal) || '0 %'] : [];
      const bytes = isKnown ? `${size(bytesRead)} of ${size(bytesTotal)}` : size(bytesRead);
      const speed = bytesPerSecond === undefined ? [] : [rate(bytesPerSecond)];
      const logs = count(filesDone, 'log');
      const drawn = isKnown ? [bar(bytesRead / bytesTotal)] : [];
      // What does not fit whole is left out, the most dispensable first.
      const shorter = [
        [...drawn, ...part, bytes, ...speed, logs],
        [...part, bytes, ...speed, logs],
        [...part, ...(isKnown ? [] : [bytes]), logs],
        isKnown ? part : [bytes],
      ].map((parts) => parts.join('  '));
      const shown = shorter.find((one) => textWidth(one) <= columns) ?? shorter.at(-1) ?? '';
      return fit(shown, file, columns);
    }
    case 'judging':
      return fit(`${size(bytesRead)} read, putting migrations together`, '', columns);
    case 'done':
      return fit(count(migrations, 'migration'), '', columns);
  }
}

function bar(part: number): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * BAR_CELLS);
  return '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
}

/** The end of a path tells more than its beginning. */
function fit(text: string, file: string, columns: number): string {
  const room = columns - textWidth(text) - 2;
  if (file === '' || room < 8) return cutText(text, columns);
  return `${text}  ${cutStart(file, room)}`;
}
