import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apt-install-without-update.md';

export default defineRule({
  id: 'dockerfile/apt-install-without-update',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Command: {
      'apt-get'(command, ctx) {
        const call = packageCall(command, 'install');
        if (call === undefined || call.packages.length === 0) return;
        // Packages given as files need no index.
        if (call.packages.every(({ value }) => /\.deb$|^\.{0,2}\//.test(value))) return;
        const { run } = command;
        if (run.mounts.some(({ type }) => type === 'cache' || type === 'bind')) return;
        if (run.stage?.parent !== undefined || run.stage?.base.facts?.packageManager !== 'apt') return;
        const before = command.siblings.slice(0, command.siblings.indexOf(command));
        if (before.some(({ name, args }) => name.startsWith('apt') && args.some(({ value }) => value === 'update'))) return;
        // A script may well do it; only a chain that is all there is can be judged.
        if (before.some(({ name }) => name === '' || /\.sh$|^(?:\.|source|bash|sh)$/.test(name))) return;
        const earlier = run.stage.instructions.some(
          (other) => other.kind === 'RUN' && other.index < run.index && /apt(?:-get|itude)?\b[^]*\bupdate|\.sh\b/.test(other.source),
        );
        if (earlier) return;
        ctx.report({
          at: call.verb.span,
          message: '`apt-get install` finds no package lists here: the base image ships without them and nothing above fetched them.',
          fix: () => ({ title: 'Run `apt-get update` before it', edits: [insert(command.span.start, 'apt-get update && ')] }),
        });
      },
    },
  },
});
