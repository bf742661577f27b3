import type { RuleDefinition, Severity } from '../engine/rule/define.js';
import type { Finding } from '../engine/rule/finding.js';
import type { Span } from '../engine/text/span.js';

/** A place as the protocol has it: lines and UTF-16 units, from 0. */
interface Place {
  readonly line: number;
  readonly character: number;
}

/** How findings are put. */
export interface Wording {
  placeOf(offset: number): Place;
  /** The JSON text of the diagnostic behind its range, with the closing brace; ASCII alone. */
  behindRange(finding: Finding): string;
}

/** What a single edit did to a text. Lines from 0; in the text before it the edit began on `from` and ended on `to`. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
  /** Characters and lines that are more now behind it. */
  readonly by: number;
  readonly lines: number;
}

/** What a list holds of a finding. */
class Entry {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly message: string;
  /** Bytes behind the range, with the comma. */
  readonly size: number;
  /** What these say, where there are related places, which move too. */
  readonly text: string | undefined;
  startLine = 0;
  startCharacter = 0;
  endLine = 0;
  endCharacter = 0;
  /** The same as offsets. */
  start = 0;
  end = 0;
  /** While the list is written anew around it: where its bytes behind the range are; else `nowhere`. */
  from = nowhere;

  constructor({ rule, severity, message, related }: Finding, text: string) {
    this.rule = rule;
    this.severity = severity;
    this.message = message;
    this.size = text.length + 1;
    this.text = related.length === 0 ? undefined : text;
  }

  /** Whether the finding is its own, or what a rule that was asked again found in its place. */
  says(finding: Finding, wording: Wording): boolean {
    if (finding.told !== this) {
      if (finding.told instanceof Entry || finding.rule !== this.rule || finding.message !== this.message) return false;
      if (finding.severity !== this.severity || (this.text === undefined) !== (finding.related.length === 0)) return false;
    }
    return this.text === undefined || this.text === wording.behindRange(finding);
  }

  isAt(start: Place, end: Place): boolean {
    return (
      this.startLine === start.line &&
      this.endLine === end.line &&
      this.startCharacter === start.character &&
      this.endCharacter === end.character
    );
  }

  /** Whether a range there takes as many bytes. */
  isAsWideAt(start: Place, end: Place): boolean {
    return (
      digits(this.startLine) === digits(start.line) &&
      digits(this.endLine) === digits(end.line) &&
      digits(this.startCharacter) === digits(start.character) &&
      digits(this.endCharacter) === digits(end.character)
    );
  }

  /** Whether it stands where the edit has left it, as far as that is known without a look at the text: by so many lines. */
  linesMoved({ start, end }: Span, { from, to, by, lines }: LineChange): number | undefined {
    if (this.endLine < from) return start === this.start && end === this.end ? 0 : undefined;
    return this.startLine > to && start === this.start + by && end === this.end + by ? lines : undefined;
  }

  standsAt({ start, end }: Span): void {
    this.start = start;
    this.end = end;
  }

  moveTo(start: Place, end: Place): void {
    this.startLine = start.line;
    this.startCharacter = start.character;
    this.endLine = end.line;
    this.endCharacter = end.character;
  }

  /** Bytes of the range. */
  get rangeSize(): number {
    return rangeLength + digits(this.startLine) + digits(this.startCharacter) + digits(this.endLine) + digits(this.endCharacter);
  }
}

const nowhere = -1;

/**
 * The findings of a document that is edited, as bytes of JSON. After a key most of them stand where they stood, or some lines on: their
 * bytes stay, and only what is new is written. As one text, put together for each key, they were 220 KB to throw away at 1,164 lines.
 */
export class ToldList {
  /** Told to somebody, and not written yet: it must not change. */
  isLent = false;
  #bytes = Buffer.alloc(0);
  #entries: Entry[] = [];
  /** Behind the last entry. Each has a comma behind it; that of the last one is the closing bracket while the list is lent. */
  #end = first;

  get length(): number {
    return this.#jsonEnd - first + 1;
  }

  get json(): string {
    return this.#bytes.toString('latin1', first - 1, this.#jsonEnd);
  }

  get #jsonEnd(): number {
    return this.#entries.length === 0 ? first + 1 : this.#end;
  }

  /** The list between two texts, in ASCII; good for as long as it is lent. */
  between(before: string, behind: string): Buffer {
    const start = first - 1 - before.length;
    const end = this.#jsonEnd;
    if (start < 0 || end + behind.length > this.#bytes.length) return Buffer.from(`${before}${this.json}${behind}`, 'latin1');
    this.#bytes.write(before, start, 'latin1');
    this.#bytes.write(behind, end, 'latin1');
    return this.#bytes.subarray(start, end + behind.length);
  }

  /** Makes it the list of these findings, and lends it. */
  lend(findings: readonly Finding[], wording: Wording, change?: LineChange): void {
    const entries = this.#entries;
    if (entries.length > 0) this.#bytes[this.#end - 1] = comma;
    const most = Math.min(entries.length, findings.length);
    let front = 0;
    let from = first;
    for (; front < most; front++) {
      const entry = entries[front] as Entry;
      if (!this.#stays(entry, findings[front] as Finding, from, wording, change)) break;
      from += entry.rangeSize + entry.size;
    }
    let back = 0;
    let to = this.#end;
    for (; back < most - front; back++) {
      const entry = entries[entries.length - 1 - back] as Entry;
      const start = to - entry.rangeSize - entry.size;
      if (!this.#stays(entry, findings[findings.length - 1 - back] as Finding, start, wording, change)) break;
      to = start;
    }
    const old = entries.slice(front, entries.length - back);
    const fresh = this.#rewrite(old, findings.slice(front, findings.length - back), from, to, wording);
    if (fresh.length === old.length) for (let i = 0; i < fresh.length; i++) entries[front + i] = fresh[i] as Entry;
    else this.#entries = entries.slice(0, front).concat(fresh, entries.slice(entries.length - back));
    this.#bytes[first - 1] = bracket;
    this.#bytes[this.#jsonEnd - 1] = closing;
    this.isLent = true;
  }

  /** Whether the finding is the one whose entry begins at `at`; its range is put right. */
  #stays(entry: Entry, finding: Finding, at: number, wording: Wording, change: LineChange | undefined): boolean {
    if (!entry.says(finding, wording)) return false;
    const { span } = finding;
    const lines = change === undefined ? undefined : entry.linesMoved(span, change);
    finding.told = entry;
    if (lines === 0) {
      entry.standsAt(span);
      return true;
    }
    const start = lines === undefined ? wording.placeOf(span.start) : { line: entry.startLine + lines, character: entry.startCharacter };
    const end = lines === undefined ? wording.placeOf(span.end) : { line: entry.endLine + lines, character: entry.endCharacter };
    if (!entry.isAt(start, end)) {
      if (!entry.isAsWideAt(start, end)) return false;
      entry.moveTo(start, end);
      this.#putRange(entry, at);
    }
    entry.standsAt(span);
    return true;
  }

  /** Writes findings in the place of `old`, the entries that stand between two offsets; gives theirs. */
  #rewrite(old: readonly Entry[], findings: readonly Finding[], from: number, to: number, wording: Wording): readonly Entry[] {
    let at = 0;
    for (let i = 0; i < old.length; i++) {
      const entry = old[i] as Entry;
      entry.from = at + entry.rangeSize;
      at = entry.from + entry.size;
    }
    const before = old.length === 0 ? undefined : Buffer.from(this.#bytes.subarray(from, to));
    const fresh: Entry[] = [];
    /** For each of them its text, or where it stands in `before`. */
    const sources: (string | number)[] = [];
    let size = 0;
    for (let i = 0; i < findings.length; i++) {
      const finding = findings[i] as Finding;
      const { told } = finding;
      let entry: Entry;
      if (told instanceof Entry && told.from !== nowhere && told.text === undefined) {
        entry = told;
        sources.push(entry.from);
        entry.from = nowhere;
      } else {
        const text = wording.behindRange(finding);
        entry = new Entry(finding, text);
        sources.push(text);
        finding.told = entry;
      }
      entry.moveTo(wording.placeOf(finding.span.start), wording.placeOf(finding.span.end));
      entry.standsAt(finding.span);
      fresh.push(entry);
      size += entry.rangeSize + entry.size;
    }
    for (let i = 0; i < old.length; i++) (old[i] as Entry).from = nowhere;
    this.#move(to, from + size);
    at = from;
    fresh.forEach((entry, i) => {
      at = this.#putRange(entry, at);
      const source = sources[i] as string | number;
      if (typeof source === 'number') before?.copy(this.#bytes, at, source, source + entry.size);
      else {
        this.#bytes.write(source, at, 'latin1');
        this.#bytes[at + source.length] = comma;
      }
      at += entry.size;
    });
    return fresh;
  }

  /** What stands behind `from` moves to `to`. */
  #move(from: number, to: number): void {
    const end = this.#end + to - from;
    const old = this.#bytes;
    if (end + room > old.length) {
      this.#bytes = Buffer.allocUnsafeSlow(end + (end >> 3) + room);
      if (old.length > 0) {
        old.copy(this.#bytes, 0, 0, Math.min(from, to));
        old.copy(this.#bytes, to, from, this.#end);
      }
    } else if (from !== to) old.copyWithin(to, from, this.#end);
    this.#end = end;
  }

  /** Tells where it ends. */
  #putRange(entry: Entry, at: number): number {
    const bytes = this.#bytes;
    let end = put(bytes, start, at);
    end = putNumber(bytes, entry.startLine, end);
    end = put(bytes, character, end);
    end = putNumber(bytes, entry.startCharacter, end);
    end = put(bytes, between, end);
    end = putNumber(bytes, entry.endLine, end);
    end = put(bytes, character, end);
    end = putNumber(bytes, entry.endCharacter, end);
    return put(bytes, behind, end);
  }
}

const comma = 44;
const bracket = 91;
const closing = 93;

/** Bytes for what stands around a list in a message. */
const room = 1024;
/** Where the first entry begins. */
const first = room;

const start = codes('{"range":{"start":{"line":');
const character = codes(',"character":');
const between = codes('},"end":{"line":');
const behind = codes('}},');
const rangeLength = start.length + 2 * character.length + between.length + behind.length;

function codes(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function put(bytes: Buffer, text: readonly number[], at: number): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text[i] as number;
  return at + text.length;
}

function putNumber(bytes: Buffer, number: number, at: number): number {
  const end = at + digits(number);
  let rest = number;
  for (let i = end - 1; i >= at; i--) {
    const tens = Math.trunc(rest / 10);
    bytes[i] = 48 + rest - 10 * tens;
    rest = tens;
  }
  return end;
}

function digits(number: number): number {
  let count = 1;
  for (let bound = 10; bound <= number; bound *= 10) count++;
  return count;
}
