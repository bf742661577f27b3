import { defineRule } from '../../engine/rule/define.js';
import { imagesOf, rewrite } from '../shared/kubernetesImages.js';
import page from './retired-registry.md';

interface Retired {
  readonly place: string;
  readonly successor: string | undefined;
  readonly state: string;
}

const retired: readonly Retired[] = [
  // https://kubernetes.io/blog/2023/03/10/image-registry-redirect/
  { place: 'k8s.gcr.io/', successor: 'registry.k8s.io/', state: 'is frozen since April 2023 and gets no new images' },
  { place: 'gcr.io/google_containers/', successor: 'registry.k8s.io/', state: 'is the predecessor of `k8s.gcr.io`, which is frozen' },
  { place: 'gcr.io/google-containers/', successor: 'registry.k8s.io/', state: 'is the predecessor of `k8s.gcr.io`, which is frozen' },
  // https://docs.github.com/en/packages/working-with-a-github-packages-registry/migrating-to-the-container-registry-from-the-docker-registry
  { place: 'docker.pkg.github.com/', successor: undefined, state: "is GitHub's old Docker registry, whose images moved to `ghcr.io`" },
  // https://github.com/bitnami/containers/issues/83267
  { place: 'docker.io/bitnamilegacy/', successor: undefined, state: 'is an archive that gets no more updates' },
];

export default defineRule({
  id: 'kubernetes/retired-registry',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kubescape:rule-identify-old-k8s-registry',
    'kubescape:C-0253',
    'kyverno:restrict-deprecated-registry',
    'clusterlint:docker-pkg-github-com-registry',
  ],
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      for (const { node, reference } of imagesOf(pod)) {
        const { text } = reference;
        const found = retired.find(({ place }) => text.startsWith(place) || `docker.io/${text}`.startsWith(place));
        if (found === undefined) continue;
        const { place, successor, state } = found;
        ctx.report({
          at: node.span,
          message: `\`${place.slice(0, -1)}\` ${state}: fixes never reach this image, and pulling it fails the day it goes.`,
          fix: () =>
            successor === undefined
              ? undefined
              : { title: `Pull from \`${successor.slice(0, -1)}\``, edits: rewrite(node, successor + text.slice(place.length)) },
        });
      }
    },
  },
});
