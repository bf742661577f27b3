import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { inFolder } from '../support/cliRun.js';
import { pageCases } from '../support/corpus.js';
import { applyAction, LspClient } from '../support/lspClient.js';

type DocumentChange = NonNullable<NonNullable<CodeAction['edit']>['documentChanges']>[number];

const editing = { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } };
const changesOf = ({ edit }: CodeAction): DocumentChange[] => edit?.documentChanges ?? [];
const nameOf = (change: DocumentChange): string => ('textDocument' in change ? change.textDocument.uri : 'uri' in change ? change.uri : '');
const countOf = (items: readonly Diagnostic[], code: Diagnostic['code']): number => items.filter((item) => item.code === code).length;
const cases = pageCases('dockerfile').filter(({ spec }) => spec.expected.length > 0);

test('each quick fix of each page cures its finding when the editor applies it', () => {
  const files: Record<string, string> = {};
  cases.forEach(({ spec }, i) => {
    files[`${i}/Dockerfile`] = spec.text;
    for (const [name, text] of spec.files ?? []) files[`${i}/${name}`] = text;
  });
  return inFolder(files, async (folder) => {
    const client = await LspClient.start({ pull: true, folder, settings: { preset: 'all' }, workspace: editing });
    let applied = 0;
    let created = 0;
    try {
      for (const [i, { rule, spec }] of cases.entries()) {
        const uri = pathToFileURL(join(folder, `${i}/Dockerfile`)).href;
        let version = 1;
        await client.open(uri, spec.text);
        const found = (await client.findings(uri)).filter(({ code }) => code === rule.id);
        for (const finding of found.slice(0, 2)) {
          const asked = version;
          const actions = await client.actions(uri, finding.range, [finding], ['quickfix']);
          const own = actions.filter(
            ({ title, diagnostics }) => !title.startsWith('Ignore ') && diagnostics?.some(({ code }) => code === rule.id) === true,
          );
          const where = `${rule.id}, ${spec.name}: ${own.map(({ title }) => title).join(' / ')}`;
          assert.equal(new Set(own.map(({ title }) => title)).size, own.length, `no two actions look the same: ${where}`);
          assert.ok(own.filter(({ isPreferred }) => isPreferred === true).length <= 1, `one preferred fix at most: ${where}`);
          for (const action of own) {
            const elsewhere = changesOf(action).filter((change) => nameOf(change) !== uri);
            const inFolderOnly = elsewhere.every((change) => nameOf(change).startsWith(pathToFileURL(join(folder, String(i))).href));
            assert.ok(inFolderOnly, `stays beside the document: ${where}`);
            for (const change of elsewhere) if ('kind' in change && change.kind === 'create') created++;
            // A fix that writes another file shows its effect only there; `test/corpus/cures.test.ts` looks at it.
            if (elsewhere.length > 0) continue;
            applied++;
            for (const change of changesOf(action)) assert.ok('textDocument' in change && change.textDocument.version === asked, where);
            await client.change(uri, ++version, [{ text: applyAction(uri, spec.text, action) }]);
            assert.ok(countOf(await client.findings(uri), rule.id) < found.length, `"${action.title}" cures nothing: ${where}`);
            await client.change(uri, ++version, [{ text: spec.text }]);
          }
        }
        await client.close(uri);
      }
    } finally {
      await client.stop();
    }
    assert.ok(applied > 150, `${applied} fixes were applied`);
    assert.ok(created > 0, 'a fix that makes a file was among them');
  });
});

test('a client that cannot write other files is offered nothing of the kind, and gets plain edits', () =>
  inFolder({ Dockerfile: '', 'package.json': '{}', 'src/a.js': '' }, async (folder) => {
    const client = await LspClient.start({ pull: true, folder, workspace: { workspaceEdit: {} } });
    try {
      const uri = pathToFileURL(join(folder, 'Dockerfile')).href;
      const text = 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nCOPY . .\n';
      await client.open(uri, text);
      const found = await client.findings(uri);
      assert.equal(countOf(found, 'dockerfile/missing-dockerignore'), 1);
      const everywhere = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
      const actions = await client.actions(uri, everywhere, found);
      assert.ok(actions.length > 0);
      for (const action of actions) {
        assert.equal(action.edit?.documentChanges, undefined, action.title);
        assert.deepEqual(Object.keys(action.edit?.changes ?? {}), [uri], action.title);
      }
    } finally {
      await client.stop();
    }
  }));

test('only what is asked for is offered', async () => {
  const client = await LspClient.start({ pull: true });
  try {
    const uri = 'untitled:Dockerfile';
    await client.open(uri, 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\n');
    const found = await client.findings(uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const kinds = async (only: string[]): Promise<(string | undefined)[]> => [
      ...new Set((await client.actions(uri, range, found, only)).map(({ kind }) => kind)),
    ];
    assert.deepEqual(await kinds(['quickfix']), ['quickfix']);
    assert.deepEqual(await kinds(['source.organizeImports']), []);
    assert.deepEqual(await kinds(['source']), ['source.fixAll.slipway']);
    assert.deepEqual(await kinds(['source.fixAll']), ['source.fixAll.slipway']);
    assert.deepEqual(await kinds(['source.fixAll.eslint']), []);
    assert.ok(!(await client.actions(uri, range, found)).some(({ kind }) => kind === 'source.fixAll.slipway'), 'not in the plain menu');
  } finally {
    await client.stop();
  }
});

test('what cures several findings at once stands first and once, ignoring stands last', async () => {
  const client = await LspClient.start({ pull: true, workspace: editing });
  try {
    const uri = 'untitled:app.yaml';
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  selector: {matchLabels: {app: api}}\n  template:\n    metadata: {labels: {app: api}}\n    spec:\n      containers:\n        - name: api\n          image: shop/api:1.4.2\n          ports: [{containerPort: 8000}]\n';
    await client.open(uri, text, 'yaml');
    const found = await client.findings(uri);
    const at = { line: 10, character: 17 };
    const titles = (await client.actions(uri, { start: at, end: at }, found)).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 3).sort(), ['Add probes to `api`', 'Add resources to `api`', 'Harden this container']);
    assert.equal(titles.filter((title) => title === 'Harden this container').length, 1);
    const ignoring = titles
      .map((title) => (/^Ignore .* in this file$/.test(title) ? 2 : title.startsWith('Ignore ') ? 1 : 0))
      .filter((sort) => sort > 0);
    assert.deepEqual(
      ignoring,
      [...ignoring].sort((a, b) => a - b),
    );
    const cure = (await client.actions(uri, { start: at, end: at }, found))[0];
    assert.ok((cure?.diagnostics?.length ?? 0) > 1, 'says what it cures');
    const larger = await client.actions(uri, { start: at, end: at }, found, ['refactor']);
    assert.ok(
      larger.some(({ title }) => title === 'Harden this container'),
      'still a refactoring for who asks for those',
    );
  } finally {
    await client.stop();
  }
});

test('what costs much is worked out when it is chosen, by a client that can wait for it', async () => {
  const able = { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } };
  const later = await LspClient.start({ pull: true, workspace: editing, textDocument: able });
  const atOnce = await LspClient.start({ pull: true, workspace: editing });
  const resolved = (action: CodeAction): Promise<CodeAction> => later.connection.sendRequest('codeAction/resolve', action);
  const titles = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);
  try {
    const texts: readonly (readonly [string, string, string, number])[] = [
      ['untitled:Dockerfile', 'dockerfile', 'FROM node:22-slim\nRUN npm ci && npm cache verify\nenv A b\nenv C d\nCMD ["node", "."]\n', 2],
      [
        'untitled:app.yaml',
        'yaml',
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: api}}\n  template:\n    metadata: {labels: {app: api}}\n    spec:\n      containers:\n        - name: api\n          image: shop/api:1.4.2\n          ports: [{containerPort: 8000}]\n',
        12,
      ],
    ];
    let waited = 0;
    for (const [uri, language, text, line] of texts) {
      const at = { start: { line, character: 0 }, end: { line, character: 20 } };
      for (const client of [later, atOnce]) await client.open(uri, text, language);
      // Findings of a version that was edited are kept, and their fixes are made again.
      for (const client of [later, atOnce]) {
        await client.findings(uri);
        await client.change(uri, 2, [{ text: `# a note\n${text}` }]);
        await client.findings(uri);
        await client.change(uri, 3, [{ text }]);
      }
      const [offered, whole] = [await later.actions(uri, at), await atOnce.actions(uri, at)];
      assert.deepEqual(titles(offered), titles(whole));
      assert.ok(
        whole.every(({ edit }) => edit !== undefined),
        'who cannot ask for it gets all at once',
      );
      for (const [i, action] of offered.entries()) {
        const { data, ...others } = await resolved(action);
        assert.deepEqual(others, whole[i], action.title);
        assert.ok(action.isPreferred !== true || action.edit !== undefined, `${action.title} is there at once`);
        assert.equal(data === undefined, action.edit !== undefined, action.title);
        if (action.edit === undefined) waited++;
      }
      const [open] = offered.filter(({ edit }) => edit === undefined);
      assert.ok(open !== undefined, titles(offered).join(' / '));
      await later.change(uri, 4, [{ text: `# a note\n${text}` }]);
      await assert.rejects(resolved(open), /has changed/);
    }
    assert.ok(waited > 4, `${waited} were offered without their edit`);
    const all = await later.actions(
      'untitled:Dockerfile',
      { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      [],
      ['source.fixAll'],
    );
    assert.ok(all[0]?.edit !== undefined, 'what is done on saving is there at once');
  } finally {
    await later.stop();
    await atOnce.stop();
  }
});
