import { defineRule } from '../../engine/rule/define.js';
import { callOf, piped, placeOf, plainValue, sortOfValue, spanOf, trimmedLeft } from '../shared/helmTemplates.js';
import { chartOfView } from '../../languages/helm/known.js';
import type { TemplateFile } from '../../languages/helm/model.js';
import type { Action } from '../../languages/helm/template/syntax.js';
import type { RuleContext } from '../../engine/rule/define.js';
import page from './yaml-not-indented.md';

export default defineRule({
  id: 'helm/yaml-not-indented',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['helm.chart', 'helm.values'],
  page,
  check: {
    Template(file, ctx) {
      if (!file.isManifest && !file.text.includes('toYaml')) return;
      for (const action of file.template.actions) check(file, action, ctx);
    },
  },
});

function check(file: TemplateFile, action: Action, ctx: RuleContext): void {
  const { pipeline, keyword } = action;
  if (keyword !== undefined || pipeline === undefined || pipeline.declares.length > 0 || action.raw.trimsLeft) return;
  const call = callOf(pipeline.commands.at(-1));
  if (call?.name !== 'toYaml') return;
  const { before, column, indentation } = placeOf(file, action);
  const isAlone = before.trim() === '' && column > 0;
  const isBehindKey = /^ *(?:- )?[\w./"-]+: $/.test(before);
  if (!isAlone && !isBehindKey) return;
  const path = valueOf(file, action);
  const root = path === undefined ? undefined : chartOfView(ctx.workspace)?.root;
  const sort = path === undefined || root === undefined ? undefined : sortOfValue(ctx, root, path);
  if (sort === 'text' || sort === 'number' || sort === 'boolean') return;
  // Behind a key one line is right too, so it has to be known that there are more.
  if (isBehindKey && sort !== 'map' && sort !== 'list') return;
  const width = isAlone ? column : indentation + (/^ *- /.test(before) ? 4 : 2);
  ctx.report({
    at: spanOf(file, call),
    message: isAlone
      ? '`toYaml` gives several lines, and the blanks before it indent the first alone: from the second on they belong elsewhere.'
      : '`toYaml` gives several lines, and they cannot begin behind a key: what Helm puts out is no YAML.',
    fix: () => ({
      title: `Indent all lines with \`nindent ${width}\``,
      edits: [...(isAlone ? trimmedLeft(file, action) : []), piped(file, action, `nindent ${width}`)],
    }),
  });
}

/** The value that is put out, where it is only one. */
function valueOf(file: TemplateFile, action: Action): string | undefined {
  const { pipeline } = action;
  const first = pipeline?.commands[0];
  const call = callOf(first);
  const operand = call === undefined ? first?.operands[0] : call.arguments_[0];
  if (operand === undefined || (call !== undefined && call.name !== 'toYaml')) return undefined;
  return (
    plainValue(file, action) ??
    file.template.values.find(({ from, to, isCertain }) => isCertain && from === operand.from && to === operand.to)?.path.join('.')
  );
}
