import type { RuleContext } from '../../engine/rule/define.js';
import type { ChartFile, TemplateFile, ValuesFile } from './model.js';

type Check<Node> = (node: Node, ctx: RuleContext) => void;

/** What a Helm rule can look at: one sort of file each. */
export interface HelmChecks {
  /** Chart.yaml that is a map; broken YAML is handed to `Yaml` alone. */
  readonly Chart?: Check<ChartFile>;
  /** Values that are a map. */
  readonly Values?: Check<ValuesFile>;
  readonly Template?: Check<TemplateFile>;
  /** Chart.yaml and values as text, sound or not. */
  readonly Yaml?: Check<ChartFile | ValuesFile>;
}

declare module '../../engine/rule/define.js' {
  interface LanguageChecks {
    helm: HelmChecks;
  }
}
