import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atBench, type Bench, type Double, type World } from './doubles.js';
import { startApiServer, type ApiServer } from './doubles/apiServer.js';
import type { ClusterScenario } from './doubles/clusterState.js';
import { behindTls, certificate } from './doubles/tls.js';

export interface ClusterWorld {
  readonly world?: World;
  readonly cluster?: ClusterScenario;
  /** All of them when absent; the others are those of the machine. */
  readonly doubles?: readonly Double[];
}

/** Doubles of Docker, k3d and kubectl (or the real one) against a double of the API server behind TLS, as a cluster `dev`. `kubeconfig` is a file. */
export async function atCluster<T>(
  scenario: ClusterWorld,
  work: (cluster: { readonly bench: Bench; readonly api: ApiServer; readonly kubeconfig: string }) => Promise<T>,
): Promise<T> {
  const api = await startApiServer({ readyMs: 50, ...scenario.cluster });
  const tls = await behindTls(api.port);
  const { docker, k3d, ...rest } = scenario.world ?? {};
  const world: World = {
    docker: { images: [], ...docker },
    k3d: { clusters: [{ name: 'dev', apiPort: tls.port }], ...k3d },
    ...rest,
  };
  for (const cluster of world['k3d'].clusters) cluster.apiPort ??= tls.port;
  const trusted = mkdtempSync(join(tmpdir(), 'slipway-ca-'));
  writeFileSync(join(trusted, 'ca.pem'), certificate);
  const kubeconfig = join(trusted, 'config');
  writeFileSync(kubeconfig, configOf(api, tls.port));
  try {
    return await atBench(world, (bench) => work({ bench, api, kubeconfig }), {
      ...(scenario.doubles === undefined ? {} : { doubles: scenario.doubles }),
      env: { NODE_EXTRA_CA_CERTS: join(trusted, 'ca.pem'), KUBECONFIG: kubeconfig },
    });
  } finally {
    await tls.close();
    await api.close();
    rmSync(trusted, { recursive: true, force: true });
  }
}

function configOf(api: ApiServer, port: number): string {
  const config = JSON.parse(api.kubeconfig('dev')) as { clusters: { cluster: Record<string, string> }[] };
  for (const { cluster } of config.clusters) {
    cluster['server'] = `https://127.0.0.1:${port}`;
    cluster['certificate-authority-data'] = Buffer.from(certificate).toString('base64');
  }
  return JSON.stringify(config);
}
