import { defineRule } from '../../engine/rule/define.js';
import { valueOf } from '../../languages/kustomize/model.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { titles } from '../shared/kustomizeObjects.js';
import { ownHolding } from '../shared/kustomizePaths.js';
import page from './replicas-unmatched.md';

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replicas/. */
const counted: ReadonlySet<string> = new Set(['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']);

export default defineRule({
  id: 'kustomize/replicas-unmatched',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['kustomize', 'manifest'],
  page,
  check: {
    File(file, ctx) {
      const items = mapsIn(file.get('replicas'));
      const holding = items.length === 0 || !file.isSound ? undefined : ownHolding(ctx);
      // A configuration file can name further kinds.
      if (holding === undefined || !holding.isComplete || holding.own.isFilledIn || !holding.isPlain) return;
      const workloads = holding.objects.filter(({ kind }) => counted.has(kind));
      for (const item of items) {
        const node = valueOf(item, 'name');
        const name = node?.scalarText;
        if (node?.kind !== 'scalar' || name === undefined || workloads.some(({ names }) => names.includes(name))) continue;
        const meant = nearest(
          name,
          workloads.map(({ names: [first = ''] }) => first),
        );
        ctx.report({
          at: node.span,
          message: `No Deployment, StatefulSet or ReplicaSet is called \`${name}\`, and kustomize stops${workloads.length === 0 ? '' : `: there is ${titles(workloads)}`}.`,
          fix: () => (meant === undefined ? undefined : { title: `Change to \`${meant}\``, edits: rewrite(node, meant) }),
        });
      }
    },
  },
});
