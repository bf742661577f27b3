import { defineRule } from '../../engine/rule/define.js';
import type { TemplateFile } from '../../languages/helm/model.js';
import type { Action } from '../../languages/helm/template/syntax.js';
import { replace } from '../../engine/text/span.js';
import { callOf, placeOf, spanOf, trimmedLeft } from '../shared/helmTemplates.js';
import page from './indent-on-indented-line.md';

export default defineRule({
  id: 'helm/indent-on-indented-line',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Template(file, ctx) {
      for (const action of file.template.actions) {
        const { pipeline, keyword, raw } = action;
        if (keyword !== undefined || pipeline === undefined || pipeline.declares.length > 0) continue;
        const call = callOf(pipeline.commands.at(-1));
        const [width, ...more] = call?.arguments_ ?? [];
        if (call?.name !== 'indent' || width?.is !== 'number' || pipeline.commands.length < 2 || !hasLines(action) || more.length > 0)
          continue;
        const { before, column } = placeOf(file, action);
        const isPushed = !raw.trimsLeft && column > 0 && before.trim() === '' && before === before.replace(/\S/g, '');
        const isJoined = joins(file, action);
        if (!isPushed && !isJoined) continue;
        const columns = Number(file.text.slice(width.from, width.to));
        if (isPushed && columns === 0) continue;
        ctx.report({
          at: spanOf(file, call),
          message: isPushed
            ? `The line has ${column} blanks already and gets ${columns} more, the others get ${columns}: a second line fits nowhere.`
            : '`{{-` takes the line break away, so the first line ends up behind the text above: what Helm puts out is no YAML.',
          fix: () => ({
            title: 'Begin a new line with `nindent`',
            edits: [...trimmedLeft(file, action), replace(spanOf(file, call), 'nindent')],
          }),
        });
      }
    },
  },
});

/** Whether several lines are what comes of it: one line may well be indented twice. */
function hasLines({ pipeline }: Action): boolean {
  const names = (pipeline?.commands ?? []).map((command) => callOf(command)?.name);
  return names.includes('toYaml') || names.includes('tpl');
}

/** Whether the action begins a line whose break it takes away, below a line of text. */
function joins({ text }: TemplateFile, { raw }: Action): boolean {
  if (!raw.trimsLeft) return false;
  const above = text.slice(0, raw.from);
  const rest = above.trimEnd();
  // What an action puts out may end anywhere.
  return above.slice(rest.length).includes('\n') && rest !== '' && !rest.endsWith('}}');
}
