import { defineRule } from '../../engine/rule/define.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { isMonitoredAround, mayMonitor, monitorsOf } from '../shared/kubernetesMonitors.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './servicemonitor-selects-nothing.md';

export default defineRule({
  id: 'kubernetes/servicemonitor-selects-nothing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-servicemonitor'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['ServiceMonitor', 'PodMonitor'],
    File(file, ctx) {
      const objects = objectsOf(file);
      for (const monitor of monitorsOf(objects)) {
        if (isMonitoredAround(appOf(file, ctx), monitor)) continue;
        const near = monitor.targets.filter((target) => mayMonitor(monitor, target) === 'same namespace');
        if (near.length === 0 || monitor.targets.some((target) => mayMonitor(monitor, target) === 'yes')) continue;
        ctx.report({
          at: monitor.object.lackOf('spec', 'selector'),
          message: `No ${monitor.what} of this file has the labels that the ${monitor.object.kind} \`${monitor.object.name ?? ''}\` asks for: nothing is scraped.`,
        });
      }
    },
  },
});
