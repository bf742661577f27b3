/** Names of files that hold secrets, as data. Names of templates and of public halves are not among them. */

const envTemplate = /\.(?:example|sample|template|tpl|tmpl|dist|defaults?|schema|test|ci|vault|enc|encrypted|age|gpg)$/i;

/** `.env`, `.env.local`, `.env.production`; not `.env.example`, not an encrypted one. */
export function isEnvFile(name: string): boolean {
  return name.startsWith('.env') && /^\.env(?:\.[\w.-]+)?$/.test(name) && !envTemplate.test(name);
}

interface SecretFile {
  readonly what: string;
  readonly name: RegExp;
  /** What the text of the file must have; a file that cannot be read counts only when this is absent. */
  readonly text?: RegExp;
}

const privateKey = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;

const secretFiles: readonly SecretFile[] = [
  { what: 'a private SSH key', name: /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/ },
  {
    what: 'a private key',
    name: /^(?:(?:.*[-_.])?(?:privkey|private[-_.]?key|server[-_.]?key|tls[-_.]?key|ssl[-_.]?key)\.pem|(?:tls|server|ssl|private|master)\.key)$/i,
  },
  { what: 'a private key', name: /\.(?:pem|key)$/i, text: privateKey },
  { what: 'a key store', name: /\.(?:p12|pfx|jks|keystore|kdbx)$/i },
  {
    what: 'credentials for the npm registry',
    name: /^\.(?:npmrc|yarnrc(?:\.yml)?)$/,
    text: /_(?:authToken|auth|password)\s*=\s*[^$\s]|npmAuthToken:\s*["']?[^$\s"']/,
  },
  { what: 'credentials for a package index', name: /^\.pypirc$/, text: /^\s*password\s*[:=]/m },
  { what: 'credentials for Git', name: /^\.git-credentials$/ },
  { what: 'passwords of hosts', name: /^[._]netrc$/ },
  { what: 'a database password', name: /^\.pgpass$/ },
  {
    what: 'credentials of a cloud account',
    name: /^(?:application_default_credentials|(?:gcp|google|gcloud)[-_](?:credentials|key|service[-_]account)|service[-_]account(?:[-_]key)?)\.json$/i,
  },
];

/** One look for all of them: nearly no name fits any. */
const anySecretName = new RegExp(secretFiles.map(({ name }) => `(?:${name.source})`).join('|'), 'i');

/** Folders in a home directory that hold credentials. */
const secretFolders: ReadonlyMap<string, string> = new Map([
  ['.ssh', 'SSH keys'],
  ['.aws', 'AWS credentials'],
  ['.gnupg', 'private keys'],
  ['.kube', 'cluster credentials'],
  ['.azure', 'Azure credentials'],
]);

const anySecretFolder = new RegExp(`(?:^|/)(?:${[...secretFolders.keys()].join('|').replaceAll('.', '\\.')})(?:/|$)`);

/** The last part of a path that is a name; empty where there is none. */
function lastName(path: string): string {
  let end = path.length;
  while (end > 0 && (path[end - 1] === '/' || (path[end - 1] === '.' && (end === 1 || path[end - 2] === '/')))) end--;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

/** What secret the file of that path holds, by its name and, where the name alone does not tell, by its text. */
export function secretFile(path: string, read: (path: string) => string | undefined): string | undefined {
  // It is asked of all that is copied: nearly no path is taken apart for it.
  const name = lastName(path);
  if (name === '') return undefined;
  if (isEnvFile(name)) return 'settings and secrets of one machine';
  const folder = anySecretFolder.test(path) ? path.split('/').find((part) => secretFolders.has(part)) : undefined;
  // Host names and settings are no secrets, but the `config` of `.kube` has the credentials in it.
  if (folder !== undefined && (folder === name || folder === '.kube' || !/\.pub$|^(?:known_hosts|config|authorized_keys)$/.test(name)))
    return secretFolders.get(folder);
  if (!anySecretName.test(name)) return undefined;
  return secretFiles.find((file) => file.name.test(name) && (file.text === undefined || file.text.test(read(path) ?? '')))?.what;
}

/** What secrets the pattern of an exception is for, with a path that it matches. */
export function secretPattern(pattern: string): { readonly what: string; readonly example: string } | undefined {
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  const example = pattern
    .replace(/\*\*\//g, '')
    .replace(/\*+/g, name.startsWith('.env') ? '' : 'x')
    .replace(/\?/g, 'x');
  if (/[[\]\\]/.test(pattern)) return undefined;
  if (name === '.env*') return { what: 'every env file', example };
  if (name === '.env.*') return { what: 'env files', example: `${example}local` };
  if (isEnvFile(name)) return { what: 'an env file', example };
  if (/^\**\.(?:pem|key|p12|pfx|jks|keystore)$/i.test(name) && name.includes('*')) return { what: 'a key or certificate', example };
  if (/^id_(?:rsa|dsa|ecdsa|ed25519)\*?$/.test(name)) return { what: 'a private SSH key', example };
  const what = secretFile(example, () => undefined);
  return what === undefined ? undefined : { what, example };
}
