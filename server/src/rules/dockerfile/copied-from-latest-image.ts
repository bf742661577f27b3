import { defineRule } from '../../engine/rule/define.js';
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
      if (from?.value === undefined || fromImage === undefined || fromImage.digest !== undefined) return;
      if (fromImage.tag !== undefined && fromImage.tag !== 'latest') return;
      // A name without slash, dot or tag may be a named build context of this build.
      if (fromImage.tag === undefined && !/[/.]/.test(fromImage.name)) return;
      const what = fromImage.tag === undefined ? 'has no tag, so Docker takes `latest`' : 'is whatever was published last';
      ctx.report({
        at: from.value.span,
        message: `\`${fromImage.text}\` ${what}: the files copied from it change without a change here. Name a version.`,
      });
    },
  },
});
