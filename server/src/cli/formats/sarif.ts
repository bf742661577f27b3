import type { ArtifactChange, Fix as SarifFix, Location, Region, ReportingDescriptor, Result } from 'sarif';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { dirname, isAbsolute, join } from 'node:path';
import type { RuleDefinition, Severity } from '../../engine/rule/define.js';
import type { Finding } from '../../engine/rule/finding.js';
import { readPage } from '../../engine/rule/page.js';
import { LineIndex } from '../../engine/text/lines.js';
import type { Edit, Span } from '../../engine/text/span.js';
import { rules } from '../../rules/index.js';
import type { FileReport, Output, Printer } from './formats.js';

declare const VERSION: string;

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), written result by result. */
export function sarif({ write }: Printer): Output {
  const indices = new Map(rules.map((rule, index) => [rule.id as string, index]));
  const others = new OtherFiles();
  let isFirst = true;
  return {
    async begin() {
      const driver = { name: 'Slipway', semanticVersion: VERSION, rules: rules.map(descriptor) };
      await write(
        '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","tool":{"driver":',
      );
      await write(`${JSON.stringify(driver)}},"results":[`);
    },
    async file(report: FileReport) {
      const lines = new LineIndex(report.text);
      for (const finding of report.findings) {
        const result = resultOf(finding, report, lines, indices.get(finding.rule.id) ?? -1, others);
        await write(`${isFirst ? '\n' : ',\n'}${JSON.stringify(result)}`);
        isFirst = false;
      }
    },
    end: () => write('\n]}]}\n'),
  };
}

function descriptor(rule: RuleDefinition): ReportingDescriptor {
  const page = readPage(rule.page.text);
  const [source] = page.sources;
  return {
    id: rule.id,
    shortDescription: { text: page.title },
    fullDescription: { text: page.opening },
    help: { text: page.opening, markdown: page.readable },
    ...(source === undefined ? {} : { helpUri: source }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.language, ...rule.presets], aliases: [...(rule.aliases ?? [])] },
  };
}

function resultOf(finding: Finding, report: FileReport, lines: LineIndex, ruleIndex: number, others: OtherFiles): Result {
  const uri = uriOf(report.path);
  const region = (span: Span): Region => regionIn(lines, span);
  const location: Location = { physicalLocation: { artifactLocation: { uri }, region: region(finding.span) } };
  const relatedLocations: Location[] = finding.related.map(({ at, message, path }) => {
    const other = path === undefined ? undefined : join(dirname(report.path), path);
    const index = other === undefined ? lines : others.linesOf(other);
    return {
      message: { text: message },
      physicalLocation: {
        artifactLocation: { uri: other === undefined ? uri : uriOf(other) },
        // Without its text a region is counted in characters.
        region: index === undefined ? { charOffset: at.start, charLength: at.end - at.start } : regionIn(index, at),
      },
    };
  });
  const fixes: SarifFix[] = finding
    .fixes()
    .map((fix) => ({
      description: { text: fix.title },
      artifactChanges: [
        changeOf(uri, fix.edits, region),
        ...(fix.files ?? []).map(({ path, edits }) => {
          const other = join(dirname(report.path), path);
          const index = others.linesOf(other);
          return index === undefined ? undefined : changeOf(uriOf(other), edits, (span) => regionIn(index, span));
        }),
      ],
    }))
    // SARIF changes files that are there, and half a fix is none.
    .flatMap(({ description, artifactChanges }) => {
      const changes = artifactChanges.flatMap((change) => change ?? []);
      const filled = changes.filter(({ replacements }) => replacements.length > 0);
      return changes.length < artifactChanges.length || filled.length === 0 ? [] : [{ description, artifactChanges: filled }];
    });
  return {
    ruleId: finding.rule.id,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [location],
    ...(relatedLocations.length > 0 ? { relatedLocations } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

function regionIn(lines: LineIndex, span: Span): Region {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** Lines of files that findings and fixes speak of besides, each read once. */
class OtherFiles {
  readonly #known = new Map<string, LineIndex | undefined>();

  linesOf(path: string): LineIndex | undefined {
    if (!this.#known.has(path)) {
      let text: string | undefined;
      try {
        text = readFileSync(path, 'utf8');
      } catch {
        text = undefined;
      }
      this.#known.set(path, text === undefined ? undefined : new LineIndex(text));
    }
    return this.#known.get(path);
  }
}

function changeOf(uri: string, edits: readonly Edit[], region: (span: Span) => Region): ArtifactChange {
  return {
    artifactLocation: { uri },
    replacements: edits.map((edit) => ({ deletedRegion: region(edit.span), insertedContent: { text: edit.newText } })),
  };
}

function uriOf(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).toString() : path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
