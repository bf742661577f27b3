import { meanings, signs, sum, type PlaceLink } from './markdown.js';
import type { ItemResult, Place, ProjectReport } from './report.js';

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .8rem; }
details[open] { background: var(--soft); } summary { cursor: pointer; }
.state { opacity: .7; } code { font-family: ui-monospace, monospace; font-size: .92em; }
li { margin: .2rem 0; }
`;

/** One page that needs nothing else: no script, no font, no picture from elsewhere. */
export function reportHtml(report: ProjectReport, link: PlaceLink): string {
  const sections = report.sections
    .map(({ title, results }) => `<h2>${escaped(title)}</h2>\n${results.map((result) => itemHtml(result, link)).join('\n')}`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hardening report: ${escaped(report.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>Hardening report: ${escaped(report.title)}</h1>
<p>${escaped(sum(report))}</p>
${sections}
</body>
</html>
`;
}

function itemHtml({ item, state, places, more, accepted, evidence }: ItemResult, link: PlaceLink): string {
  const list = [
    ...places.map((place) => `<li>${at(place, link)} ${words(place.message)} <code>${escaped(place.rule)}</code></li>`),
    ...(more > 0 ? [`<li>and ${more} more</li>`] : []),
    ...accepted.map((place) => `<li>accepted: ${at(place, link)} ${escaped(place.reason ?? 'no reason is given')}</li>`),
    ...evidence.map((one) => `<li>${escaped(one)}</li>`),
  ];
  return `<details${state === 'fails' ? ' open' : ''}>
<summary>${signs[state]} ${escaped(item.title)} <span class="state">${meanings[state]}</span></summary>
<p>${words(item.why)} <a href="${escaped(item.source)}">source</a></p>
${list.length > 0 ? `<ul>\n${list.join('\n')}\n</ul>` : ''}
</details>`;
}

function at(place: Place, link: PlaceLink): string {
  const name = escaped(`${place.path}:${place.line}`);
  const target = link(place);
  return target === undefined ? `<code>${name}</code>` : `<a href="${escaped(target)}">${name}</a>`;
}

/** Backticks become code. */
function words(text: string): string {
  return escaped(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
