/**
 * A metadata template: a text file with a field in each line, as in `Copyright notice: © {year} Ann Lee`. A line that begins
 * with white space goes on with the one before; one that begins with `#` is for the photographer alone.
 */
import { count } from '../../amounts.ts';
import {
  fieldNames,
  fieldTable,
  isTemplateField,
  type TemplateField,
  templateFields,
} from '../../metadata/fields.ts';
import type { Mistake } from '../mistakes.ts';
import { lettersOf, readers } from './values.ts';
import { variableNames } from './variables.ts';

/** What becomes of a value that a photo has already. */
type TemplatePolicy = 'fill' | 'replace';

export type TemplateEntry = {
  readonly field: TemplateField;
  /** With variables and codes; empty: the field is left alone, whatever templates beneath say. */
  readonly value: string;
  readonly policy: TemplatePolicy;
  /** From 1. */
  readonly line: number;
};

export type Template = {
  readonly entries: readonly TemplateEntry[];
  /** The template of the user's own that this one builds on. */
  readonly use: { readonly name: string; readonly line: number } | undefined;
  readonly mistakes: readonly Mistake[];
};

/** Characters of one value: more is a text in the wrong file. */
const longestValue = 5000;
const mostMistakes = 20;

/** Other names that programs have for a field. */
const alsoCalled: Readonly<Partial<Record<TemplateField, string>>> = {
  creator: 'author byline photographer',
  creatorTitle: 'jobtitle bylinetitle',
  copyright: 'rights',
  credit: 'creditline',
  webStatement: 'copyrighturl copyrightinfourl',
  contactRegion: 'contactstate',
  contactUrl: 'contactwebsite',
  contactPostalCode: 'contactzip',
  instructions: 'specialinstructions',
  jobId: 'transmissionreference jobidentifier',
  descriptionWriter: 'captionwriter writereditor',
  personShown: 'personsshown personinimage people',
  sublocation: 'location',
};

const byName: ReadonlyMap<string, TemplateField> = new Map(
  templateFields.flatMap((field) => {
    const others = alsoCalled[field]?.split(' ') ?? [];
    const names = [...others, field, fieldTable[field].label];
    return names.map((name) => [lettersOf(name), field] as const);
  }),
);

const ofThePhoto = new Set(
  fieldNames
    .filter((field) => !isTemplateField(field))
    .flatMap((field) => [lettersOf(field), lettersOf(fieldTable[field].label)]),
);
/** The fields of the standard about pictures that a model has made (IPTC 2025.1). */
const neverWritten = /^ai(?:system|prompt)/;

/** Reads such a file. What is wrong in a line is told, and the line counts for nothing. */
export function parseTemplate(text: string): Template {
  const entries: TemplateEntry[] = [];
  const mistakes: Mistake[] = [];
  let use: Template['use'];
  const told = (line: number, field: string, message: string) => {
    if (mistakes.length < mostMistakes) mistakes.push({ line, field, message });
  };
  for (const { line, text: whole } of linesOf(text)) {
    const colon = whole.indexOf(':');
    if (whole.includes('\uFFFD')) {
      told(line, '', 'This has letters that cannot be read. Save the file as UTF-8.');
      continue;
    }
    if (whole.slice(0, Math.max(0, colon)).trim() === '') {
      told(line, '', 'A line says `Field: text`.');
      continue;
    }
    const head = whole.slice(0, colon).trim();
    const [isNamed, name = '', mark] = /^([^()]*)(?:\(([^()]*)\))?$/.exec(head) ?? [];
    const label = isNamed === undefined ? head : name.trim();
    const value = whole.slice(colon + 1).trim();
    if (isNamed === undefined) {
      told(line, label, 'Behind the name of a field it can say (fill) or (replace), in brackets.');
      continue;
    }
    if (lettersOf(label) === 'use') {
      if (use !== undefined) told(line, label, 'A template builds on one other at most.');
      else if (value === '') told(line, label, 'The name of a template is missing.');
      else use = { name: value, line };
      continue;
    }
    const field = byName.get(lettersOf(label));
    if (field === undefined) {
      told(line, label, whyNot(label));
      continue;
    }
    if (entries.some((one) => one.field === field)) {
      told(line, label, 'It is there twice; the first one counts.');
      continue;
    }
    const policy = policyOf(mark);
    const checked = checkedValue(field, value);
    if (policy === undefined) told(line, label, 'Behind its name it can say (fill) or (replace).');
    else if ('message' in checked) told(line, label, checked.message);
    else entries.push({ field, value: checked.value, policy, line });
  }
  return { entries, use, mistakes };
}

function* linesOf(text: string): Generator<{ line: number; text: string }> {
  let open: { line: number; text: string } | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (raw.trim() === '' || raw.startsWith('#')) continue;
    if (/^[ \t]/.test(raw) && open !== undefined) {
      open.text += `\n${raw.trim()}`;
      continue;
    }
    if (open !== undefined) yield open;
    open = { line: index + 1, text: raw };
  }
  if (open !== undefined) yield open;
}

function whyNot(label: string): string {
  const letters = lettersOf(label);
  if (neverWritten.test(letters))
    return 'It tells how a model made a picture; proofsheet never writes it.';
  if (ofThePhoto.has(letters)) return 'It is the text of each photo, which no template gives.';
  const near = templateFields
    .map((field) => fieldTable[field].label)
    .filter((one) => letters.length > 2 && lettersOf(one).startsWith(letters.slice(0, 3)));
  return `There is no such field.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`;
}

function policyOf(mark: string | undefined): TemplatePolicy | undefined {
  if (mark === undefined) return 'fill';
  const word = mark.trim().toLowerCase();
  return word === 'fill' || word === 'replace' ? word : undefined;
}

/** What is wrong with the braces of a value: each pair names a variable. */
function wrongBrace(value: string): string | undefined {
  const rest = value.replace(/\{(\w+)\}/g, (whole, name: string) =>
    variableNames.includes(name.toLowerCase()) ? '' : whole,
  );
  const [unknown] = /\{[^{}]*\}/.exec(rest) ?? [];
  if (unknown !== undefined)
    return `There is no variable ${unknown}; there are ${variableNames.map((name) => `{${name}}`).join(', ')}.`;
  const [alone] = /[{}]/.exec(rest) ?? [];
  return alone && `A ${alone} stands alone; braces name a variable, as in {city}.`;
}

function checkedValue(
  field: TemplateField,
  value: string,
): { readonly value: string } | { readonly message: string } {
  if (value.length > longestValue)
    return { message: `It has more than ${count(longestValue)} characters.` };
  const wrong = wrongBrace(value);
  if (wrong !== undefined) return { message: wrong };
  if (field === 'creator' && /\{creator\}/i.test(value))
    return { message: '{creator} stands for this very field.' };
  const reader = readers[field];
  if (reader === undefined || value === '' || /\\[^\\\s]+\\/.test(value)) return { value };
  const read = reader.read(value);
  return read === undefined ? { message: `It must be ${reader.must}.` } : { value: read };
}
