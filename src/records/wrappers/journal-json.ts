import type { Envelope, LineWrapper } from '../envelope.ts';
import { journalEnvelope, journalMessage } from './journal-entry.ts';

/** `journalctl -o json`: one entry a line, all fields as text (systemd's logs-show.c). */
export const journalJsonWrapper: LineWrapper = {
  id: 'journal-json',
  unwrap: (_line, json): Envelope | undefined => {
    if (json === undefined || !Object.hasOwn(json, 'MESSAGE')) return undefined;
    const message = journalMessage(json.MESSAGE);
    return message === undefined ? undefined : journalEnvelope('journal-json', json, message);
  },
};
