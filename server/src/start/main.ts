import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { codeFolder, codeName, readCode, writeCode } from './codeCache.js';

// `dist/server.js`: runs the server's bundle with the code that V8 compiled in an earlier run, which halves the start.
// Node's own compile cache does the same from version 22 on.

/** Names the bundle: put in by the build. */
declare const BUNDLE: string;

/** Late enough for a document to have been judged: code that has run by then is kept too. */
const patienceMilliseconds = 10_000;

// See `lsp/heap.ts`.
setFlagsFromString('--semi-space-growth-factor=1');
// V8 sets about optimizing a function after so many bytes of its code have run. Hundreds of rules are all a little hot: with its
// own 66 KiB a third of the time of a thousand files goes into code that is hardly used, and 6 MB in a file of 120 lines. With ten
// times as much a key in 1,200 lines takes longer for its first hundreds of keys.
setFlagsFromString('--interrupt-budget=400000');

const path = join(__dirname, 'server-main.js');
const folder = codeFolder();
const name = codeName(BUNDLE);
const cachedData = folder === undefined ? undefined : readCode(folder, name);
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'utf8')}\n})`;
const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });

/** V8 takes code only from a process with the same flags, as they are when the code is written. */
function compiledCode(): Buffer {
  const growth = (module.exports as { readonly heap?: { readonly growthFactor: number } }).heap?.growthFactor ?? 1;
  if (growth !== 1) setFlagsFromString('--semi-space-growth-factor=1');
  const code = script.createCachedData();
  if (growth !== 1) setFlagsFromString(`--semi-space-growth-factor=${growth}`);
  return code;
}

if (folder !== undefined) {
  let keptLength = script.cachedDataRejected === false ? (cachedData?.length ?? 0) : 0;
  const keep = (): void => {
    const code = compiledCode();
    // A first run that was given no document leaves little; later ones make up for it. What is not kept is compiled at every start.
    if (code.length < keptLength * 1.01) return;
    keptLength = code.length;
    writeCode(folder, name, code);
  };
  setTimeout(keep, patienceMilliseconds).unref();
  process.on('exit', () => {
    if (keptLength === 0) keep();
  });
}

const module = { exports: {} };
(script.runInThisContext() as (...given: unknown[]) => void)(module.exports, createRequire(path), module, path, __dirname);
