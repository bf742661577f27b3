import { findSecret, mayHoldSecret } from './secrets.js';

/** Tokens in the forms that their issuers give them, beyond those of `secrets.ts`. */

interface TokenForm {
  readonly what: string;
  readonly pattern: RegExp;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** A value of a form that says nothing by itself, behind the issuer's name: `HEROKU_API_KEY=…`. */
const named = (issuer: string, value: string): RegExp => new RegExp(`${issuer}[^\\n]{0,40}?(?<![\\w-])(${value})(?![\\w-])`, 'i');

const forms: readonly TokenForm[] = [
  { what: 'a private key', pattern: /-BEGIN (?:[A-Z]+ )*PRIVATE KEY-/ },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  { what: 'an AWS access key', pattern: /\b(?:A3T[A-Z0-9]|ABIA|ACCA)[A-Z0-9]{16}\b/ },
  // https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/
  { what: 'a Bitbucket token', pattern: /\bATBB[A-Za-z0-9]{28,32}\b|\bATCTT3[A-Za-z0-9_=-]{60,}/ },
  { what: 'a Bitbucket token', pattern: named('bitbucket', '(?=[a-z]*\\d)(?=\\d*[a-z])(?:[a-z0-9=_-]{64}|[a-z0-9]{32})') },
  // https://docs.datadoghq.com/account_management/api-app-keys/
  { what: 'a Datadog key', pattern: named('(?:datadog|\\bdd_)', '(?=[a-z]*\\d)(?=\\d*[a-z])(?:[a-z0-9]{40}|[0-9a-f]{32})') },
  // https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  { what: 'a Terraform Cloud token', pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/ },
  { what: 'a Heroku key', pattern: named('heroku', uuid) },
  { what: 'a Heroku key', pattern: /\bHRKU-[A-Za-z0-9_-]{30,}/ },
  { what: 'a signed token', pattern: /\bey[A-Za-z0-9]{17,}\.ey[\w/-]{17,}\.[\w/-]{10,}={0,2}/ },
  // https://launchdarkly.com/docs/home/account/environment/keys
  { what: 'a LaunchDarkly key', pattern: new RegExp(`\\b(?:sdk|api)-${uuid}\\b`, 'i') },
  { what: 'a LaunchDarkly key', pattern: named('launchdarkly', '(?=[a-z=_-]*\\d)[a-z0-9=_-]{40}') },
  // https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
  { what: 'a New Relic key', pattern: /\bNRAK-[A-Za-z0-9]{27}\b|\bNRII-[A-Za-z0-9_-]{32}/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/i },
  { what: 'an Okta token', pattern: named('okta', '(?=[a-z=_-]*\\d)[a-z0-9=_-]{42}') },
  { what: 'a Stripe key', pattern: /\b[sr]k_test_[A-Za-z0-9]{10,99}\b/ },
  { what: 'a Sumo Logic key', pattern: named('sumo', '(?=[a-z]*\\d)(?=\\d*[a-z])(?:[a-z0-9]{14}|[a-z0-9]{64})') },
  { what: 'a Twilio key', pattern: /\bSK[0-9a-fA-F]{32}\b/ },
  // https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes
  { what: 'a Vault token', pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{24,}/ },
];

/** Whether it is worth to look closer: each form has one of these in it. */
export function mayHoldToken(text: string): boolean {
  return (
    mayHoldSecret(text) ||
    /PRIVATE KEY|A3T|ABIA|ACCA|ATBB|ATCTT3|\.atlasv1\.|HRKU-|\bey|NRAK-|NRII-|k_test_|\bSK[0-9a-fA-F]{32}|\bhv[sbr]\.|sdk-|api-|bitbucket|datadog|\bdd_|heroku|launchdarkly|npm_|okta|sumo/i.test(
      text,
    )
  );
}

/** Names the first token in the text; undefined when there is none. */
export function tokenIn(text: string): string | undefined {
  if (!mayHoldToken(text)) return undefined;
  const known = findSecret(text);
  if (known !== undefined) return known.what;
  for (const { what, pattern } of forms) {
    const match = pattern.exec(text);
    if (match !== null && !/example|placeholder|changeme|your[-_]|xxxx|0000000|1234567890|\.\.\./i.test(match[0])) return what;
  }
  return undefined;
}
