import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { eachUnknownService } from '../shared/composeReferences.js';
import page from './unknown-service.md';

export default defineRule({
  id: 'compose/unknown-service',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      eachUnknownService(file, ctx, (service, { key, name, at }) => {
        ctx.report({
          at,
          message: `\`${key}\` of \`${service.name}\` names the service \`${name}\`, and the file has none of that name: Compose refuses it.`,
          about: service.name,
          fix: () => {
            const near = nearest(
              name,
              file.services.filter((other) => other !== service).map((other) => other.name),
            );
            return near === undefined ? undefined : { title: `Change to \`${near}\``, edits: [replace(at, near)] };
          },
        });
      });
    },
  },
});
