/** Ids that services write into the head of each line: the first eight characters tell them apart. */
const LONG_ID = /\b(req-)?([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
/** The day, the time, and what some services write of the zone. */
const STAMP = /^\d{4}-\d\d-\d\d[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*(?:Z|[+-]\d\d:?\d\d)?:? /;
/** oslo.log's process, level and logger (oslo_log/formatters.py, logging_context_format_string). */
const OSLO_HEAD = /^(\d+) ([A-Z]+) ([\w.]+) (\[[^\]]*\] ?)?/;
/** libvirt's thread (src/util/virlog.c, virLogFormatString). */
const LIBVIRT_HEAD = /^\d+: (\w+ : )/;
const INSTANCE = /^\[instance: ([0-9a-f]{8}…)\]/;
const REQUEST = /\breq-[0-9a-f]{8}…/;

/** From these widths on there is room for the whole name of a logger, and for the request. */
const WIDE = 132;
const ROOMY = 100;

/**
 * A line without what its neighbours share and what is long without telling much, so that its message comes into sight:
 * the day, the process, the package of the logger, user and project. The whole line is in the pane below.
 */
export function shortLine(text: string, columns: number): string {
  const [stamp = '', time = ''] = STAMP.exec(text) ?? [];
  const rest = text
    .slice(stamp.length)
    .replace(LONG_ID, (_, prefix: string | undefined, start: string) => `${prefix ?? ''}${start}…`);
  if (stamp === '') return rest;
  const oslo = OSLO_HEAD.exec(rest);
  if (oslo === null) return `${time} ${rest.replace(LIBVIRT_HEAD, '$1')}`;
  const [head, , level = '', logger = '', context = ''] = oslo;
  const name = columns >= WIDE ? logger : logger.slice(logger.lastIndexOf('.') + 1);
  const request = columns >= ROOMY ? REQUEST.exec(context)?.[0] : undefined;
  const message = rest.slice(head.length).replace(INSTANCE, '[$1]');
  return [time, level, name, ...(request === undefined ? [] : [`[${request}]`]), message].join(' ');
}
