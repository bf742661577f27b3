import { defineRule } from '../../engine/rule/define.js';
import { bytesInWords, coresInWords, parseQuantity } from '../../languages/kubernetes/quantity.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { quantitiesOf, type PlacedQuantity } from '../shared/kubernetesQuantities.js';
import page from './suspicious-quantity.md';

export default defineRule({
  id: 'kubernetes/suspicious-quantity',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  options: {
    mostCores: { type: 'number', default: 100, description: 'CPUs from which a number without a unit is taken for thousandths.' },
  },
  page,
  check: {
    Object(object, ctx) {
      for (const placed of quantitiesOf(object)) {
        const doubt =
          placed.unit === 'bytes'
            ? bytesDoubt(placed)
            : placed.unit === 'cores'
              ? coresDoubt(placed, ctx.option<number>('mostCores'))
              : undefined;
        if (doubt === undefined) continue;
        const { likely, severity } = doubt;
        ctx.report({
          ...(severity === undefined ? {} : { severity }),
          at: placed.node.span,
          message: doubt.message,
          fix: () => (likely === undefined ? undefined : { title: `Change to \`${likely}\``, edits: rewrite(placed.node, likely) }),
        });
      }
    },
  },
});

interface Doubt {
  readonly message: string;
  readonly likely: string | undefined;
  readonly severity?: 'warning';
}

const mebi = 1024 ** 2;

function bytesDoubt({ quantity, resource, of }: PlacedQuantity): Doubt | undefined {
  const { value, suffix, text } = quantity;
  if (value <= 0) return undefined;
  const number = text.slice(0, text.length - suffix.length);
  if (suffix === 'm' || suffix === 'u' || suffix === 'n') {
    const part = { m: 'thousandths', u: 'millionths', n: 'billionths' }[suffix];
    return {
      message: `\`${text}\` of ${resource} is ${bytesInWords(value)}, because \`${suffix}\` means ${part}.`,
      likely: suffix === 'm' ? `${number}Mi` : undefined,
    };
  }
  // Docker takes no limit below 6 MB: https://docs.docker.com/engine/containers/resource_constraints/.
  const least =
    resource === 'memory' && of === 'limit' ? 4 * mebi : suffix === '' || (resource === 'memory' && of === 'request') ? mebi : 0;
  if (value >= least) return undefined;
  const likely =
    suffix === '' && value < 100_000
      ? value >= 16 || resource === 'memory'
        ? `${number}Mi`
        : `${number}Gi`
      : suffix === 'k' || suffix === 'Ki'
        ? `${number}Mi`
        : undefined;
  return {
    message: `\`${text}\` of ${resource} is ${bytesInWords(value)}${suffix === '' ? ', because a number without a unit counts bytes' : ''}: nothing runs in that.`,
    likely: likely !== undefined && parseQuantity(likely) !== undefined ? likely : undefined,
  };
}

function coresDoubt({ quantity, of }: PlacedQuantity, most: number): Doubt | undefined {
  const { value, suffix, text } = quantity;
  if (of === 'bound') return undefined;
  const number = text.slice(0, text.length - suffix.length);
  if (/^[kMGTPE]i?$/.test(suffix)) {
    return {
      message: `\`${text}\` of CPU is ${coresInWords(value)}: \`${suffix}\` is a unit of memory.`,
      likely: suffix.startsWith('M') ? `${number}m` : undefined,
    };
  }
  if (value > 0 && value < 0.001) {
    return {
      message: `\`${text}\` of CPU is less than a thousandth of a core, the least that Kubernetes counts.`,
      likely: suffix === 'm' ? number : undefined,
      severity: 'warning',
    };
  }
  if (suffix !== '' || value < most) return undefined;
  return {
    message: `\`${text}\` of CPU is ${coresInWords(value)}, and few machines have that many. \`${number}m\` is ${coresInWords(value / 1000)}.`,
    likely: `${number}m`,
  };
}
