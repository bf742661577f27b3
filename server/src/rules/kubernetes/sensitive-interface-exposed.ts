import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { exposuresOf } from '../shared/kubernetesExposure.js';
import page from './sensitive-interface-exposed.md';

export default defineRule({
  id: 'kubernetes/sensitive-interface-exposed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:exposed-sensitive-interfaces-v1', 'kubescape:exposed-sensitive-interfaces', 'kubescape:C-0021'],
  fix: 'none',
  options: {
    names: {
      type: 'strings',
      default: [
        'argo-server',
        'argocd-server',
        'jenkins',
        'jupyter',
        'kubeflow',
        'kubernetes-dashboard',
        'langfuse',
        'litellm',
        'nifi',
        'ollama',
        'phpmyadmin',
        'pgadmin',
        'prometheus',
        'vllm',
        'weave-scope-app',
        'airflow',
        'mlflow',
        'ray-head',
        'qdrant',
      ],
      description: 'Parts of names of workloads and images whose interface is for administrators',
    },
  },
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const names = ctx.option<readonly string[]>('names');
      for (const { workload, by } of exposuresOf(file)) {
        // A node port is open to the network of the nodes, a load balancer mostly to everybody.
        if (by.kind !== 'Service') continue;
        const name = names.find((part) => isNamed(workload, part)) ?? serviceNames.find((part) => by.name === part);
        if (name === undefined) continue;
        const type = by.get('spec', 'type');
        ctx.report({
          at: (type ?? by.root).span,
          message: `\`${type?.string ?? ''}\` opens the interface of ${workload.kind} \`${workload.name ?? ''}\` outside of the cluster: who reaches \`${name}\` without a password may take it over.`,
          related: [{ at: workload.anchor, message: `${workload.kind} \`${workload.name ?? ''}\`` }],
        });
      }
    },
  },
});

/** What such interfaces are called by those who install them as their guides say; the workload may be named otherwise. */
const serviceNames = [
  'argo-server',
  'kubernetes-dashboard',
  'minio',
  'nifi-service',
  'postgres',
  'weave-scope-app',
  'workflow-controller-metrics',
];

function isNamed(workload: KubernetesObject, part: string): boolean {
  return (
    workload.name?.includes(part) === true ||
    workload.pods.some((pod) =>
      pod.containers.some((container) => container.imageNode?.string?.split(/[:@]/)[0]?.split('/').at(-1)?.includes(part)),
    )
  );
}
