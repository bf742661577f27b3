import { defineRule } from '../../engine/rule/define.js';
import page from './docker-socket-mounted.md';

export default defineRule({
  id: 'compose/docker-socket-mounted',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      if (service.own('volumes') === undefined) return;
      for (const { source, sourceSpan } of service.mounts) {
        if (
          source === undefined ||
          !/(?:^|\/)(?:docker|podman|containerd|crio)(?:\/(?:docker|podman|containerd|crio))?\.sock$|docker_engine$/.test(source)
        )
          continue;
        ctx.report({
          at: sourceSpan,
          message: `Who may write to \`${source}\` may start a container with the whole disk in it: \`${service.name}\` is root on the machine, and \`:ro\` does not change that.`,
          about: service.name,
        });
      }
    },
  },
});
