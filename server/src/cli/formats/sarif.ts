import type { Fix as SarifFix, Location, ReportingDescriptor, Result } from 'sarif';
import { pathToFileURL } from 'node:url';
import { dirname, isAbsolute, join } from 'node:path';
import type { RuleDefinition, Severity } from '../../engine/rule/define.js';
import type { Finding } from '../../engine/rule/finding.js';
import { readPage } from '../../engine/rule/page.js';
import { LineIndex } from '../../engine/text/lines.js';
import type { Span } from '../../engine/text/span.js';
import { rules } from '../../rules/index.js';
import type { FileReport, Output, Printer } from './formats.js';

declare const VERSION: string;

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), written result by result. */
export function sarif({ write }: Printer): Output {
  const indices = new Map(rules.map((rule, index) => [rule.id as string, index]));
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
        await write(`${isFirst ? '\n' : ',\n'}${JSON.stringify(resultOf(finding, report, lines, indices.get(finding.rule.id) ?? -1))}`);
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

function resultOf(finding: Finding, report: FileReport, lines: LineIndex, ruleIndex: number): Result {
  const uri = uriOf(report.path);
  const region = (span: Span) => {
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(span.end);
    return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
  };
  const location: Location = { physicalLocation: { artifactLocation: { uri }, region: region(finding.span) } };
  // The text of another file is not at hand: its region is counted in characters.
  const relatedLocations: Location[] = finding.related.map(({ at, message, path }) => ({
    message: { text: message },
    physicalLocation:
      path === undefined
        ? { artifactLocation: { uri }, region: region(at) }
        : {
            artifactLocation: { uri: uriOf(join(dirname(report.path), path)) },
            region: { charOffset: at.start, charLength: at.end - at.start },
          },
  }));
  const fixes: SarifFix[] = finding
    .fixes()
    .filter((fix) => fix.edits.length > 0 && (fix.files?.length ?? 0) === 0)
    .map((fix) => ({
      description: { text: fix.title },
      artifactChanges: [
        {
          artifactLocation: { uri },
          replacements: fix.edits.map((edit) => ({ deletedRegion: region(edit.span), insertedContent: { text: edit.newText } })),
        },
      ],
    }));
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

function uriOf(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).toString() : path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
