import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { mostFiles } from '../../server/src/host/files.js';
import { inFolder } from '../support/cliRun.js';
import { applyAction, LspClient } from '../support/lspClient.js';

const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: ${image}\n`;

/** The findings of one rule once they are as many as asked for. */
async function waitFor(client: LspClient, uri: string, rule: string, count: number): Promise<readonly Diagnostic[]> {
  let found: readonly Diagnostic[] = [];
  for (let tries = 0; tries < 200; tries++) {
    found = (await client.findings(uri)).filter(({ code }) => code === rule);
    if (found.length === count) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`${rule} was found ${found.length} times, not ${count}`);
}

test('a build that the client has run tells which version the manifest lags behind', () => {
  const text = pod('shop-api:1.4.1');
  return inFolder({ 'api/Dockerfile': 'FROM alpine:3.22\nCMD ["x"]\n', 'k8s/pod.yaml': text }, async (folder) => {
    const uri = pathToFileURL(join(folder, 'k8s/pod.yaml')).href;
    const client = await LspClient.start({ pull: true, folder });
    const rule = 'kubernetes/image-from-other-tag';
    try {
      await client.open(uri, text, 'yaml');
      // Nobody builds `shop-api` yet, and Docker Hub has none.
      await waitFor(client, uri, 'kubernetes/image-not-built-here', 1);
      const dockerfile = join(folder, 'api/Dockerfile');
      await client.connection.sendNotification('slipway/built', { image: 'shop-api:dev-2', dockerfile });
      const [finding] = await waitFor(client, uri, rule, 1);
      assert.ok(finding !== undefined);
      assert.match(JSON.stringify(finding.message), /^"The last build gives `shop-api` the tag `dev-2`, and this runs `1\.4\.1`/);
      const action = (await client.actions(uri, finding.range, [finding])).find(({ title }) => title === 'Use `shop-api:dev-2`');
      assert.ok(action !== undefined);
      assert.equal(applyAction(uri, text, action), pod('shop-api:dev-2'));
      await waitFor(client, uri, 'kubernetes/image-not-built-here', 0);
      await client.connection.sendNotification('slipway/built', { image: 'shop-api:1.4.1', dockerfile });
      await waitFor(client, uri, rule, 0);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

test('more files than are read: told once, and nothing counts as missing', () => {
  const text = pod('shop-api:1.4.1').replace('  containers:', '  serviceAccountName: nowhere\n  containers:');
  const files = Object.fromEntries(Array.from({ length: mostFiles + 1 }, (_, i) => [`k8s/c${i}.yaml`, 'a: 1\n']));
  return inFolder({ ...files, Dockerfile: 'FROM alpine:3.22\n', 'k8s/pod.yaml': text }, async (folder) => {
    const uri = pathToFileURL(join(folder, 'k8s/pod.yaml')).href;
    const client = await LspClient.start({ pull: true, folder });
    const told: string[] = [];
    const first = new Promise<void>((done) => {
      client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
        told.push(message);
        done();
      });
    });
    try {
      await client.open(uri, text, 'yaml');
      await first;
      await new Promise((done) => setTimeout(done, 300));
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', /^More than 5000 Dockerfiles and YAML files in the workspace: /);
      const codes = (await client.findings(uri)).map(({ code }) => code);
      assert.ok(codes.includes('kubernetes/run-as-root-allowed'));
      assert.ok(!codes.includes('kubernetes/image-not-built-here'));
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

test('a folder that was moved in as a whole is read, though the watcher names the folder alone', () => {
  const text = pod('shop-api:1.4.1');
  return inFolder({ 'web/Dockerfile': 'FROM alpine:3.22\nCMD ["x"]\n', 'k8s/pod.yaml': text }, async (folder) => {
    const uri = pathToFileURL(join(folder, 'k8s/pod.yaml')).href;
    const rule = 'kubernetes/image-not-built-here';
    const client = await LspClient.start({ pull: true, folder });
    try {
      await client.open(uri, text, 'yaml');
      await waitFor(client, uri, rule, 1);
      const moved = join(folder, 'shop-api');
      mkdirSync(moved);
      writeFileSync(join(moved, 'Dockerfile'), 'FROM alpine:3.22\nCMD ["x"]\n');
      const changed = (type: number): Promise<void> =>
        client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(moved).href, type }] });
      await changed(1);
      await waitFor(client, uri, rule, 0);
      rmSync(moved, { recursive: true });
      await changed(3);
      await waitFor(client, uri, rule, 1);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

test('what a Namespace of another folder refuses is told, and goes when a second one disagrees', () => {
  const text = pod('shop-api:1.4.1')
    .replace('  name: api\n', '  name: api\n  namespace: shop\n')
    .replace('spec:', 'spec:\n  hostNetwork: true');
  const namespace = (level: string): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;
  return inFolder({ 'platform/namespaces.yaml': namespace('baseline'), 'k8s/pod.yaml': text }, async (folder) => {
    const uri = pathToFileURL(join(folder, 'k8s/pod.yaml')).href;
    const client = await LspClient.start({ pull: true, folder });
    const rule = 'kubernetes/pod-rejected-by-namespace';
    try {
      await client.open(uri, text, 'yaml');
      const [finding] = await waitFor(client, uri, rule, 1);
      assert.match(JSON.stringify(finding?.message), /`\.\.\/platform\/namespaces\.yaml`/);
      const other = pathToFileURL(join(folder, 'clusters/lab.yaml')).href;
      await client.open(other, namespace('privileged'), 'yaml');
      await waitFor(client, uri, rule, 0);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

/** Waits until the folders were read: what is asked of all of them comes after. */
const scanned = (client: LspClient): Promise<unknown> => client.connection.sendRequest('slipway/candidates');

test('what the scan knows of a file counts when it is opened unchanged, and no longer when it was changed behind the editor', () => {
  const [plain, rooted] = ['FROM alpine:3.22\nUSER 1000\nCMD ["x"]\n', 'FROM alpine:3.22\nUSER root\nCMD ["x"]\n'];
  const text = pod('shop-api:1.4.1').replace('spec:', 'spec:\n  securityContext:\n    runAsNonRoot: true');
  return inFolder({ 'shop-api/Dockerfile': rooted, 'k8s/pod.yaml': text }, async (folder) => {
    const [path, moved] = [join(folder, 'shop-api/Dockerfile'), join(folder, 'shop-db/Dockerfile')];
    const [uri, dockerfile] = [join(folder, 'k8s/pod.yaml'), path].map((each) => pathToFileURL(each).href) as [string, string];
    const client = await LspClient.start({ pull: true, folder });
    const rule = 'kubernetes/root-image-with-run-as-non-root';
    const changed = (...changes: readonly [string, number][]): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: changes.map(([each, type]) => ({ uri: pathToFileURL(each).href, type })),
      });
    try {
      await scanned(client);
      await client.open(uri, text, 'yaml');
      await waitFor(client, uri, rule, 1);
      // Opened as it is on disk, then edited, then closed without saving.
      await client.open(dockerfile, rooted);
      await client.findings(dockerfile);
      await waitFor(client, uri, rule, 1);
      await client.change(dockerfile, 2, [{ text: plain }]);
      await waitFor(client, uri, rule, 0);
      await client.close(dockerfile);
      await waitFor(client, uri, rule, 1);
      // Opened with another text than the disk has.
      await client.open(dockerfile, plain);
      await client.findings(dockerfile);
      await waitFor(client, uri, rule, 0);
      await client.close(dockerfile);
      await waitFor(client, uri, rule, 1);
      // Changed outside, opened with the new text, and changed back while it is closed.
      writeFileSync(path, plain);
      await changed([path, 2]);
      await waitFor(client, uri, rule, 0);
      await client.open(dockerfile, plain);
      await client.findings(dockerfile);
      await client.close(dockerfile);
      writeFileSync(path, rooted);
      await changed([path, 2]);
      await waitFor(client, uri, rule, 1);
      // Renamed, and back again.
      mkdirSync(join(folder, 'shop-db'));
      renameSync(path, moved);
      await changed([path, 3], [moved, 1]);
      await waitFor(client, uri, 'kubernetes/image-not-built-here', 1);
      await waitFor(client, uri, rule, 0);
      renameSync(moved, path);
      await changed([moved, 3], [path, 1]);
      await waitFor(client, uri, rule, 1);
      await waitFor(client, uri, 'kubernetes/image-not-built-here', 0);
      rmSync(path);
      await changed([path, 3]);
      await waitFor(client, uri, rule, 0);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

test('what lies beside a Dockerfile is seen as it is when it is opened, whatever the scan saw', () => {
  const text = 'FROM alpine:3.22\nCOPY . /app\nCMD ["x"]\n';
  return inFolder(
    { 'api/.git/HEAD': '', 'web/.git/HEAD': '', 'api/Dockerfile': text, 'web/Dockerfile': text, 'web/.dockerignore': '.git\n' },
    async (folder) => {
      const hourAgo = Date.now() / 1000 - 3600;
      for (const name of ['api', 'web', '.']) utimesSync(join(folder, name), hourAgo, hourAgo);
      const [api, web] = ['api', 'web'].map((name) => pathToFileURL(join(folder, name, 'Dockerfile')).href) as [string, string];
      const client = await LspClient.start({ pull: true, folder });
      const rule = 'dockerfile/missing-dockerignore';
      try {
        await scanned(client);
        // Nobody tells of these: the watcher was late, or leaves the folder out.
        writeFileSync(join(folder, 'api/.dockerignore'), '.git\n');
        rmSync(join(folder, 'web/.dockerignore'));
        for (const [uri, count] of [
          [api, 0],
          [web, 1],
        ] as const) {
          await client.open(uri, text);
          assert.equal((await client.findings(uri)).filter(({ code }) => code === rule).length, count, uri);
        }
        const config = join(folder, 'web/.slipway.yaml');
        writeFileSync(config, `rules:\n  ${rule}: off\n`);
        const changed = (type: number): Promise<void> =>
          client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(config).href, type }] });
        await changed(1);
        await waitFor(client, web, rule, 0);
        rmSync(config);
        await changed(3);
        await waitFor(client, web, rule, 1);
      } finally {
        assert.equal(await client.stop(), 0);
      }
    },
  );
});

test('an open file goes on telling the others what it says when its folder goes and comes back', () => {
  const text = pod('shop-api:1.4.1')
    .replace('  name: api\n', '  name: api\n  namespace: shop\n')
    .replace('spec:', 'spec:\n  hostNetwork: true');
  const namespace =
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n';
  return inFolder({ 'platform/namespaces.yaml': namespace, 'k8s/pod.yaml': text }, async (folder) => {
    const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
    const client = await LspClient.start({ pull: true, folder, workspace: { workspaceFolders: true } });
    const rule = 'kubernetes/pod-rejected-by-namespace';
    try {
      await client.open(uri('k8s/pod.yaml'), text, 'yaml');
      // One that is as the scan has read it, and then one whose editor has told.
      for (const [version, said] of [namespace, `# ours\n${namespace}`].entries()) {
        if (version === 0) await client.open(uri('platform/namespaces.yaml'), said, 'yaml');
        else await client.change(uri('platform/namespaces.yaml'), 2, [{ text: said }]);
        await scanned(client);
        await waitFor(client, uri('k8s/pod.yaml'), rule, 1);

        const itself = { uri: pathToFileURL(folder).href, name: 'test' };
        for (const event of [
          { added: [], removed: [itself] },
          { added: [itself], removed: [] },
        ])
          await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
        await scanned(client);
        await waitFor(client, uri('k8s/pod.yaml'), rule, 1);

        // Another branch is checked out that does not have it, and this one again.
        for (const type of [3, 1]) {
          if (type === 3) rmSync(join(folder, 'platform'), { recursive: true });
          else {
            mkdirSync(join(folder, 'platform'));
            writeFileSync(join(folder, 'platform/namespaces.yaml'), namespace);
          }
          await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('platform'), type }] });
          await scanned(client);
          await waitFor(client, uri('k8s/pod.yaml'), rule, 1);
        }
      }
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

test('a folder that goes before it was read leaves nothing to read', () =>
  inFolder({ 'shop-api/Dockerfile': 'FROM alpine:3.22\nCMD ["x"]\n' }, async (folder) => {
    const client = await LspClient.start({ pull: true, folder, workspace: { workspaceFolders: true } });
    try {
      const removed = [{ uri: pathToFileURL(folder).href, name: 'test' }];
      await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
      // Longer than a server waits before it reads; the folder that it was started in is none of the workspace.
      await new Promise((done) => setTimeout(done, 1000));
      assert.deepEqual(await scanned(client), { dockerfiles: [], manifests: [] });
      // In no folder nothing is called missing.
      const uri = pathToFileURL(join(folder, 'pod.yaml')).href;
      await client.open(uri, pod('shop-web:1.4.1'), 'yaml');
      await waitFor(client, uri, 'kubernetes/image-not-built-here', 0);
      await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: removed, removed: [] } });
      await waitFor(client, uri, 'kubernetes/image-not-built-here', 1);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  }));
