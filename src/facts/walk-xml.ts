import sax from 'sax';

/** An element that was read to its end. */
export interface XmlElement {
  /** Names from the root down to its own. */
  readonly path: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text without that of elements in it. */
  readonly text: string;
  /** Where it began. */
  readonly line: number;
}

const MAX_DEPTH = 32;

/**
 * Reads XML element by element, up to where it breaks off.
 *
 * The reader knows the five entities of XML and declares no others, so a hostile text cannot unfold; log lines
 * before the XML, as virsh prints warnings, are passed over.
 */
export function walkXml(text: string, visit: (element: XmlElement) => void): void {
  const xml = sax.parser(true, { trim: true, position: true });
  const open: { name: string; attributes: Record<string, string>; text: string; line: number }[] = [];
  let broken = false;
  const start = text.search(/<[?A-Za-z]/);
  if (start < 0) return;
  const before = text.slice(0, start).split('\n').length;
  xml.onerror = () => {
    broken = true;
    xml.resume();
  };
  xml.onopentag = ({ name, attributes }) => {
    if (broken || open.length >= MAX_DEPTH) broken = true;
    else open.push({ name, attributes: plainAttributes(attributes), text: '', line: before + xml.line });
  };
  xml.ontext = (piece) => {
    const top = open.at(-1);
    if (!broken && top !== undefined) top.text += piece;
  };
  xml.onclosetag = () => {
    const path = open.map(({ name }) => name);
    const closed = open.pop();
    if (!broken && closed !== undefined) visit({ ...closed, path });
  };
  xml.write(text.slice(start)).close();
}

function plainAttributes(attributes: object): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}
