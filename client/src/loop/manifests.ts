import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ManifestText, PrepareResult } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { renderChart } from '../tools/helm/template.js';
import { renderKustomization } from '../tools/kubectl/kustomize.js';
import { readReference } from '../tools/names.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { BuiltImage, Delivery, LoopContext, ManifestSource } from './contract.js';

/** What will be sent: the files as they are, or rendered, with the delivered image in place of what they name. */
export async function preparedManifests(
  ctx: LoopContext,
  sources: readonly ManifestSource[],
  namespace: string,
  sent?: { readonly image: BuiltImage; readonly delivery: Delivery },
): Promise<Outcome<PrepareResult>> {
  const texts: ManifestText[] = [];
  for (const source of sources) {
    const read = await textsOf(ctx, source, namespace);
    if (!read.ok) return read;
    texts.push(...read.value);
  }
  const prepared = await ctx.engine.prepare({ texts, images: sent === undefined ? [] : replacements(sent) });
  const [problem] = prepared.problems;
  if (problem !== undefined)
    return failed({
      code: 'manifest-unreadable',
      message: `${problem.path}:${problem.line + 1}: ${problem.message}`,
      detail: prepared.problems.map(({ path, line, message }) => `${path}:${line + 1}: ${message}`).join('\n'),
    });
  if (prepared.objects.length === 0) return failed({ code: 'no-objects', message: 'The manifests hold no object.' });
  if (sent !== undefined) {
    const images = prepared.objects.flatMap(({ containers }) => containers.map(({ image }) => image));
    if (!images.includes(sent.delivery.reference))
      return failed({
        code: 'image-not-used',
        message: `None of the manifests runs \`${sent.image.repository}\`${images.length === 0 ? '' : `: they run ${[...new Set(images)].map((one) => `\`${one}\``).join(', ')}`}.`,
        remedy: 'Name the image as the manifests do, or choose other manifests',
      });
  }
  return done(prepared);
}

/** The image may be named as it was built, as the cluster's registry has it, or as the workstation reaches that registry. */
function replacements({ image, delivery }: { readonly image: BuiltImage; readonly delivery: Delivery }) {
  const delivered = readReference(delivery.reference)?.repository ?? image.repository;
  const [, path = ''] = /^[^/]+\/(.+)$/.exec(delivered) ?? [];
  const port = /^[^/]*:(\d+)\//.exec(delivered)?.[1];
  const names = [
    image.repository,
    delivered,
    ...(delivery.by === 'push' ? [path, ...(port === undefined ? [] : [`localhost:${port}/${path}`])] : []),
  ];
  return [...new Set(names)].filter((name) => name !== '').map((repository) => ({ repository, reference: delivery.reference }));
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
    return done(
      await Promise.all(names.map(async (name) => ({ path: `${path}/${name}`, text: await readFile(`${path}/${name}`, 'utf8') }))),
    );
  } catch (error) {
    return failed({
      code: 'manifest-unreadable',
      message: `\`${path}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

/** A release is named like its chart: https://helm.sh/docs/chart_best_practices/conventions/. */
export function releaseOf(chart: string): string {
  const name = basename(chart)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'release' : name.slice(0, 53);
}
