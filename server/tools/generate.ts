// Writes what is derived from the rules: the registry, the table of rules, the settings schema in package.json and the
// schema of `.slipway.yaml`. `--check` writes nothing and fails when something is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { configSchema } from '../src/engine/config/schema.js';
import type { RuleDefinition } from '../src/engine/rule/define.js';
import { readPage } from '../src/engine/rule/page.js';
import { rules } from '../src/rules/index.js';
import { missingPages, registry, registryPath, rulesFolder as folder } from './registry.js';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];

// It was written before this started, which has the rules in it.
write(registryPath, registry());
if (isCheck) stale.push(...missingPages());
writeTable(rules);
writePageHeaders(rules);
writeSettings(rules);
writeConfigSchema(rules);

if (isCheck && stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}; run \`npm run generate\``);
  process.exit(1);
}

function writeTable(all: readonly RuleDefinition[]): void {
  const rows = all.map((rule) => {
    const preset = rule.presets.includes('recommended') ? 'recommended' : (rule.presets[0] ?? 'all');
    return `| [${rule.id}](${rule.id}.md) | ${readPage(rule.page.text).title} | ${rule.severity} | ${preset} | ${rule.fix === 'none' ? '–' : rule.fix} | ${(rule.aliases ?? []).join(' ')} |`;
  });
  write(
    `${folder}/README.md`,
    [
      '# Rules',
      '',
      `Written by \`npm run generate\` from the ${all.length} rules. A page is shown on hover, printed by \`slipway explain\`, and run as the rule's tests.`,
      '',
      '| rule | finds | severity | preset | fix | also known as |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n'),
  );
}

function writePageHeaders(all: readonly RuleDefinition[]): void {
  for (const rule of all) {
    const path = `${folder}/${rule.id}.md`;
    const source = readFileSync(path, 'utf8');
    const preset = rule.presets.includes('recommended') ? 'recommended' : (rule.presets[0] ?? 'all');
    const fix = rule.fix === 'none' ? 'no fix' : rule.fix === 'safe' ? 'safe fix' : 'fix to review';
    const header = `<!-- rule -->\n\`${rule.id}\` · ${rule.severity} · preset ${preset} · ${fix} · since ${rule.since}\n<!-- /rule -->`;
    const body = source.replace(/<!-- rule -->[\s\S]*?<!-- \/rule -->\n*/, '').replace(/^(# .+)\n+/, `$1\n\n${header}\n\n`);
    write(path, body);
  }
}

function ruleSchema(rule: RuleDefinition): object {
  const options = Object.entries(rule.options ?? {}).map(([name, option]) => [
    name,
    option.type === 'strings'
      ? { type: 'array', items: { type: 'string' }, default: option.default, description: option.description }
      : { type: option.type, default: option.default, description: option.description },
  ]);
  const levels = ['off', 'on', 'error', 'warning', 'info', 'hint'];
  const page = readPage(rule.page.text);
  const description = `${page.title}. Default: ${rule.severity}, preset ${rule.presets[0] ?? 'all'}.`;
  // VS Code reads all of it at every start: the map is offered only where there is something to put into it.
  if (options.length === 0) return { description, enum: levels };
  return {
    description,
    oneOf: [
      { enum: levels },
      { type: 'object', additionalProperties: false, properties: { severity: { enum: levels }, ...Object.fromEntries(options) } },
    ],
  };
}

function writeSettings(all: readonly RuleDefinition[]): void {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes?: { configuration?: { properties?: Record<string, Record<string, unknown>> } };
  };
  const properties = manifest.contributes?.configuration?.properties;
  const setting = properties?.['slipway.rules'];
  if (setting === undefined) return;
  setting['properties'] = Object.fromEntries(all.map((rule) => [rule.id, ruleSchema(rule)]));
  write('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function writeConfigSchema(all: readonly RuleDefinition[]): void {
  const schema = configSchema(all, (rule) => {
    const { title, opening } = readPage(rule.page.text);
    const preset = rule.presets.includes('recommended') ? 'recommended' : (rule.presets[0] ?? 'all');
    const facts = `Severity ${rule.severity}, preset ${preset}.`;
    return { description: `${title}. ${facts}`, markdownDescription: `**${title}**\n\n${opening}\n\n${facts}` };
  });
  write('server/src/engine/config/slipway.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`);
}

function write(path: string, text: string): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before === text) return;
  if (isCheck) stale.push(path);
  else writeFileSync(path, text);
}
