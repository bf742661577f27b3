import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './unpack-in-run.md';

export default defineRule({
  id: 'dockerfile/unpack-in-run',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-add-unpack'],
  fix: 'none',
  page,
  check: {
    Command: { curl: check, wget: check },
  },
});

const archive = /\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tzst)(?:[?#].*)?$/i;

function check(command: RunCommand, ctx: RuleContext): void {
  const url = command.args.find(({ value }) => /^https?:\/\//.test(value));
  if (
    url === undefined ||
    /[`]|\$\(/.test(url.value) ||
    command.args.some(({ value }) => /^(?:-H|--header|-u|--user|-d|--data|-X|--request)/.test(value))
  )
    return;
  const { siblings, pipeline } = command;
  const isPiped = siblings.some(
    (other) => other.name === 'tar' && other.pipeline.id === pipeline.id && other.pipeline.index > pipeline.index,
  );
  if (!isPiped && !archive.test(url.value)) return;
  const file = fileOf(command, url.value);
  const isUnpacked =
    isPiped ||
    siblings.some(
      (other) =>
        other.name === 'tar' &&
        other.span.start > command.span.start &&
        file !== '' &&
        other.args.some(({ value }) => value === file || value.endsWith(`/${file.slice(file.lastIndexOf('/') + 1)}`)),
    );
  if (!isUnpacked) return;
  ctx.report({
    at: command.nameWord.span,
    message: `\`${command.name}\` fetches an archive that tar unpacks; \`ADD --unpack\` does both, and needs neither in the image.`,
  });
}

/** Where the download is put. */
function fileOf({ name, args }: RunCommand, url: string): string {
  const flag = args.findIndex(({ value }) =>
    (name === 'curl' ? /^(?:-[a-zA-Z]*o|--output)$/ : /^(?:-[a-zA-Z]*O|--output-document)$/).test(value),
  );
  const own = flag === -1 ? undefined : args[flag + 1]?.value;
  return own ?? url.replace(/[?#].*$/, '').slice(url.lastIndexOf('/') + 1);
}
