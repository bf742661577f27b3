import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { LineIndex } from '../../server/src/engine/text/lines.js';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { rules } from '../../server/src/rules/index.js';
import { exampleFiles } from '../support/corpus.js';
import { readCases } from '../support/spec.js';

// A second opinion: another parser cuts the same texts into the same instructions, with the same arguments.

const pages = (rules as readonly RuleDefinition[])
  .filter(({ language }) => language === 'dockerfile')
  .flatMap((rule) => readCases(readFileSync(`server/src/rules/${rule.id}.md`, 'utf8'), 'dockerfile').map(({ text }) => text));
const examples = exampleFiles('dockerfile').map((file) => readFileSync(file, 'utf8'));

/** What the other parser is known to read in another way than BuildKit does, so that it has no say. */
const outOfReach = (text: string): boolean =>
  text.includes('<<') || /^\s*(?:&&|\|\|)/m.test(text) || /\\\s*$/.test(text) || /^#.*check=/m.test(text);

test('dockerfile-ast finds the same instructions at the same places', () => {
  const texts = [...examples, ...pages].filter((text) => !outOfReach(text));
  assert.ok(texts.length > 400, `${texts.length} texts`);
  let instructions = 0;
  for (const text of texts) {
    const lines = new LineIndex(text);
    const ours = parseDockerfile(text).instructions.map(({ keyword, span, words }) => ({
      keyword: keyword.text.toUpperCase(),
      start: lines.positionAt(span.start),
      lastLine: lines.positionAt(span.end).line,
      arguments: words.map((word) => word.text),
    }));
    const theirs = DockerfileParser.parse(text)
      .getInstructions()
      .map((instruction) => ({
        keyword: instruction.getKeyword(),
        start: instruction.getRange().start,
        lastLine: instruction.getRange().end.line,
        arguments: instruction.getArguments().map((argument) => argument.getValue()),
      }));
    const places = (list: typeof ours) => list.map(({ keyword, start, lastLine }) => ({ keyword, start, lastLine }));
    assert.deepEqual(places(ours), places(theirs), text);
    instructions += ours.length;
    ours.forEach(({ keyword, arguments: words }, i) => {
      // Quotes keep blanks together in pairs, and JSON has its own words; FROM, USER and their like are plain.
      if (!/^(?:FROM|USER|EXPOSE|STOPSIGNAL|WORKDIR)$/.test(keyword) || words.some((word) => /["'\\`]/.test(word))) return;
      assert.deepEqual(words, theirs[i]?.arguments, text);
    });
  }
  assert.ok(instructions > 1000, `${instructions} instructions`);
});
