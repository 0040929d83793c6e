import { COMMAND_WORDS, type CommandName } from '../../present/command-words.ts';
import { isOn, KEYMAP } from '../keymap.ts';
import { type AppState, type Prompt, shownScreen } from './app-state.ts';
import { completeFilter, type Suggestion } from './complete-filter.ts';
import { matchLetters } from './match-letters.ts';
import { remembered } from './remembered.ts';

export interface Offer extends Suggestion {
  /** What stands beside it: the key of a command. */
  readonly aside: string;
  readonly command?: CommandName;
  readonly format?: string;
}

const NO_MATCH = 9;
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

/** Commands whose word or sentence answers to the typed letters, the best first. */
function commandsFor(text: string, screen: Parameters<typeof isOn>[1]): readonly Offer[] {
  const typed = text.trim();
  const rank = ({ text: word, about }: Offer): number => {
    const ofWord = matchLetters(word, typed) ?? NO_MATCH;
    // A sentence holds almost any letters in some order: only a part of it counts, and less than a whole part of a word.
    return ofWord > 2 && about.toLowerCase().includes(typed.toLowerCase()) ? 2.5 : ofWord;
  };
  // Moving about comes last: nobody looks for its name.
  return KEYMAP.toSorted((a, b) => Number(a.group === 'move') - Number(b.group === 'move'))
    .filter((binding) => isOn(binding, screen) && binding.command !== 'palette')
    .map(({ command, shown }): Offer => {
      const { hint, help } = COMMAND_WORDS[command];
      return { text: hint, about: help, aside: shown, command };
    })
    .filter((offer) => rank(offer) < NO_MATCH)
    .toSorted((a, b) => rank(a) - rank(b));
}
