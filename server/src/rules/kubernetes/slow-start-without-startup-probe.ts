import { defineRule, type Fix } from '../../engine/rule/define.js';
import { merge, removeEntry } from '../../languages/yaml/edit.js';
import { toData, type YamlMap } from '../../languages/yaml/nodes.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Patch } from '../../languages/yaml/edit.js';
import { handlersOf } from '../shared/kubernetesProbes.js';
import page from './slow-start-without-startup-probe.md';

export default defineRule({
  id: 'kubernetes/slow-start-without-startup-probe',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  options: {
    seconds: { type: 'number', default: 60, description: 'Delay of a liveness probe from which on a startup probe does better.' },
  },
  page,
  check: {
    where: ['livenessProbe'],
    Container(container, ctx) {
      const probe = container.probe('livenessProbe');
      const delay = probe?.get('initialDelaySeconds');
      if (probe === undefined || delay?.number === undefined || delay.number < ctx.option<number>('seconds')) return;
      if (container.get('startupProbe') !== undefined) return;
      const seconds = delay.number;
      ctx.report({
        at: delay.span,
        message: `Liveness waits ${seconds} seconds after every start, so one that hangs at once stays for that long, and one that needs longer is killed. A startupProbe ends the wait with the first answer.`,
        fix: () => startupProbe(container, probe, seconds),
      });
    },
  },
});

/** Twice the time that was allowed, so that the change kills nobody. */
function startupProbe(container: Container, probe: YamlMap, seconds: number): Fix | undefined {
  const [handler] = handlersOf(probe);
  const removed = removeEntry(probe, 'initialDelaySeconds');
  const data = handler === undefined ? undefined : (toData(handler.value) as Patch);
  if (handler === undefined || data === undefined || removed === undefined) return undefined;
  const period = 10;
  const startupProbe = { [handler.key.content]: data, periodSeconds: period, failureThreshold: Math.ceil((2 * seconds) / period) };
  return { title: 'Replace the delay by a startupProbe', edits: [...removed, ...merge(container.node, { startupProbe })] };
}
