import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import { npmInstall, pipInstall } from '../shared/languagePackages.js';
import page from './packages-unsorted.md';

export default defineRule({
  id: 'dockerfile/packages-unsorted',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/sort-packages'],
  fix: 'safe',
  page,
  check: {
    Command: { 'apt-get': check, apk: check, dnf: check, yum: check, microdnf: check, zypper: check, npm: check, pip: check, pip3: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = npmInstall(command) ?? pipInstall(command) ?? packageCall(command, 'install', 'add', 'in');
  if (call === undefined || call.packages.length < 2) return;
  // Only a run of literal names behind each other can be sorted without changing what it means.
  const names = call.packages;
  if (names.some(({ literal, text, value }) => !literal || text !== value)) return;
  const sorted = [...names].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const first = names.findIndex((word, i) => word !== sorted[i]);
  const at = names[first];
  if (at === undefined) return;
  ctx.report({
    at: at.span,
    message: `The packages are in no order: \`${sorted[first]?.value ?? ''}\` belongs before \`${at.value}\`. A sorted list shows what is missing or double.`,
    fix: () => {
      // A comment speaks of the package beside it, and would stay behind.
      if (/(?:^|\s)#/.test(ctx.text.slice(names[0]?.span.start, names.at(-1)?.span.end))) return undefined;
      const edits = names.flatMap((word, i) => (sorted[i] === word ? [] : [replace(word.span, sorted[i]?.text ?? word.text)]));
      return { title: 'Sort the packages', edits };
    },
  });
}
