import { defineRule } from '../../engine/rule/define.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { isMonitoredAround, mayMonitor, monitorsOf } from '../shared/kubernetesMonitors.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './servicemonitor-target-not-in-file.md';

export default defineRule({
  id: 'kubernetes/servicemonitor-target-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
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
        // Where the namespace has some in the file, `servicemonitor-selects-nothing` speaks.
        if (monitor.targets.some((target) => mayMonitor(monitor, target) !== 'no')) continue;
        ctx.report({
          at: monitor.object.lackOf('spec', 'selector'),
          message: `No ${monitor.what} of this file is selected by the ${monitor.object.kind} \`${monitor.object.name ?? ''}\`: those that it scrapes have to come from elsewhere.`,
        });
      }
    },
  },
});
