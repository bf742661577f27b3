import { defineRule } from '../../engine/rule/define.js';
import page from './expose-admin-port.md';

export default defineRule({
  id: 'dockerfile/expose-admin-port',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['trivy:DS-0004', 'checkov:CKV_DOCKER_1', 'sonar:S6473'],
  fix: 'none',
  page,
  check: {
    Expose(instruction, ctx) {
      for (const word of instruction.words) {
        const { value, complete } = instruction.expand(word.text.replace(/^(["'])(.*)\1$/, '$2'));
        const match = complete ? /^(\d+)(?:-\d+)?(?:\/(?:tcp|udp))?$/i.exec(value) : null;
        const service = match === null ? undefined : services[Number(match[1])];
        if (service === undefined) continue;
        ctx.report({
          at: word.span,
          message: `Port ${match?.[1] ?? ''} is that of ${service}. A container is entered with \`docker exec\` or \`kubectl exec\`, and a server for logins is one more way in.`,
        });
      }
    },
  },
});

/** IANA's names: https://www.iana.org/assignments/service-names-port-numbers/. */
const services: Readonly<Record<number, string>> = { 22: 'SSH', 23: 'Telnet', 3389: 'remote desktops', 5800: 'VNC', 5900: 'VNC' };
