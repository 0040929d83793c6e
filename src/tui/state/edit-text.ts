import { graphemes } from '../../present/text-width.ts';
import type { Edit } from './intent.ts';

interface Typed {
  readonly text: string;
  readonly caret: number;
}

/** A line after a key; it moves by what a reader calls one character. */
export function editText({ text, caret }: Typed, edit: Edit): Typed {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  switch (edit.type) {
    case 'insert': {
      const clean = edit.text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
      return { text: before + clean + after, caret: caret + clean.length };
    }
    case 'backspace': {
      const kept = before.slice(0, before.length - lastLength(before));
      return { text: kept + after, caret: kept.length };
    }
    case 'delete':
      return { text: before + after.slice(firstLength(after)), caret };
    case 'delete-word': {
      const kept = before.replace(/\S*\s*$/, '');
      return { text: kept + after, caret: kept.length };
    }
    case 'delete-all':
      return { text: after, caret: 0 };
    case 'left':
      return { text, caret: caret - lastLength(before) };
    case 'right':
      return { text, caret: caret + firstLength(after) };
    case 'home':
      return { text, caret: 0 };
    case 'end':
      return { text, caret: text.length };
    default:
      return { text, caret };
  }
}

function firstLength(text: string): number {
  for (const { text: first } of graphemes(text)) return first.length;
  return 0;
}

function lastLength(text: string): number {
  let length = 0;
  for (const { text: one } of graphemes(text)) length = one.length;
  return length;
}
