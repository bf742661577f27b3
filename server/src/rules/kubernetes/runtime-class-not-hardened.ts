import { defineRule } from '../../engine/rule/define.js';
import { given } from '../shared/kubernetesSecurityContext.js';
import page from './runtime-class-not-hardened.md';

export default defineRule({
  id: 'kubernetes/runtime-class-not-hardened',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:agent-sandbox-hardened-runtime-class'],
  fix: 'none',
  options: {
    classes: {
      type: 'strings',
      default: ['gvisor', 'kata', 'kata-clh', 'kata-fc', 'kata-qemu'],
      description: 'Runtime classes that isolate more than a container.',
    },
  },
  page,
  check: {
    where: ['SandboxTemplate', 'Sandbox'],
    Object(object, ctx) {
      if (object.kind !== 'SandboxTemplate' && object.kind !== 'Sandbox') return;
      const node = given(object.get('spec', 'podTemplate', 'spec', 'runtimeClassName'));
      const name = node?.scalarText ?? '';
      if (node?.isUnknown === true || ctx.option<readonly string[]>('classes').includes(name)) return;
      const at = node?.span ?? object.lackOf('spec', 'podTemplate', 'spec', 'runtimeClassName');
      ctx.report({
        at,
        message:
          name === ''
            ? 'The sandbox names no runtime class: its code shares the kernel of the node.'
            : `Runtime class \`${name}\` is not known to keep code from the kernel of the node.`,
      });
    },
  },
});
