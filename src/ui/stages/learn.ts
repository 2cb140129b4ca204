/** Rules offered one after the other, from the summary; each is made, declined or left for later by one key. */
import {
  declineLesson,
  habitText,
  type Lesson,
  lessonsOf,
  ruleText,
} from '../../pipeline/learn/learn.ts';
import { SettingsFile } from '../../settings-file.ts';
import type { App } from '../app.ts';
import { item } from '../overlays/menu.ts';
import { emptyLine } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';

export function offerRules(app: App): void {
  try {
    const lessons = lessonsOf(app.archive);
    if (lessons.length === 0)
      app.shell.toast(
        'Nothing is always removed, added or written otherwise, or not often enough to tell.',
      );
    offer(app, lessons, 0);
  } catch (error) {
    app.shell.fail(error);
  }
}

function offer(app: App, lessons: readonly Lesson[], at: number): void {
  const lesson = lessons[at];
  if (lesson === undefined) return;
  const next = () => offer(app, lessons, at + 1);
  app.shell.menu({
    title: `A rule of it? (${at + 1} of ${lessons.length})`,
    body: (width) => [
      ...paragraph(habitText(lesson), width),
      ...paragraph(`The rule: ${ruleText(lesson)} (${lesson.setting}).`, width, 'quiet'),
      emptyLine,
    ],
    items: [
      item('y', 'make it a rule', () => {
        take(app, lesson);
        next();
      }),
      item('d', 'never offer it again', () => {
        declineLesson(app.archive, lesson);
        next();
      }),
      item('l', 'later', next),
    ],
    first: 2,
  });
}

/** As all settings, it holds from the next start on. */
function take({ shell }: App, { setting, entry }: Lesson): void {
  try {
    const file = new SettingsFile();
    const known = file.read()[setting];
    if (!known.includes(entry)) file.write(setting, [...known, entry]);
    shell.toast(`${setting} has "${entry}" now; it holds when the program is next opened.`, 'good');
  } catch (error) {
    shell.fail(error);
  }
}
