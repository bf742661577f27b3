import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { eachScalar, type PathStep } from '../../languages/yaml/nodes.js';
import { mayHoldToken, tokenIn } from '../shared/kubernetesTokens.js';
import page from './token-in-manifest.md';

export default defineRule({
  id: 'kubernetes/token-in-manifest',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'datree:ALL_EXPOSED_SECRET_AWS',
    'datree:ALL_EXPOSED_SECRET_BITBUCKET',
    'datree:ALL_EXPOSED_SECRET_DATADOG',
    'datree:ALL_EXPOSED_SECRET_GCP',
    'datree:ALL_EXPOSED_SECRET_GITHUB',
    'datree:ALL_EXPOSED_SECRET_GITLAB',
    'datree:ALL_EXPOSED_SECRET_HEROKU',
    'datree:ALL_EXPOSED_SECRET_JWT',
    'datree:ALL_EXPOSED_SECRET_LAUNCHDARKLY',
    'datree:ALL_EXPOSED_SECRET_NEWRELIC',
    'datree:ALL_EXPOSED_SECRET_NPM',
    'datree:ALL_EXPOSED_SECRET_OKTA',
    'datree:ALL_EXPOSED_SECRET_PRIVATEKEY',
    'datree:ALL_EXPOSED_SECRET_STRIPE',
    'datree:ALL_EXPOSED_SECRET_SUMOLOGIC',
    'datree:ALL_EXPOSED_SECRET_TERRAFORM',
    'datree:ALL_EXPOSED_SECRET_TWILIO',
    'datree:ALL_EXPOSED_SECRET_VAULT',
  ],
  fix: 'none',
  page,
  check: {
    Document(document, ctx) {
      if (!document.anyLine('token', document.text, mayHoldToken)) return;
      for (const object of document.objects) {
        eachScalar(object.root, (scalar, path) => {
          // The items of a List are objects of their own.
          if (isToldElsewhere(object, path) || (path[0] === 'items' && object.kind.endsWith('List'))) return;
          const text = scalar.scalarText;
          if (text === undefined || text.length < 10 || !mayHoldToken(text)) return;
          const what = tokenIn(text);
          if (what === undefined) return;
          ctx.report({
            at: scalar.span,
            message: `This looks like ${what}. It is in the file and its history: take it back where it was issued, and keep the next one in a Secret.`,
          });
        });
      }
    },
  },
});

/** Environment variables, ConfigMaps and Secrets have rules of their own, which know the value's name; sealed data is safe. */
function isToldElsewhere(object: KubernetesObject, path: readonly PathStep[]): boolean {
  if (path.at(-1) === 'value' && path.at(-3) === 'env') return true;
  if (object.kind === 'SealedSecret') return true;
  return (
    (object.kind === 'ConfigMap' || object.kind === 'Secret') &&
    (path[0] === 'data' || path[0] === 'stringData' || path[0] === 'binaryData')
  );
}
