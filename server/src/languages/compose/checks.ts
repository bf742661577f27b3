import type { RuleContext } from '../../engine/rule/define.js';
import type { ComposeFile } from './model.js';
import type { Service } from './service.js';

type Check<Node> = (node: Node, ctx: RuleContext) => void;

/** What a Compose rule can look at. A file that another program still changes is handed to nobody. */
export interface ComposeChecks {
  readonly File?: Check<ComposeFile>;
  readonly Service?: Check<Service>;
}

declare module '../../engine/rule/define.js' {
  interface LanguageChecks {
    compose: ComposeChecks;
  }
}
