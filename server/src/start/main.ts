import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runScript } from './script.js';

// `dist/server.js`: runs the server's scripts with the code that V8 compiled in an earlier run, which halves the start.
// Node's own compile cache does the same from version 22 on.

/** Names the scripts by their content: put in by the build. */
declare const BUNDLE: string;

interface Main {
  readonly heap: { readonly growthFactor: number };
}
type Make = (name: string) => object;

// See `lsp/heap.ts`.
setFlagsFromString('--semi-space-growth-factor=1');
// V8 sets about optimizing a function after so many bytes of its code have run. Hundreds of rules are all a little hot: with its
// own 66 KiB a third of the time of a thousand files goes into code that is hardly used, and 6 MB in a file of 120 lines. With ten
// times as much a key in 1,200 lines takes longer for its first hundreds of keys.
setFlagsFromString('--interrupt-budget=400000');

/** What `server/tools/build/scripts.mjs` has cut the server into: each piece as it came out, by its name. */
const made: Record<string, object> = {};

function asAtStart<T>(work: () => T): T {
  const growth = (made.main as Main | undefined)?.heap.growthFactor ?? 1;
  if (growth !== 1) setFlagsFromString('--semi-space-growth-factor=1');
  try {
    return work();
  } finally {
    if (growth !== 1) setFlagsFromString(`--semi-space-growth-factor=${growth}`);
  }
}

function run(name: string): unknown {
  const path = join(__dirname, `server-${name}.js`);
  const script = runScript(path, BUNDLE, name, asAtStart) as (...given: unknown[]) => unknown;
  return script(createRequire(path), __dirname, made, later, (piece: string) => Promise.resolve().then(() => made[piece] ?? later(piece)));
}

let make: Make | undefined;
/** Everything that a Dockerfile needs not is one script, read when a piece of it is first asked for. What is broken is read once. */
function later(piece: string): object {
  make ??= madeLater();
  return make(piece);
}

function madeLater(): Make {
  try {
    return run('later') as Make;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

run('main');
