import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { operationsIn, type Operation } from '../shared/kustomizeJsonPatch.js';
import page from './json-patch-invalid.md';

/** https://datatracker.ietf.org/doc/html/rfc6902#section-4 */
const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** Maps whose keys have a domain in front, as most annotations do. */
const keyWithDomain = /^(.*\/(?:annotations|labels|matchLabels|nodeSelector)\/[^/~]+\.[^/~]+)\/([^/]+)$/;

export default defineRule({
  id: 'kustomize/json-patch-invalid',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      if (file.isSound) for (const operation of operationsIn(file, ctx)) check(operation, ctx);
    },
  },
});

function check(operation: Operation, ctx: RuleContext): void {
  const { op, path, hasValue } = operation;
  const report = (word: string, message: string, mended?: string, severity: 'error' | 'warning' = 'error'): void => {
    const at = operation.at(word);
    ctx.report({
      at,
      severity,
      message,
      fix: () =>
        mended === undefined || !operation.isWord(word) ? undefined : { title: `Change to \`${mended}\``, edits: [replace(at, mended)] },
    });
  };
  if (op !== undefined && !operations.includes(op))
    report(op, `\`${op}\` is no operation of a JSON patch, and kustomize refuses it.`, nearest(op, operations));
  if (path === undefined) return;
  const split = keyWithDomain.exec(path);
  if (!path.startsWith('/') && path !== '') {
    const rest = path.slice(path.indexOf('/') + 1);
    const what =
      op === 'add' && path.includes('/')
        ? `it makes \`${rest}\` of it and writes that at the top of the object`
        : 'it finds another place or none';
    report(
      path,
      `The pointer \`${path}\` does not begin with \`/\`, and kustomize leaves its first word out: ${what}.`,
      `/${path}`,
      'warning',
    );
  } else if (split !== null)
    report(
      path,
      `A \`/\` in a key is written \`~1\`: kustomize looks for the key \`${split[1]?.split('/').at(-1) ?? ''}\` with a map in it, and stops.`,
      `${split[1] ?? ''}~1${split[2] ?? ''}`,
    );
  else if ((op === 'add' || op === 'replace') && !hasValue)
    report(path, `The operation has no \`value\`, so \`${path}\` becomes null.`, undefined, 'warning');
}
