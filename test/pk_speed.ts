import { readFileSync } from 'node:fs';
import { analyze, type KeptFindings } from '../server/src/engine/analyze.js';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { rules } from '../server/src/rules/index.js';
import { activate, languageNamed, surroundings } from './support/analysis.js';
const language = languageNamed('kubernetes');
const active = activate((rules as readonly RuleDefinition[]));
const near = surroundings(undefined, 'a.yaml');
let text = readFileSync(process.argv[2]!, 'utf8');
const kept: KeptFindings = new WeakMap();
const times = new Map<string, number>();
const watch = { now: () => performance.now(), ruleTook: (r: RuleDefinition, ms: number) => times.set(r.id, (times.get(r.id) ?? 0) + ms), ruleFailed: (r: RuleDefinition, e: unknown) => console.log(r.id, e) };
let model: unknown = language.parse(text);
let t = performance.now();
let a = analyze({ language, model, text, near }, active, watch, kept);
console.log('first', (performance.now() - t).toFixed(1), 'findings', a.findings.length, 'rules', active.length);
times.clear();
const n = 30; let parse = 0, an = 0, facts = 0;
const at = text.indexOf('image:', text.length >> 1) + 10;
for (let i = 0; i < n; i++) {
  text = text.slice(0, at) + 'x' + text.slice(at);
  let s = performance.now(); model = language.parse(text, model as never); parse += performance.now() - s;
  s = performance.now(); a = analyze({ language, model, text, near }, active, watch, kept); an += performance.now() - s;
  s = performance.now(); language.facts?.(model as never, '/x'); facts += performance.now() - s;
}
console.log('parse', (parse / n).toFixed(2), 'analyze', (an / n).toFixed(2), 'facts', (facts / n).toFixed(2));
const sum = [...times.values()].reduce((x, y) => x + y, 0) / n;
console.log('rules sum', sum.toFixed(2));
for (const [id, ms] of [...times].sort((x, y) => y[1] - x[1]).slice(0, +(process.argv[3] ?? 22))) console.log('  ', id, (ms / n).toFixed(3));
