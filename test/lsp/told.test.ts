import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, type Message } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { toDiagnostics } from '../../server/src/lsp/convert.js';
import { asDiagnostics, Teller } from '../../server/src/lsp/told.js';
import { WholeMessageWriter } from '../../server/src/lsp/writer.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { pageCases } from '../support/corpus.js';

const active = activate(rules as readonly RuleDefinition[]);
const pageLink = (rule: string): string | undefined => (rule.includes('-') ? `https://example.org/${rule}` : undefined);
const near = { read: () => undefined };

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
