/** CSI and OSC sequences, single escapes, and CSI as rsyslog (`#033`) and `cat -v` (`^[`) write its first byte. */
const ESCAPES =
  /\u001b\[[0-9;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\^_]|(?:#033|\^\[)\[[0-9;]*[A-Za-z]/g;

const NUL = 0;
const RECORD_SEPARATOR = 0x1e;

/**
 * A line without colours, without the NULs that a crashed host leaves in front of its next line (blocks allocated
 * but never written), and without the separator of `journalctl -o json-seq`.
 */
export function cleanLine(text: string): string {
  let clean = text;
  const first = clean.charCodeAt(0);
  if (first === NUL || first === RECORD_SEPARATOR) clean = clean.slice(endOfJunk(clean));
  if (clean.includes('\u001b') || clean.includes('#033[') || clean.includes('^[['))
    clean = clean.replace(ESCAPES, '');
  return clean;
}

function endOfJunk(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === NUL || text.charCodeAt(at) === RECORD_SEPARATOR) at += 1;
  return at;
}
