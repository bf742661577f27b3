import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';
import { inAscii, place, ToldDiagnostics } from './told.js';
import { ToldList } from './toldList.js';

/**
 * Writes each message in one piece and at once. The protocol library writes header and content one behind the other, and each
 * write to a pipe is a system call: with a thousand files that was a third of the time (`bench/`, workspace).
 */
export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #target: NodeJS.WritableStream;
  #room = Buffer.alloc(0);
  #isRoomFree = true;

  constructor(target: NodeJS.WritableStream) {
    super();
    this.#target = target;
    target.on('error', (error: Error) => this.fireError(error));
    target.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    return new Promise((done, failed) => {
      try {
        const framed = framedIn(message);
        const list = framed?.told instanceof ToldList ? framed.told : undefined;
        const bytes = framed === undefined ? bytesOf(message) : this.#bytesOfTold(framed);
        this.#target.write(bytes, (error) => {
          if (bytes.buffer === this.#room.buffer) this.#isRoomFree = true;
          if (list !== undefined) list.isLent = false;
          if (error instanceof Error) failed(error);
          else done();
        });
      } catch (error) {
        this.fireError(error as Error, message, 1);
        failed(error as Error);
      }
    });
  }

  end(): void {
    this.#target.end();
  }

  /** Findings are told again and again: a new buffer each time is time and memory. */
  #bytesOfTold({ before, told, behind }: Framed): Buffer {
    const start = `${header}${before.length + told.length + behind.length}\r\n\r\n${before}`;
    if (told instanceof ToldList) return told.between(start, behind);
    const text = `${start}${told}${behind}`;
    if (!this.#isRoomFree || text.length > largestRoom) return Buffer.from(text, 'latin1');
    if (text.length > this.#room.length) this.#room = Buffer.allocUnsafeSlow(Math.min(2 * text.length, largestRoom));
    this.#isRoomFree = false;
    return this.#room.subarray(0, this.#room.write(text, 0, 'latin1'));
  }
}

const header = 'Content-Length: ';
const largestRoom = 1 << 20;

function bytesOf(message: Message): Buffer {
  const text = JSON.stringify(message);
  return Buffer.from(`${header}${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

/** A message with diagnostics that are told already, and what stands around them; ASCII alone. */
interface Framed {
  readonly before: string;
  readonly told: string | ToldList;
  readonly behind: string;
}

function framedIn(message: Message & { readonly result?: unknown; readonly params?: unknown }): Framed | undefined {
  for (const [holder, key] of [
    ['result', 'items'],
    ['params', 'diagnostics'],
  ] as const) {
    const holding = message[holder] as Record<string, unknown> | undefined;
    const items = holding?.[key];
    if (!(items instanceof ToldDiagnostics)) continue;
    const around = inAscii(JSON.stringify({ ...message, [holder]: { ...holding, [key]: place } }));
    const at = around.indexOf(`"${place}"`);
    return { before: around.slice(0, at), told: items.told, behind: around.slice(at + place.length + 2) };
  }
  return undefined;
}
