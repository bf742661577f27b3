import { readFileSync } from 'node:fs';
import { analyze, type KeptFindings } from '../server/src/engine/analyze.js';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { FactStore } from '../server/src/engine/facts/facts.js';
import { rules } from '../server/src/rules/index.js';
import { activate, languageNamed, surroundings } from './support/analysis.js';
const language = languageNamed('kubernetes'); const active = activate(rules as readonly RuleDefinition[]);
const store = new FactStore(); store.complete = true;
const near = { ...surroundings(undefined, 'a.yaml'), workspace: store.view('/x/a.yaml') } as ReturnType<typeof surroundings>;
let text = readFileSync(process.argv[2]!, 'utf8'); const kept: KeptFindings = new WeakMap();
const watch = { now: () => 0, ruleTook: () => undefined, ruleFailed: (r: RuleDefinition, e: unknown) => console.log(r.id, e) };
const cpu = () => { const c = process.cpuUsage(); return (c.user + c.system) / 1000; };
let c0 = cpu(); let model = language.parse(text) as any; const beside = {}; analyze({ language, model, text, near, beside }, active, watch, kept); console.log('first cpu', (cpu() - c0).toFixed(0));
store.set('/x/a.yaml', language.facts?.(model, '/x/a.yaml'));
const lines = text.split('\n'); const good: number[] = []; let off = 0; for (const l of lines) { if (/^\s*(- )?[^#\s-].*[A-Za-z0-9;]$/.test(l) && !/^(apiVersion|kind|version):/.test(l)) good.push(off + l.length); off += l.length + 1; }
let seed = 7; const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff; const C: number[] = []; const base = text;
for (let i = 0; i < 60; i++) { const at = good[Math.floor(rnd() * good.length)]!; for (const t of [base.slice(0, at) + 'x' + base.slice(at), base]) { c0 = cpu(); model = language.parse(t, model); analyze({ language, model, text: t, near, beside }, active, watch, kept); const c1 = cpu(); store.set('/x/a.yaml', language.facts?.(model, '/x/a.yaml')); C.push(c1 - c0); } }
const q = (x: number[]) => { const s = [...x].sort((a, b) => a - b); return [s[s.length >> 2], s[s.length >> 1], s[(s.length * 3) >> 2]].map(v => v!.toFixed(2)).join(' '); };
console.log('cpu per key q1 med q3: first36', q(C.slice(0, 36)), 'rest', q(C.slice(36)));
