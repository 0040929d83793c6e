const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * A time from the command line as ISO 8601 in UTC; nothing when it is none.
 *
 * Without a zone it is UTC and not this machine's: the report shows UTC, and that is what people copy.
 */
export function timeArgument(text: string): string | undefined {
  const match = TIME.exec(text.trim());
  if (match === null) return undefined;
  const [, date = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = match;
  const offset = /^(?:z|utc)$/i.test(zone) ? 'Z' : zone.replace(/^(...):?(..)$/, '$1:$2');
  const ms = Date.parse(`${date}T${minutes}${seconds.replace(',', '.')}${offset}`);
  if (Number.isNaN(ms)) return undefined;
  // Date.parse rolls 31 February over into March; a typing error should not pass.
  const day = new Date(`${date}T00:00:00Z`);
  return day.toISOString().startsWith(date) ? new Date(ms).toISOString() : undefined;
}
