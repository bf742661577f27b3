import type { WorkspaceView } from '../../engine/facts/facts.js';
import { defineRule } from '../../engine/rule/define.js';
import { lastPart } from '../../languages/dockerfile/imageNames.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { folderOf } from '../../languages/builders/facts.js';
import { isAside, isOthers } from '../../languages/kubernetes/imageSource.js';
import { imagesOf, rewrite } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './image-not-built-here.md';

export default defineRule({
  id: 'kubernetes/image-not-built-here',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['dockerfile', 'dockerfile.name', 'image.build', 'build.context', 'kustomize', 'kustomize.resource', 'kustomize.image'],
  page,
  check: {
    Pod(pod, ctx) {
      const { workspace } = ctx;
      for (const { node, reference } of imagesOf(pod)) {
        const { name, repository, wellFormed, digest } = reference;
        // With a registry or an owner in front it may be anybody's, and a digest was copied from where the image is.
        if (!wellFormed || digest !== undefined || name.includes('/') || isOthers(repository) || standsForAnother(name)) continue;
        // A folder that is not read as a whole may hold what is asked for.
        if (!workspace.complete || !isBuiltHere(workspace)) continue;
        if (isKnown(workspace, repository) || isReplaced(workspace, reference, () => true)) continue;
        const nameless = namelessDockerfile(workspace);
        const meant = nearest(name, namesHere(workspace, nameless));
        if (meant === undefined && nameless !== undefined) continue;
        ctx.report({
          at: node.span,
          message: `No Dockerfile here builds \`${name}\`${meant === undefined ? '' : `, but one builds \`${meant}\``}, and Docker Hub has no official image of that name: unless it is made elsewhere, the pod stays in \`ErrImagePull\`.`,
          fix: () =>
            meant === undefined
              ? undefined
              : { title: `Change the name to \`${meant}\``, edits: rewrite(node, `${meant}${reference.text.slice(name.length)}`) },
        });
      }
    },
  },
});

/** Whether images are built here at all. Examples and tests of a project that builds one run anything. */
function isBuiltHere(workspace: WorkspaceView): boolean {
  const { path } = workspace;
  return path !== undefined && workspace.all('dockerfile').some((fact) => !isAside(path, fact.path) && !isAside(fact.path, path));
}

/** Somebody builds it, or may: two Dockerfiles that fit are two, and a kustomization knows the name. */
function isKnown(workspace: WorkspaceView, repository: string): boolean {
  if (workspace.find('image.build', repository).length > 0) return true;
  if (workspace.find('dockerfile.name', lastPart(repository)).length > 0) return true;
  // A service of that name is built here. Compose puts the name of the project in front, which is that of whoever's folder it is.
  const last = lastPart(repository);
  if (workspace.all('build.context').some(({ data: { name } }) => last === name || last.endsWith(`-${name}`))) return true;
  return workspace.all('kustomize.image').some(({ key }) => key === repository);
}

/** Path of one at the top of the workspace, whose image nobody names: any name may be its, that of the folder says little. */
function namelessDockerfile(workspace: WorkspaceView): string | undefined {
  const { root } = workspace;
  if (root === undefined) return undefined;
  const built = new Set(workspace.all('image.build').map(({ data }) => data.dockerfile));
  return workspace.all('dockerfile').find(({ path }) => folderOf(path) === root.replace(/\/$/, '') && !built.has(path))?.path;
}

/** Names without a registry that are built here. */
function namesHere(workspace: WorkspaceView, nameless: string | undefined): readonly string[] {
  const said = workspace.all('image.build').flatMap(({ key }) => (key.includes('/') ? [] : key));
  const named = workspace.all('dockerfile.name').flatMap(({ key, path, data }) => (data.rank <= 1 && path !== nameless ? key : []));
  return [...new Set([...said, ...named])];
}

/** What a pipeline or a reader puts an image's name in place of. */
function standsForAnother(name: string): boolean {
  return /^(?:image|image-?name|your-.*|my-?image|placeholder|example|todo|replace-?me|controller|none|dummy|unused|not-used|x+)$/.test(
    name,
  );
}
