import type { FileChange, Fix, RuleContext } from '../../engine/rule/define.js';
import { insert, replace, type Edit } from '../../engine/text/span.js';
import { interpolate } from '../../languages/compose/interpolation.js';
import type { EnvironmentVariable } from '../../languages/compose/parts.js';
import type { Service } from '../../languages/compose/service.js';
import { merge } from '../../languages/yaml/edit.js';
import { isHarmless, isPlaceholder, isSecretKey } from './kubernetesSecrets.js';
import { findSecret } from './secrets.js';
import { isIgnored, repositoryOf } from './gitignore.js';

export interface ComposeSecret {
  /** `a GitHub token`; undefined where only the name tells. */
  readonly what: string | undefined;
  /** Everybody's password of a database on the own machine. */
  readonly isTrivial: boolean;
  /** Whether it is what stands in where the environment has nothing. */
  readonly isFallback: boolean;
}

/** Words that are nobody's secret, and still a password that works. */
const trivial =
  /^(?:postgres|root|admin|password|passwd|pass|secret|test|dev|development|local|example|user|guest|mysql|mongo|redis|minio|minioadmin|changeme|change_me|default|foo|bar|\w{1,4}|1234\w*|p[a@4]ssw[o0]rd\d*)$/i;

export function secretIn({ name, value }: EnvironmentVariable, service: Service): ComposeSecret | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const { isLiteral, variables, value: filled } = interpolate(value);
  const isFallback = !isLiteral && variables.length === 1 && variables[0]?.fallback === filled;
  if (!isLiteral && !isFallback) return undefined;
  const token = findSecret(`${name}=${filled}`)?.what;
  const hasSecretName = isSecretKey(name) && !isHarmless(filled) && (!isPlaceholder(filled) || trivial.test(filled));
  if (token === undefined && !hasSecretName) return undefined;
  const isOwnName =
    [service.name, service.file.projectName].includes(filled) ||
    service.environment.some((other) => other.name !== name && other.value === filled);
  // `postgres://app:app@db`: what everybody would guess.
  const [, user, word] = /:\/\/([^:@/]+):([^@/]+)@/.exec(filled) ?? [];
  const isGuessed = word !== undefined && (word === user || trivial.test(word));
  return { what: token, isTrivial: token === undefined ? trivial.test(filled) || isOwnName : isGuessed, isFallback };
}

/** The value goes to `.env`, and the file takes it from there. */
export function toEnvFile(variable: EnvironmentVariable, service: Service, ctx: RuleContext): Fix | undefined {
  const { name, value, valueSpan, node } = variable;
  const holder = service.get('environment');
  if (value === undefined || valueSpan === undefined || holder === undefined || !/^[A-Za-z_]\w*$/.test(name) || node.kind !== 'scalar')
    return undefined;
  const plain = interpolate(value).value;
  const reference = `\${${name}:?}`;
  const isInList = variable.entry === undefined;
  if (isInList && valueSpan.start === node.span.start) return undefined;
  // Braces cannot stand in braces or brackets without quotes.
  const needsQuotes = holder.kind !== 'scalar' && holder.isFlow && node.style === 'plain';
  if (isInList && needsQuotes) return undefined;
  const text = isInList
    ? reference
    : node.style === 'single'
      ? `'${reference}'`
      : node.style === 'double' || needsQuotes
        ? `"${reference}"`
        : reference;
  const edits = [replace(valueSpan, text)];
  const files = ctx.near.exists('.env') === undefined ? [] : envChanges(name, plain, ctx);
  return files.length === 0
    ? { title: `Take it from the environment as \`${name}\``, edits }
    : { title: `Move the value to \`.env\``, edits, files };
}

function envChanges(name: string, value: string, ctx: RuleContext): FileChange[] {
  const text = ctx.near.read('.env') ?? '';
  const changes: FileChange[] = [];
  if (!new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'm').test(text)) {
    if (value.includes("'") || /[\r\n]/.test(value)) return [];
    const line = `${name}=${/^[\w./:@%+-]*$/.test(value) ? value : `'${value}'`}\n`;
    changes.push({ path: '.env', edits: [appended(text, line)] });
  }
  const repository = repositoryOf(ctx);
  if (repository !== undefined && isIgnored('.env', ctx) === false)
    changes.push({ path: '.gitignore', edits: [appended(ctx.near.read('.gitignore') ?? '', '.env\n')] });
  return changes;
}

export function appended(text: string, line: string): Edit {
  return insert(text.length, `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}`);
}

/** Images whose entry point reads `NAME_FILE`: their pages on Docker Hub, 2026-11. */
const readsFiles = /(?:^|\/)(?:postgres|mysql|mariadb|mongo|postgis)$/;

/** The value becomes a secret of Compose, for images that read one. */
export function toSecret(variable: EnvironmentVariable, service: Service, ctx: RuleContext): Fix | undefined {
  const { name, value, valueSpan, entry } = variable;
  const { map, file, image } = service;
  const [root] = file.roots;
  if (
    entry === undefined ||
    entry.alias !== undefined ||
    map === undefined ||
    root === undefined ||
    value === undefined ||
    valueSpan === undefined
  )
    return undefined;
  if (image?.repository === undefined || !readsFiles.test(image.repository) || !/PASSWORD$/.test(name)) return undefined;
  const secret = name.toLowerCase();
  const path = `./secrets/${secret}.txt`;
  const files: FileChange[] =
    ctx.near.exists(path) === false ? [{ path: path.slice(2), edits: [insert(0, `${interpolate(value).value}\n`)] }] : [];
  return {
    title: `Make it the secret \`${secret}\``,
    edits: [
      replace(entry.key.span, `${name}_FILE`),
      replace(valueSpan, `/run/secrets/${secret}`),
      ...merge(map, { secrets: [secret] }),
      ...merge(root, { secrets: { [secret]: { file: path } } }),
    ],
    ...(files.length === 0 ? {} : { files }),
  };
}
