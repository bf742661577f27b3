import { defineRule } from '../../engine/rule/define.js';
import { replace, type Edit } from '../../engine/text/span.js';
import type { EnvironmentVariable } from '../../languages/compose/parts.js';
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
          fix: () => {
            const addresses = addressesWith(variable, service);
            // A secret is a file, and an address cannot take its password from one.
            const fixes = [toEnvFile(variable, service, ctx), addresses.length > 0 ? undefined : toSecret(variable, service, ctx)];
            return fixes.flatMap((fix) =>
              fix === undefined
                ? []
                : { ...fix, edits: [...fix.edits, ...addresses.flatMap((address) => withReference(address, variable, ctx.text))] },
            );
          },
        });
      }
    },
  },
});

/** The password of an address is that of the service at its host, which says it itself: one password is told once. */
function isToldElsewhere(value: string, { file }: Service): boolean {
  const [, password, host] = addressed.exec(value) ?? [];
  const other = host === undefined ? undefined : file.service(host);
  return other?.environment.some((variable) => variable.value === password && secretIn(variable, other) !== undefined) === true;
}

const addressed = /:\/\/[^:@/]*:([^@/]+)@([\w.-]+)/;

/** Variables of the other services whose address has this service for a host and this value for a password. */
function addressesWith({ value }: EnvironmentVariable, { file, name }: Service): readonly EnvironmentVariable[] {
  return file.services
    .filter((other) => other.name !== name)
    .flatMap(({ environment }) =>
      environment.filter((variable) => {
        const [, password, host] = addressed.exec(variable.value ?? '') ?? [];
        return password === value && host === name;
      }),
    );
}

/** The address with the variable in the password's place. */
function withReference({ valueSpan }: EnvironmentVariable, { name, value }: EnvironmentVariable, text: string): readonly Edit[] {
  if (valueSpan === undefined) return [];
  const written = text.slice(valueSpan.start, valueSpan.end);
  const at = written.indexOf(`:${value}@`, written.indexOf('://'));
  const start = valueSpan.start + at + 1;
  return at === -1 || value === undefined ? [] : [replace({ start, end: start + value.length }, `\${${name}:?}`)];
}
