import { readFileSync } from 'node:fs';
import { analyze, type KeptFindings } from '../server/src/engine/analyze.js';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { FactStore } from '../server/src/engine/facts/facts.js';
import { rules } from '../server/src/rules/index.js';
import { activate, languageNamed, surroundings } from './support/analysis.js';
const language = languageNamed('kubernetes');
const active = activate((rules as readonly RuleDefinition[]));
const near = surroundings(undefined, 'a.yaml');
let text = readFileSync(process.argv[2]!, 'utf8');
const kept: KeptFindings = new WeakMap();
const per = new Map<string, number[]>();
let now = new Map<string, number>();
const watch = { now: () => performance.now(), ruleTook: (r: RuleDefinition, ms: number) => void now.set(r.id, (now.get(r.id) ?? 0) + ms), ruleFailed: (r: RuleDefinition, e: unknown) => console.log(r.id, e) };
const beside = {};
const store = new FactStore();
let model: unknown = language.parse(text);
let t = performance.now();
let a = analyze({ language, model, text, near, beside } as never, active, watch, kept);
console.log('first', (performance.now() - t).toFixed(1), 'findings', a.findings.length, 'rules', active.length);
if (process.argv[4]) for (const [id, ms] of [...now].sort((x, y) => y[1] - x[1]).slice(0, +process.argv[4])) console.log('  ', id, ms.toFixed(3));
const n = 50; const series: Record<string, number[]> = { parse: [], analyze: [], facts: [], set: [], rules: [] };
const at = text.indexOf('image:', text.length >> 1) + 10;
for (let i = 0; i < n; i++) {
  text = text.slice(0, at) + 'x' + text.slice(at); now = new Map();
  let s = performance.now(); model = language.parse(text, model as never); series.parse!.push(performance.now() - s);
  s = performance.now(); a = analyze({ language, model, text, near, beside } as never, active, watch, kept); series.analyze!.push(performance.now() - s);
  s = performance.now(); const f = language.facts?.(model as never, '/x'); series.facts!.push(performance.now() - s);
  s = performance.now(); store.set('/x', f); series.set!.push(performance.now() - s);
  series.rules!.push([...now.values()].reduce((x, y) => x + y, 0));
  for (const [id, ms] of now) { let l = per.get(id); if (!l) per.set(id, (l = [])); l.push(ms); }
}
const med = (l: number[]) => { const s = l.slice(10).sort((x, y) => x - y); return s[s.length >> 1] ?? 0; };
console.log(Object.entries(series).map(([k, l]) => `${k} ${med(l).toFixed(2)}`).join('  '));
for (const [id, ms] of [...per].map(([id, l]) => [id, med(l)] as const).sort((x, y) => y[1] - x[1]).slice(0, +(process.argv[3] ?? 22))) console.log('  ', id, ms.toFixed(3));
