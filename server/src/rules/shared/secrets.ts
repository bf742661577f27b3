/** What names and values of secrets look like, as data. */

/**
 * Words that make a variable's name a secret's, as whole parts between underscores, hyphens or a change of case. BuildKit's
 * own list (https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert_secretrule.go), with the
 * spellings that other checkers add.
 */
const secretPart = /^(?:apikey|auth|credentials?|key|password|passphrase|pword|passwd|pwd|secrets?|token|accesstoken|privatekey)$/;
/** Most names have none of them anywhere. */
const anySecretPart = /auth|credential|key|passw|passphrase|pword|pwd|secret|token/i;
/** Parts that say that the value is none: where it is kept, its public half, its name or its limits. */
const harmlessPart =
  /^(?:public|pub|file|files|path|paths|dir|directory|url|uri|endpoint|version|name|names|id|length|size|ttl|expiry|expires|timeout|algorithm|alg|type|mode|enabled|enable|disabled|header|prefix|suffix|fingerprint|server|keyserver|keyring|gpg|store|host|port|policy|min|max|count|dummy|example|placeholder|required|method|scheme|provider|backend|socket|sock)$/;

/** Words that leave no doubt when they end a name: `STORE_PASSWORD` and `GEM_HOST_API_KEY` are what they say, whatever stands before. */
const certainEnd = /^(?:apikey|password|passphrase|passwd|pwd|secrets?|token|accesstoken|privatekey)$/;
const certainKey = /^(?:api|secret|access|private|encryption)$/;
const harmlessBefore =
  /^(?:public|pub|files?|paths?|example|placeholder|dummy|fake|test|enabled?|disabled?|required?|use|allow|no|min|max|count|length|ttl|expiry|timeout|url|uri|endpoint|type|mode|policy|name|id|gpg)$/;

function isSecretAtEnd(parts: readonly string[]): boolean {
  const [before, last] = parts.slice(-2);
  return certainEnd.test(parts.at(-1) ?? '') || (last === 'key' && certainKey.test(before ?? ''));
}

/** Whether a variable's name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  if (!anySecretPart.test(name) && !name.startsWith('BUNDLE_')) return false;
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_.-]+/)
    .filter((part) => part !== '');
  // Bundler's credentials for a server of gems: https://bundler.io/man/bundle-config.1.html.
  if (/^BUNDLE_(?!(?:MIRROR|LOCAL|BUILD|PATH|GEM|SSL|PLUGIN)_)[A-Z0-9]+(?:__[A-Z0-9]+)+$/.test(name)) return true;
  if (!parts.some((part) => secretPart.test(part))) return false;
  // An id of a key is public in most places, but not that of AWS, which BuildKit's own example has.
  if (/^aws_(?:access_key_id|session_token)$/i.test(name)) return true;
  if (isSecretAtEnd(parts)) return !parts.some((part) => harmlessBefore.test(part));
  if (parts.some((part) => harmlessPart.test(part))) return false;
  // A key by itself is a key of many things: of a sort, a cache, a map.
  return !(
    parts.length > 1 &&
    parts.at(-1) === 'key' &&
    parts.some((part) => /^(?:sort|cache|primary|foreign|partition|signing|hot|map|object|row|group|apt|release)$/.test(part))
  );
}

/** A value that is a path, a switch or a number is no secret, whatever the name says. */
export function isHarmlessValue(value: string): boolean {
  return /^(?:\/|\.{1,2}\/|~\/)|^(?:true|false|yes|no|on|off|none|null|\d{1,3})$|\.(?:json|pem|crt|key|txt|ya?ml|env)$/i.test(value.trim());
}

interface SecretForm {
  readonly what: string;
  readonly pattern: RegExp;
}

/** Forms that their issuers document, so that a match is no chance. */
const forms: readonly SecretForm[] = [
  { what: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/ },
  { what: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a Slack token', pattern: /\bxox[baprs]-[A-Za-z0-9-]{20,}/ },
  { what: 'a Stripe key', pattern: /\b[sr]k_live_[A-Za-z0-9]{20,}/ },
  { what: 'a Google API key', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: 'a PyPI token', pattern: /\bpypi-AgEI[A-Za-z0-9_-]{50,}/ },
  { what: 'an OpenAI or Anthropic key', pattern: /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/ },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { what: 'a signed token', pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/ },
  // A user and a password before the host; variables and placeholders are none.
  { what: 'a password', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"$<>{}]*:[^\s/:@'"$<>{}*]{3,}@(?!localhost|127\.)/ },
];

export interface SecretLiteral {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** Whether it is worth to look closer: each form has one of these in it, and nearly no file has. */
export function mayHoldSecret(text: string): boolean {
  return /gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|xox[baprs]-|k_live_|AIza|npm_|pypi-|sk-|PRIVATE KEY|eyJ|:\/\/[^\s/@]*@/.test(text);
}

/** The first secret that `text` holds as it stands. */
export function findSecret(text: string): SecretLiteral | undefined {
  if (!mayHoldSecret(text)) return undefined;
  for (const { what, pattern } of forms) {
    const match = pattern.exec(text);
    if (match === null || /example|placeholder|changeme|your[-_]|xxxx|0000|1234567890|\.\.\./i.test(match[0])) continue;
    return { what, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}
