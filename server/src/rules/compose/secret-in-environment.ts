import { defineRule } from '../../engine/rule/define.js';
import type { Service } from '../../languages/compose/service.js';
import { secretIn, toEnvFile, toSecret } from '../shared/composeSecrets.js';
import page from './secret-in-environment.md';

export default defineRule({
  id: 'compose/secret-in-environment',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      // What an extended service sets is told there.
      if (service.own('environment') === undefined) return;
      for (const variable of service.environment) {
        const secret = secretIn(variable, service);
        if (secret === undefined) continue;
        const { what, isTrivial, isFallback } = secret;
        if (isTrivial && what !== undefined && isToldElsewhere(variable.value ?? '', service)) continue;
        const is = what === undefined ? `\`${variable.name}\` looks like a secret` : `The value of \`${variable.name}\` looks like ${what}`;
        const stands = isFallback ? 'its default stands in the file' : 'it stands in the file';
        ctx.report({
          at: variable.nameSpan,
          severity: isTrivial ? 'info' : what !== undefined ? 'error' : isFallback ? 'info' : 'warning',
          message: isTrivial
            ? `${is}, and ${stands}: what is copied from here to a server keeps a password that everybody knows.`
            : `${is}, and ${stands}: everybody who reads the repository has it.`,
          fix: () => [toEnvFile(variable, service, ctx), toSecret(variable, service, ctx)].flatMap((fix) => fix ?? []),
        });
      }
    },
  },
});

/** The password of an address is that of the service at its host, which says it itself: one password is told once. */
function isToldElsewhere(value: string, { file }: Service): boolean {
  const [, password, host] = /:\/\/[^:@/]*:([^@/]+)@([\w.-]+)/.exec(value) ?? [];
  const other = host === undefined ? undefined : file.service(host);
  return other?.environment.some((variable) => variable.value === password && secretIn(variable, other) !== undefined) === true;
}
