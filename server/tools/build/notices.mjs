import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose data ships without their code being bundled: the Kubernetes schema is made from their types. */
const dataPackages = ['kubernetes-models', '@kubernetes-models/apimachinery'];

/** The licences of everything that the bundles hold, as those licences ask. */
export function noticesOf(root, metafiles) {
  const names = new Set(dataPackages);
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (match !== null) names.add(match[1]);
    }
  }
  const notices = [...names].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = existsSync(folder) ? readdirSync(folder).find((each) => /^licen[cs]e(?:\.|$)/i.test(each)) : undefined;
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}`;
  });
  const kubernetes =
    'Descriptions of Kubernetes fields are taken from the Kubernetes API (https://github.com/kubernetes/kubernetes), Copyright The Kubernetes Authors, Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0';
  return `${['Slipway contains parts of the following.', kubernetes, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
