import type { RuleContext } from '../../engine/rule/define.js';
import type { Container } from './container.js';
import type { KubernetesDocument } from './document.js';
import type { KubernetesFile } from './file.js';
import type { KubernetesObject } from './object.js';
import type { Pod } from './pod.js';

type Check<Node> = (node: Node, ctx: RuleContext) => void;

/**
 * What a Kubernetes rule can look at. Handlers other than `File` see one document and are asked again only when its text
 * changed, so they must not look at other documents; `File` sees all of them. What `File` handlers read of the values is written
 * down (`yaml/reads.ts`), and an edit that changes no value that one of them read asks none of them. So they keep nothing of
 * their own between versions but through `file.once`, `object.once` and `object.answer`, and read values, not text: whoever
 * reads `text` or `written` is asked on every key.
 * `ctx.text` and `ctx.near` cost a document its kept findings: use the node's own `source.text` and spans.
 */
export interface KubernetesChecks {
  /**
   * Keys (`lifecycle`), kinds of objects (`Ingress`) and what `words.ts` names: the rule is not asked where none of them stands, at
   * any depth, in the document, or for `File` in the file. It must have nothing to tell there: where `File` looks at the
   * application's other files, the kind on either side is meant.
   */
  readonly where?: readonly string[];
  readonly File?: Check<KubernetesFile>;
  readonly Document?: Check<KubernetesDocument>;
  /** Every object, items of a List and custom resources too. */
  readonly Object?: Check<KubernetesObject>;
  /** Built-in objects by kind. */
  readonly Kind?: Readonly<Record<string, Check<KubernetesObject>>>;
  /** Pod templates of every kind of workload, and Pods. */
  readonly Pod?: Check<Pod>;
  /** Init containers and ephemeral ones too; `container.role` tells. */
  readonly Container?: Check<Container>;
}

declare module '../../engine/rule/define.js' {
  interface LanguageChecks {
    kubernetes: KubernetesChecks;
  }
}
