import { COMMAND_WORDS, type CommandName } from '../../present/command-words.ts';
import { isOn, KEYMAP } from '../keymap.ts';
import { type AppState, type Prompt, shownScreen } from './app-state.ts';
import { completeFilter, type Suggestion } from './complete-filter.ts';
import { remembered } from './remembered.ts';

export interface Offer extends Suggestion {
  /** What stands beside it: the key of a command. */
  readonly aside: string;
  readonly command?: CommandName;
  readonly format?: string;
}

const completion = remembered(completeFilter);

/** What a prompt offers at its caret. */
export function offersOf(state: AppState, prompt: Prompt): readonly Offer[] {
  switch (prompt.kind) {
    case 'filter':
      return completion(prompt.text, prompt.caret, state.overview.items).suggestions.map((one) => ({
        ...one,
        aside: '',
      }));
    case 'palette':
      return commandsFor(prompt.text, shownScreen(state).name);
    case 'export':
      return state.formats.map(({ name, about, extension }) => ({
        text: `.${extension}`,
        about: `${name}: ${about}`,
        aside: '',
        format: name,
      }));
    case 'search':
    case 'replace':
      return [];
  }
}

/** The part of the filter that a suggestion takes the place of. */
export function replacedPart(state: AppState, { text, caret }: Prompt): { from: number; to: number } {
  return completion(text, caret, state.overview.items);
}

/** Commands that hold the typed letters, those first whose word begins with them. */
function commandsFor(text: string, screen: Parameters<typeof isOn>[1]): readonly Offer[] {
  const typed = text.trim().toLowerCase();
  const rank = ({ text: word, about }: Offer): number =>
    word.toLowerCase().startsWith(typed)
      ? 0
      : word.toLowerCase().includes(typed)
        ? 1
        : about.toLowerCase().includes(typed)
          ? 2
          : 3;
  // Moving about comes last: nobody looks for its name.
  return KEYMAP.toSorted((a, b) => Number(a.group === 'move') - Number(b.group === 'move'))
    .filter((binding) => isOn(binding, screen) && binding.command !== 'palette')
    .map(({ command, shown }): Offer => {
      const { hint, help } = COMMAND_WORDS[command];
      return { text: hint, about: help, aside: shown, command };
    })
    .filter((offer) => rank(offer) < 3)
    .toSorted((a, b) => rank(a) - rank(b));
}
