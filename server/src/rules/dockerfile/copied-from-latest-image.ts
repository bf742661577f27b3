import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import { parseImageReference, type ImageReference } from '../../languages/dockerfile/image.js';
import { isOthers } from '../../languages/kubernetes/imageSource.js';
import page from './copied-from-latest-image.md';

export default defineRule({
  id: 'dockerfile/copied-from-latest-image',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'none',
  page,
  check: {
    Copy({ from, fromImage }, ctx) {
      if (from?.value !== undefined && fromImage !== undefined) tell(fromImage, from.value.span, ctx);
    },
    Run(run, ctx) {
      for (const mount of run.mounts) {
        const from = mount.option('from')?.value;
        if (from === undefined || /[$]/.test(from.value) || /^\d+$/.test(from.value)) continue;
        const isStage = run.stage?.earlier.some(({ name }) => name?.toLowerCase() === from.value.toLowerCase()) === true;
        if (!isStage) tell(parseImageReference(from.value), from.span, ctx);
      }
    },
  },
});

function tell(image: ImageReference, at: Span, ctx: RuleContext): void {
  const { tag, name, repository, text, digest } = image;
  if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return;
  // A name without slash, dot or tag may be a named context of this build, unless it is that of an image everybody knows.
  if (tag === undefined && !/[/.]/.test(name) && !isOthers(repository)) return;
  const what = tag === undefined ? 'has no tag, so Docker takes `latest`' : 'is whatever was published last';
  ctx.report({ at, message: `\`${text}\` ${what}: the files taken from it change without a change here. Name a version.` });
}
