/** Numbers on the screens: whatever state the photos are in, what is called the same is the same number everywhere. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choose } from '../../src/catalog/choice.ts';
import { recordIssue } from '../../src/catalog/issues.ts';
import { overviewOf } from '../../src/catalog/overview.ts';
import { insertRequest } from '../../src/catalog/requests.ts';
import { rehearsalCode } from '../../src/catalog/review-to-write.ts';
import { putSidecar } from '../../src/catalog/sidecars.ts';
import type { PhotoStatus, Stage } from '../../src/photo.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import type { Fact, Question, StageView } from '../../src/pipeline/archive/stage-view.ts';
import { settingsFingerprint } from '../../src/pipeline/ask/request-profile.ts';
import { type Described, described, viewOf } from '../../src/pipeline/stages.ts';
import { whatWaits } from '../../src/pipeline/what-waits.ts';
import { cameraFacts, exif, iptc, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { readyArchive, usualFolder } from './embed/ready-archive.ts';

/** What a photo can be in the middle of. */
type State = {
  readonly status: PhotoStatus;
  readonly decision?: 'open' | 'accepted' | 'rejected';
  readonly source?: 'batch' | 'rehearsal';
  /** Codes of the issues that hold it back. */
  readonly held?: readonly string[];
  /** Prepared, now or with other settings; agreed to. */
  readonly request?: 'ready' | 'released' | 'outdated' | 'failed';
  /** Has text and is asked again. */
  readonly again?: boolean;
  readonly copy?: boolean;
  readonly sidecar?: 'written' | 'conflict';
};

const accepted = { decision: 'accepted' } as const;
const madeUp = { ...accepted, source: 'rehearsal' } as const;
const refused = ['not-allowed'];
const made = [rehearsalCode];

const states: readonly State[] = [
  { status: 'scan', held: ['unreadable'] },
  { status: 'prepare' },
  { status: 'prepare', held: refused },
  { status: 'submit', request: 'ready' },
  { status: 'submit', request: 'released' },
  { status: 'submit', request: 'outdated' },
  { status: 'submit', request: 'failed', held: ['no-answer'] },
  { status: 'collect', copy: true },
  { status: 'review', decision: 'open' },
  { status: 'review', decision: 'open', again: true, request: 'ready' },
  { status: 'review', decision: 'rejected' },
  { status: 'review', decision: 'rejected', sidecar: 'written' },
  { status: 'sidecars', ...accepted },
  { status: 'sidecars', ...accepted, held: refused },
  { status: 'sidecars', ...accepted, held: ['sidecar-conflict'], sidecar: 'conflict' },
  { status: 'sidecars', ...madeUp },
  { status: 'sidecars', ...madeUp, held: made },
  { status: 'embed', ...accepted },
  { status: 'embed', ...accepted },
  { status: 'embed', ...accepted, held: refused },
  { status: 'embed', ...madeUp },
  { status: 'embed', ...madeUp, held: made },
  { status: 'embed', ...madeUp, held: [...made, ...refused] },
  { status: 'done', ...accepted },
];

type Placed = State & {
  readonly id: number;
  readonly excluded: boolean;
  readonly chosen: boolean;
  readonly hasText: boolean;
};

let archive: Archive;
let ids: readonly number[];
beforeAll(async () => {
  const plain = jpeg(await picture(), [exif(cameraFacts)]);
  const titled = jpeg(await picture(), [
    exif(cameraFacts),
    iptc([
      [2, 105, 'Old headline'],
      [2, 25, 'old'],
    ]),
  ]);
  const names = Array.from({ length: 26 }, (_, index) => `${usualFolder}/${index}.jpg`);
  const files = names.map((name, index) => [name, index % 2 === 0 ? plain : titled] as const);
  archive = await readyArchive(new Map(files), { key: 'sk-nobody' });
  ids = archive.catalog.ids('SELECT id FROM photo ORDER BY id');
});
afterAll(() => archive.close());

/** The same numbers for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state / 2 ** 32;
  };
}

function place(seed: number): Placed[] {
  const random = numbersFrom(seed);
  const { catalog } = archive;
  const isChoosing = random() < 0.4;
  catalog.run('DELETE FROM issue');
  catalog.run('DELETE FROM request');
  catalog.run('DELETE FROM sidecar');
  const placed = ids.map((id): Placed => {
    const state = states[Math.floor(random() * states.length)] ?? { status: 'prepare' };
    const hasText = !['scan', 'prepare', 'submit', 'collect'].includes(state.status);
    const [excluded, chosen] = [random() < 0.15, !isChoosing || random() < 0.6];
    return { id, ...state, excluded, chosen, hasText };
  });
  catalog.transaction(() => {
    for (const photo of placed) put(photo);
  });
  return placed;
}

function put(photo: Placed): void {
  const { catalog } = archive;
  const { id, status, request, sidecar, decision = 'open', source = 'batch' } = photo;
  catalog.run(
    'UPDATE photo SET status = ?, excluded = ?, copy_of = ? WHERE id = ?',
    ...[status, photo.excluded ? 1 : 0, photo.copy === true ? (ids[0] ?? null) : null, id],
  );
  catalog.run('DELETE FROM review WHERE photo_id = ?', id);
  if (photo.hasText) catalog.run(blankReview, id, source, decision, decision, decision);
  for (const code of photo.held ?? [])
    recordIssue(catalog, id, { stage: status as Stage, code, message: `${code}.` });
  if (sidecar !== undefined)
    putSidecar(catalog, {
      ...{ photo_id: id, name: 'a.xmp', hash: '', bytes: 1, mtime: '', content: '{}' },
      ...{ base: null, base_hash: null, written_at: sidecar === 'written' ? '2026-01-01' : null },
      conflicts:
        sidecar === 'written'
          ? '[]'
          : JSON.stringify([{ field: 'headline', ours: 'a', theirs: 'b', base: '' }]),
    });
  if (request === undefined) return;
  const print = settingsFingerprint(archive);
  const requestId = insertRequest(
    catalog,
    {
      ...{ photoId: id, settingsFingerprint: request === 'outdated' ? 'other' : print },
      ...{ model: 'm', facts, width: 1, height: 1, previewBytes: 9 },
      ...{ textTokens: 1, imageTokens: 1, answerTokens: 1, redo: photo.again === true ? 1 : 0 },
    },
    String(id),
  );
  const stored = request === 'outdated' ? 'ready' : request;
  catalog.run('UPDATE request SET state = ? WHERE id = ?', stored, requestId);
}

const facts = JSON.stringify({
  ...{ usage: 'editorial', usageGiven: true, existing: { keywords: [] }, notes: '' },
  keywordsWanted: 50,
});

const blankReview = `INSERT INTO review (photo_id, source, decision, title_decision, keywords_decision, description,
  short_title, keywords, unsure, kept, edited, version, changed_at, problems, open_names, stale)
  VALUES (?, ?, ?, ?, ?, 'A river', '', '[]', '[]', '[]', '', 0, '2026-01-01T00:00:00Z', 0, 0, 0)`;

function wordsOf(fact: Fact): string {
  if ('bars' in fact) return fact.bars.map(({ label, value }) => `${label}: ${value}`).join('\n');
  if ('label' in fact) return `${fact.label}: ${[fact.value].flat().join(', ')}`;
  if ('warning' in fact) return fact.warning;
  if ('text' in fact) return fact.text;
  return '';
}

/** A view as text: what Enter does, then the facts. */
function told({ action, facts }: StageView): string {
  return ['label' in action ? action.label : action.refused, ...facts.flat().map(wordsOf)].join(
    '\n',
  );
}

/** The questions that Enter leads to, one behind the other. */
function questionsOf(view: StageView): Question[] {
  const found: Question[] = [];
  const open = (effect: unknown): void => {
    if (typeof effect !== 'object' || effect === null || !('ask' in effect)) return;
    const { ask } = effect as { ask: Question | (() => Question) };
    const question = typeof ask === 'function' ? ask() : ask;
    found.push(question);
    if ('choices' in question) for (const { effect: next } of question.choices) open(next);
  };
  if ('effect' in view.action) open(view.action.effect);
  return found;
}

const photos = (amount: number) => `${amount} photo${amount === 1 ? '' : 's'}`;
const sidecars = (amount: number) => `${amount} sidecar${amount === 1 ? '' : 's'}`;

/** Everything said of these photos, beside what is said elsewhere. */
async function look(placed: readonly Placed[]) {
  const { catalog } = archive;
  const inReach = placed.filter((one) => one.chosen && !one.excluded);
  const choice = placed.some((one) => !one.chosen) ? '1 of 2 photos: city:x' : undefined;
  const chosen = placed.filter((one) => one.chosen).map(({ id }) => id);
  const views = new Map<Described, StageView>();
  for (const stage of described) {
    // As on the screen, where these are about every photo.
    const isAboutAll = ['scan', 'collect', 'summary'].includes(stage);
    choose(catalog, isAboutAll || choice === undefined ? undefined : chosen);
    views.set(
      stage,
      await viewOf(stage, {
        ...{ archive, counts: overviewOf(catalog), now: new Date('2026-11-23') },
        choice: isAboutAll ? undefined : choice,
        ...{ key: (id) => id, hasRun: true, signal: new AbortController().signal },
        chosen: () => ({ photoIds: [], words: '' }),
      }),
    );
  }
  const view = (stage: Described) => views.get(stage) as StageView;
  const how = (where: Partial<Placed>, among: readonly Placed[] = inReach) =>
    among.filter((one) =>
      Object.entries(where).every(([key, value]) => one[key as keyof Placed] === value),
    );
  return { view, how, inReach };
}

const seeds = Array.from({ length: 40 }, (_, index) => index);

it.each(seeds)('what is called the same is the same number (%i)', async (seed) => {
  const placed = place(seed);
  const { view, how, inReach } = await look(placed);
  const free = (status: PhotoStatus, source = 'batch') =>
    how({ status }).filter((one) => one.held === undefined && (one.source ?? 'batch') === source);
  const insisted = (status: PhotoStatus) =>
    how({ status, source: 'rehearsal' }).filter(({ held = made }) => held === made).length;

  // Embed: what Enter says, what the facts call ready, and what is typed.
  const embed = told(view('embed'));
  const [ready, withMadeUp] = [free('embed').length, insisted('embed')];
  expect(embed.includes('Ready: ')).toBe(ready > 0);
  if (ready > 0) {
    expect(embed).toContain(`Embed in ${photos(ready)}`);
    expect(embed).toContain(`Ready: ${photos(ready)}`);
    const waiting = free('sidecars').length + free('sidecars', 'rehearsal').length;
    expect(/Ready: .*; (\d+) more/.exec(embed)?.[1] ?? '0').toBe(String(waiting));
  }
  expect(/Made up: (\d+)/.exec(embed)?.[1] ?? '0').toBe(String(withMadeUp));
  if (ready > 0 && withMadeUp > 0)
    expect(embed).toContain(`or in ${ready + withMadeUp} with made-up texts`);
  for (const question of questionsOf(view('embed')))
    if ('type' in question) {
      const isInsisting = question.title.includes('made-up');
      const meant = isInsisting ? ready + withMadeUp : ready;
      expect(question.type).toBe(String(meant));
      expect(question.title).toContain(`into ${photos(meant)}?`);
      const replaced = /the keywords of (\d+) photo/.exec(wordsOf(question.facts?.[0] as Fact));
      expect(Number(replaced?.[1] ?? 0)).toBeLessThanOrEqual(meant);
    }
  expect(Number(/Old headlines: (\d+)/.exec(embed)?.[1] ?? 0)).toBeLessThanOrEqual(ready);

  // Sidecars.
  const written = told(view('sidecars'));
  const [toWrite, toInsist] = [free('sidecars').length, insisted('sidecars')];
  const rejected = how({ decision: 'rejected', sidecar: 'written' }).length;
  const conflicts = how({ sidecar: 'conflict' }).length;
  expect(/To write: (\d+)/.exec(written)?.[1] ?? '0').toBe(String(toWrite));
  expect(/Made up: (\d+)/.exec(written)?.[1] ?? '0').toBe(String(toInsist));
  expect(/Rejected since: (\d+)/.exec(written)?.[1] ?? '0').toBe(String(rejected));
  expect(/(\d+) fields? changed both/.exec(written)?.[1] ?? '0').toBe(String(conflicts));
  if (conflicts > 0) expect(written).toMatch(new RegExp(`^Settle ${conflicts} conflict`));
  else if (toWrite > 0) expect(written).toMatch(new RegExp(`^Write ${sidecars(toWrite)}`));
  else if (toInsist === 0 && rejected > 0)
    expect(written).toMatch(new RegExp(`^Take our text out of ${sidecars(rejected)}`));

  // Prepare and Submit.
  const prepare = told(view('prepare'));
  const outdated = how({ request: 'outdated' }).length;
  const toMake = free('prepare').length;
  expect(/To make: (\d+)/.exec(prepare)?.[1] ?? '0').toBe(String(toMake));
  if (toMake + outdated > 0) expect(prepare).toMatch(`Prepare ${photos(toMake + outdated)}`);
  const unsent = inReach.filter(({ request = 'failed' }) => request !== 'failed').length;
  expect(/Ready to send: (\d+)/.exec(prepare)?.[1] ?? '0').toBe(String(unsent));
  const submit = told(view('submit'));
  const again = how({ again: true }).length;
  const first = Number(/^Photos: (\d+)$/m.exec(submit)?.[1] ?? 0);
  expect(first + Number(/(\d+) photos? asked again/.exec(submit)?.[1] ?? 0)).toBe(unsent);
  expect(first).toBe(unsent - again);
  const sends = /^(?:Send|Go on to Collect, which sends) (\d+) photo/.exec(submit)?.[1];
  if (unsent > 0) expect(sends).toBe(String(unsent));
  for (const { title } of questionsOf(view('submit')))
    expect(title).toContain(`Send ${photos(unsent)} `);

  // Held back: in every stage as many as its reasons name.
  for (const stage of ['prepare', 'submit', 'sidecars', 'embed'] as const) {
    const held = how({ status: stage }).filter((one) => one.held !== undefined).length;
    expect(/^(\d+) held back$/m.exec(told(view(stage)))?.[1] ?? '0').toBe(String(held));
  }

  // The summary, the scan and what is said on leaving are about every photo.
  const all = placed.filter(({ excluded }) => !excluded);
  const summary = told(view('summary'));
  const left = placed.length - all.length;
  for (const words of [summary, told(view('scan'))]) {
    expect(words).toContain(`Photos: ${placed.length}`);
    expect(/Left out: (\d+)/.exec(words)?.[1] ?? '0').toBe(String(left));
  }
  expect(summary).toContain(`With text: ${how({ hasText: true }, all).length}`);
  expect(summary).toContain(`Accepted: ${how({ decision: 'accepted' }, all).length}`);
  expect(summary).toContain(`Rejected: ${how({ decision: 'rejected' }, all).length}`);
  expect(summary).toContain(`Embedded: ${how({ status: 'done' }, all).length}`);
  const open = Number(/Undecided: (\d+)/.exec(summary)?.[1] ?? 0);
  expect(open).toBe(how({ decision: 'open' }, all).length);
  const waits = whatWaits(archive.catalog) ?? '';
  const embedding = how({ status: 'embed' }, all).filter((one) => one.held === undefined).length;
  expect(/(\d+) (?:photos? )?accepted and not embedded/.exec(waits)?.[1] ?? '0').toBe(
    String(embedding),
  );
  const heldAnywhere = all.filter((one) => one.held !== undefined).length;
  expect(/(\d+) (?:photos? )?held back/.exec(waits)?.[1] ?? '0').toBe(String(heldAnywhere));
});
