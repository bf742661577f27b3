import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../engine/analyze.js';
import type { ActiveRule } from '../../engine/config/config.js';
import { applySuppressions } from '../../engine/config/suppressions.js';
import { compareFindings, type Finding } from '../../engine/rule/finding.js';
import type { Language } from '../../engine/language.js';
import { LineIndex, lineEnd } from '../../engine/text/lines.js';
import type { Span } from '../../engine/text/span.js';
import { findProgram, runProgram } from '../../host/render/run.js';
import { parentOf } from '../../languages/helm/known.js';
import { helmLanguage } from '../../languages/helm/language.js';
import { linesOfTemplate, renderedParts, type RenderedPart } from '../../languages/helm/rendered.js';
import { parseKubernetes } from '../../languages/kubernetes/file.js';
import { kubernetesLanguage } from '../../languages/kubernetes/language.js';
import type { RenderTools } from './kustomize.js';

/** More charts are no workspace that is rendered as a whole. */
const mostRendered = 100;

/** What `helm template` makes of the workspace's charts, judged: findings stand at the template's line that they came from. */
export class HelmRenderings {
  /** Findings by absolute path of the template, with slashes. */
  readonly added = new Map<string, Finding[]>();
  readonly failures: string[] = [];
  readonly notes: string[] = [];
  readonly #tools: RenderTools;

  constructor(tools: RenderTools) {
    this.#tools = tools;
  }

  async render(): Promise<void> {
    const { facts, root } = this.#tools;
    const charts = facts
      .all('helm.chart')
      .filter(({ key, path, data }) => !data.isLibrary && parentOf(key, facts.view(path)) === undefined);
    if (charts.length === 0) return;
    const program = findProgram('helm', root);
    if (program === undefined) {
      this.notes.push('--render: there is no helm, so templates are judged as they are written');
      return;
    }
    for (const { key, data } of charts.slice(0, mostRendered)) {
      const active = (await this.#tools.rulesFor(join(key, 'templates', 'any.yaml'))).filter(({ rule }) => rule.needs === undefined);
      const minor = active[0]?.settings.kubernetesMinor;
      // Without a cluster Helm takes the version that it was built with.
      const version = minor === undefined ? [] : ['--kube-version', `v1.${minor}.0`];
      // The last argument is a folder, whatever it is called. The name of a release is free.
      const made = runProgram(program, ['template', ...version, 'release-name', '--', key], root);
      if (made.kind === 'done') this.#judge(key, data.name ?? '', made.text, active);
      else if (made.kind === 'absent') this.failures.push(`--render: ${key}: helm could not be started`);
      // Nobody fetches anything here, and values without a default are for whoever installs the chart.
      else if (/missing in charts\/|execution error at|nil pointer|don't meet the specifications/.test(made.reason))
        this.notes.push(`--render: ${key} was not rendered: ${made.reason}`);
      else this.failures.push(`--render: ${key}: ${made.reason}`);
    }
  }

  #judge(root: string, name: string, text: string, active: readonly ActiveRule[]): void {
    const near = this.#tools.nowhere;
    const { findings } = analyze({ language: kubernetesLanguage, model: parseKubernetes(text), text, near }, active, this.#tools.watch);
    for (const part of renderedParts(text)) {
      const path = pathOf(part, root, name);
      const own = findings.filter(({ span, severity }) => severity !== 'hint' && part.from <= span.start && span.start < part.to);
      if (own.length === 0 || path === undefined) continue;
      this.#map(path, text, part, own, active);
    }
  }

  #map(path: string, text: string, part: RenderedPart, findings: readonly Finding[], active: readonly ActiveRule[]): void {
    const template = readFileSync(path, 'utf8');
    const rendered = text.slice(part.from, part.to);
    const lines = linesOfTemplate(template, rendered);
    const index = new LineIndex(rendered);
    const list: Finding[] = [];
    for (const finding of findings) {
      const line = lines[index.positionAt(finding.span.start - part.from).line] ?? 0;
      const span = spanIn(template, line, text.slice(finding.span.start, finding.span.end));
      const message = `Rendered: ${finding.message}`;
      if (list.some((each) => each.rule === finding.rule && each.message === message && each.span.start === span.start)) continue;
      list.push({ rule: finding.rule, severity: finding.severity, span, message, related: [], fixes: () => [] });
    }
    // Comments of the template itself count, those that Helm leaves out too.
    const model = helmLanguage.parse(template, undefined, path);
    const subject = { language: helmLanguage as Language, model, text: template, near: this.#tools.around(path) };
    this.added.set(path, [...(this.added.get(path) ?? []), ...applySuppressions(list, subject, active).kept]);
  }
}

/** Those that a look at the template alone did not tell already in the same line. */
export function withRendered(text: string, findings: readonly Finding[], rendered: readonly Finding[]): Finding[] {
  const index = new LineIndex(text);
  const lineOf = ({ span }: Finding): number => index.positionAt(span.start).line;
  const isKnown = (finding: Finding): boolean => findings.some((each) => each.rule === finding.rule && lineOf(each) === lineOf(finding));
  return [...findings, ...rendered.filter((finding) => !isKnown(finding))].sort(compareFindings);
}

/** The template's file; undefined where it lies in an archive. */
function pathOf({ source }: RenderedPart, root: string, name: string): string | undefined {
  const within = source.startsWith(`${name}/`) ? source.slice(name.length + 1) : source.slice(source.indexOf('/') + 1);
  const path = `${root}/${within}`;
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;
}

/** The word in its line, or all of the line. */
function spanIn(template: string, line: number, word: string): Span {
  const start = new LineIndex(template).offsetAt({ line, character: 0 });
  const end = lineEnd(template, start);
  const text = template.slice(start, end);
  const at = word === '' || word.includes('\n') ? -1 : text.indexOf(word);
  if (at !== -1) return { start: start + at, end: start + at + word.length };
  const blanks = text.length - text.trimStart().length;
  return { start: start + blanks, end: Math.max(start + blanks, start + text.trimEnd().length) };
}
