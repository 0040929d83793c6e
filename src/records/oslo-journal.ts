import { textOf } from './json-object.ts';
import { EMPTY_HEAD, readLevel, type LineFormat } from './line-format.ts';
import { readTail } from './oslo-context.ts';

/** Entries of oslo.log's own journal handler (`use_journal`, oslo_log/handlers.py): level and logger are fields. */
export const osloJournalFormat: LineFormat = {
  id: 'oslo-journal',
  fit: 'stamped',
  parse: (line, { envelope }) => {
    const logger = textOf(envelope?.fields, 'LOGGER_NAME');
    if (envelope === undefined || logger === undefined) return undefined;
    const tail = readTail(line, 0);
    const traceback = textOf(envelope.fields, 'EXCEPTION_TEXT');
    return {
      ...EMPTY_HEAD,
      writer: 'service',
      level: readLevel(textOf(envelope.fields, 'LOGGER_LEVEL') ?? '') ?? envelope.level,
      logger,
      ...tail,
      bare: false,
      requestId: tail.requestId ?? textOf(envelope.fields, 'REQUEST_ID')?.toLowerCase(),
      globalRequestId: tail.globalRequestId ?? textOf(envelope.fields, 'GLOBAL_REQUEST_ID')?.toLowerCase(),
      body: traceback?.split('\n'),
    };
  },
};
