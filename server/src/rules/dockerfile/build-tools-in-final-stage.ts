import { defineRule } from '../../engine/rule/define.js';
import { operands } from '../../languages/dockerfile/options.js';
import { leavesFiles } from '../shared/layers.js';
import page from './build-tools-in-final-stage.md';

export default defineRule({
  id: 'dockerfile/build-tools-in-final-stage',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'none',
  page,
  check: {
    Run(run, ctx) {
      if (!leavesFiles(run)) return;
      const commands = run.script()?.commands ?? [];
      const isPurged = commands.some(
        ({ name, args }) =>
          /^(?:apt-get|apt|apk|dnf|yum)$/.test(name) && args.some(({ value }) => /^(?:purge|remove|autoremove|del|erase)$/.test(value)),
      );
      if (isPurged) return;
      for (const command of commands) {
        if (!/^(?:apt-get|apt|apk|dnf|yum|microdnf)$/.test(command.name)) continue;
        const [verb, ...packages] = operands(command);
        if (verb?.value !== 'install' && verb?.value !== 'add') continue;
        const tool = packages.find(({ value }) => isBuildTool(value));
        if (tool === undefined) continue;
        ctx.report({
          at: tool.span,
          message: `\`${tool.value}\` is needed to build, not to run, and this stage ends up in the image. Install it in a build stage and copy the result.`,
        });
        return;
      }
    },
  },
});

const tools =
  /^(?:build-essential|gcc|g\+\+|make|cmake|clang|build-base|musl-dev|linux-headers|python3?-dev|libc6-dev|gfortran|autoconf|automake|pkg-config|rustc|cargo|gcc-c\+\+|python3-devel)(?:[=<>~].*)?$/;
const isBuildTool = (name: string): boolean => tools.test(name) || /^lib[\w.+-]+-dev(?:=.*)?$/.test(name);
