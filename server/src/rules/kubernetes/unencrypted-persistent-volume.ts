import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './unencrypted-persistent-volume.md';

export default defineRule({
  id: 'kubernetes/unencrypted-persistent-volume',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:pv-without-encryption', 'kubescape:C-0264'],
  fix: 'review',
  page,
  check: {
    where: ['StorageClass'],
    File(file, ctx) {
      const classes = new Map<string, KubernetesObject>();
      for (const object of file.objects) if (object.kind === 'StorageClass' && object.name !== undefined) classes.set(object.name, object);
      if (classes.size === 0) return;
      for (const object of file.objects) {
        if (object.kind !== 'PersistentVolume') continue;
        const node = object.get('spec', 'storageClassName');
        const storageClass = classes.get(node?.scalarText ?? '');
        if (node === undefined || storageClass === undefined || isEncrypted(storageClass)) continue;
        const parameters = storageClass.get('parameters');
        ctx.report({
          at: node.span,
          message: `The class \`${node.scalarText ?? ''}\` does not encrypt: whoever gets at the disk or a snapshot of it can read the volume.`,
          related: [{ at: storageClass.anchor, message: 'The storage class' }],
          fix: () =>
            parameters?.isUnknown === true
              ? undefined
              : mergeFix('Add `encrypted: "true"` to the class', storageClass.root, { parameters: { encrypted: 'true' } }),
        });
      }
    },
  },
});

/** Azure and Google encrypt every disk; others, such as AWS, do so where the class says it. */
function isEncrypted(storageClass: KubernetesObject): boolean {
  const provisioner = storageClass.get('provisioner');
  if (provisioner?.string === undefined || /azure|csi\.storage\.gke\.io|gce-pd/.test(provisioner.string)) return true;
  const encrypted = storageClass.get('parameters', 'encrypted');
  return encrypted?.isUnknown === true || encrypted?.scalarText === 'true';
}
