import type { RuleContext } from '../../engine/rule/define.js';
import type { KustomizationFile } from './model.js';

type Check<Node> = (node: Node, ctx: RuleContext) => void;

/** What a rule for kustomizations can look at. A file that another program still changes is handed to nobody. */
export interface KustomizeChecks {
  readonly File?: Check<KustomizationFile>;
}

declare module '../../engine/rule/define.js' {
  interface LanguageChecks {
    kustomize: KustomizeChecks;
  }
}
