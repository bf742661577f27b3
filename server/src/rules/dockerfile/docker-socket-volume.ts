import { defineRule } from '../../engine/rule/define.js';
import page from './docker-socket-volume.md';

export default defineRule({
  id: 'dockerfile/docker-socket-volume',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['semgrep:dockerfile-dockerd-socket-mount'],
  fix: 'none',
  page,
  check: {
    Volume({ paths }, ctx) {
      for (const path of paths) {
        if (!/(?:docker|podman|containerd)\.sock/.test(path.value)) continue;
        ctx.report({
          at: path.span,
          message: `VOLUME cannot mount the host's \`${path.value}\`: it makes an empty volume of that name. Where the socket is mounted at the start, the container controls the host.`,
        });
      }
    },
  },
});
