import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { parseQuantity } from '../../languages/kubernetes/quantity.js';
import { amountOf, pairOf, type Part } from '../shared/kubernetesResources.js';
import page from './resources-out-of-range.md';

export default defineRule({
  id: 'kubernetes/resources-out-of-range',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeaudit:LimitsCPUExceeded', 'kubeaudit:LimitsMemoryExceeded', 'kyverno:enforce-resources-as-ratio'],
  fix: 'none',
  options: {
    cpuMin: { type: 'string', default: '', description: 'Least CPU that a container may request or be limited to. Empty: no bound.' },
    cpuMax: { type: 'string', default: '', description: 'Most CPU that a container may request or be limited to. Empty: no bound.' },
    memoryMin: { type: 'string', default: '', description: 'Least memory that a container may request or be limited to. Empty: no bound.' },
    memoryMax: { type: 'string', default: '', description: 'Most memory that a container may request or be limited to. Empty: no bound.' },
    limitRatio: { type: 'number', default: 0, description: 'How many times its request a limit may be. 0: no bound.' },
  },
  page,
  check: {
    Container(container, ctx) {
      const ratio = ctx.option<number>('limitRatio');
      for (const resource of ['cpu', 'memory']) {
        const least = parseQuantity(ctx.option<string>(`${resource}Min`));
        const most = parseQuantity(ctx.option<string>(`${resource}Max`));
        if (least !== undefined || most !== undefined) {
          for (const part of ['requests', 'limits'] as const) compare(container, part, resource, least, most, ctx);
        }
        if (ratio > 0) compareRatio(container, resource, ratio, ctx);
      }
    },
  },
});

type Bound = ReturnType<typeof parseQuantity>;

function compare(container: Container, part: Part, resource: string, least: Bound, most: Bound, ctx: RuleContext): void {
  const amount = amountOf(container, part, resource);
  if (amount?.quantity === undefined) return;
  const { nano, text } = amount.quantity;
  const broken = most !== undefined && nano > most.nano ? most : least !== undefined && nano < least.nano ? least : undefined;
  if (broken === undefined) return;
  ctx.report({
    at: amount.node.span,
    message: `\`${text}\` of ${resource} is ${broken === most ? 'more' : 'less'} than \`${broken.text}\`, the bound that this project has set.`,
  });
}

function compareRatio(container: Container, resource: string, ratio: number, ctx: RuleContext): void {
  const { request, limit } = pairOf(container, resource) ?? {};
  if (request?.quantity === undefined || limit?.quantity === undefined || request.quantity.value <= 0) return;
  if (limit.quantity.value <= request.quantity.value * ratio * (1 + 1e-9)) return;
  ctx.report({
    at: limit.node.span,
    message: `The ${resource} limit is ${Number((limit.quantity.value / request.quantity.value).toPrecision(3))} times the request, and this project allows ${ratio}.`,
  });
}
