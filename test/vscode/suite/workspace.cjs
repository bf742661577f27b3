// Findings, fixes and hovers from file to file, in a copy of the sample workspace that has none.
const assert = require('node:assert/strict');
const { cpSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');

const userRule = 'kubernetes/non-numeric-user-with-run-as-non-root';

exports.define = ({ test, folder, until, findings, found, idOf }) => {
  const place = (name) => vscode.Uri.file(join(folder(), 'store', name));
  const open = async (name) => {
    const document = await vscode.workspace.openTextDocument(place(name));
    // Tabs that stay: a preview is closed by the next one.
    return { document, editor: await vscode.window.showTextDocument(document, { preview: false }) };
  };
  const rangeOf = (document, text, within = text) => {
    const start = document.getText().indexOf(within) + within.indexOf(text);
    assert.ok(start >= 0, `${text} in ${document.fileName}`);
    return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
  };
  /** Types over a text as a person does: in the shown editor, so that undo knows of it. */
  const type = async ({ document, editor }, old, text) => {
    const shown = await vscode.window.showTextDocument(document, { preview: false });
    shown.selection = new vscode.Selection(rangeOf(document, old).start, rangeOf(document, old).end);
    await vscode.commands.executeCommand('type', { text });
    assert.ok(document.getText().includes(text), `typed ${text}`);
    return editor;
  };
  const undo = async ({ document }, back) => {
    await vscode.window.showTextDocument(document);
    for (let i = 0; i < 20 && !document.getText().includes(back); i++) await vscode.commands.executeCommand('undo');
    assert.ok(document.getText().includes(back), `undone to ${back}`);
  };
  const gone = (document, id) => until(`${id} to go`, () => !findings(document).some((finding) => idOf(finding) === id));

  test('the mended sample has no finding', async () => {
    // What other tests opened counts more than the disk, and the editor closes documents late: their images have other names.
    await vscode.workspace.saveAll(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['pod', 'pod2', 'fields', 'harden', 'shop']) rmSync(join(folder(), `${name}.yaml`), { force: true });
    cpSync(join(__dirname, '../../../examples/shop.mended'), join(folder(), 'store'), { recursive: true });
    const documents = [];
    for (const name of ['api/Dockerfile', 'k8s/api.yaml', 'compose.yaml', 'chart/values.yaml', 'deploy/overlays/prod/kustomization.yaml'])
      documents.push((await open(name)).document);
    // A fault of one file tells that the server has come to it; what the others say is then there too.
    const dockerfile = await open('worker/Dockerfile');
    await type(dockerfile, 'node:22-slim', 'node:latest');
    await found(dockerfile.document, 'dockerfile/latest-base-image');
    await undo(dockerfile, 'node:22-slim');
    await gone(dockerfile.document, 'dockerfile/latest-base-image');
    for (const document of documents)
      await until(`no finding in ${document.fileName}`, () => findings(document).length === 0).catch((error) => {
        throw new Error(`${error.message}; it has ${findings(document).map((finding) => `${idOf(finding)}: ${finding.message}`).join(', ')}`, { cause: error });
      });
  });

  test('a name typed after USER is told in the manifest, and goes with undo', async () => {
    const manifest = await open('k8s/api.yaml');
    const dockerfile = await open('api/Dockerfile');
    await type(dockerfile, 'USER 10001', 'USER appuser');
    const finding = await found(manifest.document, userRule);
    assert.equal(manifest.document.getText(finding.range), 'securityContext');
    assert.match(finding.message, /USER appuser/);
    assert.match(finding.relatedInformation[0].location.uri.path, /store\/api\/Dockerfile$/);
    await found(dockerfile.document, 'dockerfile/non-numeric-user-with-run-as-non-root');
    await undo(dockerfile, 'USER 10001');
    await gone(manifest.document, userRule);
    await gone(dockerfile.document, 'dockerfile/non-numeric-user-with-run-as-non-root');
  });

  test('a fix at the manifest edits the Dockerfile', async () => {
    const dockerfile = await open('api/Dockerfile');
    await type(dockerfile, 'USER 10001', 'USER app');
    const manifest = await open('k8s/api.yaml');
    const finding = await found(manifest.document, userRule);
    const before = manifest.document.getText();
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', manifest.document.uri, finding.range, 'quickfix');
    const fix = actions.find(({ edit }) => edit?.entries().some(([uri]) => uri.path.endsWith('/store/api/Dockerfile')));
    assert.ok(fix, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(dockerfile.document.getText(), /^USER 10001$/m);
    assert.equal(manifest.document.getText(), before);
    await gone(manifest.document, userRule);
  });

  test('Compose hears of a stage that is renamed in a Dockerfile', async () => {
    const compose = await open('compose.yaml');
    const dockerfile = await open('api/Dockerfile');
    await type(dockerfile, 'AS runtime', 'AS runtim');
    const finding = await found(compose.document, 'compose/build-target-unknown');
    assert.equal(compose.document.getText(finding.range), 'runtime');
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', compose.document.uri, finding.range, 'quickfix');
    const fix = actions.find(({ title, edit }) => edit !== undefined && /runtim`/.test(title));
    assert.ok(fix, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    await undo(dockerfile, 'AS runtime');
    await gone(compose.document, 'compose/build-target-unknown');
  });

  test('hover on an image names the Dockerfile that builds it', async () => {
    const { document } = await open('k8s/api.yaml');
    const { start } = rangeOf(document, 'registry.example.com/shop/api');
    const hovers = await until('a hover', async () => {
      const got = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, start.translate(0, 4));
      const text = got.flatMap(({ contents }) => contents.map((content) => content.value)).join('\n');
      return /api\/Dockerfile/.test(text) ? text : undefined;
    });
    assert.match(hovers, /10001/);
  });

  test('the report is shown as a page', async () => {
    await vscode.commands.executeCommand('slipway.report');
    const tabs = () => vscode.window.tabGroups.all.flatMap(({ tabs: each }) => each);
    const tab = await until('the page', () => tabs().find(({ label }) => /Hardening report/.test(label))).catch((error) => {
      throw new Error(`${error.message}; open: ${tabs().map(({ label }) => label).join(', ')}`, { cause: error });
    });
    const [{ name, uri }] = vscode.workspace.workspaceFolders;
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'slipway-report', path: `/Hardening report: ${name}.md`, query: uri.toString() }),
    );
    assert.match(page.getText(), /judged items hold/);
    assert.match(page.getText(), /store\/api\/Dockerfile:\d+/);
    await vscode.window.tabGroups.close(tab);
  });
};
