import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { DiagnoseResult, DockerfileOutline, Evidence, PrepareResult } from '../../server/src/protocol.js';
import { evidenceOf, crashing, local, logs, manifest, pod, waiting } from '../cluster/support.js';
import { inFolder } from '../support/cliRun.js';
import { applyAction, LspClient } from '../support/lspClient.js';

const dockerfile = 'FROM python:3.13-slim\nRUN useradd --uid 10001 appuser\nUSER appuser\nCMD ["python", "app.py"]\n';
const text = manifest('securityContext:\n  runAsNonRoot: true\nresources: { limits: { memory: 64Mi } }');
const message = 'container has runAsNonRoot and image has non-numeric user (appuser), cannot verify user is non-root';

/** Evidence whose files lie in the folder. */
function seen(folder: string, status: Record<string, unknown>, more: Partial<Evidence> = {}): Evidence {
  const path = join(folder, 'k8s/app.yaml');
  const container = { resources: { limits: { memory: '64Mi' } } };
  return evidenceOf({
    files: { [path]: text },
    evidence: {
      pods: [pod({ status, container })],
      builds: [{ image: 'myapp:dev', dockerfile: join(folder, 'api/Dockerfile'), target: null }],
      ...more,
    },
  });
}

interface Bench {
  readonly client: LspClient;
  readonly folder: string;
  readonly app: string;
  readonly docker: string;
}

function withServer(
  options: { readonly pull: boolean; readonly runsRemedies?: boolean },
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  return inFolder({ 'k8s/app.yaml': text, 'api/Dockerfile': dockerfile }, async (folder) => {
    const client = await LspClient.start({
      pull: options.pull,
      folder,
      initializationOptions: { runsRemedies: options.runsRemedies ?? false },
    });
    try {
      const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
      await work({ client, folder, app: uri('k8s/app.yaml'), docker: uri('api/Dockerfile') });
    } finally {
      await client.stop();
    }
  });
}

const ofCluster = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.filter(({ code }) => String(code).startsWith('cluster/'));
const ask = (client: LspClient, evidence: Evidence, publish = true): Promise<DiagnoseResult> =>
  client.connection.sendRequest('slipway/diagnose', { evidence, publish });
/** The next publication for `uri` that comes after this call. */
async function next(client: LspClient, uri: string, work: () => Promise<unknown>): Promise<PublishDiagnosticsParams> {
  const from = client.published.length;
  const came = client.publication((params) => params.uri === uri && client.published.indexOf(params) >= from);
  await work();
  return await came;
}

test('a finding is published, moves with its line, is mended and goes', () =>
  withServer({ pull: true }, async ({ client, folder, app }) => {
    await client.open(app, text, 'yaml');
    const evidence = seen(folder, crashing(137, 'OOMKilled'));
    const published = await next(client, app, async () => {
      const { diagnoses } = await ask(client, evidence);
      assert.deepEqual(
        diagnoses.map(({ code, container, workload }) => [code, container, workload]),
        [['out-of-memory', 'api', 'Deployment api']],
      );
      assert.equal(diagnoses[0]?.place?.path, join(folder, 'k8s/app.yaml'));
    });
    const [shown] = ofCluster(published);
    assert.ok(shown);
    assert.equal(shown.code, 'cluster/out-of-memory');
    assert.equal(shown.source, 'slipway');
    assert.match(shown.relatedInformation?.[0]?.message ?? '', /OOMKilled, exit code 137/);
    const line = shown.range.start.line;
    assert.equal(text.split('\n')[line]?.slice(shown.range.start.character, shown.range.end.character), '64Mi');
    // The findings of rules are pulled, and know nothing of it.
    assert.ok(!(await client.findings(app)).some(({ code }) => String(code).startsWith('cluster/')));

    const moved = `# a line more\n${text}`;
    const after = await next(client, app, () => client.change(app, 2, [{ text: moved }]));
    assert.equal(ofCluster(after)[0]?.range.start.line, line + 1);

    const [first] = ofCluster(after);
    assert.ok(first);
    const actions = (await client.actions(app, first.range, [first], ['quickfix'])).filter(
      ({ diagnostics }) => diagnostics?.[0]?.code === shown.code,
    );
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred]),
      [['Raise the memory limit to `128Mi`', true]],
    );
    const [fix] = actions;
    assert.ok(fix);
    const mended = applyAction(app, moved, fix);
    assert.match(mended, /memory: 128Mi/);
    const cleared = await next(client, app, () => client.change(app, 3, [{ text: mended }]));
    assert.deepEqual(ofCluster(cleared), []);
    // What was edited away does not come back with an undo.
    await client.change(app, 4, [{ text: moved }]);
    assert.deepEqual(
      await client.actions(app, first.range, [], ['quickfix']).then((all) => all.filter(({ title }) => title.startsWith('Raise'))),
      [],
    );
  }));

test('the Dockerfile is shown where the cause lies there, and the fix of the other file is offered too', () =>
  withServer({ pull: true }, async ({ client, folder, app, docker }) => {
    await client.open(docker, dockerfile);
    const published = await next(client, docker, () => ask(client, seen(folder, waiting('CreateContainerConfigError', message))));
    const [shown] = ofCluster(published);
    assert.ok(shown);
    assert.equal(shown.code, 'cluster/non-numeric-user');
    assert.deepEqual(shown.range, { start: { line: 2, character: 5 }, end: { line: 2, character: 12 } });
    assert.deepEqual(
      shown.relatedInformation?.map(({ location }) => location.uri),
      [docker, app],
    );
    const actions = (await client.actions(docker, shown.range, [shown])).filter(({ diagnostics }) => diagnostics?.[0]?.code === shown.code);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Change `USER appuser` to 10001, its number', 'Set `runAsUser: 10001`, in ../k8s/app.yaml'],
    );
    const [own, other] = actions;
    assert.ok(own && other);
    assert.equal(applyAction(docker, dockerfile, own), dockerfile.replace('USER appuser', 'USER 10001'));
    assert.match(applyAction(app, text, other), /runAsNonRoot: true\n {12}runAsUser: 10001/);
    // The other fix was taken, in the other file: that is no fault of this text, and nobody knows more before the next deployment.
    await client.open(app, text, 'yaml');
    const cleared = await next(client, docker, () => client.change(app, 2, [{ text: applyAction(app, text, other) }]));
    assert.deepEqual(ofCluster(cleared), []);
  }));

test('commands are offered to a client that can run them', async () => {
  const pulling = waiting('ErrImagePull', 'pull access denied, repository does not exist');
  for (const runsRemedies of [true, false]) {
    await withServer({ pull: true, runsRemedies }, async ({ client, folder, app }) => {
      await client.open(app, text, 'yaml');
      const published = await next(client, app, () => ask(client, seen(folder, pulling, { images: [local] })));
      const [shown] = ofCluster(published);
      assert.ok(shown);
      const commands = (await client.actions(app, shown.range, [shown], ['quickfix'])).flatMap(({ command }) => command ?? []);
      assert.deepEqual(
        commands.map(({ command, arguments: given }) => [command, given]),
        runsRemedies ? [['slipway.remedy', ['import', 'myapp:dev']]] : [],
      );
    });
  }
});

test('a new diagnosis replaces the old one, and clearing takes all', () =>
  withServer({ pull: true }, async ({ client, folder, app, docker }) => {
    const evidence = seen(folder, waiting('CreateContainerConfigError', message));
    // Files that are not open have findings too.
    assert.equal(ofCluster(await next(client, docker, () => ask(client, evidence))).length, 1);
    const from = client.published.length;
    await ask(client, seen(folder, crashing(1), { logs: logs('Error: x\n') }));
    const since = client.published.slice(from);
    assert.deepEqual(ofCluster(since.find(({ uri }) => uri === docker) ?? { uri: '', diagnostics: [] }), []);
    assert.equal(ofCluster(since.find(({ uri }) => uri === app) ?? { uri: '', diagnostics: [] })[0]?.code, 'cluster/application-crashed');
    const cleared = await next(client, app, () => client.connection.sendRequest('slipway/clearDiagnoses', {}));
    assert.deepEqual(cleared.diagnostics, []);
    // Without `publish` the answer is all there is.
    const count = client.published.length;
    assert.equal((await ask(client, evidence, false)).diagnoses.length, 1);
    assert.equal(client.published.length, count);
  }));

test('a client that cannot pull has both in one list', () =>
  withServer({ pull: false }, async ({ client, folder, app }) => {
    // Waits until the folders were read: what comes with that would be counted too.
    await client.connection.sendRequest('slipway/candidates');
    await client.open(app, text, 'yaml');
    const lint = await client.publication(({ uri, diagnostics }) => uri === app && diagnostics.length > 0);
    const count = lint.diagnostics.length;
    const both = await next(client, app, () => ask(client, seen(folder, crashing(137, 'OOMKilled'))));
    assert.equal(both.diagnostics.length, count + 1);
    const cleared = await next(client, app, () => client.connection.sendRequest('slipway/clearDiagnoses', {}));
    assert.equal(cleared.diagnostics.length, count);
  }));

test('the outline of a Dockerfile and prepared manifests come over the wire', () =>
  withServer({ pull: true }, async ({ client, folder, docker }) => {
    const outline = (path: string): Promise<DockerfileOutline | null> =>
      client.connection.sendRequest('slipway/dockerfileOutline', { path: join(folder, path) });
    assert.deepEqual((await outline('api/Dockerfile'))?.contexts, [join(folder, 'api')]);
    await client.open(docker, `${dockerfile}EXPOSE 8000\n`);
    assert.deepEqual((await outline('api/Dockerfile'))?.ports, [8000], 'the text of the editor counts');
    assert.equal(await outline('k8s/app.yaml'), null);
    assert.equal(await outline('api/nothing'), null);
    const images = [{ repository: 'myapp', reference: 'myapp:1' }];
    const prepared = await client.connection.sendRequest<PrepareResult>('slipway/prepareManifests', {
      texts: [{ path: '/x.yaml', text }],
      images,
    });
    assert.equal(prepared.texts[0]?.text, text.replace('myapp:dev', 'myapp:1'));
    assert.equal(prepared.objects[0]?.containers[0]?.writtenImage, 'myapp:dev');
  }));
