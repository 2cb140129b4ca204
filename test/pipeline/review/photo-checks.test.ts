import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { listIgnoredWords } from '../../../src/catalog/ignored-words.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { drain, undoStep } from '../../../src/catalog/undo-log.ts';
import { type Archive, openArchive } from '../../../src/pipeline/archive/archive.ts';
import { systemClock } from '../../../src/pipeline/archive/clock.ts';
import type { StageContext } from '../../../src/pipeline/archive/stage.ts';
import { acceptSuggestions, countAll } from '../../../src/pipeline/review/accept.ts';
import {
  type Checker,
  openChecker,
  withIgnoredWords,
} from '../../../src/pipeline/review/checker.ts';
import type { CheckName } from '../../../src/pipeline/review/fix.ts';
import { ignoreWord } from '../../../src/pipeline/review/ignore-word.ts';
import { makeList } from '../../../src/pipeline/review/list.ts';
import { countChecks, countStale } from '../../../src/pipeline/review/photo-checks.ts';
import { openSpeller, setSpelling } from '../../../src/pipeline/review/spelling.ts';
import { gathering } from '../../../src/pipeline/session/check-groups.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { applyTo, checksOfPhoto, editText, previewOf, setUsage } from './actions.ts';
import { ferry, newCatalog, reviewPhoto, statusOf } from './desk.ts';

function fixCheck(
  catalog: Catalog,
  checker: Checker,
  id: number,
  { code, word, index }: Omit<CheckName, 'fix'>,
) {
  const check = {
    code,
    ...(word === undefined ? {} : { word }),
    ...(index === undefined ? {} : { index }),
  };
  return applyTo(catalog, [id], { kind: 'fix', check }, { checker });
}

const settings = { ...defaultSettings, 'keywords.count': 8 };

function one(changes = {}) {
  const catalog = newCatalog();
  const id = reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/a.jpg' }, changes);
  const checker = openChecker(catalog, settings);
  const codes = () => checksOfPhoto(catalog, checker, id).map(({ code }) => code);
  return { catalog, id, checker, codes };
}

describe('the checks of a photo', () => {
  it('are counted for the list and the filter, again after every change', () => {
    const { catalog, id, checker, codes } = one();
    expect(codes()).toEqual(['unsure']);
    expect(countStale(catalog, checker)).toBe(1);
    expect(countStale(catalog, checker)).toBe(0);
    expect(getReview(catalog, id)).toMatchObject({ problems: 0, openNames: 1, stale: false });
    editText(catalog, id, { keywords: [...ferry.keywords.slice(0, 7), 'ferries'] });
    expect(getReview(catalog, id)?.stale).toBe(true);
    countStale(catalog, checker);
    expect(getReview(catalog, id)?.problems).toBe(1);
    expect(makeList(catalog, { filter: 'has:problem', sort: 'path' }).count).toBe(1);
    expect(makeList(catalog, { filter: 'unsure:galata', sort: 'path' }).count).toBe(1);
    undoStep(catalog);
    countStale(catalog, checker);
    expect(getReview(catalog, id)?.problems).toBe(0);
  });

  it('doubt another city that the model wrote, not one that the person did', () => {
    const words = ferry.keywords.slice(0, 7);
    const { catalog, id, codes } = one({ keywords: [...words, 'Ankara'] });
    expect(codes()).toContain('keyword-other-city');
    editText(catalog, id, { keywords: [...words, 'Izmir'] });
    expect(codes()).not.toContain('keyword-other-city');
    editText(catalog, id, { keywords: [...words, 'Ankara'] });
    expect(codes()).toContain('keyword-other-city');
  });

  it('refuse the place before in titles once another one is set, but not in words of the person', () => {
    const description = 'Ferries leave the old pier in Istanbul at dusk';
    const { catalog, id, checker, codes } = one({ description, shortTitle: 'Ferries in Istanbul' });
    expect(codes()).not.toContain('title-other-city');
    const place = { city: 'Izmir', country: 'Turkey' };
    const change = { kind: 'place', place } as const;
    expect(previewOf(catalog, [id], change, { count: 50 }).warnings).toEqual([
      'the titles of 1 photo would still name the place before',
    ]);
    applyTo(catalog, [id], change);
    expect(checksOfPhoto(catalog, checker, id)).toContainEqual(
      expect.objectContaining({
        code: 'title-other-city',
        field: 'title',
        severity: 'problem',
        message: '"Istanbul" is not Izmir, Turkey, where the photo was taken.',
      }),
    );
    editText(catalog, id, { description: 'Ferries leave the old pier in Izmir at dusk' });
    expect(checksOfPhoto(catalog, checker, id)).toContainEqual(
      expect.objectContaining({ code: 'title-other-city', field: 'shortTitle' }),
    );
    editText(catalog, id, { description: 'Ferries for Ankara at dusk', shortTitle: 'Ferries' });
    expect(codes()).not.toContain('title-other-city');
  });

  it('are counted again when the settings they go by have changed', () => {
    const { catalog, id, checker } = one();
    countStale(catalog, checker);
    openChecker(catalog, settings);
    expect(getReview(catalog, id)?.stale).toBe(false);
    const stricter = openChecker(catalog, { ...settings, 'keywords.banned': ['dusk'] });
    expect(getReview(catalog, id)?.stale).toBe(true);
    countStale(catalog, stricter);
    expect(getReview(catalog, id)?.problems).toBe(1);
  });

  it('can be fixed one by one, as a step', () => {
    const { catalog, id, checker, codes } = one({ keywords: [...ferry.keywords, 'ferries'] });
    const [check] = checksOfPhoto(catalog, checker, id).filter(({ fix }) => fix !== undefined);
    expect(check?.code).toBe('keyword-duplicate');
    const done = fixCheck(catalog, checker, id, check ?? { code: '' });
    expect(done.message).toBe('Removed "ferries", which repeats "ferry" (a.jpg)');
    expect(codes()).not.toContain('keyword-duplicate');
    expect(fixCheck(catalog, checker, id, check ?? { code: '' }).photoIds).toEqual([]);
    undoStep(catalog);
    expect(codes()).toContain('keyword-duplicate');
  });

  it('can be fixed all at once where nothing has to be decided', () => {
    const { catalog, id, checker } = one({
      keywords: [...ferry.keywords, 'ferries', '2019', 'f/8'],
    });
    const { message } = applyTo(catalog, [id], { kind: 'fixAll' }, { checker });
    expect(getReview(catalog, id)?.keywords).toEqual(ferry.keywords);
    expect(message).toBe('Removed "2019", which is only a number, and 2 more (a.jpg)');
  });

  it('lets the next words of the answer take the places of those that go, but none that the person took out', () => {
    const keywords = [...ferry.keywords.slice(0, 6), '2019', 'ferries'];
    const spare = (before: string) => ({ rule: 'spare', field: 'keywords', before }) as const;
    const repairs = ['gull', 'boats on water 2019.com', 'dusks', 'commuter', 'pier'].map(spare);
    const { catalog, id, checker } = one({ keywords, repairs });
    const words = () => getReview(catalog, id)?.keywords;
    const fixAll = () => applyTo(catalog, [id], { kind: 'fixAll' }, { checker }).message;
    expect(fixAll()).toBe(
      'Removed "2019", which is only a number; removed "ferries", which repeats "ferry"; 2 words of the model took their places (a.jpg)',
    );
    expect(words()).toEqual([...keywords.slice(0, 6), 'gull', 'commuter']);
    editText(catalog, id, { keywords: [...(words() ?? []).slice(0, 6), 'f/8', 'commuter'] });
    expect(fixAll()).toBe(
      'Removed "f/8", which says how the picture was taken; "pier" took its place (a.jpg)',
    );
    expect(words()).toEqual([...keywords.slice(0, 6), 'commuter', 'pier']);
  });

  it('are passed by the next word of the answer where a keyword is replaced by one that is there', () => {
    const repairs = [{ rule: 'spare', field: 'keywords', before: 'gull' } as const];
    const { catalog, id, checker } = one({ repairs });
    const [first = '', second = '', ...rest] = ferry.keywords;
    const replace = (keyword: string, by: string) =>
      applyTo(catalog, [id], { kind: 'replaceKeyword', keyword, by }, { checker }).message;
    expect(replace(first, second)).toBe(
      `Replaced "${first}" with "${second}" in a.jpg; "gull" took its place`,
    );
    expect(getReview(catalog, id)?.keywords).toEqual([second, ...rest, 'gull']);
    expect(replace(second, 'quay')).toBe(`Replaced "${second}" with "quay" in a.jpg`);
  });

  it('fill a list that is too short with words of the answer that were not taken out', () => {
    const repairs = ['gull', 'commuter', 'pier'].map(
      (before) => ({ rule: 'spare', field: 'keywords', before }) as const,
    );
    const { catalog, id, checker, codes } = one({ repairs });
    const fill = () => fixCheck(catalog, checker, id, { code: 'keywords-too-few' }).message;
    editText(catalog, id, { keywords: ferry.keywords.slice(0, 6) });
    expect(codes()).toContain('keywords-too-few');
    expect(fill()).toBe('Added "gull, commuter" (a.jpg)');
    expect(getReview(catalog, id)?.keywords).toEqual([
      ...ferry.keywords.slice(0, 6),
      'gull',
      'commuter',
    ]);
    editText(catalog, id, { keywords: ferry.keywords.slice(0, 6) });
    expect(fill()).toBe('Added "pier" (a.jpg)');
    expect(fill()).toBe('Nothing changed in a.jpg');
  });

  it('offer what the model thinks of the usage until the person has decided', () => {
    const { catalog, id, checker, codes } = one({ usage: 'commercial', usageReason: 'No people.' });
    expect(codes()).toContain('usage-differs');
    expect(fixCheck(catalog, checker, id, { code: 'usage-differs' }).message).toBe(
      'Made it commercial (a.jpg)',
    );
    expect(codes()).not.toContain('usage-differs');
    setUsage(catalog, [id], 'editorial');
    expect(codes()).not.toContain('usage-differs');
  });

  it('are fixed in many photos only where the fix is the same', () => {
    const { catalog, id, checker } = one({ usage: 'commercial' });
    const other = reviewPhoto(catalog, { path: 'b.jpg', usage: 'commercial' });
    const check = { code: 'usage-differs', fix: 'make it commercial' };
    const change = { kind: 'fix', check } as const;
    expect(applyTo(catalog, [id, other], change, { checker }).photoIds).toEqual([id]);
  });

  it('are fixed in many photos wherever among the keywords the word stands, or in the title alone', () => {
    const { catalog, id, checker } = one();
    const keywords = ['Galata Tower', ...ferry.keywords.filter((word) => word !== 'Galata Tower')];
    const others = [
      reviewPhoto(catalog, { path: 'b.jpg' }, { keywords }),
      reviewPhoto(catalog, { path: 'c.jpg' }, { keywords: keywords.slice(1) }),
    ];
    const ids = [id, ...others];
    const { groups } = drain(gathering(catalog, checker, ids));
    const group = groups.find(({ check }) => check.code === 'unsure');
    if (group === undefined) throw new Error('no name found');
    const { fix: _, ...check } = group.check;
    expect(group.photos).toBe(3);
    expect(applyTo(catalog, ids, { kind: 'fix', check }, { checker }).photoIds).toEqual(ids);
  });

  it('drop all unverified names at once', () => {
    const { catalog, id, checker } = one();
    const names = {
      description: 'A ferry passes at dusk near Leander Tower',
      unsure: ['Leander Tower'],
    };
    const other = reviewPhoto(catalog, { path: 'b.jpg' }, { ...names, keywords: ['ferry'] });
    const change = { kind: 'dropNames' } as const;
    expect(applyTo(catalog, [id, other], change, { checker })).toEqual({
      message:
        'Dropped "Galata Tower"; dropped "Leander Tower"; "commuter" took its place (2 photos)',
      photoIds: [id, other],
    });
    expect(getReview(catalog, other)?.description).toBe('A ferry passes at dusk');
  });

  it('are silent about a word in the whole archive once it was silenced, until that is undone', () => {
    const { catalog, id, checker } = one({ keywords: [...ferry.keywords.slice(0, 7), 'Nikon'] });
    countStale(catalog, checker);
    expect(getReview(catalog, id)?.problems).toBe(1);
    ignoreWord(catalog, { rule: 'keyword-camera-brand', word: 'Nikon' });
    expect(listIgnoredWords(catalog)).toHaveLength(1);
    countStale(catalog, withIgnoredWords(catalog, checker));
    expect(getReview(catalog, id)?.problems).toBe(0);
    undoStep(catalog);
    countStale(catalog, withIgnoredWords(catalog, checker));
    expect(getReview(catalog, id)?.problems).toBe(1);
  });

  it('know the words of the dictionary and of the archive once spelling is checked', async () => {
    const { catalog, id, checker } = one({
      description: 'Feries in the harbour of istanbul, waiting for the onsen',
      keywords: [...ferry.keywords.slice(0, 7), 'tranquillity'],
    });
    countStale(catalog, checker);
    setSpelling(catalog, 'british');
    const british = openChecker(catalog, settings, await openSpeller(catalog, settings));
    countStale(catalog, british);
    expect(makeList(catalog, { filter: 'has:spelling', sort: 'path' }).count).toBe(1);
    const unknown = () =>
      checksOfPhoto(catalog, british, id).filter(({ code }) => code === 'spelling');
    expect(unknown().map(({ word }) => word)).toEqual(['Feries', 'onsen']);
    expect(fixCheck(catalog, british, id, unknown()[0] ?? { code: '' }).message).toMatch(
      /^Wrote "F\w+" for "Feries" \(a.jpg\)$/,
    );
    ignoreWord(catalog, { rule: 'spelling', word: 'onsen' });
    countStale(catalog, withIgnoredWords(catalog, british));
    expect(makeList(catalog, { filter: 'has:spelling', sort: 'path' }).count).toBe(0);
    setSpelling(catalog, undefined);
    expect(await openSpeller(catalog, settings)).toBeUndefined();
  });

  it('are counted again when the dictionary comes late', async () => {
    const { catalog, id } = one({ description: 'Feries cross the strait at dusk' });
    setSpelling(catalog, 'american');
    countChecks(catalog, openChecker(catalog, settings, 'soon'), [id]);
    expect(getReview(catalog, id)?.stale).toBe(true);
    const whole = openChecker(catalog, settings, await openSpeller(catalog, settings));
    expect(countStale(catalog, whole)).toBe(1);
    expect(makeList(catalog, { filter: 'has:spelling', sort: 'path' }).count).toBe(1);
  });

  it('point out equal titles in a folder', () => {
    const { catalog, codes } = one();
    expect(codes()).not.toContain('title-same');
    reviewPhoto(catalog, { path: 'Turkey/Ankara/editorial/b.jpg' });
    expect(codes()).not.toContain('title-same');
    reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/c.jpg' });
    expect(codes()).toContain('title-same');
  });
});

async function desk(): Promise<{ archive: Archive; context: StageContext }> {
  const archive = await openArchive(mkdtempSync(join(tmpdir(), 'proofsheet-review-')), {
    settings,
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  const signal = new AbortController().signal;
  return { archive, context: { archive, signal, report: () => undefined, clock: systemClock } };
}

describe('reviewing without a person', () => {
  it('accepts what no check complains of and leaves the rest, as one step', async () => {
    const { archive, context } = await desk();
    const { catalog } = archive;
    const clean = reviewPhoto(catalog, { path: 'clean.jpg' }, { unsure: [] });
    const unsure = reviewPhoto(catalog, { path: 'unsure.jpg' });
    const wrong = reviewPhoto(catalog, { path: 'wrong.jpg', takenAt: null }, { unsure: [] });
    const elsewhere = { unsure: [], keywords: [...ferry.keywords.slice(0, 7), 'Izmir'] };
    reviewPhoto(catalog, { path: 'izmir.jpg' }, elsewhere);
    reviewPhoto(catalog, { path: 'izmir-2.jpg', takenAt: null }, elsewhere);
    const summary = await acceptSuggestions(context, 'clean');
    expect(summary).toEqual({
      stage: 'review',
      done: 1,
      issues: 0,
      left: [
        { reason: 'have no date', photos: 2 },
        { reason: 'name another place', photos: 2 },
        { reason: 'contain an unverified name', photos: 1 },
      ],
      notes: [
        '1 photo accepted, without problems or doubts.',
        '4 photos left for a person to look at: 2 have no date, 2 name another place, 1 contains an unverified name.',
      ],
    });
    expect([clean, unsure, wrong].map((id) => statusOf(catalog, id))).toEqual([
      'sidecars',
      'review',
      'review',
    ]);
    expect((await acceptSuggestions(context, 'all')).done).toBe(4);
    expect((await acceptSuggestions(context, 'all')).notes).toEqual([
      'Nothing is waiting for review.',
    ]);
    undoStep(catalog);
    expect(getReview(catalog, unsure)?.decision).toBe('open');
    expect(getReview(catalog, clean)?.decision).toBe('accepted');
    archive.close();
  });

  it('stops counting when the user interrupts', async () => {
    const { archive, context } = await desk();
    reviewPhoto(archive.catalog, { path: 'a.jpg' });
    const interrupted = { ...context, signal: AbortSignal.abort() };
    await expect(countAll(interrupted)).rejects.toThrow('Interrupted');
    archive.close();
  });
});
