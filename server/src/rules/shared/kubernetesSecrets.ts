import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlEntry, YamlMap } from '../../languages/yaml/nodes.js';
import { isHarmlessValue, isSecretName } from './secrets.js';

/** Names and values of secrets as manifests write them; what they have in common with Dockerfiles is in `secrets.ts`. */

const words: readonly [RegExp, string][] = [
  // Glued: `PGPASSWORD`, `rootpassword`, `SECRETKEY`.
  [/([a-z])(passwords?|passwd|passphrase|secret|apikey)(?=$|[_.-])/gi, '$1_$2'],
  [/(^|[_.-])(access|secret|encryption|ssh|master|account|storage)key(?=$|[_.-])/gi, '$1$2_key'],
  [/(^|[_.-])(?:pass|passwords|pswrd|passwrd)$/gi, '$1password'],
  [/(^|[_.-])(?:bearer|jwt)(?=$|[_.-])/gi, '$1token'],
  [/(^|[_.-])creds?(?=$|[_.-])/gi, '$1credentials'],
];
/** What else a name says of a key or a token than its value. */
const aboutSecret =
  /(?:^|_)(?:issuer|audience|lifetime|validity|expir(?:e|es|ed|y|ation|ations)|ttl|ms|millis|milliseconds|secs|mins|seconds|minutes|hours|days|duration|interval|realm|claims?|field|column|table|format|rotation|manager|engine|role|user|username|label|annotation|ref|reference|namespace|region|bucket|class|plugin|template|attempts|retries|retry|limit|strength|complexity|validation|reset|serializer|deserializer|converter|encoder|rounds|iterations|skew|leeway|vault|arn|alias|mount|volume|location|domain|cookie|folder|encoding|selector|pattern|regex|review|check|exchange|signing|cert|certificate|crt)(?:_|$)/;

/** One of these is in every name that says so; most names have none, and reading one word by word takes its time. */
const secretWord = /pass|pwd|pword|pswrd|secret|token|cred|key|auth|bearer|jwt/i;

/** Whether the name of a variable or a key says that its value is a secret. */
export function isSecretKey(name: string): boolean {
  if (!secretWord.test(name)) return false;
  if (/^GOOGLE_APPLICATION_CREDENTIALS$/i.test(name)) return true;
  const clear = words.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), name);
  if (!isSecretName(clear)) return false;
  const parts = clear
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[.-]/g, '_');
  if (aboutSecret.test(parts)) return false;
  if (/(?:^|_)(?:pass\w*|pwd|passwd|pword|secrets?|tokens?|credentials?|apikey|accesstoken|privatekey)(?:_|$)/.test(parts)) return true;
  // A key or an authentication is a secret where the name ends with it, or says that its content follows.
  return /_key$|_auth$|_key_(?:content|value|data|base64|b64|pem|id|secret)$/.test(parts);
}

/** No path, name or duration is longer. */
const longestHarmless = 1000;

/** Whether a value stands for one that is kept elsewhere, or is none that has to be kept: a path, a switch, a duration, a name. */
export function isHarmless(value: string): boolean {
  const text = value.trim();
  if (text.length > longestHarmless) return isReference(text);
  return (
    text === '' ||
    isHarmlessValue(text) ||
    isReference(text) ||
    /^\d+(?:ms|[smhd])$|^https?:\/\/[^@\s]*$|^[a-z0-9.-]+-(?:secrets?|tokens?|credentials|creds|passwords?|tls|keys?)$|^\S+\([^)]*\)$/.test(
      text,
    )
  );
}

/** References that other programs resolve: variables, SOPS, Vault, vals, 1Password, Argo CD's vault plugin, cloud stores. */
function isReference(text: string): boolean {
  return /\$\(|\$\{|^\$\w+$|^<.*>$|^%.*%$|^@.*@$|^#\{|^\[\[|^\{\{|^ENC\[|^vault:|^ref\+|^op:\/\/|^secret:\/\/|^arn:aws|^projects\/[^/]+\/secrets\/|^AgB[A-Za-z0-9+/=]{100}/.test(
    text,
  );
}

/** What is put into a manifest for somebody to replace before it is applied. */
export function isPlaceholder(value: string): boolean {
  const whole = value.trim();
  // Between the lines of a certificate or key, too.
  const text =
    (whole.length < longestHarmless && /^-----BEGIN [A-Z0-9 ]+-----\s+(\S+)\s+-----END [A-Z0-9 ]+-----$/.exec(whole)?.[1]) || whole;
  return (
    text === '' ||
    // Nothing in it yet.
    /^(?:\{\s*\}|\[\s*\])$/.test(text) ||
    isReference(text) ||
    /^(?:x+|\*+|\.{3,}|_+|-+|tbd|none|null|n\/a|redacted|placeholder)$|^(?:change[-_ ]?(?:me|this|it)|replace[-_ ]?|your[-_ ]|insert[-_ ]|todo|fixme|dummy|example|placeholder|enter[-_ ]|put[-_ ])/i.test(
      text,
    )
  );
}

export interface Assignment {
  readonly name: string;
  /** Offset of the name in the text. */
  readonly start: number;
}

const mayAssign = /pass|pwd|pword|pswrd|secret|token|key|credential|jwt|bearer/i;
/** Longer lines are data, not settings. */
const longestLine = 1000;

/** The first setting in a text of settings that gives a secret: `DB_PASSWORD=…`, `password: …`, `"apiKey": "…"`. */
export function findAssignment(text: string): Assignment | undefined {
  if (!mayAssign.test(text)) return undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.length <= longestLine && mayAssign.test(line)) {
      for (const match of line.matchAll(/(^|[\s,{;"'])([A-Za-z_][\w.-]*)["']?[ \t]?([=:])[ \t]?["']?([^\s"',;}]+)/g)) {
        const [whole, before = '', name = '', sign, value = ''] = match;
        const after = line.slice(match.index + whole.length);
        if (isAssignment(name, value, sign === '=', after)) return { name, start: start + match.index + before.length };
      }
    }
    start += line.length + 1;
  }
  return undefined;
}

function isAssignment(name: string, value: string, isEqualSign: boolean, after: string): boolean {
  if (
    !isSecretKey(name) ||
    isHarmless(value) ||
    /[()[\]|&<>]|^(?:string|str|bool|required|optional|env|process|os|true|false)\b/.test(value)
  )
    return false;
  // `password: must be long` is prose, and a bare `token: x` of YAML names a field of something else.
  return isEqualSign || (/^["',;}\s]*$/.test(after) && !/^(?:secrets?|tokens?|credentials?)$/i.test(name));
}

/** Entries of a Secret's `data` (decoded) and `stringData` that are known. */
export interface SecretEntry {
  readonly map: YamlMap;
  readonly entry: YamlEntry;
  readonly key: string;
  readonly isEncoded: boolean;
  /** Undefined where it is no Base64, or no text. */
  readonly value: string | undefined;
}

export function secretEntries(object: KubernetesObject): readonly SecretEntry[] {
  return (['data', 'stringData'] as const).flatMap((holder) => {
    const map = object.get(holder);
    if (map?.kind !== 'map') return [];
    return map.entries.flatMap((entry): SecretEntry[] => {
      const text = entry.value.scalarText;
      if (text === undefined || entry.alias !== undefined || entry.key.isUnknown) return [];
      const isEncoded = holder === 'data';
      return [{ map, entry, key: entry.key.content, isEncoded, value: isEncoded ? decodeBase64(text) : text }];
    });
  });
}

/** Whether a program encrypts what stands in the Secret before it is committed. */
export function isSealed(object: KubernetesObject): boolean {
  return object.get('sops') !== undefined || object.get('type')?.string === 'helm.sh/release.v1';
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 as Go reads it: padded, line breaks ignored. Undefined for everything else, bytes that are no UTF-8, and long files. */
export function decodeBase64(text: string): string | undefined {
  const bytes = base64Bytes(text);
  if (bytes === undefined) return undefined;
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

export function isBase64(text: string): boolean {
  const clean = text.replace(/[\r\n]/g, '');
  return clean.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(clean);
}

/** Longer values are files, whose text tells nothing that their key does not. */
const longestValue = 50_000;

function base64Bytes(text: string): number[] | undefined {
  if (text.length > longestValue || !isBase64(text)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text) {
    const value = alphabet.indexOf(char);
    if (value === -1) continue;
    bits = ((bits << 6) | value) & 0xfffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}

export function encodeBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[\s\S]/g)].map(([char, hex]) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    const chars = [18, 12, 6, 0].map((shift) => alphabet[(group >> shift) & 63] ?? '').join('');
    out += chars.slice(0, Math.min(4, bytes.length - i + 1)).padEnd(4, '=');
  }
  return out;
}
