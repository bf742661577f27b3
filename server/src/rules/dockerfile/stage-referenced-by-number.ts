import { defineRule } from '../../engine/rule/define.js';
import { replace, type Edit } from '../../engine/text/span.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { Stage, Word } from '../../languages/dockerfile/model.js';
import page from './stage-referenced-by-number.md';

export default defineRule({
  id: 'dockerfile/stage-referenced-by-number',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    Copy({ from, fromStage }, ctx) {
      report(from?.value, fromStage, ctx);
    },
    File(model, ctx) {
      for (const run of model.ofKind('RUN')) {
        for (const mount of run.mounts) {
          const value = mount.option('from')?.value;
          report(value, value === undefined ? undefined : model.stageNamed(value.value, run), ctx);
        }
      }
    },
  },
});

function report(value: Word | undefined, stage: Stage | undefined, ctx: RuleContext): void {
  if (value === undefined || stage === undefined || !/^\d+$/.test(value.text)) return;
  const name = stage.name;
  const edits: Edit[] | undefined = name === undefined ? undefined : [replace(value.span, name)];
  ctx.report({
    at: value.span,
    message: `\`${value.text}\` means another stage as soon as one is added above${name === undefined ? '; name the stage and use the name' : `; its name is \`${name}\``}.`,
    fix: () => (edits === undefined || name === undefined ? undefined : { title: `Use \`${name}\``, edits }),
  });
}
