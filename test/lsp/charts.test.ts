import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeLens, CompletionItem, CompletionList, Diagnostic, Hover } from 'vscode-languageserver/node';
import { inFolder } from '../support/cliRun.js';
import { applyAction, LspClient } from '../support/lspClient.js';

const dockerfile = 'FROM python:3.13-slim\nRUN useradd --no-log-init --uid 10001 app\nUSER app\nEXPOSE 8000\nCMD ["python", "app.py"]\n';
const values = 'image:\n  repository: registry.example.com/shop\n  tag: ""\nport: 8000\nsecurity:\n  runAsNonRoot: true\n';
const template = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-shop
spec:
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      {{- with .Values.security }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: shop
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          ports:
            - containerPort: {{ .Values.port }}
`;
const files = {
  'shop/Dockerfile': dockerfile,
  'shop/chart/Chart.yaml': 'apiVersion: v2\nname: shop\ndescription: Shop\nversion: 1.0.0\nappVersion: "1.4.2"\n',
  'shop/chart/values.yaml': values,
  'shop/chart/templates/app.yaml': template,
};
const rule = 'kubernetes/non-numeric-user-with-run-as-non-root';

async function waitFor(client: LspClient, uri: string, code: string, count: number): Promise<Diagnostic[]> {
  for (let tries = 0; tries < 200; tries++) {
    const found = (await client.findings(uri)).filter((each) => each.code === code);
    if (found.length === count) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`${uri} never had ${count} of ${code}`);
}

test('a chart whose values name the image: told in template and Dockerfile, mended in values, gone when values change', () =>
  inFolder(files, async (folder) => {
    const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
    const [app, docker, other] = [uri('shop/chart/templates/app.yaml'), uri('shop/Dockerfile'), uri('shop/chart/values.yaml')];
    const client = await LspClient.start({ pull: true, folder });
    try {
      await client.open(app, template, 'helm');
      await client.open(docker, dockerfile);
      const [finding] = await waitFor(client, app, rule, 1);
      assert.ok(finding !== undefined);
      assert.equal(finding.range.start.line, 12);
      assert.deepEqual(
        finding.relatedInformation?.map(({ location, message }) => `${location.uri.slice(uri('').length)} ${message}`.replace(/^\//, '')),
        ['shop/Dockerfile `USER app`', 'shop/chart/values.yaml `image.repository` is `registry.example.com/shop` here'],
      );
      await waitFor(client, docker, rule.replace('kubernetes', 'dockerfile'), 1);
      const actions = (await client.actions(app, finding.range, [finding])).filter(({ edit }) => edit !== undefined);
      const inValues = actions.find(({ title }) => title.endsWith('in ../values.yaml'));
      assert.ok(inValues !== undefined, actions.map(({ title }) => title).join());
      const mended = applyAction(other, values, inValues);
      assert.equal(mended, `${values}  runAsUser: 10001\n`);
      const inDockerfile = actions.find(({ title }) => title.endsWith('in ../../Dockerfile'));
      assert.ok(inDockerfile !== undefined);
      assert.match(applyAction(docker, dockerfile, inDockerfile), /USER 10001/);

      // Values that say so are enough, without a save.
      await client.open(other, values, 'yaml');
      await client.refreshAfter(() => client.change(other, 2, [{ text: mended }]));
      await waitFor(client, app, rule, 0);
      await waitFor(client, docker, rule.replace('kubernetes', 'dockerfile'), 0);

      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: app },
        position: { line: 17, character: 30 },
      });
      const { value } = hover.contents as { value: string };
      assert.match(value, /- `registry\.example\.com\/shop:1\.4\.2` with the defaults of the chart/);
      assert.match(value, /\*\*Built by\*\* `\.\.\/\.\.\/Dockerfile`/);
      const lenses = async (of: string): Promise<string[]> => {
        const found = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: of } });
        return Promise.all(
          found.map(
            async (lens) =>
              (lens.command ?? (await client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)).command)?.title ?? '',
          ),
        );
      };
      assert.deepEqual(await lenses(app), ['built by ../../Dockerfile']);
      assert.deepEqual(await lenses(docker), ['runs in Deployment shop']);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  }));

test('who builds the image of a chart can be said', () =>
  inFolder({ ...files, 'other/Dockerfile': dockerfile }, async (folder) => {
    const client = await LspClient.start({ pull: true, folder, initializationOptions: { choosesDockerfiles: true } });
    try {
      const app = pathToFileURL(join(folder, 'shop/chart/templates/app.yaml')).href;
      await client.open(app, template, 'helm');
      await waitFor(client, app, rule, 1);
      const at = { line: 17, character: 30 };
      const titles = (await client.actions(app, { start: at, end: at })).map(({ title }) => title);
      assert.ok(titles.includes('Say which Dockerfile builds `registry.example.com/shop`…'), titles.join());
    } finally {
      assert.equal(await client.stop(), 0);
    }
  }));

test('values are offered while typing, under each name that editors have for templates', () =>
  inFolder(files, async (folder) => {
    const client = await LspClient.start({ pull: true, folder });
    try {
      const uri = pathToFileURL(join(folder, 'shop/chart/templates/new.yaml')).href;
      const text = 'a: {{ .Values.image. }}\nb: "{{ include "" . }}"\nc.d: 1\n';
      const ask = async (line: number, character: number, triggerCharacter: string): Promise<string[] | undefined> => {
        const found = await client.connection.sendRequest<CompletionList | CompletionItem[] | null>('textDocument/completion', {
          textDocument: { uri },
          position: { line, character },
          context: { triggerKind: 2, triggerCharacter },
        });
        return (Array.isArray(found) ? found : found?.items)?.map(({ label }) => label);
      };
      for (const languageId of ['yaml', 'helm', 'helm-template']) {
        await client.open(uri, text, languageId);
        let found: string[] | undefined;
        for (let tries = 0; tries < 100 && !found?.length; tries++) {
          found = await ask(0, 20, '.');
          if (!found?.length) await new Promise((done) => setTimeout(done, 50));
        }
        assert.deepEqual(found, ['repository', 'tag'], languageId);
        assert.deepEqual((await ask(2, 2, '.')) ?? [], [], 'a dot outside of actions asks for nothing');
        await client.close(uri);
      }
      const manifest = pathToFileURL(join(folder, 'k8s.yaml')).href;
      await client.open(manifest, readFileSync(join(folder, 'shop/chart/values.yaml'), 'utf8'), 'yaml');
      const none = await client.connection.sendRequest('textDocument/completion', {
        textDocument: { uri: manifest },
        position: { line: 0, character: 1 },
        context: { triggerKind: 2, triggerCharacter: '.' },
      });
      assert.equal(none, null);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  }));

test('values that an Application of Argo CD gives: known while it and their file are edited', () => {
  const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    path: shop/chart
    helm:
      valueFiles: [../../environments/prod.yaml]
`;
  const more = {
    'environments/prod.yaml': 'host: a\n',
    'gitops/shop.yaml': application,
    'shop/chart/templates/host.yaml': 'host: {{ .Values.host }}\n',
  };
  return inFolder({ ...files, ...more }, async (folder) => {
    const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
    const [template_, given, installed] = [uri('shop/chart/templates/host.yaml'), uri('environments/prod.yaml'), uri('gitops/shop.yaml')];
    const client = await LspClient.start({ pull: true, folder });
    const undefinedValue = 'helm/value-undefined';
    try {
      await client.open(template_, more['shop/chart/templates/host.yaml'], 'helm');
      await client.open(installed, application, 'yaml');
      await client.open(given, 'host: a\n', 'yaml');
      await client.connection.sendRequest('slipway/candidates');
      await waitFor(client, template_, undefinedValue, 0);
      await client.refreshAfter(() => client.change(given, 2, [{ text: 'hosts: a\n' }]));
      await waitFor(client, template_, undefinedValue, 1);
      await client.refreshAfter(() => client.change(given, 3, [{ text: 'host: a\n' }]));
      await waitFor(client, template_, undefinedValue, 0);
      // A letter of the Application, as somebody types it.
      const line = application.split('\n').findIndex((text) => text.includes('path: '));
      const end = { line, character: 20 };
      await client.findings(installed);
      await client.refreshAfter(() => client.change(installed, 2, [{ range: { start: end, end }, text: 's' }]));
      await waitFor(client, template_, undefinedValue, 1);
      const range = { start: end, end: { line, character: 21 } };
      await client.refreshAfter(() => client.change(installed, 3, [{ range, text: '' }]));
      await waitFor(client, template_, undefinedValue, 0);
      // A file that is not there may say anything.
      await client.change(installed, 4, [{ text: application.replace('prod', 'dev') }]);
      await client.change(given, 4, [{ text: 'a: b\n' }]);
      await waitFor(client, template_, undefinedValue, 0);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});
