import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, type Message } from 'vscode-languageserver/node';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { analyze } from '../../server/src/engine/analyze.js';
import { KeptFindings } from '../../server/src/engine/partFindings.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { changedRange } from '../../server/src/engine/text/changedRange.js';
import { toDiagnostics } from '../../server/src/lsp/convert.js';
import { asDiagnostics, Teller } from '../../server/src/lsp/told.js';
import { WholeMessageWriter } from '../../server/src/lsp/writer.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run, surroundings } from '../support/analysis.js';
import { pageCases } from '../support/corpus.js';
import { random } from '../support/mutate.js';

const active = activate(rules as readonly RuleDefinition[]);
const pageLink = (rule: string): string | undefined => (rule.includes('-') ? `https://example.org/${rule}` : undefined);
const near = { read: () => undefined };
const watch = { now: () => 0, ruleTook: () => undefined, ruleFailed: () => undefined };

test('what is told as text is what diagnostics say, also some lines further down', () => {
  const language = languageNamed('kubernetes');
  const teller = new Teller(pageLink);
  let count = 0;
  for (const { spec } of pageCases('kubernetes').filter((_, i) => i % 7 === 0)) {
    const { findings } = run(spec.text, language, active);
    count += findings.length;
    for (const text of [spec.text, spec.text, `# ä\n${spec.text}`]) {
      const by = text.length - spec.text.length;
      const moved = findings.map((finding) => {
        const { span } = finding as { span: { start: number; end: number } };
        return by === 0 ? finding : Object.assign(finding, { span: { start: span.start + by, end: span.end + by } });
      });
      const document = TextDocument.create('file:///app/app.yaml', 'yaml', 1, text);
      const { json } = teller.tell(document, moved, near, true);
      assert.match(json, /^[\0-\x7f]*$/);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(toDiagnostics(document, moved, pageLink, near))));
    }
  }
  assert.ok(count > 100, `${count} findings`);
});

test('messages are written whole, those with findings too', async () => {
  const { findings } = run('apiVersion: v1\nkind: Sérvice\nmetadata:\n  name: äöü 😀\n', languageNamed('kubernetes'), active);
  const document = TextDocument.create('file:///app/ä.yaml', 'yaml', 1, 'apiVersion: v1\nkind: Sérvice\nmetadata:\n  name: äöü 😀\n');
  const items = asDiagnostics(new Teller(pageLink).tell(document, findings, near, false));
  const plain = toDiagnostics(document, findings, pageLink, near);
  const pipe = new PassThrough();
  const writer = new WholeMessageWriter(pipe);
  const received: Message[] = [];
  new StreamMessageReader(pipe).listen((message) => received.push(message));
  const sent = (diagnostics: unknown): Message[] => [
    { jsonrpc: '2.0', id: 1, result: { kind: 'full', resultId: 'ü', items: diagnostics } } as Message,
    { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: { uri: 'file:///ä', diagnostics } } as Message,
    { jsonrpc: '2.0', id: 2, result: { contents: 'ö' } } as Message,
  ];
  await Promise.all(sent(items).map((message) => writer.write(message)));
  while (received.length < 3) await new Promise((done) => setImmediate(done));
  assert.deepEqual(received, JSON.parse(JSON.stringify(sent(plain))));
  assert.ok(plain.length > 0);
});

test('a list that is told after every edit says what a new one says', async () => {
  const language = languageNamed('kubernetes');
  const next = random(23);
  const pipe = new PassThrough();
  pipe.resume();
  const writer = new WholeMessageWriter(pipe);
  let written = '';
  pipe.on('data', (bytes: Buffer) => (written += bytes.toString('latin1')));
  const teller = new Teller(pageLink);
  const texts = pageCases('kubernetes').map(({ spec }) => spec.text);
  let told = 0;
  for (let round = 0; round < 8; round++) {
    const kept = new KeptFindings();
    const document = TextDocument.create('file:///app/app.yaml', 'yaml', 1, '');
    const parts = Array.from({ length: round === 0 ? 70 : 6 }, () => texts[Math.floor(next() * texts.length)] ?? '');
    let text = parts.join('---\n');
    let model: unknown;
    for (let edit = 0; edit < (round === 0 ? 8 : 25); edit++) {
      teller.update(document, changes(document, text, edit), edit + 1);
      assert.equal(document.getText(), text);
      model = language.parse(text, model as never);
      const { findings } = analyze({ language, model, text, near: surroundings(undefined, 'app.yaml'), beside: kept }, active, watch, kept);
      const shown = edit % 7 === 6 ? [] : edit % 5 === 4 ? findings.filter(() => next() < 0.8) : findings;
      const items = asDiagnostics(teller.tell(document, shown, near, true));
      const expected = JSON.stringify({
        jsonrpc: '2.0',
        id: edit,
        result: { kind: 'full', items: toDiagnostics(document, shown, pageLink, near) },
      });
      written = '';
      // What is told and not written yet stays what it is.
      if (edit % 4 === 3) teller.tell(document, findings.slice(0, 3), near, true);
      await writer.write({ jsonrpc: '2.0', id: edit, result: { kind: 'full', items } } as Message);
      while (!written.endsWith('}}')) await new Promise((done) => setImmediate(done));
      const [header, content] = written.split('\r\n\r\n');
      assert.equal(header, `Content-Length: ${content?.length}`);
      assert.deepEqual(JSON.parse(content ?? ''), JSON.parse(expected));
      told = Math.max(told, shown.length);
      text = edited(text, next);
    }
  }
  assert.ok(told > 1000, `${told} findings`);
});

/** From the present text to `text`: as one edit, as two, or as a new text. */
function changes(document: TextDocument, text: string, edit: number): TextDocumentContentChangeEvent[] {
  if (edit === 0 || edit % 9 === 8) return [{ text }];
  const old = document.getText();
  const { start, oldEnd } = changedRange(old, text);
  const range = { start: document.positionAt(start), end: document.positionAt(oldEnd) };
  const change = { range, text: text.slice(start, oldEnd + text.length - old.length) };
  const top = { line: 0, character: 0 };
  return edit % 6 === 5 ? [change, { range: { start: top, end: top }, text: '' }] : [change];
}

/** A line more or less, a letter more, or many lines above all. */
function edited(text: string, next: () => number): string {
  const lines = text.split('\n');
  const at = Math.floor(next() * lines.length);
  const kind = next();
  if (kind < 0.3) lines.splice(at, 0, '');
  else if (kind < 0.4) lines.splice(at, 1);
  else if (kind < 0.5) lines.unshift(...Array.from({ length: 1 + Math.floor(next() * 60) }, () => '# note'));
  else lines[at] += 'ä';
  return lines.join('\n');
}
