import { checked, faultIn, list, readJson, record, string, type Checked } from '../checked.js';
import { done, failed, type ToolCommand } from '../tool.js';
import { kubectlFailure } from './access.js';

/** A context of the kubeconfig with what it leads to. */
export interface KubeContext {
  readonly name: string;
  /** Name of the cluster's entry, `k3d-dev`. */
  readonly cluster: string;
  /** `https://0.0.0.0:36763`; empty when the entry is missing. */
  readonly server: string;
  /** A proxy that requests go through. */
  readonly proxy?: string;
  readonly namespace?: string;
}

export interface KubeConfig {
  readonly current?: string;
  readonly contexts: readonly KubeContext[];
}

/** The merged kubeconfig as kubectl sees it, credentials left out. Contacts no cluster. */
export function viewConfig(): ToolCommand<KubeConfig> {
  const args = ['config', 'view', '--output=json'];
  return {
    program: 'kubectl',
    args,
    timeoutMs: 15_000,
    parse: (output) => {
      const said = readJson(output.stdout);
      return output.code === 0 && said !== undefined ? done(readConfig(said)) : failed(kubectlFailure(args, output));
    },
  };
}

/** One context, read again before each step that changes a cluster. */
export function viewContext(context: string): Checked<KubeContext> {
  const args = ['config', 'view', '--minify', '--output=json', `--context=${context}`];
  return checked(faultIn(['context', context]), {
    program: 'kubectl',
    args,
    timeoutMs: 15_000,
    parse: (output) => {
      const found = readConfig(readJson(output.stdout)).contexts.find(({ name }) => name === context);
      return output.code === 0 && found !== undefined ? done(found) : failed(kubectlFailure(args, output));
    },
  });
}

export function readConfig(said: unknown): KubeConfig {
  const config = record(said);
  const clusters = new Map(list(config['clusters']).map((entry) => [string(record(entry)['name']), record(record(entry)['cluster'])]));
  const current = string(config['current-context']);
  return {
    ...(current === '' ? {} : { current }),
    contexts: list(config['contexts']).map((entry) => {
      const { cluster: key, namespace } = record(record(entry)['context']);
      const cluster = clusters.get(string(key)) ?? {};
      const proxy = string(cluster['proxy-url']);
      return {
        name: string(record(entry)['name']),
        cluster: string(key),
        server: string(cluster['server']),
        ...(proxy === '' ? {} : { proxy }),
        ...(string(namespace) === '' ? {} : { namespace: string(namespace) }),
      };
    }),
  };
}
