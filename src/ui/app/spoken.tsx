/** The same for a screen reader: no picture, no columns; what is said first is what changed. */
import { Box, Text, useInput, usePaste } from 'ink';
import { dayText } from '../../amounts.ts';
import { textOfEditor } from '../editor/line-editor.ts';
import { pressesOf } from '../keys/press.ts';
import type { ReviewPhoto } from '../model/review-photo.ts';
import type { ShownSidecar } from '../model/sidecar.ts';
import { stageLines } from '../screens/stages/stage-lines.ts';
import { type Line, textOf } from '../text/line.ts';
import type { Theme } from '../theme.ts';
import { hintsNow } from './foot-lines.ts';
import type { Session } from './session.ts';
import { useStore } from './store.ts';
import { useView } from './view.ts';
import { nameOf } from './where.ts';

/** Wide enough that nothing is cut; a screen reader has no columns. */
const width = 200;

export function Spoken() {
  const { session, theme: themeStore } = useView();
  const theme = useStore(themeStore);
  const where = useStore(session.where);
  const notice = useStore(session.desk.notice);
  const overlay = useStore(session.desk.overlays).at(-1);
  const state = useStore(session.review.state);
  const { run } = useStore(session.runner.state);
  useStore(session.counts);
  useStore(session.facts);
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) session.press(press);
  });
  usePaste((text) => session.paste(text));
  const hints = hintsNow(session);
  const body =
    overlay === undefined ? spokenStage(session, theme) : overlay.draw(width, 60, theme).lines;
  return (
    <Box flexDirection="column">
      {notice !== undefined && <Text>{notice.text}</Text>}
      <Text>{overlay?.title ?? nameOf(where)}</Text>
      {run !== undefined && (
        <Text>{`${nameOf(run.stage)} is running: ${run.progress?.done ?? 0} of ${run.progress?.total ?? 'unknown'}`}</Text>
      )}
      {where === 'review' && overlay === undefined && state.photo !== undefined && (
        <SpokenPhoto
          photo={state.photo}
          place={`${state.frames === undefined ? 'Photo' : 'Frame'} ${state.index + 1} of ${state.list?.count ?? 0}`}
          typed={state.field === undefined ? undefined : textOfEditor(state.field.editor)}
          chip={state.focus === 'keywords' ? state.chip : undefined}
        />
      )}
      {body
        .map((one) => textOf(one).trim())
        .filter((text) => text !== '')
        .map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <Text key={index}>{text}</Text>
        ))}
      <Text>{`Keys: ${hints.map(([key, does]) => `${key} ${does}`).join(', ')}`}</Text>
    </Box>
  );
}

/** What the stage in view says, without its name, which stands above; only facts while it runs, which is told apart. */
function spokenStage(session: Session, theme: Theme): readonly Line[] {
  const { screen } = session;
  if (screen !== undefined && session.runner.stage === screen.stage)
    return screen.facts(width, theme);
  return stageLines(session, { width, height: 200 }, theme).lines.slice(1);
}

type SpokenPhotoProps = {
  readonly photo: ReviewPhoto;
  readonly place: string;
  readonly typed: string | undefined;
  readonly chip: number | undefined;
};

function SpokenSidecar({
  sidecar: { conflicts, facts, problem },
}: {
  readonly sidecar: ShownSidecar;
}) {
  return (
    <Box flexDirection="column">
      {problem !== undefined && <Text>{`Sidecar: ${problem}`}</Text>}
      {conflicts.map(({ label, ours, theirs }) => (
        <Text key={label}>{`Changed in both, ${label}: ours ${ours}; theirs ${theirs}`}</Text>
      ))}
      {facts.length > 0 && (
        <Text>{`Sidecar: ${facts.map(({ label, value }) => `${label} ${value}`).join('; ')}`}</Text>
      )}
    </Box>
  );
}

function SpokenPhoto({ photo, place, typed, chip }: SpokenPhotoProps) {
  const { path, takenOn } = photo.photo;
  const { description, keywords } = photo.text;
  if (typed !== undefined) return <Text>{`Editing: ${typed}`}</Text>;
  if (chip !== undefined)
    return <Text>{`Keyword ${chip + 1} of ${keywords.length}: ${keywords[chip] ?? 'none'}`}</Text>;
  return (
    <Box flexDirection="column">
      <Text>{`${place}, ${path.split('/').at(-1)}, ${photo.verdict}, ${photo.usage}${takenOn === undefined ? '' : `, ${dayText(takenOn)}`}`}</Text>
      <Text>{`Title: ${photo.dateline}${description}`}</Text>
      <Text>{`${keywords.length} keywords: ${keywords.join(', ')}`}</Text>
      {photo.sidecar !== undefined && <SpokenSidecar sidecar={photo.sidecar} />}
      {photo.checks.map((check) => (
        <Text key={`${check.code} ${check.word ?? ''}`}>{`${check.weight}: ${check.message}`}</Text>
      ))}
    </Box>
  );
}
