/** `proofsheet learn`: rules that would do what a person does to the answers anyway; made only when named. */
import {
  declineLesson,
  habitText,
  type Lesson,
  lessonsOf,
  ruleText,
} from '../pipeline/learn/learn.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { oneNamed } from './did-you-mean.ts';
import { allOf } from './options.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const { settings, print } = context;
  return context.inArchive(async (archive) => {
    const lessons = lessonsOf(archive);
    const taken = named(lessons, allOf(context, 'take'));
    const declined = named(lessons, allOf(context, 'decline'));
    for (const { setting, entry } of taken)
      settings.write(setting, [...settings.read()[setting], entry]);
    for (const lesson of declined) declineLesson(archive, lesson);
    const isDone = (one: Lesson) => taken.includes(one) || declined.includes(one);
    const left = lessons.filter((one) => !isDone(one));
    if (context.json) context.printJson({ taken, declined, rules: left });
    else if (taken.length + declined.length > 0) {
      for (const one of taken) print(`${one.setting}: ${one.entry} (${ruleText(one)}).`);
      for (const one of declined) print(`${one.name} is not offered again in this archive.`);
    } else tell(context, left);
    return 0 as const;
  });
}

function tell({ print, say }: CommandContext, lessons: readonly Lesson[]): void {
  if (lessons.length === 0) {
    print('Nothing is always removed, added or written otherwise, or not often enough to tell.');
    return;
  }
  for (const one of lessons) print(`${one.name}\n    ${habitText(one)} Rule: ${ruleText(one)}.`);
  say('`proofsheet learn --take NAME` makes one a rule; `--decline NAME` never offers it again.');
}

/** Those that an option names; it may be repeated. @throws StopError `usage` for a name that is not offered */
function named(lessons: readonly Lesson[], names: readonly string[]): readonly Lesson[] {
  const advice = '`proofsheet learn` lists those that are, with their names.';
  return names.map((name) => {
    const message = `No rule ${JSON.stringify(name)} is offered.`;
    return oneNamed(name, lessons, { message, advice }, (lesson) => lesson.name);
  });
}
