import type { Subject } from '../engine/analyze.js';
import type { HoverText } from '../engine/features/hover.js';
import { touches } from '../engine/text/span.js';
import { measureContext } from '../host/contextSize.js';
import { contextsOf, contextsOfFile } from '../languages/builders/context.js';
import { folderOf } from '../languages/builders/facts.js';
import { ignoreFileOf } from '../languages/builders/readIgnore.js';
import { sourcesOf } from '../languages/dockerfile/contextSources.js';
import type { Dockerfile } from '../languages/dockerfile/model.js';
import { parseDockerignore, type Dockerignore } from '../languages/dockerignore/language.js';
import { contextText, patternText, type ContextSize } from '../languages/dockerignore/sizes.js';

/** A person waits this long for a hover. */
const patience = 700;
/** Contexts of several projects may be looked at in turn. */
const mostKept = 4;

interface Kept {
  readonly root: string;
  readonly work: Promise<ContextSize | undefined>;
  readonly until: number;
}

/** Sizes of build contexts: counted when a hover asks, kept until a file in them changes. */
export class ContextSizes {
  readonly #kept = new Map<string, Kept>();
  readonly #lifetime: () => number;

  /** `lifetime` in milliseconds: how long a size holds where nobody tells of changes. */
  constructor(lifetime: () => number) {
    this.#lifetime = lifetime;
  }

  /** Files at these paths (with slashes) were made, changed or deleted. */
  changed(paths: readonly string[]): void {
    for (const [key, { root }] of this.#kept)
      if (paths.some((path) => path === root || path.startsWith(`${root}/`))) this.#kept.delete(key);
  }

  /** Undefined when counting takes longer than somebody waits: it goes on, for whoever asks next. */
  async size(root: string, ignoreText: string): Promise<ContextSize | undefined> {
    const key = `${root}\n${ignoreText}`;
    let kept = this.#kept.get(key);
    if (kept === undefined || kept.until < Date.now()) {
      // One that was dropped stops at its next slice.
      const started: Kept = {
        root,
        until: Date.now() + this.#lifetime(),
        work: measureContext(root, parseDockerignore(ignoreText).patterns, () => this.#kept.get(key) === started),
      };
      kept = started;
      this.#kept.set(key, kept);
      for (const old of this.#kept.keys()) {
        if (this.#kept.size <= mostKept) break;
        this.#kept.delete(old);
      }
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), patience)));
    try {
      return await Promise.race([kept.work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** How much a pattern leaves out, and how large the context is: on patterns of ignore files, and on COPY or ADD of all of it. */
  async hover({ language, model, near, text }: Subject, offset: number): Promise<HoverText | undefined> {
    const { path } = near.workspace;
    if (path === undefined) return undefined;
    if (language.id === 'dockerignore') {
      const pattern = (model as Dockerignore).patterns.find(({ span }) => touches(span, offset));
      const root = near.fileName === '.dockerignore' ? folderOf(path) : onlyContext(path.replace(/\.dockerignore$/, ''), near);
      if (pattern === undefined || root === undefined) return undefined;
      const size = await this.size(root, text);
      const said =
        size === undefined
          ? counting
          : [patternText(pattern, size), contextText(size, true)].filter((each) => each !== undefined).join('\n\n');
      return { markdown: said, span: pattern.span };
    }
    if (language.id !== 'dockerfile') return undefined;
    const instruction = (model as Dockerfile).instructionAt(offset);
    if (instruction?.kind !== 'COPY' && instruction?.kind !== 'ADD') return undefined;
    const whole = sourcesOf(instruction).find((source) => source.path === '.');
    const span = [whole?.word.span, instruction.keyword.span].find((each) => each !== undefined && touches(each, offset));
    const [context, ...others] = contextsOf(near);
    if (whole === undefined || span === undefined || context?.folder === undefined || others.length > 0) return undefined;
    const ignore = ignoreFileOf(near, context);
    const size = await this.size(context.folder, ignore?.text ?? '');
    return { markdown: size === undefined ? counting : contextText(size, ignore !== undefined), span };
  }
}

const counting = '**Context size**: it is large and still being counted; look again in a moment.';

function onlyContext(dockerfile: string, near: Subject['near']): string | undefined {
  const [context, ...others] = contextsOfFile(dockerfile, near);
  return context?.said === undefined || others.length > 0 ? undefined : context.folder;
}
