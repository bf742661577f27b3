import { checked, faultIn, list, readJson, record, string, type Checked } from '../checked.js';
import { done, failed, type Runner } from '../tool.js';
import { kubectlFailure } from './access.js';
import { readConfig, type KubeContext } from './config.js';

/** Where a context leads, held fast: the kubeconfig may be changed by other programs while a run goes on. */
export interface Destination {
  readonly context: KubeContext;
  /** A kubeconfig with this context and its cluster, and no credentials: those stay in the user's own files. */
  readonly kubeconfig: string;
}

/**
 * Reads where a context leads. Certificates of the cluster are taken in, since their paths hold beside the user's own files alone.
 * `alias` is a name that no cluster of the kubeconfig has: entries of equal names could be mixed.
 */
export function readDestination(context: string, alias: string): Checked<Destination> {
  const args = ['config', 'view', '--minify', '--flatten', '--raw', '--output=json', `--context=${context}`];
  return checked(faultIn(['context', context]), {
    program: 'kubectl',
    args,
    timeoutMs: 15_000,
    parse: (output) => {
      const said = readJson(output.stdout);
      const found = output.code === 0 ? destinationIn(said, context, alias) : undefined;
      // Its output holds credentials and is never repeated.
      return found === undefined ? failed(kubectlFailure(args, { ...output, stdout: '' })) : done(found);
    },
  });
}

function destinationIn(said: unknown, name: string, alias: string): Destination | undefined {
  const config = record(said);
  const context = readConfig(config).contexts.find((one) => one.name === name);
  const entry = list(config['contexts'])
    .map(record)
    .find((one) => one['name'] === name);
  const cluster = list(config['clusters'])
    .map(record)
    .find((one) => string(one['name']) === context?.cluster);
  if (context === undefined || entry === undefined || cluster === undefined) return undefined;
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name: alias, cluster: cluster['cluster'] }],
    // With a namespace of its own, so that nothing is left for an entry of the same name in another file to say.
    contexts: [{ name, context: { ...record(entry['context']), cluster: alias, namespace: context.namespace ?? 'default' } }],
  };
  return { context, kubeconfig: JSON.stringify(kubeconfig) };
}

/** A kubeconfig that holds one context fast: `alias` is its cluster, which no other file knows. */
export interface Hold {
  readonly context: string;
  readonly alias: string;
  /** Absolute path of a `Destination`'s text. */
  readonly file: string;
}

/**
 * A runner whose kubectl takes one context from our own file, and goes to no other. kubectl passes over files that are not there:
 * the cluster is named too, so that without ours it goes nowhere instead of where the user's own file says.
 */
export function boundTo(runner: Runner, { context, alias, file }: Hold): Runner {
  return {
    run: (command, options) => {
      const { kubeContext, args } = command;
      if (kubeContext === undefined) return runner.run(command, options);
      const at = args.indexOf(`--context=${context}`);
      if (kubeContext !== context || at === -1)
        return Promise.resolve(
          failed({ code: 'target-changed', message: `This run goes to \`${context}\`, and not to \`${kubeContext}\`.` }),
        );
      const bound = [...args.slice(0, at + 1), `--cluster=${alias}`, ...args.slice(at + 1)];
      return runner.run({ ...command, args: bound, kubeconfig: file }, options);
    },
  };
}
