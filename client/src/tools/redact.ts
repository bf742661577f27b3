/** After BuildKit's SecretsUsedInArgOrEnv: https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/. */
const secretName = /(?:^|_|-|\.)(?:apikey|auth|credentials?|key|pass|passwd|password|pword|secret|token)(?:$|_|-|\.)/i;
const publicName = /(?:^|_)(?:public|pub|file|path|version|name|id)(?:$|_)/i;

/** Whether a build argument or variable of this name should not be shown or given as an argument. */
export function looksSecret(name: string): boolean {
  return secretName.test(name) && !publicName.test(name);
}

export const mask = '•••';

/** Masks the given values, and what output shows by itself: the token of a k3d cluster, values of secret-looking names. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  // A value of one or two letters would mask half of the text.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) if (secret.length > 2) clean = clean.replaceAll(secret, mask);
  return clean
    .replace(/\b(K3S_TOKEN=)[^\s"',]+/g, `$1${mask}`)
    .replace(/("k3d\.cluster\.token"\s*:\s*")[^"]*/g, `$1${mask}`)
    .replace(/\b([A-Za-z_][A-Za-z0-9_]*)=("[^"]*"|'[^']*'|[^\s"']+)/g, (whole, name: string) =>
      looksSecret(name) ? `${name}=${mask}` : whole,
    );
}

/** A command as a log may show it: words that a shell would split are quoted, secrets masked. */
export function shown(program: string, args: readonly string[], secrets: readonly string[] = []): string {
  const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`);
  return redact([program, ...args].map(quoted).join(' '), secrets);
}
