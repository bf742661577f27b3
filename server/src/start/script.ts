import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { codeFolder, codeName, readCode, writeCode } from './codeCache.js';

/** Late enough for a document to have been judged: code that has run by then is kept too. */
const patienceMilliseconds = 10_000;

/**
 * Runs the script at `path`, which is one expression in ASCII, with the code that V8 compiled of it in an earlier run. `bundle`
 * changes with the text, which ends in it. V8 takes code only from a process with the same flags: `asAtStart` sets those while it calls.
 */
export function runScript(path: string, bundle: string, part: string, asAtStart: <T>(work: () => T) => T): unknown {
  // As Latin-1 V8 gets the bytes as they are; with characters beyond, text is decoded and takes twice the room.
  const source = textAt(path);
  // Who builds or updates while a server runs changes the text under it: its pieces have other names, and V8 compares no more of
  // kept code than its length.
  if (!source.endsWith(`/*${bundle}*/`))
    throw new Error(
      `Slipway: ${path} is missing, cut short or of another version. Start the server again; if that does not help, install Slipway again.`,
    );
  const folder = codeFolder();
  const name = codeName(`${bundle}-${part}`);
  const cachedData = folder === undefined ? undefined : readCode(folder, name);
  const script = asAtStart(() => new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) }));
  if (folder !== undefined) keep(script, folder, name, cachedData?.length ?? 0, asAtStart);
  return script.runInThisContext();
}

/** Empty where it cannot be read. */
function textAt(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function keep(script: Script, folder: string, name: string, length: number, asAtStart: <T>(work: () => T) => T): void {
  let keptLength = script.cachedDataRejected === false ? length : 0;
  const write = (): void => {
    const code = asAtStart(() => script.createCachedData());
    // A first run that was given no document leaves little; later ones make up for it. What is not kept is compiled at every start.
    if (code.length < keptLength * 1.01) return;
    keptLength = code.length;
    writeCode(folder, name, code);
  };
  setTimeout(write, patienceMilliseconds).unref();
  process.on('exit', () => {
    if (keptLength === 0) write();
  });
}
