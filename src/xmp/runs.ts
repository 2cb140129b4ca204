/** What stands between the elements of a text: characters, comments, CDATA sections and processing instructions. */
import { assertReferences } from './escape.ts';
import type { SourceRange } from './start-tag.ts';
import { XmpError } from './xmp-error.ts';

type MarkupKind = 'comment' | 'cdata' | 'instruction';

export type MarkupRun = SourceRange & { readonly kind: 'text' | MarkupKind };

/** What stands between elements beside text, and what may be in each (XML 1.0, sections 2.5 to 2.7). */
const runs: readonly RunForm[] = [
  {
    kind: 'comment',
    open: '<!--',
    close: '-->',
    allows: (inner) => !inner.includes('--') && !inner.endsWith('-'),
  },
  { kind: 'cdata', open: '<![CDATA[', close: ']]>', allows: () => true },
  {
    kind: 'instruction',
    open: '<?',
    close: '?>',
    allows: (inner) => /^(?!xml(?:\s|$))[^\s<>?&"'=]+(?:\s|$)/i.test(inner),
  },
];
type RunForm = {
  readonly kind: MarkupKind;
  readonly open: string;
  readonly close: string;
  readonly allows: (inner: string) => boolean;
};
const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+encoding\s*=\s*(["'])[\w.-]+\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>$/;

/** No program writes a longer one, and a search in a longer one could take all of the stack. */
const longestDeclaration = 1000;

const isDeclaration = (text: string) => text.length <= longestDeclaration && declaration.test(text);

/** The runs of a stretch that holds no element. @throws XmpError `malformed` */
export function runsBetween(text: string, start: number, end: number): MarkupRun[] {
  const found: MarkupRun[] = [];
  for (let at = start; at < end; ) {
    const next = text.indexOf('<', at);
    const run = next === at ? runAt(text, at) : textRun(text, at, next === -1 ? end : next);
    if (run === undefined || run.end > end)
      throw new XmpError('malformed', `The mark-up at character ${at} is not XML.`);
    found.push(run);
    at = run.end;
  }
  return found;
}

function textRun(text: string, start: number, end: number): MarkupRun | undefined {
  const raw = text.slice(start, end);
  assertReferences(raw);
  return raw.includes(']]>') ? undefined : { kind: 'text', start, end };
}

function runAt(text: string, start: number): MarkupRun | undefined {
  const run = runs.find(({ open }) => text.startsWith(open, start));
  const close = run === undefined ? -1 : text.indexOf(run.close, start + run.open.length);
  if (run === undefined || close === -1) return undefined;
  const end = close + run.close.length;
  const isSound =
    run.allows(text.slice(start + run.open.length, close)) ||
    (start === 0 && isDeclaration(text.slice(start, end)));
  return isSound ? { kind: run.kind, start, end } : undefined;
}
