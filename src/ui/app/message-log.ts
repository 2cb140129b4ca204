/** The messages again, the latest first. */
import { line } from '../text/line.ts';
import { fitWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Session } from './session.ts';

export function showMessages({ shell }: Session): void {
  shell.read({
    title: 'Messages',
    lines: (width) => {
      const messages = shell.messages.toReversed();
      if (messages.length === 0) return [line(['Nothing yet.', 'quiet'])];
      return messages.flatMap(({ at, notice }) =>
        wrap(notice.text, width - 10).map((row, index) =>
          line([fitWidth(index === 0 ? at.toLocaleTimeString('en-GB') : '', 10), 'quiet'], [row]),
        ),
      );
    },
  });
}
