import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { exposedPorts, healthcheckUrl, startCommands, startPort, type ExposedPort } from '../../languages/dockerfile/startCommand.js';
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
      const exposed = exposedPorts(stage);
      if (start === undefined) return withoutStartPort(stage, exposed, ctx);
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

/** Where the start command names no port, HEALTHCHECK and the variable that programs read may still be at odds with EXPOSE. */
function withoutStartPort(stage: Stage, exposed: readonly ExposedPort[] | undefined, ctx: RuleContext): void {
  const [only, other] = exposed ?? [];
  if (only === undefined || other !== undefined || only.protocol !== 'tcp') return;
  const set = stage.end.environment('PORT');
  // A server in front listens on what its configuration says.
  const isRead = startCommands(stage).some(({ name }) =>
    /^(?:node|npm|npx|yarn|pnpm|bun|next|python[\d.]*|ruby|rails|puma|deno)$/.test(name),
  );
  const port = isRead && set?.value !== undefined && /^\d{1,5}$/.test(set.value) ? Number(set.value) : undefined;
  const check = healthcheckUrl(stage);
  const asked = check?.at === undefined ? undefined : check.port;
  const meant = port ?? asked;
  if (meant === undefined || meant === only.port || asked === only.port) return;
  const says = port === undefined ? `the health check asks port ${meant}` : `\`PORT\` is ${meant}, which programs of this kind listen on`;
  ctx.report({
    at: only.at,
    severity: 'info',
    message: `EXPOSE says ${only.port}, and ${says}.`,
    fix: () =>
      /^\d+(?:\/tcp)?$/.test(only.text)
        ? { title: `Change to ${meant}`, edits: [replace(only.at, only.text.replace(/^\d+/, String(meant)))] }
        : undefined,
  });
}
