import { readFileSync } from 'node:fs';
import { analyze, type KeptFindings } from '../server/src/engine/analyze.js';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { FactStore } from '../server/src/engine/facts/facts.js';
import { rules } from '../server/src/rules/index.js';
import { activate, languageNamed, surroundings } from './support/analysis.js';
const language = languageNamed('kubernetes');
const active = activate((rules as readonly RuleDefinition[]));
const store = new FactStore(); store.complete = true;
const asked = new Set<string>(); let reads = 0;
const base0 = surroundings(undefined, 'a.yaml');
const near = { ...base0, workspace: store.view('/x/a.yaml', (q) => void asked.add(q)), read: (p: string) => { reads++; return base0.read(p); }, exists: (p: string) => { reads++; return base0.exists(p); }, list: (p: string) => { reads++; return base0.list(p); } } as ReturnType<typeof surroundings>;
let text = readFileSync(process.argv[2]!, 'utf8'); 
const kept: KeptFindings = new WeakMap(); const ran = new Map<string, number>(); let last = 0;
const watch = { now: () => performance.now(), ruleTook: (r: RuleDefinition) => ran.set(r.id, (ran.get(r.id) ?? 0) + 1), ruleFailed: (r: RuleDefinition, e: unknown) => console.log(r.id, e) };
let model = language.parse(text) as any; let beside = {};
analyze({ language, model, text, near, beside }, active, watch, kept);
store.set('/x/a.yaml', language.facts?.(model, '/x/a.yaml')); beside = {};
analyze({ language, model, text, near, beside }, active, watch, kept);
console.log('asked', asked.size, 'reads', reads);
const lines = text.split('\n'); let off = 0; let n = 0;
for (const l of lines) { const at = off + l.length; off += l.length + 1; if (!(/^\s*(- )?[^#\s-].*[A-Za-z0-9;]$/.test(l) && !/^(apiVersion|kind|version):/.test(l))) continue; if (n++ % 40) continue;
  for (const t of [text.slice(0, at) + 'x' + text.slice(at), text]) {
  const w = model.parts[0]; model = language.parse(t, model); const k = w === model.parts[0]; reads = 0; ran.clear();
  analyze({ language, model, text: t, near, beside }, active, watch, kept);
  const files = [...ran].filter(([id]) => (active.find(a => a.rule.id === id)!.rule.check as any).File); 
  const changed = store.set('/x/a.yaml', language.facts?.(model, '/x/a.yaml')); const hit = [...changed].filter(q => asked.has(q)); if (hit.some(q => !q.startsWith('app.object'))) beside = {};
  console.log(l.trim(), k ? 'kept' : 'news', 'file rules', files.filter(([, c]) => c > 1).length, 'changed', changed.size, 'asked', hit.filter(q => !q.startsWith('app.object')).map(q => q.replace('\n', ' ')).join(' | ').slice(0, 200), 'looks', reads);
  }
}
