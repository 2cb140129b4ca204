/** Kinds 7 and 8: honest answers in the forms that models and scripts give them. All must be read. */
import { type AnswerClass, asIs, nothing, type Scene } from './case.ts';
import type { Draw } from './draw.ts';

type Layout = (draw: Draw, description: string, keywords: readonly string[]) => string;

const comma = (words: readonly string[]) => words.join(', ');

const layouts: Readonly<Record<string, Layout>> = {
  'two-paragraphs': (d, text, words) => `${text}\n\n${comma(words)}${d.pick(['', '.', '\n'])}`,
  headings: (d, text, words) => {
    const mark = d.pick(['#', '##', '###', '####']);
    const colon = d.pick(['', ':']);
    const title = d.pick(['Description', 'Title', 'Caption', 'Headline']);
    return `${mark} ${title}${colon}\n${text}\n\n${mark} ${d.pick(['Keywords', 'Tags', 'Key words'])}${colon}\n${comma(words)}`;
  },
  'bold-labels': (d, text, words) => {
    const label = (name: string) =>
      d.pick([`**${name}:** `, `**${name}**: `, `**${name}**\n`, `__${name}:__ `]);
    return `${label(d.pick(['Title', 'Description', 'Caption']))}${text}${d.pick(['\n', '\n\n'])}${label(d.pick(['Keywords', 'Tags']))}${comma(words)}`;
  },
  'one-line-break': (d, text, words) =>
    `${text}\n${d.pick(['Keywords: ', 'Tags: ', 'Keywords - '])}${comma(words)}`,
  'one-line-break-bare': (_, text, words) => `${text}\n${comma(words)}`,
  'counted-label': (d, text, words) =>
    `Description: ${text}\n\n${d.pick([`Keywords (${words.length}):`, `${words.length} keywords:`, `Top ${words.length} Keywords:`])} ${comma(words)}`,
  'keywords-first': (d, text, words) =>
    `${d.pick(['Keywords: ', '**Keywords:** '])}${comma(words)}\n\n${d.pick(['Description: ', 'Title: ', '**Description:** '])}${text}`,
  'two-keyword-paragraphs': (_, text, words) =>
    `${text}\n\n${comma(words.slice(0, 8))}\n\n${comma(words.slice(8))}`,
  'numbered-list': (d, text, words) => {
    const dot = d.pick(['. ', ') ', ': ']);
    return `${text}\n\n${words.map((word, at) => `${at + 1}${dot}${word}`).join('\n')}`;
  },
  'bulleted-list': (d, text, words) => {
    const bullet = d.pick(['- ', '* ', '• ', '– ', '+ ']);
    return `${d.pick(['', 'Title: '])}${text}\n\n${d.pick(['Keywords:\n', ''])}${words.map((word) => bullet + word).join('\n')}`;
  },
  'one-a-line': (_, text, words) => `${text}\n\n${words.join('\n')}`,
  pipes: (_, text, words) => `${text}\n\n${words.join(' | ')}`,
  semicolons: (_, text, words) => `${text}\n\n${words.join('; ')}`,
  hashtags: (d, text, words) =>
    `${text}\n\n${words.map((word) => `#${word}`).join(d.pick([', ', ',']))}`,
  'other-commas': (d, text, words) =>
    `${text}${d.pick(['。', '.', ''])}\n\n${words.join(d.pick(['、', '，', '， ']))}`,
  'foreign-labels': (d, text, words) => {
    const [title, tags] = d.pick([
      ['Описание', 'Ключевые слова'],
      ['Descripción', 'Palabras clave'],
      ['Beschreibung', 'Schlüsselwörter'],
      ['Titre', 'Mots-clés'],
      ['Descrição', 'Palavras-chave'],
      ['Descrizione', 'Parole chiave'],
      ['Опис', 'Ключові слова'],
      ['标题', '关键词'],
      ['Açıklama', 'Anahtar kelimeler'],
      ['Titel', 'Stichworte'],
    ] as const);
    return `${title}: ${text}\n\n${tags}: ${comma(words)}`;
  },
  'list-in-brackets': (d, text, words) => {
    const quote = d.pick(['"', "'"]);
    return `${d.pick(['Description: ', ''])}${text}\n\n${d.pick(['Keywords: ', 'keywords = ', ''])}[${words.map((word) => quote + word.replaceAll("'", quote === "'" ? '’' : "'") + quote).join(', ')}]`;
  },
  yaml: (_, text, words) =>
    `description: ${text}\nkeywords:\n${words.map((word) => `  - ${word}`).join('\n')}`,
  table: (_, text, words) =>
    `| Field | Value |\n|---|---|\n| Description | ${text} |\n| Keywords | ${comma(words)} |`,
  'quoted-each': (_, text, words) => `"${text}"\n\n${words.map((word) => `"${word}"`).join(', ')}`,
  'talk-before': (d, text, words) =>
    `${d.pick(["Sure! Here's the text:", 'Here is the description and the keywords you asked for:', 'Certainly.'])}\n\n${d.pick(['', 'Description: '])}${text}\n\nKeywords: ${comma(words)}`,
  'talk-behind': (d, text, words) =>
    `Title: ${text}\n\nKeywords: ${comma(words)}\n\n${d.pick(['Let me know if you want changes!', 'These keywords cover subject, place and mood.', 'I hope this helps.', 'Note: the names were taken from your facts.'])}`,
  'fenced-text': (_, text, words) => `\`\`\`\n${text}\n\n${comma(words)}\n\`\`\``,
  'windows-breaks': (_, text, words) => `${text}\r\n\r\n${comma(words)}\r\n`,
};

const plain = Object.entries(layouts).map(
  ([name, layout]): AnswerClass => ({
    name: `plain-${name}`,
    kind: '7',
    make: (draw, scene) => {
      const content = layout(draw, scene.description, scene.keywords);
      return {
        answer: { content },
        expected: {
          ...asIs(scene),
          // A full stop that was written stays, in whatever form the answer comes.
          descriptions: [scene.description, `${scene.description}.`],
          shortTitles: [],
          mayShorten: true,
        },
        planted: content,
      };
    },
  }),
);

const prose: AnswerClass = {
  name: 'plain-prose-without-keywords',
  kind: '7',
  make: (draw, scene) => {
    const content = draw.pick([
      scene.description,
      `${scene.description}. In the background, houses, trees, cars, lamps and people can be seen.`,
      `${scene.description}.\n\nThe light is soft, the air is clear, and the street is almost empty, as on most mornings.`,
      `${scene.description}.\n\nIt was built long ago, rebuilt twice, and is, even now, in use.`,
    ]);
    return { answer: { content }, expected: nothing, planted: content };
  },
};

const json = ({ description, shortTitle, keywords }: Scene) =>
  JSON.stringify({ description, shortTitle, keywords, usageReason: '', unsure: [] });

const around: Readonly<Record<string, (draw: Draw, text: string) => string>> = {
  'think-block': (d, text) => {
    const name = d.pick(['think', 'thinking', 'reasoning', 'THINK', 'thought']);
    const thought = d.pick([
      'The user wants {description, keywords}. Let me look: {boats}.',
      'Maybe {"description": "draft", "keywords": ["a"]}? No, better a longer one.',
      'Okay, a picture.\n\nI should answer in JSON: { "description": ... }',
      'Set {a, b} and } and { are braces.',
    ]);
    return `<${name}>${thought}</${name}>${d.pick(['', '\n', '\n\n'])}${text}`;
  },
  'think-block-unopened': (d, text) =>
    `${d.pick(['The picture {as given} shows something.', 'I will write {"description": "x"} now.'])}\n</think>\n${text}`,
  'think-block-of-kimi': (_, text) => `◁think▷What is {this}? A scene.◁/think▷${text}`,
  'fenced-json': (d, text) =>
    `${d.pick(['', "Here's the JSON:\n"])}\`\`\`${d.pick(['json', '', 'JSON'])}\n${text}\n\`\`\`${d.pick(['', '\nDone.'])}`,
  'prose-with-braces': (d, text) =>
    `${d.pick(['As you asked for {description} and {keywords}:', 'Using the form {"description": ..., "keywords": [...]} I get'])}\n${text}`,
  'two-objects': (_, text) => `{"step": 1, "plan": "look at the picture"}\n${text}`,
  'talk-behind-json': (d, text) =>
    `${text}\n${d.pick(['I hope this {JSON} helps!', 'Note: {names} were not verified.', 'Done :-}'])}`,
};

const wrapped = Object.entries(around).map(
  ([name, wrap]): AnswerClass => ({
    name,
    kind: '8',
    make: (draw, scene) => {
      const content = wrap(draw, json(scene));
      return { answer: { content }, expected: asIs(scene), planted: content };
    },
  }),
);

export const plainClasses: readonly AnswerClass[] = [...plain, prose, ...wrapped];
