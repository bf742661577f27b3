/**
 * Whether a field is new or on its way out, in one line, from the words with which the API describes it; the API says it in no
 * other place. Undefined for the many that are here to stay. https://kubernetes.io/docs/reference/using-api/deprecation-policy/
 */
export function lifeOfField(description: string): string | undefined {
  return deprecated(description) ?? stage(description) ?? gated(description);
}

function deprecated(text: string): string | undefined {
  const found =
    /(?:^|[.\n]\s*)(?:Deprecated[:.]|Deprecated (?:in|since) v?1\.(\d+)|This field is deprecated|\w+ is a deprecated alias)/.exec(text);
  if (found === null) return undefined;
  const [, since] = found;
  const gone = /(?:no longer be served|planned for removal) in v?1\.(\d+)/.exec(text)?.[1];
  const isDead = /in-tree \w+ type is no longer supported|This feature is removed|is NOT supported/.test(text);
  return `**Deprecated**${since === undefined ? '' : ` since Kubernetes 1.${since}`}${gone === undefined ? '' : `, gone in 1.${gone}`}${isDead ? ', and without effect by now' : ''}.`;
}

function stage(text: string): string | undefined {
  const level = /\b(?:This is an? (alpha|beta)(?:[- ]level)? (?:field|feature)|This field is (alpha|beta)-level)/i.exec(text);
  const name = (level?.[1] ?? level?.[2])?.toLowerCase();
  if (name === undefined) return undefined;
  const gates = gatesIn(text);
  const behind =
    gates.length === 0 ? '' : `, behind the feature gate${gates.length > 1 ? 's' : ''} ${gates.map((gate) => `\`${gate}\``).join(' and ')}`;
  if (name === 'alpha') return `**Alpha**${behind}: off unless the cluster turns it on, and it may change.`;
  return `**Beta**${behind}${/enabled by default/.test(text) ? ', on by default' : ''}.`;
}

/** Gates that are named as needed. Some of them have been on for years, which the description does not say. */
function gated(text: string): string | undefined {
  const gate = /(?:^|[.\n]\s*)(?:This (?:field|feature) )?[Rr]equires (?:enabling )?the (\w+) feature (?:gate|flag)/.exec(text)?.[1];
  return gate === undefined ? undefined : `Needs the feature gate \`${gate}\`.`;
}

function gatesIn(text: string): readonly string[] {
  const list = /\b((?:\w+ and )?\w+) feature(?: (?:gate|flag)s?| (?:\(|is enabled))/.exec(text)?.[1] ?? '';
  return list.split(' and ').filter((word) => /^[A-Z][a-z]+[A-Z]|^CSI|^DRA|^HPA/.test(word));
}
