import { Writable } from 'node:stream';

const header = 'Content-Length: ';

/**
 * Writes each message in one piece. The protocol library writes header and content one behind the other, and each write to
 * a pipe is a system call: with a thousand files that was a third of the time (`bench/`, workspace).
 */
export function wholeMessages(target: NodeJS.WritableStream): Writable {
  let held: Buffer | undefined;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (held === undefined && chunk.length < 100 && chunk.toString('latin1', 0, header.length) === header) {
        held = chunk;
        done();
        return;
      }
      const whole = held === undefined ? chunk : Buffer.concat([held, chunk]);
      held = undefined;
      target.write(whole, done);
    },
    final(done) {
      if (held === undefined) done();
      else target.write(held, done);
    },
  });
}
