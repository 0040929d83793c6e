import type { CommandName } from '../../present/command-words.ts';
import type { News } from '../feed.ts';
import type { Size } from './app-state.ts';

/** What happens to a line that is being typed. */
export type Edit =
  | { readonly type: 'insert'; readonly text: string }
  | {
      readonly type:
        | 'backspace'
        | 'delete'
        | 'delete-word'
        | 'delete-all'
        | 'left'
        | 'right'
        | 'home'
        | 'end'
        | 'complete'
        | 'next-choice'
        | 'previous-choice'
        | 'accept'
        | 'cancel';
    };

/** Everything that can happen to the screen, whatever key or message said so. */
export type Intent =
  | { readonly type: 'command'; readonly command: CommandName }
  | { readonly type: 'edit'; readonly edit: Edit }
  | { readonly type: 'resized'; readonly size: Size }
  /** So many errands were taken off the list. */
  | { readonly type: 'errands-taken'; readonly count: number }
  /** The mouse: a click on a line of the terminal, counted from 0, or a turn of the wheel. */
  | { readonly type: 'clicked'; readonly line: number }
  | { readonly type: 'scrolled'; readonly lines: number }
  | News;
