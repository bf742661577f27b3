import { defineRule } from '../../engine/rule/define.js';
import { lineAbove } from '../shared/insertion.js';
import { exposedPorts, startPort } from '../../languages/dockerfile/startCommand.js';
import page from './expose-missing.md';

export default defineRule({
  id: 'dockerfile/expose-missing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      const start = startPort(stage);
      if (start === undefined || exposedPorts(stage)?.length !== 0) return;
      // An unknown base may expose it.
      if (stage.base.facts === undefined && !stage.base.scratch) return;
      const before = [stage.healthcheck, stage.entrypoint, stage.cmd]
        .filter((instruction) => instruction?.stage === stage)
        .sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))[0];
      ctx.report({
        at: start.at,
        message: `The program listens on ${start.port} and no EXPOSE says so; people and tools read the port there.`,
        fix: () =>
          before === undefined
            ? undefined
            : { title: `Add \`EXPOSE ${start.port}\``, edits: [lineAbove(ctx.text, before, `EXPOSE ${start.port}`)] },
      });
    },
  },
});
