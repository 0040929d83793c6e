import { describe, expect, it } from 'vitest';
import { bugMessage } from '../../src/cli/messages.ts';

describe('bugMessage', () => {
  function check(name: string, error: unknown, withStack: boolean, text: RegExp): void {
    it(name, () => expect(bugMessage(error, withStack)).toMatch(text));
  }

  check(
    'names the fault and asks for a report',
    new Error('boom\nmore'),
    false,
    /^migscope: hit a bug: boom\n.*\n {2}What to do: Please report.*\n$/,
  );
  check('takes what is no error', 'boom', true, /hit a bug: boom/);
  check('gives the stack when asked', new Error('boom'), true, /\n +at /);
});
