/** The parts of an option's value by name; values of JSON arguments keep their structure as JSON does. */
export type QemuOptionParts = Readonly<Record<string, unknown>>;

/**
 * Splits `guest=instance-00000009,debug-threads=on` or `{"driver":"rbd",…}` into named parts.
 *
 * A first part without `=` stands under the empty name: what it means depends on the option (`-machine pc`,
 * `-device vfio-pci`). A doubled comma is a comma of the value. Broken JSON gives no parts.
 */
export function splitQemuValue(value: string): QemuOptionParts {
  return value.startsWith('{') ? fromJson(value) : fromCommas(value);
}

function fromJson(value: string): QemuOptionParts {
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function fromCommas(value: string): QemuOptionParts {
  const pieces = value.match(/(?:[^,]|,,)+/g) ?? [];
  return Object.fromEntries(
    pieces.map((piece, index): [string, string] => {
      const text = piece.replaceAll(',,', ',');
      const equals = text.indexOf('=');
      if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
      // `server` and `nowait` are short for `=on`.
      return index === 0 ? ['', text] : [text, 'on'];
    }),
  );
}

/** A part as text; `undefined` for one that is missing or has structure of its own. */
export function partText(parts: QemuOptionParts, name: string): string | undefined {
  const part = parts[name];
  if (typeof part === 'string') return part;
  return typeof part === 'number' || typeof part === 'boolean' ? String(part) : undefined;
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
