import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ManifestText, PrepareResult } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { renderChart } from '../tools/helm/template.js';
import { renderKustomization } from '../tools/kubectl/kustomize.js';
import { readReference } from '../tools/names.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { LoopContext, ManifestSource } from './contract.js';
import type { K3dRegistry } from '../tools/k3d/registries.js';
import { withoutRegistry } from './deliver.js';
import { relativeTo } from './questions.js';

/** An image that pods are to run. */
export interface SentImage {
  /** As it was built. */
  readonly repository: string;
  /** As pods have to name it. */
  readonly reference: string;
  readonly registry?: K3dRegistry | undefined;
}

/** What will be sent: the files as they are, or rendered, with the delivered image in place of what they name. */
export async function preparedManifests(
  ctx: LoopContext,
  sources: readonly ManifestSource[],
  namespace: string,
  sent?: SentImage,
): Promise<Outcome<PrepareResult>> {
  const texts: ManifestText[] = [];
  for (const source of sources) {
    const read = await textsOf(ctx, source, namespace);
    if (!read.ok) return read;
    texts.push(...read.value);
  }
  const prepared = await ctx.engine.prepare({ texts, images: sent === undefined ? [] : replacements(sent) });
  const said = prepared.problems.map(({ path, line, message }) => `${relativeTo(ctx, path)}:${line + 1}: ${message}`);
  if (said[0] !== undefined) return failed({ code: 'manifest-unreadable', message: said[0], detail: said.join('\n') });
  if (prepared.objects.length === 0) return failed({ code: 'no-objects', message: 'The manifests hold no object.' });
  if (sent !== undefined) {
    const images = prepared.objects.flatMap(({ containers }) => containers.map(({ image }) => image));
    if (!images.includes(sent.reference))
      return failed({
        code: 'image-not-used',
        message: `None of the manifests runs \`${sent.repository}\`${images.length === 0 ? '' : `: they run ${[...new Set(images)].map((one) => `\`${one}\``).join(', ')}`}.`,
        remedy: 'Name the image as the manifests do, or choose other manifests',
      });
  }
  return done(prepared);
}

/** The image may be named as it was built, as the cluster's registry has it, or as the workstation reaches that registry. */
function replacements({ repository, reference, registry }: SentImage) {
  const hosts = registry === undefined ? [] : [registry.inCluster, ...(registry.onHost === null ? [] : [registry.onHost])];
  const names = [
    repository,
    readReference(reference)?.repository ?? repository,
    ...hosts.map((host) => `${host}/${withoutRegistry(repository)}`),
  ];
  return [...new Set(names)].map((name) => ({ repository: name, reference }));
}

async function textsOf(
  { runner, signal, front }: LoopContext,
  { kind, path }: ManifestSource,
  namespace: string,
): Promise<Outcome<ManifestText[]>> {
  if (kind === 'kustomize' || kind === 'helm') {
    front.progress('deploy', `rendering ${path}`);
    const rendered = await runChecked(
      runner,
      kind === 'kustomize' ? renderKustomization(path) : renderChart({ chart: path, release: releaseOf(path), namespace }),
      { signal },
    );
    return rendered.ok ? done([{ path, text: rendered.value }]) : rendered;
  }
  try {
    if (kind === 'file') return done([{ path, text: await readFile(path, 'utf8') }]);
    // As `kubectl apply --filename FOLDER`: the files of the folder itself, by name.
    const names = (await readdir(path)).filter((name) => /\.(?:ya?ml|json)$/.test(name)).sort();
    const texts = await Promise.all(
      names.map(async (name) => ({ path: `${path}/${name}`, text: await readFile(`${path}/${name}`, 'utf8') })),
    );
    // A Compose file or values beside the manifests are nobody's object; kubectl would refuse the folder because of them.
    const [manifests, others] = [texts.filter(isManifest), texts.filter((text) => !isManifest(text))];
    if (others.length > 0)
      front.output(`Left out, for they hold no Kubernetes object: ${others.map(({ path: other }) => basename(other)).join(', ')}`);
    return done(manifests);
  } catch (error) {
    return failed({
      code: 'manifest-unreadable',
      message: `\`${path}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

function isManifest({ text }: ManifestText): boolean {
  return /^\s*(?:- )?["']?apiVersion["']?\s*:/m.test(text) || /"apiVersion"\s*:/.test(text);
}

/** A release is named like its chart: https://helm.sh/docs/chart_best_practices/conventions/. */
export function releaseOf(chart: string): string {
  const name = basename(chart)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'release' : name.slice(0, 53);
}
