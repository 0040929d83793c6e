const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}\S*\s+/;
const PID = /^\d+:?\s+/;
const CONTEXT = /(?:^|\s)\[(?:-|None|(?:None )?(?:req-|None)[^\]]*)\](?=\s)/;
const LOGGER = /^(DEBUG|INFO|AUDIT|WARNING|ERROR|TRACE|CRITICAL) [\w.]+\s+/;
const INSTANCE = /\[instance: [0-9a-fA-F-]{36}\]\s*/;

/**
 * A logged line without what a report prints beside it anyway: time, pid, logger, context.
 *
 * Those take more than the width of a terminal, so that without this the message itself would be cut off.
 */
export function shortExcerpt(line: string): string {
  const short = line
    .replace(TIMESTAMP, '')
    .replace(PID, '')
    .replace(CONTEXT, '')
    .replace(INSTANCE, '')
    .replace(LOGGER, '$1 ')
    .trim();
  return short === '' ? line : short;
}
