import { readFileSync } from 'node:fs';
import { analyze, type KeptFindings } from '../server/src/engine/analyze.js';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { FactStore } from '../server/src/engine/facts/facts.js';
import { rules } from '../server/src/rules/index.js';
import { activate, languageNamed, surroundings } from './support/analysis.js';
const language = languageNamed('kubernetes');
const active = activate((rules as readonly RuleDefinition[]));
const store = new FactStore();
store.complete = true;
const near0 = surroundings(undefined, 'a.yaml');
const near = { ...near0, workspace: store.view('/x/a.yaml') } as typeof near0;
let text = readFileSync(process.argv[2]!, 'utf8');
const kept: KeptFindings = new WeakMap();
const times = new Map<string, number>();
const isFile = new Map(active.map(({ rule }) => [rule.id, (rule.check as any).File !== undefined]));
const watch = { now: () => performance.now(), ruleTook: (r: RuleDefinition, ms: number) => times.set(r.id, (times.get(r.id) ?? 0) + ms), ruleFailed: (r: RuleDefinition, e: unknown) => console.log(r.id, e) };
let model: unknown = language.parse(text);
let t = performance.now();
const beside = {};
let a = analyze({ language, model, text, near, beside }, active, watch, kept);
console.log('first', (performance.now() - t).toFixed(1), 'findings', a.findings.length, 'rules', active.length);
store.set('/x/a.yaml', language.facts?.(model as never, '/x/a.yaml'));
const lines = text.split('\n');
const good: number[] = []; let off = 0;
for (const l of lines) { if (/^\s*(- )?[^#\s-].*[A-Za-z0-9;]$/.test(l) && !/^(apiVersion|kind|version):/.test(l)) good.push(off + l.length); off += l.length + 1; }
let seed = 7; const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
const med = (x: number[]) => { const s = [...x].sort((p, q) => p - q); return (s[s.length >> 1] ?? 0).toFixed(2); };
const rounds = Number(process.argv[3] ?? 40);
let P: number[] = [], A: number[] = [], F: number[] = [], S: number[] = [], T: number[] = [];
const dump = (label: string) => { const n = A.length; const f = [...times].filter(([id]) => isFile.get(id as never)).reduce((x, [, y]) => x + y, 0) / n; const o = [...times].filter(([id]) => !isFile.get(id as never)).reduce((x, [, y]) => x + y, 0) / n; const cu = process.cpuUsage(); console.log("cpu ms so far", ((cu.user + cu.system) / 1000).toFixed(0)); console.log(label, 'parse', med(P), 'analyze', med(A), 'facts', med(F), 'set', med(S), 'total', med(T), '| File rules', f.toFixed(2), 'others', o.toFixed(2)); };
for (let i = 0; i < rounds; i++) {
  const at = good[Math.floor(rnd() * good.length)]!; const base = text;
  for (const step of [0, 1]) {
    text = step === 0 ? base.slice(0, at) + 'x' + base.slice(at) : base;
    const s0 = performance.now(); model = language.parse(text, model as never);
    const s1 = performance.now(); a = analyze({ language, model, text, near, beside }, active, watch, kept);
    const s2 = performance.now(); const facts = language.facts?.(model as never, '/x/a.yaml');
    const s3 = performance.now(); store.set('/x/a.yaml', facts); const s4 = performance.now();
    P.push(s1 - s0); A.push(s2 - s1); F.push(s3 - s2); S.push(s4 - s3); T.push(s4 - s0);
  }
  if (i === 17) { dump('keys 1-36'); P = []; A = []; F = []; S = []; T = []; times.clear(); }
}
dump('rest');
const n = A.length;
for (const [id, ms] of [...times].sort((x, y) => y[1] - x[1]).slice(0, Number(process.argv[4] ?? 12))) console.log('  ', isFile.get(id as never) ? 'F' : ' ', id, (ms / n).toFixed(3));
