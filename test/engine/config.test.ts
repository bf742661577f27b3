import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { configSchema } from '../../server/src/engine/config/schema.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { readConfig } from '../../server/src/host/configFile.js';
import { readConfigText } from '../../server/src/host/configText.js';
import { rules as shipped } from '../../server/src/rules/index.js';

const base = {
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'none',
  page: { text: '', link: undefined },
  check: {},
} as const;
const rules: readonly RuleDefinition[] = [
  { ...base, id: 'dockerfile/untagged-base-image', aliases: ['hadolint:DL3006'] },
  { ...base, id: 'dockerfile/latest-tag', aliases: ['hadolint:DL3007', 'trivy:DS-0001'] },
  { ...base, id: 'dockerfile/first-of-two', aliases: ['hadolint:DL9999'] },
  { ...base, id: 'dockerfile/second-of-two', aliases: ['hadolint:DL9999'] },
  {
    ...base,
    id: 'dockerfile/with-options',
    options: {
      lines: { type: 'number', default: 200, description: 'How many.' },
      deep: { type: 'boolean', default: false, description: 'How deep.' },
      names: { type: 'strings', default: [], description: 'Which.' },
    },
  },
];

/** What is told, each with the text that it is told at and the file after its fix. */
function problemsOf(text: string) {
  return readConfigText(text, rules).problems.map(({ message, line, span, fix }) => ({
    message,
    line,
    at: text.slice(span.start, span.end),
    fixed: fix === undefined ? undefined : applyEdits(text, fix.edits),
  }));
}

function onlyProblem(text: string) {
  const problems = problemsOf(text);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [problem] = problems;
  assert.ok(problem);
  return problem;
}

describe('a file without faults', () => {
  it('is read as it stands', () => {
    const text = [
      'preset: strict',
      'rules:',
      '  dockerfile/latest-tag: off',
      '  dockerfile/with-options: { severity: info, lines: 3, deep: true, names: [a] }',
      'overrides:',
      "  - files: ['tools/**']",
      '    preset: none',
      'leaveTo: [hadolint]',
      '',
    ].join('\n');
    assert.deepEqual(readConfigText(text, rules), {
      problems: [],
      config: {
        preset: 'strict',
        rules: { 'dockerfile/latest-tag': 'off', 'dockerfile/with-options': { severity: 'info', lines: 3, deep: true, names: ['a'] } },
        overrides: [{ files: ['tools/**'], preset: 'none' }],
        leaveTo: ['hadolint'],
      },
    });
  });

  for (const text of ['', '# nothing yet\n', '---\n', 'rules:\noverrides:\nleaveTo:\n', 'rules: {}\n'])
    it(`may say nothing: ${JSON.stringify(text)}`, () => {
      const { config, problems } = readConfigText(text, rules);
      assert.deepEqual(problems, []);
      assert.deepEqual({ ...config, rules: config.rules ?? {} }, { rules: {} });
    });

  it('may use an anchor', () => {
    const text = 'rules: &r\n  dockerfile/latest-tag: off\noverrides:\n  - files: [a]\n    rules: *r\n';
    const { config, problems } = readConfigText(text, rules);
    assert.deepEqual(problems, []);
    assert.deepEqual(config.overrides?.[0]?.rules, { 'dockerfile/latest-tag': 'off' });
  });
});

describe('rule ids', () => {
  it('a part of an id leads to the id', () => {
    const problem = onlyProblem('rules:\n  dockerfile/untagged-base: off\n');
    assert.equal(problem.message, '`dockerfile/untagged-base` is no rule; `dockerfile/untagged-base-image` is');
    assert.equal(problem.line, 1);
    assert.equal(problem.at, 'dockerfile/untagged-base');
    assert.equal(problem.fixed, 'rules:\n  dockerfile/untagged-base-image: off\n');
  });

  for (const [written, meant] of [
    ['dockerfile/latest-tga', 'dockerfile/latest-tag'],
    ['latest-tag', 'dockerfile/latest-tag'],
    ['kubernetes/latest-tag', 'dockerfile/latest-tag'],
    ['Dockerfile/Latest-Tag', 'dockerfile/latest-tag'],
  ])
    it(`${written} is ${meant}`, () => assert.equal(onlyProblem(`rules: {${written}: off}`).fixed, `rules: {${meant}: off}`));

  for (const written of ['hadolint:DL3006', 'DL3006', 'dl3006', 'Hadolint:dl3006'])
    it(`${written} is another tool's id and is not taken`, () => {
      const text = `rules:\n  ${written}: off\n`;
      const problem = onlyProblem(text);
      assert.equal(problem.message, `\`${written}\` is another tool's id; the rule here is \`dockerfile/untagged-base-image\``);
      assert.equal(problem.fixed, 'rules:\n  dockerfile/untagged-base-image: off\n');
      assert.deepEqual(readConfigText(text, rules).config, { rules: {} });
    });

  it('names every rule that answers for the id', () => {
    const { message } = onlyProblem('rules: {DL9999: off}');
    assert.match(message, /`dockerfile\/first-of-two` \(also `dockerfile\/second-of-two`\)/);
  });

  it('suggests nothing that is not near', () => {
    const problem = onlyProblem('rules:\n  dockerfile/zzzzzzzzzz: off\n');
    assert.equal(problem.message, '`dockerfile/zzzzzzzzzz` is no rule; `slipway rules` lists them');
    assert.equal(problem.fixed, undefined);
  });

  it('offers no change that would write a key twice', () => {
    const problem = onlyProblem('rules:\n  dockerfile/latest-tag: off\n  DL3007: off\n');
    assert.equal(problem.at, 'DL3007');
    assert.equal(problem.fixed, undefined);
  });

  it('a rule beside `rules` is sent there', () => {
    assert.equal(onlyProblem('dockerfile/latest-tag: off\n').message, '`dockerfile/latest-tag` is a rule; it belongs under `rules`');
  });

  it('a quoted id is marked and replaced with its quotes', () => {
    const problem = onlyProblem('rules:\n  "DL3006": off\n');
    assert.equal(problem.at, '"DL3006"');
    assert.equal(problem.fixed, 'rules:\n  dockerfile/untagged-base-image: off\n');
  });
});

describe('severities and presets', () => {
  for (const [written, meant] of [
    ['warn', 'warning'],
    ['false', 'off'],
    ['ignore', 'off'],
    ['Error', 'error'],
    ['erorr', 'error'],
    ['true', 'on'],
    ['0', 'off'],
    ['style', 'hint'],
  ])
    it(`${written} is ${meant}`, () => {
      const problem = onlyProblem(`rules:\n  dockerfile/latest-tag: ${written} # why\n`);
      assert.equal(problem.message, `\`${written}\` is no severity; \`${meant}\` is`);
      assert.equal(problem.at, written);
      assert.equal(problem.fixed, `rules:\n  dockerfile/latest-tag: ${meant} # why\n`);
    });

  it('in a map too', () => {
    const text = 'rules:\n  dockerfile/with-options:\n    severity: wran\n    lines: 3\n';
    assert.equal(onlyProblem(text).at, 'wran');
    assert.deepEqual(readConfigText(text, rules).config.rules, { 'dockerfile/with-options': { lines: 3 } });
  });

  it('an unknown word gets the whole list', () => {
    assert.equal(
      onlyProblem('rules: {dockerfile/latest-tag: bananas}').message,
      '`bananas` is no severity; write off, on, error, warning, info or hint',
    );
  });

  it('nothing at all is told at the key', () => {
    const problem = onlyProblem('rules:\n  dockerfile/latest-tag:\n');
    assert.equal(problem.at, 'dockerfile/latest-tag');
    assert.match(problem.message, /takes off, on, error, warning, info or hint; there is nothing here/);
  });

  it('presets', () => {
    const problem = onlyProblem('preset: recomended\n');
    assert.equal(problem.message, '`recomended` is no preset; `recommended` is');
    assert.equal(problem.fixed, 'preset: recommended\n');
    assert.equal(onlyProblem('overrides: [{files: [a], preset: Strict}]').fixed, 'overrides: [{files: [a], preset: strict}]');
  });
});

describe('options', () => {
  const about = (option: string) => onlyProblem(`rules:\n  dockerfile/with-options:\n    ${option}\n`);

  it('wrong types', () => {
    assert.equal(about("lines: '12'").message, '`lines` takes a number, not `12`');
    assert.match(about("lines: '12'").fixed ?? '', /lines: 12\n/);
    assert.equal(about('lines: many').fixed, undefined);
    assert.match(about('deep: yes').fixed ?? '', /deep: true\n/);
    assert.match(about('names: docker.io').fixed ?? '', /names: \[docker\.io\]\n/);
    assert.equal(about('names: [a, 3]').message, 'an entry of `names` takes a text, not `3`');
    assert.match(about('names: [a, 3]').fixed ?? '', /names: \[a, "3"\]\n/);
    assert.equal(about('lines:').at, 'lines');
  });

  it('unknown options', () => {
    assert.equal(about('line: 3').message, '`dockerfile/with-options` has no option `line`; it has `lines`');
    assert.match(about('line: 3').fixed ?? '', /lines: 3\n/);
    assert.match(about('zzzzzz: 3').message, /it takes severity, lines, deep and names$/);
    assert.match(onlyProblem('rules: {dockerfile/latest-tag: {zzzzzzzz: 1}}').message, /it takes severity$/);
  });
});

describe('the map of the file', () => {
  it('unknown keys', () => {
    assert.equal(onlyProblem('rule:\n  dockerfile/latest-tag: off\n').fixed, 'rules:\n  dockerfile/latest-tag: off\n');
    assert.equal(
      onlyProblem('zzzzzzzz: 1\n').message,
      '`zzzzzzzz` is no key; the file takes preset, rules, overrides, kubernetes, images and leaveTo',
    );
    const { message, fixed } = onlyProblem('overrides:\n  - file: [a]\n');
    assert.equal(message, '`file` is no key; `files` is');
    assert.equal(fixed, 'overrides:\n  - files: [a]\n');
    // Without its files the override would hold for none, so all of it is left out.
    assert.deepEqual(readConfigText('overrides:\n  - file: [a]\n', rules).config, { overrides: [] });
  });

  it('images', () => {
    const sound = 'images:\n  shop/api: api/Dockerfile\n  web: { dockerfile: web/Dockerfile, target: run, context: . }\n';
    assert.deepEqual(readConfigText(sound, rules), {
      problems: [],
      config: { images: { 'shop/api': 'api/Dockerfile', web: { dockerfile: 'web/Dockerfile', target: 'run', context: '.' } } },
    });
    const lacking = onlyProblem('images:\n  shop/api:\n    target: run\n');
    assert.equal(lacking.message, '`shop/api` needs `dockerfile`: the path of the Dockerfile, relative to the folder of this file');
    assert.equal(lacking.at, 'shop/api');
    assert.deepEqual(readConfigText('images:\n  shop/api:\n    target: run\n  web: w\n', rules).config, { images: { web: 'w' } });
    const misspelt = problemsOf('images:\n  web: { dockerfile: a, contxt: . }\n');
    assert.deepEqual(
      misspelt.map(({ message, fixed }) => [message, fixed]),
      [['`contxt` is no key; `context` is', 'images:\n  web: { dockerfile: a, context: . }\n']],
    );
    assert.equal(onlyProblem('images:\n  web: 3\n').message, '`web` takes a text, not `3`');
    assert.equal(onlyProblem('images:\n  web: [a]\n').message, '`web` takes a text, not a list');
    assert.equal(onlyProblem('images:\n  web: ""\n').message, '`web` is empty');
    assert.equal(onlyProblem('images:\n  web: { dockerfile: 1 }\n').message, '`dockerfile` takes a text, not `1`');
    assert.equal(onlyProblem('images: [a]\n').message, '`images` takes a map, not a list');
  });

  it('wrong shapes', () => {
    assert.equal(onlyProblem('- preset\n').message, 'the file must hold a map: preset, rules, overrides');
    assert.equal(onlyProblem('rules: off\n').message, '`rules` takes a map, not `off`');
    assert.equal(onlyProblem('rules:\n  - dockerfile/latest-tag\n').at, 'rules');
    assert.equal(
      onlyProblem('rules: {dockerfile/latest-tag: [off]}').message,
      '`dockerfile/latest-tag` takes off, on, error, warning, info or hint',
    );
  });

  it('an override needs files', () => {
    const text = 'overrides:\n  - preset: none\n  - files: [b]\n    preset: all\n';
    const problem = onlyProblem(text);
    assert.match(problem.message, /^an override needs `files`/);
    assert.equal(problem.at, 'preset');
    assert.equal(problem.line, 1);
    assert.deepEqual(readConfigText(text, rules).config, { overrides: [{ files: ['b'], preset: 'all' }] });
  });

  it('one glob is no list of globs', () => {
    const problem = onlyProblem("overrides:\n  - files: 'tools/**'\n    preset: none\n");
    assert.equal(problem.at, "'tools/**'");
    assert.match(problem.fixed ?? '', /files: \['tools\/\*\*'\]\n/);
  });

  it('tools that findings are left to', () => {
    assert.equal(onlyProblem('leaveTo: [hadlint]').fixed, 'leaveTo: [hadolint]');
    assert.equal(onlyProblem('leaveTo: [hadolint, hadolint]').message, '`hadolint` stands here twice');
  });
});

describe('what is wrong is left out, the rest holds', () => {
  it('with many faults', () => {
    const text = [
      'preset: none',
      'colour: red',
      'rules:',
      '  dockerfile/latest-tag: error',
      '  dockerfile/untagged: off',
      '  dockerfile/with-options: { lines: many, deep: true, other: 1 }',
      'overrides:',
      '  - files: [a, 3]',
      '    rules: { dockerfile/latest-tag: nope, dockerfile/untagged-base-image: off }',
      '  - nonsense',
      'leaveTo: [hadolint, eslint]',
      '',
    ].join('\n');
    const { config, problems } = readConfigText(text, rules);
    assert.deepEqual(
      problems.map(({ line, span }) => `${line} ${text.slice(span.start, span.end)}`),
      ['1 colour', '4 dockerfile/untagged', '5 many', '5 other', '7 3', '8 nope', '9 nonsense', '10 eslint'],
    );
    assert.deepEqual(config, {
      preset: 'none',
      rules: { 'dockerfile/latest-tag': 'error', 'dockerfile/with-options': { deep: true } },
      overrides: [{ files: ['a'], rules: { 'dockerfile/untagged-base-image': 'off' } }],
      leaveTo: ['hadolint'],
    });
  });

  it('when the YAML is broken, told at its line and not a second time', () => {
    const text = 'preset: strict\nrules:\n  dockerfile/latest-tag: off\n  dockerfile/untagged off\n';
    const { message, line } = onlyProblem(text);
    assert.match(message, /^YAML: /);
    assert.equal(line, 3);
    assert.equal(readConfigText(text, rules).config.preset, 'strict');
  });

  it('when a key stands twice', () => {
    const { message, line } = onlyProblem('preset: all\npreset: none\n');
    assert.match(message, /unique/);
    assert.equal(line, 1);
  });

  it('when an alias has no anchor, or aliases multiply', () => {
    assert.match(onlyProblem('rules: *none\n').message, /^YAML: /);
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
    ];
    assert.match(onlyProblem(`${bomb.join('\n')}\n`).message, /^YAML: Excessive alias count/);
  });

  it('with Windows line ends and a byte order mark', () => {
    const text = '\uFEFFpreset: strict\r\nrules:\r\n  DL3006: off\r\n';
    const problem = onlyProblem(text);
    assert.equal(problem.at, 'DL3006');
    assert.equal(problem.line, 2);
    assert.equal(readConfigText(text, rules).config.preset, 'strict');
  });

  it('and a key like __proto__ changes nothing', () => {
    const { config, problems } = readConfigText('__proto__: {polluted: 1}\nrules: {__proto__: off}\n', rules);
    assert.equal(problems.length, 2);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.deepEqual(Object.keys(config), ['rules']);
  });

  it('while somebody types', () => {
    const text =
      'preset: strict\nrules:\n  dockerfile/with-options: { severity: info, names: [a, "b"] }\noverrides:\n  - files: [x]\n    rules: *r\n';
    for (let i = 0; i <= text.length; i++) {
      for (const { span, line } of readConfigText(text.slice(0, i), rules).problems)
        assert.ok(span.start <= span.end && span.end <= i && line >= 0, `${i}`);
    }
  });
});

describe('the file on disk', () => {
  it('tells problems with path and line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-config-'));
    try {
      const path = join(folder, '.slipway.yaml');
      writeFileSync(path, 'preset: strict\nrules:\n  dockerfile/no-such-rule-anywhere: off\n');
      const { config, problems } = await readConfig(path);
      assert.equal(config.preset, 'strict');
      assert.equal(problems.length, 1);
      assert.ok(problems[0]?.startsWith(`${path}:3: \`dockerfile/no-such-rule-anywhere\` is no rule`), problems[0]);
      assert.match((await readConfig(join(folder, 'missing.yaml'))).problems[0] ?? '', /cannot be read/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the schema', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, keywords: ['enumDescriptions'] }).compile(configSchema(shipped));

  it('takes every rule with a severity, and with its options at their defaults', () => {
    for (const rule of shipped) {
      assert.ok(validate({ rules: { [rule.id]: 'off' } }), rule.id);
      const options = Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]));
      assert.ok(validate({ rules: { [rule.id]: { severity: 'error', ...options } } }), rule.id);
      assert.ok(!validate({ rules: { [rule.id]: { noSuchOption: 1 } } }), rule.id);
    }
  });

  it('leads every alias to a rule', () => {
    for (const alias of new Set(shipped.flatMap((rule) => rule.aliases ?? []))) {
      const [problem] = readConfigText(`rules:\n  "${alias}": off\n`, shipped).problems;
      assert.match(problem?.message ?? '', /is another tool's id; the rule here is `/, alias);
    }
  });
});
