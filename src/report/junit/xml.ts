// What XML 1.0 cannot hold, not even as a reference (w3.org/TR/xml, production Char).
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  /** Elements or a text; an element with neither closes itself. */
  readonly children?: readonly XmlElement[];
  readonly text?: string;
}

/** A document with one root, indented. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;
}

function elementLines(
  { name, attributes, children = [], text }: XmlElement,
  indent: string,
): readonly string[] {
  const head = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attributeText(String(value))}"`)
    .join('');
  if (text !== undefined) return [`${indent}<${name}${head}>${escaped(text)}</${name}>`];
  if (children.length === 0) return [`${indent}<${name}${head}/>`];
  return [
    `${indent}<${name}${head}>`,
    ...children.flatMap((child) => elementLines(child, `${indent}  `)),
    `${indent}</${name}>`,
  ];
}

function escaped(text: string): string {
  return text.replace(ILLEGAL, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A parser turns line breaks within an attribute into blanks unless they are references. */
function attributeText(text: string): string {
  return escaped(text).replace(/[\t\n\r]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
