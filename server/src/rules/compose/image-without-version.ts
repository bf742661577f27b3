import { defineRule } from '../../engine/rule/define.js';
import type { ComposeFile } from '../../languages/compose/model.js';
import { baseImageFacts } from '../../languages/dockerfile/baseImages.js';
import { rewrite } from '../shared/kubernetesImages.js';
import page from './image-without-version.md';

export default defineRule({
  id: 'compose/image-without-version',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:service-image-require-explicit-tag'],
  fix: 'review',
  options: {
    tags: { type: 'strings', default: ['latest'], description: 'Tags that name no version, such as `latest`, `main` or `stable`.' },
  },
  page,
  check: {
    Service(service, ctx) {
      const { image } = service;
      if (image === undefined || !image.isLiteral || service.own('image')?.value !== image.node) return;
      const { name, tag, digest, wellFormed } = image.reference;
      const floating = ctx.option<readonly string[]>('tags');
      // What is built here is as new as the build, whatever it is called.
      if (service.build !== undefined || !wellFormed || digest !== undefined || (tag !== undefined && !floating.includes(tag))) return;
      // An image ID, and one that another service of the file builds.
      if (/^[0-9a-f]{12,64}$/.test(name) || service.file.once(builtNames).has(name)) return;
      ctx.report({
        at: image.node.span,
        message:
          tag === undefined
            ? `\`${name}\` has no tag, which means \`latest\`: each machine runs what it pulled last, and an upgrade comes when nobody expects it.`
            : `\`${tag}\` is whatever was pushed last: each machine runs what it pulled last, and there is no version to go back to.`,
        fix: () => {
          const suggested = versionOf(image.reference.repository);
          return suggested === undefined
            ? undefined
            : { title: `Use \`${name}:${suggested}\``, edits: rewrite(image.node, `${name}:${suggested}`) };
        },
      });
    },
  },
});

/** Major versions that are supported, for images that hold data: read on Docker Hub, 2026-11. */
const versions: Readonly<Record<string, string>> = {
  postgres: '17',
  redis: '8',
  mysql: '8.4',
  mariadb: '11.8',
  mongo: '8',
  rabbitmq: '4',
  valkey: '8',
};

function versionOf(repository: string): string | undefined {
  return Object.hasOwn(versions, repository) ? versions[repository] : baseImageFacts(repository, undefined)?.suggestedTag;
}

function builtNames({ services }: ComposeFile): ReadonlySet<string> {
  return new Set(services.flatMap(({ build, image }) => (build === undefined || image === undefined ? [] : image.reference.name)));
}
