import { describe, expect, it } from 'vitest';
import { type Ink, line, span } from '../../src/tui/layout/line.ts';
import { colorOf, CURSOR, themeOf } from '../../src/tui/view/theme.ts';

const INKS: readonly Ink[] = [
  ...(['bad', 'warn', 'good', 'quiet', 'accent', 'place', 'command', 'phase'] as const),
  ...(['memory', 'disk', 'sent', 'dirtied', 'downtime'] as const),
];
const GROUNDS = { dark: '#1e1e1e', light: '#ffffff' } as const;

describe('a theme', () => {
  function check(name: string, painted: string, expected: RegExp): void {
    it(name, () => expect(painted).toMatch(expected));
  }

  check(
    'writes true colours',
    themeOf(3, 'dark').paint(line('x', 'bad'), 'plain'),
    /^\u001b\[38;2;255;138;92mx/,
  );
  check('writes 256 colours', themeOf(2, 'dark').paint(line('x', 'bad'), 'plain'), /^\u001b\[38;5;\d+mx/);
  check(
    'writes the terminal’s own colours where the background is unknown',
    themeOf(3, undefined).paint(line('x', 'bad'), 'plain'),
    /^\u001b\[31mx/,
  );
  check(
    'writes no colour at all',
    themeOf(0, 'dark').paint([span('x', 'bad'), span('y')], 'cursor'),
    /^[^;]*x[^;]*y/,
  );
  check(
    'keeps bold without colours',
    themeOf(0, 'dark').paint(line('x', 'bad', { bold: true }), 'plain'),
    /^\u001b\[1mx/,
  );
  check('shows hits without colours', themeOf(0, 'dark').paint(line('x', 'hit'), 'plain'), /^\u001b\[7mx/);

  it.each(['dark', 'light'] as const)(
    'can be read on a %s background, also under the cursor',
    (background) => {
      const poor = INKS.filter((ink) =>
        [GROUNDS[background], CURSOR[background]].some(
          (ground) => contrast(colorOf(ink, background) ?? '', ground) < 3,
        ),
      );
      expect(poor).toEqual([]);
    },
  );
});

/** WCAG's contrast of two colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
