import { cleanLine } from './clean-line.ts';
import { nest, PLAIN, type Envelope, type LineWrapper } from './envelope.ts';
import { readJsonObject } from './json-object.ts';
import { composePrefixWrapper } from './wrappers/compose-prefix.ts';
import { containerJsonWrapper } from './wrappers/container-json.ts';
import { containerRuntimeWrapper } from './wrappers/container-runtime.ts';
import { containerStampWrapper } from './wrappers/container-stamp.ts';
import { fluentdFileWrapper } from './wrappers/fluentd-file.ts';
import { journalJsonWrapper } from './wrappers/journal-json.ts';
import { namePrefixWrapper } from './wrappers/name-prefix.ts';
import { quotedExcerptWrapper } from './wrappers/quoted-excerpt.ts';
import { syslog5424Wrapper } from './wrappers/syslog-5424.ts';
import { syslogWrapper } from './wrappers/syslog.ts';

const JSON_WRAPPERS: readonly LineWrapper[] = [journalJsonWrapper, containerJsonWrapper];
const DIGIT_WRAPPERS: readonly LineWrapper[] = [
  containerRuntimeWrapper,
  fluentdFileWrapper,
  syslogWrapper,
  containerStampWrapper,
  composePrefixWrapper,
  namePrefixWrapper,
];
const WORD_WRAPPERS: readonly LineWrapper[] = [
  syslogWrapper,
  composePrefixWrapper,
  namePrefixWrapper,
  quotedExcerptWrapper,
];
const PRIORITY_WRAPPERS: readonly LineWrapper[] = [syslog5424Wrapper, syslogWrapper];
const BLANK_WRAPPERS: readonly LineWrapper[] = [syslogWrapper, quotedExcerptWrapper];

/** Which wrappers a line can have, by its first character: a look at one character costs less than ten patterns. */
function candidates(line: string): readonly LineWrapper[] {
  const first = line.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return DIGIT_WRAPPERS;
  if (first === 0x7b) return JSON_WRAPPERS;
  if (first === 0x3c) return PRIORITY_WRAPPERS;
  if (first === 0x20 || first === 0x09 || first === 0x3e) return BLANK_WRAPPERS;
  return WORD_WRAPPERS;
}

const MAX_DEPTH = 5;
const MAX_HELD = 64;
const MAX_HELD_TEXT = 256 * 1024;

/** A line taken out of its wrappers, with the first of the lines that it was cut into. */
export interface Unwrapped {
  readonly envelope: Envelope;
  readonly from: number;
}

interface Held {
  text: string;
  readonly from: number;
  to: number;
}

/** Takes lines out of what wraps them, one wrapper inside the other, and joins what a container runtime cut. */
export class Unwrapper {
  private readonly held = new Map<string, Held>();
  /** What the line before came in. */
  before: Envelope | undefined;

  /** `undefined`: in no wrapper; `held`: a part of a line whose rest comes later. */
  unwrap(line: string, number: number): Unwrapped | 'held' | undefined {
    let outer: Envelope | undefined;
    let from = number;
    let inner = line;
    for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
      const found = this.unwrapOnce(inner, outer);
      if (found === undefined) break;
      const key = `${outer?.stream ?? ''} ${found.stream}`;
      if (found.isPartial === true) {
        this.hold(key, found.text, number);
        return 'held';
      }
      const held = this.held.get(key);
      this.held.delete(key);
      from = held?.from ?? from;
      inner = cleanLine((held?.text ?? '') + found.text);
      outer = nest(outer, { ...found, text: inner });
    }
    return outer === undefined ? undefined : { envelope: outer, from };
  }

  /** Parts whose rest never came. */
  *leftovers(): Generator<{ text: string; from: number; to: number }> {
    yield* this.held.values();
    this.held.clear();
  }

  notePlain(): void {
    this.before = PLAIN;
  }

  private unwrapOnce(line: string, outer: Envelope | undefined): Envelope | undefined {
    const json = readJsonObject(line);
    for (const wrapper of candidates(line)) {
      const found = wrapper.unwrap(line, json, this.before);
      if (found === undefined) continue;
      // `a | b | c` is a container's name and a text with a bar, not two names.
      return found.isVague === true && outer?.wrapper.split(' ').includes(wrapper.id) === true
        ? undefined
        : found;
    }
    return undefined;
  }

  private hold(key: string, text: string, number: number): void {
    const held = this.held.get(key);
    if (held === undefined) {
      if (this.held.size < MAX_HELD) this.held.set(key, { text, from: number, to: number });
      return;
    }
    held.to = number;
    if (held.text.length < MAX_HELD_TEXT) held.text += text;
  }
}
