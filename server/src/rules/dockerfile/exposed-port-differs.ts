import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { exposedPorts, healthcheckUrl, startPort } from '../../languages/dockerfile/startCommand.js';
import page from './exposed-port-differs.md';

export default defineRule({
  id: 'dockerfile/exposed-port-differs',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      const start = startPort(stage);
      if (start === undefined) return;
      const exposed = exposedPorts(stage);
      const [only] = exposed ?? [];
      if (exposed?.length === 1 && only !== undefined && only.port !== start.port && only.protocol === 'tcp') {
        ctx.report({
          at: only.at,
          message: `EXPOSE says ${only.port}, and the start command listens on ${start.port}.`,
          related: [{ at: start.at, message: `port ${start.port} is set here` }],
          fix: () =>
            /^\d+(?:\/tcp)?$/.test(only.text)
              ? { title: `Change to ${start.port}`, edits: [replace(only.at, only.text.replace(/^\d+/, String(start.port)))] }
              : undefined,
        });
      }
      const check = healthcheckUrl(stage);
      if (check?.at === undefined || check.port === start.port || exposed?.some(({ port }) => port === check.port) === true) return;
      const { at, port } = check;
      ctx.report({
        at,
        message: `The health check asks port ${port}, and the start command listens on ${start.port}.`,
        related: [{ at: start.at, message: `port ${start.port} is set here` }],
        fix: () => ({ title: `Change to ${start.port}`, edits: [replace(at, String(start.port))] }),
      });
    },
  },
});
