/** Rules that would do what a person does to answers of this archive anyway. None is made unless the person says so. */
import { counted } from '../../amounts.ts';
import { acceptedAnswers, decline, isDeclined } from '../../catalog/edited-texts.ts';
import { notesReader } from '../../catalog/folder-notes.ts';
import { sameTerm } from '../../rules/keywords/terms.ts';
import { type EditedText, type Habit, habitsIn } from '../../rules/learn/habits.ts';
import { respellingsIn } from '../../rules/texts/respell.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';

/** A habit, and the setting that would make a rule of it. */
export type Lesson = Habit & {
  /** `banned:haze`, `spelling:gray=grey`: what commands call it. */
  readonly name: string;
  readonly setting: 'keywords.banned' | 'keywords.required' | 'words.replaced';
  /** What the setting would have in addition. */
  readonly entry: string;
};

const settingOf = {
  banned: 'keywords.banned',
  required: 'keywords.required',
  spelling: 'words.replaced',
} as const;

/** What can be learned, the most frequent first, without what is a rule already or was declined. */
export function lessonsOf({ catalog, settings }: Archive): readonly Lesson[] {
  const notesOf = notesReader(catalog);
  const texts = function* (): Generator<EditedText> {
    for (const { path, answer, description, keywords, given } of acceptedAnswers(catalog)) {
      const { existing = [] } = answer;
      yield {
        answered: {
          keywords: answer.keywords.filter((keyword) => !existing.includes(keyword)),
          title: answer.description,
        },
        accepted: { keywords, title: description },
        given: [...given, ...notesOf(path).keywords],
      };
    }
  };
  return habitsIn(texts())
    .map((habit): Lesson => {
      const { kind, word, by } = habit;
      const entry = by === undefined ? word : `${word}=${by}`;
      return { ...habit, name: `${kind}:${entry}`, setting: settingOf[kind], entry };
    })
    .filter((one) => !isRule(settings, one) && !isDeclined(catalog, one.kind, one.entry));
}

function isRule(settings: Settings, { setting, word }: Lesson): boolean {
  const words =
    setting === 'words.replaced'
      ? respellingsIn(settings[setting]).map((one) => one.word)
      : settings[setting];
  return words.some((known) => known.toLowerCase() === word.toLowerCase() || isSame(known, word));
}

/** `gray` and `grays` are one keyword, and two words. */
const isSame = (known: string, word: string): boolean =>
  !known.includes('=') && sameTerm(known, word);

/** It is not offered again in this archive. */
export function declineLesson({ catalog }: Archive, { kind, entry }: Lesson): void {
  decline(catalog, kind, entry);
}

/** What a person does, in a sentence. */
export function habitText({ kind, word, by, times, of }: Habit): string {
  const photos =
    times === of ? `all ${counted(of, 'photo')}` : `${times} of ${counted(of, 'photo')}`;
  if (kind === 'banned') return `You took "${word}" out of ${photos} in which it was offered.`;
  if (kind === 'required') return `You have "${word}" in ${photos}, and the answers do not.`;
  return `You wrote "${by}" for "${word}" in ${photos}.`;
}

/** What the rule would do. */
export function ruleText({ kind, word, by }: Habit): string {
  if (kind === 'banned') return `never take "${word}" as a keyword`;
  if (kind === 'required') return `put "${word}" into the keywords of every photo`;
  return `write "${by}" for "${word}" in titles and keywords`;
}
