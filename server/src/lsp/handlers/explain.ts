import { readPage } from '../../engine/rule/page.js';
import type { ExplainResult, RuleSummary } from '../../protocol.js';
import { rules } from '../../rules/index.js';

/** The page of a rule, by id or by a peer's id for it (`DL3006`, `hadolint:DL3006`). */
export function explain(name: string): ExplainResult | null {
  const wanted = name.toLowerCase();
  const rule =
    rules.find(({ id }) => id === wanted || id.endsWith(`/${wanted}`)) ??
    rules.find(({ aliases }) =>
      (aliases ?? []).some((alias) => alias.toLowerCase() === wanted || alias.toLowerCase().endsWith(`:${wanted}`)),
    );
  if (rule === undefined) return null;
  const page = readPage(rule.page.text);
  return { title: page.title, markdown: page.readable };
}

export function ruleSummaries(): RuleSummary[] {
  return rules.map((rule) => ({
    id: rule.id,
    aliases: rule.aliases ?? [],
    severity: rule.severity,
    presets: [...rule.presets],
    fix: rule.fix,
    title: readPage(rule.page.text).title,
    languages: [rule.language],
  }));
}
