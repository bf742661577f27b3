// Manifests in the extension host, alone and together with a Dockerfile.
const assert = require('node:assert/strict');
const { mkdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: lone-api:latest
      securityContext:
        privileged: true # for the profiler
`;

exports.define = ({ test, folder, until, openText, findings, found, idOf }) => {
  // The editor asks for the edits of so many.
  const actionsAt = (document, range, kind) => vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind, 50);
  const hoverText = async (document, position) =>
    (await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position)).flatMap(({ contents }) => contents.map((content) => content.value)).join('\n');

  test('a manifest: the finding is at the exact token, the fix keeps the comment', async () => {
    const { document } = await openText('pod.yaml', pod);
    const finding = await found(document, 'kubernetes/privileged-container');
    assert.equal(document.getText(finding.range), 'true');
    const fix = (await actionsAt(document, finding.range, 'quickfix')).find(({ title }) => title === 'Set `privileged: false`');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /privileged: false # for the profiler/);
    await until('no finding', () => !findings(document).some((other) => idOf(other) === 'kubernetes/privileged-container'));
  });

  test('fields explain themselves, and a wrong one is told with the right one', async () => {
    const { document } = await openText('fields.yaml', pod.replace('image: lone-api', 'imagePulPolicy: Always\n      image: lone-api'));
    const finding = await found(document, 'kubernetes/unknown-field');
    assert.equal(document.getText(finding.range), 'imagePulPolicy');
    const fix = (await actionsAt(document, finding.range, 'quickfix')).find(({ title }) => title === 'Change to `imagePullPolicy`');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(await hoverText(document, new vscode.Position(7, 8)), /imagePullPolicy[\s\S]*IfNotPresent/);
  });

  test('a pod is hardened in one step, and a second step has nothing left to do', async () => {
    const { document } = await openText('harden.yaml', pod);
    await found(document, 'kubernetes/privileged-container');
    const at = new vscode.Range(6, 12, 6, 12);
    const harden = async () => (await actionsAt(document, at, 'refactor.rewrite')).find(({ title }) => title.startsWith('Harden this pod'));
    const first = await harden();
    assert.ok(first?.edit, 'it is offered');
    await vscode.workspace.applyEdit(first.edit);
    assert.match(document.getText(), /runAsNonRoot: true/);
    assert.match(document.getText(), /mountPath: \/tmp/);
    assert.equal(await harden(), undefined);
  });

  test('another tool in YAML is left alone', async () => {
    const { document } = await openText('workflow.yaml', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n');
    await openText('pod2.yaml', pod);
    await found(vscode.window.activeTextEditor.document, 'kubernetes/privileged-container');
    assert.deepEqual(findings(document), []);
  });

  test('a Dockerfile and a manifest are judged together, on unsaved text too', async () => {
    mkdirSync(join(folder(), 'shop'), { recursive: true });
    const dockerfile = await openText('shop/Dockerfile', 'FROM python:3.13-slim\nRUN useradd --uid 10001 --no-log-init app\nUSER app\nCMD ["python", "-m", "shop"]\n');
    await dockerfile.document.save();
    const { document } = await openText('shop.yaml', pod.replaceAll('lone-api', 'shop').replace(/\bapi\b/g, 'shop').replace('privileged: true # for the profiler', 'runAsNonRoot: true'));
    const id = 'kubernetes/non-numeric-user-with-run-as-non-root';
    const finding = await found(document, id);
    assert.match(finding.relatedInformation[0].location.uri.path, /shop\/Dockerfile$/);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(dockerfile.document.uri, new vscode.Range(2, 5, 2, 8), '10001');
    await vscode.workspace.applyEdit(edit);
    assert.equal(dockerfile.document.isDirty, true);
    await until('the finding in the other file to go', () => !findings(document).some((other) => idOf(other) === id));
    const back = new vscode.WorkspaceEdit();
    back.replace(dockerfile.document.uri, new vscode.Range(2, 5, 2, 10), 'app');
    await vscode.workspace.applyEdit(back);
    assert.match(dockerfile.document.getText(), /USER app\n/);
    await found(document, id);
    assert.match(readFileSync(join(folder(), 'shop/Dockerfile'), 'utf8'), /USER app/);
  });
};
