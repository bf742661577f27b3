import { readFileSync } from 'node:fs';
import { analyze, type KeptFindings } from '../server/src/engine/analyze.js';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { FactStore } from '../server/src/engine/facts/facts.js';
import { rules } from '../server/src/rules/index.js';
import { activate, languageNamed, surroundings } from './support/analysis.js';
import { Reads } from '../server/src/languages/yaml/reads.js';
import { YamlScalar } from '../server/src/languages/yaml/nodes.js';
const language = languageNamed('kubernetes');
const active = activate((rules as readonly RuleDefinition[]).filter(r => r.language === 'kubernetes'));
const store = new FactStore(); store.complete = true;
const near = { ...surroundings(undefined, 'a.yaml'), workspace: store.view('/x/a.yaml') } as ReturnType<typeof surroundings>;
const text = readFileSync(process.argv[2]!, 'utf8');
const names = new Map<number, string>(); const on = Reads.prototype.numberOf; Reads.prototype.numberOf = function (k: any) { const x = on.call(this, k); names.set(x, k?.name || String(k)); return x; };
const rests = new Map<number, Set<number>>(); const or = Reads.prototype.restOn; Reads.prototype.restOn = function (n) { if (this.current && this.current !== n) { if (!rests.has(this.current)) rests.set(this.current, new Set()); rests.get(this.current)!.add(n); } return or.call(this, n); };
let reads: any; let rule = '';
const per = new Map<number, Set<YamlScalar>>(); const byRule = new Map<string, Set<YamlScalar>>();
for (const g of ['value', 'style', 'content', 'isUnknown'] as const) { const d = Object.getOwnPropertyDescriptor(YamlScalar.prototype, g)!; Object.defineProperty(YamlScalar.prototype, g, { ...d, get() { const r = (this as any).source.reads; if (r && r.current) { if (!per.has(r.current)) per.set(r.current, new Set()); per.get(r.current)!.add(this as any); if (r.current === 1) { if (!byRule.has(rule)) byRule.set(rule, new Set()); byRule.get(rule)!.add(this as any); } } return d.get!.call(this); } }); }
const watch = { now: () => 0, ruleTook: () => undefined, ruleFailed: (r: RuleDefinition, e: unknown) => console.log(r.id, e) };
const model = language.parse(text) as any;
const lang = { ...language, walkPart: (p: any, c: any, call: any) => { if (c.File) rule = active.find(a => a.rule.check === c)!.rule.id; return language.walkPart!(p, c, call); } };
analyze({ language: lang, model, text, near, beside: {} }, active, watch);
const seen = new Set([1]); for (const x of seen) for (const y of rests.get(x) ?? []) seen.add(y);
for (const [k, v] of [...per].filter(([k]) => seen.has(k)).sort((a, b) => b[1].size - a[1].size)) { const by = [...rests].filter(([, s]) => s.has(k)).map(([x]) => names.get(x) ?? x).join(); console.log(k, names.get(k), v.size, '<-', by, [...v].slice(0, 400).filter((_, i) => i % 40 === 5).map(x => x.written.slice(0, 14)).join('|')); if (v.size < 3) break; }
console.log('direct by rule', [...byRule].sort((a, b) => b[1].size - a[1].size).slice(0, 30).map(([k, v]) => `${k} ${v.size}`).join('\n'));
