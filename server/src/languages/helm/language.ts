import type { Comment, Handler, Language } from '../../engine/language.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import { kubernetesLanguage } from '../kubernetes/language.js';
import { commentsIn } from '../yaml/comments.js';
import { blockBelow, commentPlaceAt } from '../yaml/blocks.js';
import { placeholder } from '../yaml/nodes.js';
import { maskTemplates } from '../yaml/templates.js';
import type { HelmChecks } from './checks.js';
import { helmFacts } from './facts.js';
import { parseHelm } from './file.js';
import { helmHover } from './hover.js';
import type { HelmFile, TemplateFile } from './model.js';
import { helmNavigation } from './navigation.js';
import { helmOffers } from './offers.js';
import { isHelm } from './place.js';

export const helmLanguage: Language<HelmFile> = {
  id: 'helm',
  matches: isHelm,
  parse: parseHelm,
  walk(file, check: HelmChecks, call: (handler: Handler, node: unknown) => void) {
    if (file.role === 'template') {
      if (check.Template !== undefined) call(check.Template as Handler, file);
      return;
    }
    if (file.role === 'schema') return;
    if (check.Yaml !== undefined) call(check.Yaml as Handler, file);
    if (file.root === undefined || file.faults.length > 0) return;
    if (file.role === 'chart' && check.Chart !== undefined) call(check.Chart as Handler, file);
    if (file.role === 'values' && check.Values !== undefined) call(check.Values as Handler, file);
  },
  inner: (file) => (file.role === 'template' ? { language: kubernetesLanguage as Language, model: file.manifests } : undefined),
  silencers: (file) => (file.role === 'template' ? (kubernetesLanguage.silencers?.(file.manifests) ?? []) : []),
  facts: helmFacts,
  hover: helmHover,
  offers: helmOffers,
  navigation: helmNavigation,
  refactorings: (file, span, near) =>
    file.role === 'template' ? (kubernetesLanguage.refactorings?.(file.manifests, span, near) ?? []) : [],
  comments(file): Comment[] {
    if (file.role === 'template') return templateComments(file);
    const { root } = file;
    return file.comments.map(({ text, span, from }) => ({
      text,
      span,
      next: root === undefined ? undefined : blockBelow(root, from, text.length),
      leading: root === undefined || from < root.from,
    }));
  },
  commentPlace(file, span) {
    if (file.role !== 'template') return file.root === undefined ? undefined : commentPlaceAt(file.root, span.start - file.origin.offset);
    if (!file.isManifest) return undefined;
    const place = kubernetesLanguage.commentPlace(file.manifests, span);
    if (place !== undefined) return place;
    // Text that a template puts out elsewhere takes its comments along.
    const { defines } = file.template;
    return defines.some(({ from, to }) => from <= span.start && span.start <= to) ? undefined : lineStart(file.text, span.start);
  },
  fileCommentPlace: ({ text }) => (text.charCodeAt(0) === 0xfeff ? 1 : 0),
};

/** `# …` outside of actions, and in a comment of the template itself. */
function templateComments({ text, origin, manifests }: TemplateFile): Comment[] {
  const known = kubernetesLanguage.comments(manifests);
  const found = commentsIn(maskTemplates(text)).filter((comment) => !comment.text.includes(placeholder));
  const firstText = /[^\s#]/.exec(text.replace(/#[^\n]*/g, (comment) => '#'.repeat(comment.length)))?.index ?? text.length;
  return found.map(({ text: comment, from }) => {
    const end = from + comment.length;
    const same = known.find(({ span }) => span.start === from);
    const line = lineStart(text, from);
    const isBehind = text.slice(line, from).trim() !== '';
    return {
      text: comment,
      span: origin.span(from, end),
      next: isBehind ? origin.span(line, from) : (same?.next ?? nextLine(text, end, origin)),
      leading: from < firstText,
    };
  });
}

/** The next line that is neither empty nor a comment. */
function nextLine(text: string, end: number, origin: TemplateFile['origin']): Comment['next'] {
  const rest = /^[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text.slice(end))?.[0];
  if (rest === undefined) return undefined;
  const from = end + rest.length;
  return from >= text.length ? undefined : origin.span(from, lineEnd(text, from));
}
