import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type MessageConnection,
  type RegistrationParams,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { configHover, offersAt } from '../../server/src/languages/slipwayConfig/offers.js';
import { placeAt } from '../../server/src/languages/slipwayConfig/place.js';
import { startServer } from '../../server/src/lsp/server.js';

const base = { language: 'dockerfile', severity: 'warning', presets: ['recommended'], since: '0.1.0', fix: 'none', check: {} } as const;
const rules: readonly RuleDefinition[] = [
  {
    ...base,
    id: 'dockerfile/latest-tag',
    aliases: ['hadolint:DL3007'],
    page: { text: '# Tag latest\n\nThe opening says why.\n\n## Bad\n', link: undefined },
  },
  {
    ...base,
    id: 'dockerfile/with-options',
    page: { text: '# With options\n\nOpening.\n\n## Bad\n', link: undefined },
    options: {
      lines: { type: 'number', default: 200, description: 'How many.' },
      deep: { type: 'boolean', default: false, description: 'How deep.' },
    },
  },
];

/** `|` marks the offset. */
function split(marked: string): [string, number] {
  return [marked.replace('|', ''), marked.indexOf('|')];
}

const words = (marked: string): string[] => offersAt(...split(marked), rules)?.offers.map(({ word }) => word) ?? [];

const topKeys = ['preset', 'rules', 'overrides', 'kubernetes', 'images', 'leaveTo'];
const overrideKeys = ['files', 'preset', 'rules'];
const ids = rules.map(({ id }) => id as string);
const severities = ['off', 'on', 'error', 'warning', 'info', 'hint'];
const presets = ['recommended', 'strict', 'all', 'none'];

describe('what may be written', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['|', topKeys],
    ['pre|', topKeys],
    ['preset: all\n|', topKeys],
    ['rules:\n  dockerfile/latest-tag: off\n|', topKeys],
    ['preset: |', presets],
    ['preset:|', presets],
    ['preset: str|ict', presets],
    ['rules:\n  |', ids],
    ['rules:\n  dockerfile/|', ids],
    ['rules:\r\n  dockerfile/|\r\n', ids],
    ['rules:\n  # a comment\n\n  dockerfile/|latest: off', ids],
    ['rules:\n  dockerfile/latest-tag: |', severities],
    ['rules:\n  "dockerfile/latest-tag": w|', severities],
    ['rules:\n  dockerfile/with-options:\n    |', ['severity', 'lines', 'deep']],
    ['rules:\n  dockerfile/with-options:\n    lines: 3\n    d|', ['severity', 'lines', 'deep']],
    ['rules:\n  dockerfile/with-options:\n    deep: |', ['true', 'false']],
    ['rules:\n  dockerfile/with-options:\n    lines: |', []],
    ['rules:\n  dockerfile/with-options:\n    severity: |', severities],
    ['rules:\n  dockerfile/with-options:\n    lines: 3\n  |', ids],
    ['overrides:\n  - |', overrideKeys],
    ['overrides:\n- |', overrideKeys],
    ['overrides:\n  - files: [a]\n    |', overrideKeys],
    ['overrides:\n- files: [a]\n  |', overrideKeys],
    ['overrides:\n  - files: [a]\n    preset: |', presets],
    ['overrides:\n  - preset: |', presets],
    ['overrides:\n  - files: [a]\n    rules:\n      |', ids],
    ['overrides:\n  - rules:\n      |', ids],
    ['overrides:\n  - rules:\n      dockerfile/latest-tag: |', severities],
    ['overrides:\n  - files: [a]\n  - |', overrideKeys],
    ['overrides:\n  - files:\n      - |', []],
    ['kubernetes:\n  |', ['version', 'podSecurity']],
    ['kubernetes:\n  podSecurity: |', ['privileged', 'baseline', 'restricted']],
    ['images:\n  shop/api:\n    |', ['dockerfile', 'target', 'context']],
    ['images:\n  |', []],
    ['leaveTo:\n  - |', ['hadolint']],
    ['leaveTo:\n- |', ['hadolint']],
    ['leaveTo: [|]', ['hadolint']],
    ['# |', []],
    ['preset: all # |', []],
    ['rules: { | }', []],
    ['elsewhere:\n  |', []],
  ];
  for (const [marked, expected] of cases) it(JSON.stringify(marked), () => assert.deepEqual(words(marked), expected));

  it('names the images and Dockerfiles of the workspace', () => {
    const known = { images: ['shop/api'], dockerfiles: ['api/Dockerfile', 'web/Dockerfile'] };
    const at = (marked: string): string[] => offersAt(...split(marked), rules, known)?.offers.map(({ word }) => word) ?? [];
    assert.deepEqual(at('images:\n  |'), known.images);
    assert.deepEqual(at('images:\n  shop/api: |'), known.dockerfiles);
    assert.deepEqual(at('images:\n  shop/api:\n    dockerfile: api/|'), known.dockerfiles);
    assert.deepEqual(at('images:\n  shop/api:\n    target: |'), []);
    assert.equal(configHover('images:\n', 2, rules)?.markdown.includes('Which Dockerfile builds an image'), true);
  });

  it('replaces the whole word', () => {
    const [text, offset] = split('rules:\n  dockerfile/lat|est-tga: off\n');
    const at = offersAt(text, offset, rules);
    assert.equal(text.slice(at?.span.start, at?.span.end), 'dockerfile/latest-tga');
    assert.equal(at?.hasColon, true);
  });

  it('names a word that holds the offset, at every offset', () => {
    const text = 'rules:\n  - a: b\n    "c": [d]\n\t- - e:\n'.repeat(20);
    for (let offset = 0; offset <= text.length; offset++) {
      const place = placeAt(text, offset);
      if (place !== undefined) assert.ok(place.span.start <= offset && offset <= place.span.end);
    }
  });
});

describe('hover', () => {
  const at = (marked: string) => configHover(...split(marked), rules);

  it('a rule id shows the opening of its page, severity, presets and options', () => {
    const markdown = at('rules:\n  dockerfile/with|-options: off\n')?.markdown ?? '';
    assert.match(
      markdown,
      /^\*\*With options\*\*\n\n`dockerfile\/with-options` · warning · in recommended, strict, all · no fix\n\nOpening\./,
    );
    assert.match(markdown, /`lines`: How many\. Without it: `200`/);
    assert.match(at('rules: { dockerfile/latest|-tag: off }')?.markdown ?? '', /Also known as hadolint:DL3007/);
  });

  it('other words show what they mean', () => {
    assert.match(at('pre|set: all')?.markdown ?? '', /rules to start from/);
    assert.equal(at('preset: a|ll')?.markdown, 'Every rule.');
    assert.match(at('rules:\n  dockerfile/latest-tag: o|ff')?.markdown ?? '', /does not run/);
    assert.equal(at('nonsense|: 1'), undefined);
    assert.equal(at('preset: all\n|\n'), undefined);
  });
});

interface Client {
  readonly connection: MessageConnection;
  readonly published: Map<string, Diagnostic[]>;
  readonly registered: string[];
  open(uri: string, text: string, languageId?: string): Promise<void>;
}

/** A server in this process, spoken to through streams. */
async function client(textDocument: object, workspace: object = {}): Promise<Client> {
  const up = new PassThrough();
  const down = new PassThrough();
  startServer(createConnection(up, down));
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const published = new Map<string, Diagnostic[]>();
  const registered: string[] = [];
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
    published.set(uri, diagnostics);
  });
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: RegistrationParams['registrations'] }) => {
    registered.push(...registrations.map(({ method, registerOptions }) => `${method} ${JSON.stringify(registerOptions)}`));
    return null;
  });
  connection.listen();
  const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument, workspace },
  });
  registered.push(...Object.keys(capabilities));
  await connection.sendNotification('initialized', {});
  const open = (uri: string, text: string, languageId = 'yaml'): Promise<void> =>
    connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  return { connection, published, registered, open };
}

const uri = 'file:///nowhere/.slipway.yaml';
const text = 'preset: strict\nrules:\n  DL3007: off\n';

describe('the server', () => {
  it('answers a client that pulls: diagnostics, quick fix, hover, completion', async () => {
    const { connection, open, registered } = await client(
      { diagnostic: {}, completion: { dynamicRegistration: true, completionItem: { snippetSupport: true } } },
      { workspaceEdit: { documentChanges: true } },
    );
    await open(uri, text);
    const { items } = await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    const range = { start: { line: 2, character: 2 }, end: { line: 2, character: 8 } };
    assert.equal(items.length, 1);
    assert.deepEqual(items[0]?.range, range);
    assert.match(JSON.stringify(items[0]?.message), /the rule here is `dockerfile\//);

    const ask = (only?: string[]) =>
      connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: items, ...(only === undefined ? {} : { only }) },
      });
    const [action] = await ask();
    assert.match(action?.title ?? '', /^Change to `dockerfile\//);
    assert.equal(action?.diagnostics?.length, 1);
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change !== undefined && 'edits' in change);
    const [edit] = change.edits;
    assert.ok(edit !== undefined && 'newText' in edit && typeof edit.newText === 'string');
    const fixed = TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 1, text), [{ range: edit.range, newText: edit.newText }]);
    assert.match(fixed, /^preset: strict\nrules:\n {2}dockerfile\/[a-z-]+: off\n$/);
    assert.deepEqual(await ask(['refactor']), []);

    const rule = edit.newText;
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: fixed }] });
    const after = await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    assert.deepEqual(after.items, []);
    const hover = await connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri }, position: { line: 2, character: 8 } });
    assert.ok('value' in Object(hover.contents) && (hover.contents as { value: string }).value.includes(`\`${rule}\` · `));

    const items2 = await connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 2, character: 2 },
    });
    const found = items2.find(({ label }) => label === rule);
    assert.ok(found);
    // The key has its colon already, so only the id is written.
    assert.equal(found.textEdit?.newText, rule);
    const resolved = await connection.sendRequest<CompletionItem>('completionItem/resolve', found);
    assert.ok((resolved.documentation as { value: string }).value.startsWith('**'));
    assert.ok(
      registered.some((line) => line.startsWith('textDocument/completion ') && line.includes('**/.slipway.yaml')),
      registered.join(),
    );
    assert.ok(!registered.includes('completionProvider'));
    connection.dispose();
  });

  it('writes a snippet for a new rule, and plain text where snippets are unknown', async () => {
    const newTexts = async (completionItem: object): Promise<string[]> => {
      const { connection, open } = await client({ diagnostic: {}, completion: { completionItem } });
      await open(uri, 'rules:\n  \n');
      const position = { line: 1, character: 2 };
      const items = await connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position });
      connection.dispose();
      return items.map(({ textEdit }) => textEdit?.newText ?? '');
    };
    assert.ok((await newTexts({ snippetSupport: true })).every((text) => text.endsWith(': ${1|off,on,error,warning,info,hint|}')));
    assert.ok((await newTexts({})).every((text) => /^(?:dockerfile|dockerignore|kubernetes|compose|helm|kustomize)\/[\w-]+: $/.test(text)));
  });

  it('publishes to a client that cannot pull', async () => {
    const { connection, open, published } = await client({});
    await open(uri, text);
    await until(() => published.get(uri)?.length === 1);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'preset: strict\n' }],
    });
    await until(() => published.get(uri)?.length === 0);
    connection.dispose();
  });

  it('offers nothing in other files', async () => {
    const { connection, open } = await client({ diagnostic: {} });
    await open('file:///nowhere/x.yaml', 'preset: nonsense\n');
    const offered = await connection.sendRequest<{ items: { label: string }[] } | null>('textDocument/completion', {
      textDocument: { uri: 'file:///nowhere/x.yaml' },
      position: { line: 1, character: 0 },
    });
    assert.ok(!offered?.items.some(({ label }) => /^(?:preset|rules|overrides)/.test(label)));
    const { items } = await connection.sendRequest<{ items: unknown[] }>('textDocument/diagnostic', {
      textDocument: { uri: 'file:///nowhere/x.yaml' },
    });
    assert.deepEqual(items, []);
    connection.dispose();
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (isTrue()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  assert.fail('it did not come');
}
