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

const path = join(__dirname, 'server-main.js');
const folder = codeFolder();
const name = codeName(BUNDLE);
const cachedData = folder === undefined ? undefined : readCode(folder, name);
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'utf8')}\n})`;
const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });

if (folder !== undefined) {
  let keptLength = script.cachedDataRejected === false ? (cachedData?.length ?? 0) : 0;
  const keep = (): void => {
    const code = script.createCachedData();
    // A first run that was given no document leaves little; a later one makes up for it.
    if (code.length < keptLength * 1.05) return;
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
