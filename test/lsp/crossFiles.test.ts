import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { inFolder } from '../support/cliRun.js';
import { applyAction, LspClient } from '../support/lspClient.js';
import { manifestPath, monorepo } from '../support/monorepo.js';

const repository = monorepo(8);
const rule = 'kubernetes/target-port-not-served';
const [service, deployment] = [manifestPath(4, 'service'), manifestPath(4, 'deployment')];
const broken = (repository[service] ?? '').replace('targetPort: http-4', 'targetPort: htp-4');

/** The findings of a document once they are as `isWanted` says; what the scan tells comes when it is over. */
async function waitFor(client: LspClient, uri: string, isWanted: (found: readonly Diagnostic[]) => boolean): Promise<Diagnostic[]> {
  for (let tries = 0; tries < 200; tries++) {
    const found = (await client.findings(uri)).filter(({ code }) => code === rule);
    if (isWanted(found)) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`${uri} never had the findings that were waited for`);
}

test('a Service and the pods of another file: told in both, mended in either, gone when the other file changes', () =>
  inFolder({ ...repository, [service]: broken }, async (folder) => {
    const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
    const client = await LspClient.start({ pull: true, folder });
    try {
      await client.open(uri(service), broken, 'yaml');
      const [finding] = await waitFor(client, uri(service), (found) => found.length === 1);
      assert.ok(finding !== undefined);
      assert.deepEqual(
        finding.relatedInformation?.map(({ location }) => location.uri),
        [uri(deployment)],
      );
      const actions = (await client.actions(uri(service), finding.range, [finding])).filter(({ edit }) => edit !== undefined);
      const here = actions.find(({ title }) => title.includes('targetPort'));
      assert.ok(here !== undefined, actions.map(({ title }) => title).join());
      assert.match(applyAction(uri(service), broken, here), /targetPort: http-4/);

      const text = repository[deployment] ?? '';
      await client.open(uri(deployment), text, 'yaml');
      const [other] = await waitFor(client, uri(deployment), (found) => found.length === 1);
      assert.ok(other !== undefined);
      const there = (await client.actions(uri(deployment), other.range, [other])).find(({ title }) => title.endsWith('in service.yaml'));
      assert.ok(there !== undefined);
      assert.match(applyAction(uri(service), broken, there), /targetPort: http-4/);

      // The port is named as the Service asks, without a save.
      await client.refreshAfter(() => client.change(uri(deployment), 2, [{ text: text.replaceAll('http-4', 'htp-4') }]));
      await waitFor(client, uri(service), (found) => found.length === 0);
      await waitFor(client, uri(deployment), (found) => found.length === 0);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  }));

/** A kustomization that no longer lists a file of its folder; whether it lists it is asked of all kustomizations, itself among them. */
const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - a.yaml\n  - b.yaml\n';
const map = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const notListed = 'kustomize/file-not-listed';

for (const pull of [true, false])
  test(`what a file says of itself is judged after it has said so, for a client that ${pull ? 'asks' : 'is told'}`, () =>
    inFolder({ 'kustomization.yaml': kustomization, 'a.yaml': map('a'), 'b.yaml': map('b') }, async (folder) => {
      const uri = pathToFileURL(join(folder, 'kustomization.yaml')).href;
      const client = await LspClient.start({ pull, folder });
      try {
        await client.connection.sendRequest('slipway/candidates');
        await client.open(uri, kustomization, 'yaml');
        if (pull)
          assert.deepEqual(
            (await client.findings(uri)).filter(({ code }) => code === notListed),
            [],
          );
        else await client.publication((params) => params.uri === uri);
        const asked = client.refreshes;
        await client.change(uri, 2, [{ range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } }, text: '' }]);
        const told = pull
          ? client.findings(uri).then(async () => {
              for (let tries = 0; client.refreshes === asked && tries < 100; tries++) await new Promise((done) => setTimeout(done, 50));
              assert.notEqual(client.refreshes, asked, 'nobody made the client ask again');
              return client.findings(uri);
            })
          : Promise.race([
              client
                .publication(({ diagnostics }) => diagnostics.some(({ code }) => code === notListed))
                .then((params) => params.diagnostics),
              new Promise<Diagnostic[]>((done) => setTimeout(() => done([]), 5000)),
            ]);
        assert.deepEqual(
          (await told).filter(({ code }) => code === notListed).map(({ range }) => range.start.line),
          [2],
        );
      } finally {
        assert.equal(await client.stop(), 0);
      }
    }));
