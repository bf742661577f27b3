// Runs inside the extension host: `vscode` and Node, nothing else.
const assert = require('node:assert/strict');
const { writeFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');

const tests = [];
const test = (name, run) => tests.push({ name, run });

/** VS Code calls this; what it prints reaches the console of the run. */
exports.run = async () => {
  let passed = 0;
  const failures = [];
  for (const { name, run } of tests) {
    try {
      await run();
      passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      failures.push(name);
      console.log(`  ✖ ${name}\n${error.stack ?? error}`);
    }
  }
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) throw new Error(`failed: ${failures.join(', ')}`);
};

const folder = () => vscode.workspace.workspaceFolders[0].uri.fsPath;

async function until(what, check, timeout = 20_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function openText(name, text) {
  const path = join(folder(), name);
  writeFileSync(path, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const editor = await vscode.window.showTextDocument(document);
  return { document, editor, path };
}

const findings = (document) => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'slipway');
const idOf = ({ code }) => (typeof code === 'object' ? code.value : code);
const found = async (document, id) => {
  try {
    return await until(`${id} on ${document.fileName}`, () => findings(document).find((finding) => idOf(finding) === id));
  } catch (error) {
    throw new Error(`${error.message}; it has ${findings(document).map(idOf).join(', ') || 'no findings'}`, { cause: error });
  }
};

test('the installed VSIX is active', async () => {
  const extension = vscode.extensions.getExtension('slipway.slipway');
  assert.ok(extension, 'the extension is installed');
  await openText('Dockerfile.first', 'FROM python:latest\n');
  await until('activation', () => extension.isActive);
});

test('a finding appears at the exact token and goes with the fault', async () => {
  const { document, editor } = await openText('Dockerfile.tag', 'FROM python:latest\nCMD ["python"]\n');
  const finding = await found(document, 'dockerfile/latest-base-image');
  assert.equal(document.getText(finding.range), 'latest');
  await editor.edit((edit) => edit.replace(finding.range, '3.13-slim'));
  await until('no finding', () => !findings(document).some((other) => idOf(other) === 'dockerfile/latest-base-image'));
});

test('the code links to the page of the rule', async () => {
  const { document } = await openText('Dockerfile.link', 'FROM python:latest\n');
  const { code } = await found(document, 'dockerfile/latest-base-image');
  assert.match(String(code.target), /slipway\.slipway\/rule\/dockerfile\/latest-base-image|rule\/dockerfile%2Flatest/);
});

test('hover shows what the page of the rule says', async () => {
  const { document } = await openText('Dockerfile.hover', 'FROM python:latest\n');
  const finding = await found(document, 'dockerfile/latest-base-image');
  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, finding.range.start);
  const text = hovers.flatMap(({ contents }) => contents.map((content) => content.value)).join('\n');
  assert.match(text, /Base image tagged latest/);
  assert.match(text, /docs\.docker\.com/);
});

test('files that VS Code does not know by their names have a language', async () => {
  const wanted = { Kustomization: 'yaml', 'Chart.lock': 'yaml', '.dockerignore': 'ignore', 'api.Dockerfile.dockerignore': 'ignore', '.helmignore': 'ignore' };
  for (const [name, language] of Object.entries(wanted)) {
    const uri = vscode.Uri.file(join(folder(), 'names', name));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(language === 'yaml' ? 'resources: []\n' : '.git\n'));
    assert.equal((await vscode.workspace.openTextDocument(uri)).languageId, language, name);
  }
  await vscode.workspace.fs.delete(vscode.Uri.file(join(folder(), 'names')), { recursive: true });
});

test('a quick fix cures its finding, an ignore comment silences it', async () => {
  const { document } = await openText('Dockerfile.fix', '# syntax=docker/dockerfile:1\nFROM debian:13-slim\nRUN apt-get update && apt-get install curl\n');
  const finding = await found(document, 'dockerfile/apt-without-yes');
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, finding.range, 'quickfix');
  const fix = actions.find(({ title }) => title === 'Add `-y`');
  assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
  assert.ok(actions.some(({ title }) => title === 'Ignore dockerfile/apt-without-yes here'));
  await vscode.workspace.applyEdit(fix.edit);
  assert.match(document.getText(), /install -y curl/);
  await until('no finding', () => !findings(document).some((other) => idOf(other) === 'dockerfile/apt-without-yes'));
});

test('fix-all runs on save and leaves what needs a look', async () => {
  const settings = vscode.workspace.getConfiguration('editor');
  await settings.update('codeActionsOnSave', { 'source.fixAll.slipway': 'explicit' }, vscode.ConfigurationTarget.Global);
  try {
    const { document, editor, path } = await openText('Dockerfile.save', 'FROM python\nRUN pip install x==1\n');
    await found(document, 'dockerfile/pip-cache-kept');
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), '# end\n'));
    await document.save();
    await until('the fix on disk', () => readFileSync(path, 'utf8').includes('--no-cache-dir'));
    assert.match(readFileSync(path, 'utf8'), /^FROM python\n/);
  } finally {
    await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
  }
});

test('the refactoring on FROM makes two stages, and the editor takes it as one change', async () => {
  const { document } = await openText(
    'Dockerfile.split',
    'FROM python:3.13\nWORKDIR /code\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY app ./app\nCMD ["python", "-m", "app"]\n',
  );
  await found(document, 'dockerfile/full-size-base-image');
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(0, 0, 0, 0), 'refactor.rewrite');
  const split = actions.find(({ title }) => title === 'Split into build and runtime stages');
  assert.ok(split?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
  await vscode.workspace.applyEdit(split.edit);
  assert.match(document.getText(), /^FROM python:3\.13 AS build\n[\s\S]*\nFROM python:3\.13-slim AS runtime\n/);
  await until('the finding to go', () => !findings(document).some((other) => idOf(other) === 'dockerfile/full-size-base-image'));
});

test('a fix may create a file beside the Dockerfile', async () => {
  // A .dockerignore right above would say that the build context is there.
  const { mkdirSync, existsSync } = require('node:fs');
  mkdirSync(join(folder(), 'deep/plain/src'), { recursive: true });
  writeFileSync(join(folder(), 'deep/plain/package.json'), '{}');
  writeFileSync(join(folder(), 'deep/plain/.env'), 'A=b');
  const { document } = await openText('deep/plain/Dockerfile', 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "src/index.js"]\n');
  const finding = await found(document, 'dockerfile/missing-dockerignore');
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, finding.range, 'quickfix');
  const create = actions.find(({ title }) => title === 'Create `.dockerignore`');
  assert.ok(create?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(create.edit));
  await vscode.workspace.saveAll(false);
  const path = join(folder(), 'deep/plain/.dockerignore');
  await until('the file', () => existsSync(path) && readFileSync(path, 'utf8').includes('node_modules'));
  assert.match(readFileSync(path, 'utf8'), /\.env/);
  await until('the finding to go', () => !findings(document).some((other) => idOf(other) === 'dockerfile/missing-dockerignore'));
});

test('.slipway.yaml wins over the settings and is noticed at once', async () => {
  const { document } = await openText('Dockerfile.config', 'FROM python:latest\n');
  await found(document, 'dockerfile/latest-base-image');
  const config = vscode.Uri.file(join(folder(), '.slipway.yaml'));
  await vscode.workspace.fs.writeFile(config, new TextEncoder().encode('rules:\n  dockerfile/latest-base-image: off\n'));
  try {
    await until('the finding goes', () => !findings(document).some((other) => idOf(other) === 'dockerfile/latest-base-image'));
  } finally {
    await vscode.workspace.fs.delete(config);
  }
  await found(document, 'dockerfile/latest-base-image');
});

test('every command of package.json is registered', async () => {
  const { packageJSON } = vscode.extensions.getExtension('slipway.slipway');
  const registered = new Set(await vscode.commands.getCommands(true));
  for (const { command } of packageJSON.contributes.commands) assert.ok(registered.has(command), command);
});

test('the example opens as a text of its own and restart brings findings back', async () => {
  await vscode.commands.executeCommand('slipway.openExample');
  const { document } = vscode.window.activeTextEditor;
  assert.equal(document.isUntitled, true);
  await until('findings', () => findings(document).length > 3);
  await vscode.commands.executeCommand('slipway.restart');
  const { document: again } = await openText('Dockerfile.restart', 'FROM python:latest\n');
  await found(again, 'dockerfile/latest-base-image');
});

test('snippets of the VSIX are offered in a Dockerfile', async () => {
  const { packageJSON, extensionPath } = vscode.extensions.getExtension('slipway.slipway');
  const contributed = (packageJSON.contributes.snippets ?? []).filter(({ language }) => language === 'dockerfile');
  assert.ok(contributed.length > 0, 'the VSIX contributes Dockerfile snippets');
  const [[, snippet]] = Object.entries(JSON.parse(readFileSync(join(extensionPath, contributed[0].path), 'utf8')));
  const { document, editor } = await openText('Dockerfile.snippet', '');
  await editor.insertSnippet(new vscode.SnippetString([snippet.body].flat().join('\n')));
  await until('the text', () => document.getText().length > 20);
});

require('./kubernetes.cjs').define({ test, folder, until, openText, findings, found, idOf });
require('./workspace.cjs').define({ test, folder, until, findings, found, idOf });
