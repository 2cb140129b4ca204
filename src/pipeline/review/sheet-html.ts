/** A contact sheet as one page of HTML that asks nothing of anybody: pictures inside, no scripts, no links. Pure. */
import { count } from '../../amounts.ts';
import type { Decision } from '../../photo.ts';

export type SheetEntry = {
  readonly path: string;
  /** Absent for photos without text. */
  readonly verdict: Decision | undefined;
  readonly title: string;
  readonly keywords: readonly string[];
  /** Day and usage, in words. */
  readonly facts: readonly string[];
  /** A JPEG, or why there is none. */
  readonly picture: Uint8Array | { readonly missing: string };
};

const verdicts = {
  accepted: ['✓', 'accepted'],
  rejected: ['✗', 'rejected'],
  open: ['·', 'open'],
  none: ['·', 'no text yet'],
} as const;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of others in a page: nothing in it is markup, and no control character is left. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ')
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
}

/** Text of others in an element of its own, so that what is written from right to left turns nothing else around. */
function element(name: string, kind: string, text: string): string {
  return text === '' ? '' : `<${name} class="${kind}" dir="auto">${escaped(text)}</${name}>`;
}

const style = `
:root { color-scheme: light dark; --paper: #fafaf8; --ink: #22262c; --quiet: #59636e; --line: #d9dcdf;
  --accepted: #1a5fb4; --rejected: #b03a1a; }
@media (prefers-color-scheme: dark) { :root { --paper: #14161a; --ink: #d7dae0; --quiet: #9aa4ae; --line: #343a42;
  --accepted: #82b8f2; --rejected: #f0917a; } }
* { box-sizing: border-box; }
body { margin: 2rem; background: var(--paper); color: var(--ink); font: 15px/1.4 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; margin-bottom: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; }
header p { margin: 0; color: var(--quiet); }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 2rem 1.5rem; }
figure { margin: 0; break-inside: avoid; overflow-wrap: anywhere; }
.frame { display: flex; align-items: center; justify-content: center; aspect-ratio: 3 / 2; margin-bottom: .6rem;
  background: color-mix(in srgb, var(--line) 45%, transparent); color: var(--quiet); }
.frame img { display: block; max-width: 100%; max-height: 100%; }
.frame span { padding: 1rem; }
h2 { font-size: 1rem; font-weight: 600; margin: 0 0 .3rem; }
figure p { margin: 0 0 .3rem; }
.verdict { font-weight: 600; color: var(--quiet); }
.accepted .verdict { color: var(--accepted); }
.rejected .verdict { color: var(--rejected); }
.rejected img { opacity: .45; }
.keywords, .file { color: var(--quiet); font-size: .85rem; }
@media print {
  @page { margin: 12mm; }
  :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #ccc; --accepted: #1a5fb4; --rejected: #b03a1a; }
  body { margin: 0; font-size: 9pt; }
  main { grid-template-columns: repeat(3, 1fr); gap: 8mm 6mm; }
}
`;

/** What stands above the pictures. @param words `31 photos`, the day, and what else there is to say of them all */
export function sheetHead(name: string, words: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="proofsheet">
<title>${escaped(name)}</title>
<style>${style}</style>
</head>
<body>
<header><h1 dir="auto">${escaped(name)}</h1>${words.map((text) => `<p>${escaped(text)}</p>`).join('')}</header>
<main>
`;
}

export function sheetEntry(entry: SheetEntry): string {
  const { path, verdict = 'none', title, keywords, facts, picture } = entry;
  const [sign, word] = verdicts[verdict];
  const shown =
    picture instanceof Uint8Array
      ? `<img alt="${escaped(title === '' ? path : title)}" src="data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}">`
      : `<span>${escaped(picture.missing)}</span>`;
  const parts = [
    `<p class="verdict">${sign} ${word}</p>`,
    element('h2', 'title', title),
    element('p', 'keywords', keywords.join(', ')),
    // A path breaks behind its folders, and within a name only where it has to.
    element('p', 'file', [path, ...facts].join(' · ')).replaceAll(/(?<!<)\//g, '/<wbr>'),
  ];
  return `<figure class="${verdict}"><div class="frame">${shown}</div><figcaption>${parts.join('')}</figcaption></figure>\n`;
}

export const sheetEnd = '</main>\n</body>\n</html>\n';

/** `12 accepted, 3 rejected`; only what there is. */
export function verdictWords(all: readonly (Decision | undefined)[]): string {
  return (['accepted', 'rejected', 'open', 'none'] as const)
    .map((kind) => [kind, all.filter((verdict) => (verdict ?? 'none') === kind).length] as const)
    .filter(([, photos]) => photos > 0)
    .map(([kind, photos]) => `${count(photos)} ${verdicts[kind][1]}`)
    .join(', ');
}
