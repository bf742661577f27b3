import type { RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, PodIndex, type Selector } from '../../languages/kubernetes/selectors.js';
import { appOf, type App } from './kubernetesApp.js';
import { mayStartPods, podIndexOf } from './kubernetesReferences.js';

// Pods of a file and of the other files of its application, by their labels.

function makePodIndex(objects: readonly KubernetesObject[], app: App): PodIndex {
  return new PodIndex(objects, app, makePodIndex);
}

export const podsAround = (app: App): PodIndex => app.once(makePodIndex);

/** Whether a pod of another file may be selected from the namespace of `from`. */
export function isSelectedAround(app: App, selector: Selector, from: KubernetesObject): boolean {
  return podsAround(app)
    .selected(selector)
    .some((workload) => inOneNamespace(workload, from) !== 'no');
}

/** Workloads of all files whose pods are selected for certain; undefined where one of them may be another. */
export function selectedIn(file: KubernetesFile, app: App, selector: Selector, from: KubernetesObject): KubernetesObject[] | undefined {
  const around = podsAround(app).selected(selector, 'yes');
  if (around.some((workload) => app.isTwin(workload))) return undefined;
  return [...podIndexOf(file).selected(selector, 'yes'), ...around].filter((workload) => inOneNamespace(workload, from) !== 'no');
}

/** Whether the pods that something selects must be among those that the files show. */
export function knowsAllPods(app: App): boolean {
  return app.workspace.complete && !app.isOpen && !app.hasVariants && !mayStartPods(app.others);
}

/** Objects of other files that there is only one of. */
export function certainAround(
  file: KubernetesFile,
  ctx: RuleContext,
  kind: string,
): { readonly app: App; readonly found: KubernetesObject[] } {
  const app = appOf(file, ctx);
  return { app, found: app.others.filter((object) => object.kind === kind && object.isBuiltIn && !app.isTwin(object)) };
}
