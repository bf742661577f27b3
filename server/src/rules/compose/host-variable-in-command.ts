import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { dollarSpan, interpolate, rawText } from '../../languages/compose/interpolation.js';
import type { Service } from '../../languages/compose/service.js';
import { eachScalar, type YamlNode } from '../../languages/yaml/nodes.js';
import page from './host-variable-in-command.md';

export default defineRule({
  id: 'compose/host-variable-in-command',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const own = new Map(service.environment.map(({ name, value }) => [name, value]));
      if (own.size === 0) return;
      for (const [key, holder] of commands(service)) {
        eachScalar(holder, (scalar) => {
          for (const { name, fallback, isRequired, dollars, length } of interpolate(scalar.content).variables) {
            const value = own.get(name);
            // A variable that the environment takes from the host as well has the same value on both sides.
            if (value === undefined || value.includes('$') || fallback !== undefined || isRequired || isOnHost(name, ctx)) continue;
            const at = dollarSpan(scalar, dollars, length);
            ctx.report({
              at,
              message: `Compose fills in \`${name}\` of the host here, which is mostly empty, not the \`${name}\` that the container gets. \`$$${name}\` leaves it to the shell in the container.`,
              fix: () =>
                at.end - at.start === length && isShell(key, holder)
                  ? { title: `Change to \`$$${name}\``, edits: [insert(at.start, '$')] }
                  : undefined,
            });
          }
        });
      }
    },
  },
});

function commands(service: Service): readonly (readonly [string, YamlNode])[] {
  const found: readonly (readonly [string, YamlNode | undefined])[] = [
    ['command', service.map?.get('command')],
    ['entrypoint', service.map?.get('entrypoint')],
    ['test', service.map?.get('healthcheck', 'test')],
  ];
  return found.flatMap(([key, node]) => (node === undefined ? [] : [[key, node] as const]));
}

/** Whether a shell reads the words: text of a health check, `CMD-SHELL`, or a command that begins with one. */
function isShell(key: string, node: YamlNode): boolean {
  if (node.kind === 'scalar') return key === 'test' || /^(?:\/bin\/)?(?:ba|da|a)?sh\s/.test(node.content);
  return node.items.slice(0, 2).some((item) => /^(?:CMD-SHELL|(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh)$/.test(rawText(item) ?? ''));
}

function isOnHost(name: string, ctx: RuleContext): boolean {
  return new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'm').test(ctx.near.read('.env') ?? '');
}
