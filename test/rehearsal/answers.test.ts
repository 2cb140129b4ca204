/** What the stand-in says: readable, distinct, and never more than it can know. */
import { hash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { gridEdge, type Picture } from 'openai-stand-in';
import sharp from 'sharp';
import { stemmer } from 'stemmer';
import { describe, expect, it } from 'vitest';
import { billedImageTokens } from '../../packages/openai-stand-in/src/image-tokens.ts';
import { knownModelIds, serviceModel } from '../../packages/openai-stand-in/src/models.ts';
import { checkRequest } from '../../packages/openai-stand-in/src/request.ts';
import { approximateTokens } from '../../packages/openai-stand-in/src/text-tokens.ts';
import {
  asking as askingStandIn,
  contentOf,
  runBatch,
} from '../../packages/openai-stand-in/test/asking.ts';
import { imageTokens } from '../../src/openai/image-tokens.ts';
import { models } from '../../src/openai/models.ts';
import { requestBody } from '../../src/openai/request.ts';
import { answerSchema as wireSchema } from '../../src/openai/schema.ts';
import { loadTokenizer } from '../../src/openai/text-tokens.ts';
import type { Usage } from '../../src/photo.ts';
import { englishIfOpen, openEnglish } from '../../src/pipeline/review/dictionary.ts';
import { answer } from '../../src/rehearsal/model.ts';
import { seasonOf } from '../../src/rehearsal/nations.ts';
import { promptFacts } from '../../src/rehearsal/prompt-facts.ts';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import { checksOf } from '../../src/rules/checks.ts';
import { anyText } from '../helpers/any-text.ts';
import { runsOf } from '../helpers/some-of.ts';

const asking = () => askingStandIn({ answer });

type Answer = {
  description: string;
  shortTitle: string;
  keywords: string[];
  usage: string;
  usageReason: string;
  unsure: string[];
};

const profile = { model: 'gpt-6-luna', dialect: 'openai', detail: 'high', effort: 'none' } as const;
type Facts = Parameters<typeof requestBody>[1];
const istanbul: Facts = {
  place: { city: 'Istanbul', country: 'Turkey' },
  takenOn: '2019-05-14',
  usage: 'editorial',
  usageGiven: true,
  existing: { keywords: [] },
  notes: '',
  keywordsWanted: 50,
};

/** A scene of an upper and a lower colour, with a darker block somewhere in it. */
async function scene(
  top: string,
  bottom: string,
  { width = 192, height = 128, at = 40, noise = 0 } = {},
) {
  const lower = {
    create: { width, height: Math.round(height * 0.4), channels: 3 as const, background: bottom },
  };
  const block = { create: { width: 30, height: 40, channels: 3 as const, background: '#222' } };
  const drawn = sharp({ create: { width, height, channels: 3, background: top } }).composite([
    { input: await sharp(lower).png().toBuffer(), left: 0, top: Math.round(height * 0.6) },
    { input: await sharp(block).png().toBuffer(), left: at, top: Math.round(height * 0.45) },
  ]);
  const flat = await drawn.png().toBuffer();
  const grain = {
    create: {
      width,
      height,
      channels: 3 as const,
      background: '#000',
      noise: { type: 'gaussian' as const, mean: 128, sigma: noise },
    },
  };
  const picture =
    noise === 0
      ? sharp(flat)
      : sharp(flat).composite([{ input: await sharp(grain).png().toBuffer(), blend: 'overlay' }]);
  return picture.jpeg({ quality: 90 }).toBuffer();
}

/** Asks for each picture in one batch; answers in the order of the pictures. */
async function answersTo(pictures: readonly Buffer[], facts: Facts = istanbul): Promise<Answer[]> {
  const lines = pictures.map((picture, index) =>
    JSON.stringify({
      custom_id: String(index),
      method: 'POST',
      url: '/v1/chat/completions',
      body: requestBody(profile, facts, `data:image/jpeg;base64,${picture.toString('base64')}`),
    }),
  );
  const { output } = await runBatch(await asking(), lines.join('\n'));
  return pictures.map((_, index) => {
    const result = output.find((one) => one.custom_id === String(index));
    return JSON.parse(contentOf(result)) as Answer;
  });
}

const scenes = [
  await scene('#6db3f2', '#2f6b2f'),
  await scene('#101530', '#080a12'),
  await scene('#f2a65a', '#5a3a1a', { at: 130 }),
  await scene('#dddddd', '#999999'),
  await scene('#6db3f2', '#d9c9ae', { width: 128, height: 192, at: 80 }),
  await scene('#6db3f2', '#1a4a8a', { width: 384, height: 128, at: 300 }),
  await scene('#a05ac0', '#40305a', { noise: 20 }),
  await scene('#3a6', '#163', { noise: 60 }),
];
const [meadow, night, golden, gray, upright, wide] = scenes as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
  Buffer,
  Buffer,
];

describe('an answer', () => {
  it('has the form that was asked for, whatever the picture', async () => {
    const valid = new Ajv2020({ strict: false }).compile(wireSchema(50));
    for (const answer of await answersTo(scenes))
      expect(valid(answer), JSON.stringify(valid.errors)).toBe(true);
  });

  it('describes in one sentence of usual length that names the place and no date', async () => {
    for (const { description, shortTitle } of await answersTo(scenes)) {
      expect(description.length).toBeGreaterThanOrEqual(55);
      expect(description.length).toBeLessThanOrEqual(160);
      expect(description).toMatch(/^[A-Z].*[a-z]$/);
      expect(description).toContain('Istanbul');
      expect(description).not.toMatch(/\d/);
      expect(Buffer.byteLength(shortTitle)).toBeLessThanOrEqual(60);
    }
  });

  it('has 55 keywords that differ in their stems too', async () => {
    for (const { keywords } of await answersTo(scenes)) {
      expect(keywords).toHaveLength(55);
      const stems = keywords.map((word) => word.toLowerCase().split(' ').map(stemmer).join(' '));
      expect(stems.filter((stem, index) => stems.indexOf(stem) !== index)).toEqual([]);
      expect(keywords.slice(0, 8)).toEqual(expect.arrayContaining(['Istanbul', 'Turkey']));
      for (const word of keywords) expect(word).toMatch(/^[\p{L}][\p{L} '-]*$/u);
    }
  });

  it('is the same for the same picture and another for another', async () => {
    const first = await answersTo(scenes);
    expect(await answersTo(scenes)).toEqual(first);
    expect(new Set(first.map(({ description }) => description)).size).toBe(scenes.length);
    expect(new Set(first.map(({ keywords }) => keywords.join())).size).toBe(scenes.length);
  });

  it('says what is to be seen: sky, light, colours and shape', async () => {
    const [one, two, three, four, five, six] = await answersTo([
      meadow,
      night,
      golden,
      gray,
      upright,
      wide,
    ]);
    expect(one?.keywords).toEqual(
      expect.arrayContaining(['blue sky', 'green', 'horizon', 'horizontal']),
    );
    expect(two?.keywords).toEqual(expect.arrayContaining(['night', 'darkness']));
    expect(two?.description).toMatch(/night|dark/i);
    expect(three?.keywords).toEqual(
      expect.arrayContaining(['golden light', 'copy space on the left']),
    );
    expect(four?.keywords).toEqual(expect.arrayContaining(['gray']));
    expect(five?.keywords).toEqual(expect.arrayContaining(['vertical', 'beige']));
    expect(six?.keywords).toEqual(expect.arrayContaining(['panorama']));
  });

  it('claims no place when none was given', async () => {
    const { place, takenOn, ...rest } = istanbul;
    for (const { description, keywords, unsure } of await answersTo(scenes, rest)) {
      expect(`${description} ${keywords.join(' ')}`).not.toMatch(/Istanbul|Turk|Asia|spring/);
      expect(description).not.toMatch(/undefined| in ,/);
      expect(unsure).toEqual([]);
    }
  });

  it('takes the user’s own sentence as true', async () => {
    const hint = 'This is the Galata Tower seen from a ferry.';
    const [answer] = await answersTo([meadow], { ...istanbul, hint });
    expect(answer?.description).toMatch(/^Galata Tower seen from a ferry, /);
    expect(answer?.keywords.slice(0, 4)).toEqual(expect.arrayContaining(['Galata Tower', 'ferry']));
  });

  it('is sometimes unsure of a name, and sometimes of another opinion than the folder', async () => {
    const many = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        scene(`#${(0x305080 + index * 1777).toString(16).padStart(6, '0')}`, '#2f6b2f', {
          at: 10 + index * 2,
        }),
      ),
    );
    const answers = await answersTo(many);
    const unsure = answers.filter((answer) => answer.unsure.length > 0);
    expect(unsure.length).toBeGreaterThan(1);
    expect(unsure.length).toBeLessThan(25);
    for (const { unsure: names, description, keywords } of unsure)
      for (const name of names) {
        expect(description).toContain(name);
        expect(keywords).toContain(name);
      }
    const others = answers.filter(({ usage }) => usage === 'commercial');
    expect(others.length).toBeGreaterThan(0);
    expect(others.length).toBeLessThan(25);
    for (const { usageReason } of answers) expect(usageReason).not.toBe('');
  });

  it('comes in the plain form when no schema is asked for, and under other names when they are', async () => {
    const { client } = await asking();
    const { response_format: format, ...body } = requestBody(
      profile,
      istanbul,
      `data:image/jpeg;base64,${meadow.toString('base64')}`,
    );
    const ask = async (more: object) => {
      const reply = await client.chat.completions.create({ ...body, ...more } as never);
      return (
        (reply as { choices: { message: { content: string } }[] }).choices[0]?.message.content ?? ''
      );
    };
    expect(await ask({})).toMatch(/^[A-Z][^\n]+\n\n([^,]+, ){54}[^,]+\.$/);
    const schema = {
      type: 'object',
      properties: {
        headline: { type: 'string' },
        tags: { type: 'array', items: { type: 'string' }, maxItems: 12 },
        release_needed: { type: 'boolean' },
        note: { type: ['string', 'null'] },
      },
      required: ['headline', 'tags', 'release_needed', 'note'],
      additionalProperties: false,
    };
    const answer = JSON.parse(
      await ask({
        response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } },
      }),
    );
    expect(answer).toMatchObject({
      headline: expect.stringContaining('Istanbul'),
      release_needed: false,
      note: '',
    });
    expect(answer.tags).toHaveLength(12);
  });
});

describe('the answer to any picture', () => {
  const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
  const part = fc.record({ from: colour, to: colour, noise: fc.constantFrom(0, 8, 60) });
  const halves = fc.record({
    above: part,
    below: part,
    ratio: fc.double({ min: 0.3, max: 3, noNaN: true }),
  });
  const places = [
    { city: 'Istanbul', country: 'Turkey' },
    { city: 'Göreme', country: 'Turkey' },
    { city: 'Chichén Itzá', country: 'Mexico' },
    { city: 'New York City', country: 'United States' },
    { city: "Saint John's", country: 'Antigua and Barbuda' },
    { city: 'Orange', country: 'France' },
    { city: 'Nice', country: 'France' },
    { city: 'Reading', country: 'United Kingdom' },
  ];
  type Halves = typeof halves extends fc.Arbitrary<infer T> ? T : never;

  /** Two halves, each fading from one colour to another. */
  function pictureOf({ above, below, ratio }: Halves): Picture {
    return {
      key: hash('sha1', JSON.stringify([above, below])),
      size: { width: Math.round(1000 * ratio), height: 1000 },
      pixels: Uint8Array.from({ length: gridEdge * gridEdge * 3 }, (_, at) => {
        const y = Math.floor(at / 3 / gridEdge) / gridEdge;
        const { from, to, noise } = y < 0.5 ? above : below;
        const fading = (y * 2) % 1;
        const [start, end] = [from[at % 3] ?? 0, to[at % 3] ?? 0];
        return start + (end - start) * fading + ((at * 7919) % 17) * (noise / 17);
      }),
    };
  }
  const ask = (seen: Halves, facts: string) => {
    const text = `${facts}\nKeywords wanted: 55`;
    const model = 'gpt-6-luna';
    return answer({ model, text, picture: pictureOf(seen), json: true, schema: wireSchema(50) });
  };

  it('is a sentence and 55 keywords, and stays the same', () => {
    fc.assert(
      fc.property(halves, (seen) => {
        const text = 'Place: Istanbul, Turkey\nDate: 2019-05-14\nFolder usage: editorial';
        const { description, shortTitle, keywords } = JSON.parse(ask(seen, text)) as Answer;
        expect(description).toMatch(/^[A-Z][^{}]{53,158}[a-z]$/);
        expect(description).toContain('Istanbul');
        expect(shortTitle).toMatch(/^[A-Z][^{}]{10,59}$/);
        expect(new Set(keywords.map((word) => word.toLowerCase())).size).toBe(55);
        expect(ask(seen, text)).toBe(ask(seen, text));
      }),
    );
  });

  it('is left as it is by the rules, and nothing but a name that it guesses has to be looked at', async () => {
    await openEnglish();
    const knowsEnglish = englishIfOpen()?.knows;
    const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [], knowsEnglish };
    const takenOn = '2019-05-14';
    const photos = fc.record({ place: fc.constantFrom(...places), seen: halves });
    fc.assert(
      fc.property(photos, fc.constantFrom('editorial', 'commercial'), ({ place, seen }, usage) => {
        const text = `Place: ${place.city}, ${place.country}\nDate: ${takenOn}\nFolder usage: ${usage}`;
        const said = JSON.parse(ask(seen, text)) as Answer & { usage: Usage };
        const made = toSuggestion(said, { place, takenOn, usage }, rules);
        const repairs = made.repairs.map(({ rule }) => rule);
        const isCut = said.description.length > 150;
        expect(
          repairs.filter((rule) => rule !== 'spare' && !(isCut && rule === 'too-long')),
        ).toEqual([]);
        const facts = { place, takenOn, placeSource: 'folder', unsure: made.unsure } as const;
        const checks = checksOf({ ...made, usage, keptNames: [] }, facts, rules);
        expect(checks.map(({ code }) => code).filter((code) => code !== 'unsure')).toEqual([]);
      }),
      { numRuns: runsOf(100) },
    );
  });

  it('claims neither place nor season where none was given', () => {
    fc.assert(
      fc.property(halves, (seen) => {
        const { description, keywords, unsure } = JSON.parse(ask(seen, '')) as Answer;
        expect(description).not.toMatch(/undefined| in ,| {2}/);
        expect(keywords.join(' ')).not.toMatch(/winter|spring|summer|autumn/);
        expect(keywords).toHaveLength(55);
        expect(unsure).toEqual([]);
      }),
    );
  });
});

describe('the season', () => {
  it('follows the calendar of its half of the world', () => {
    expect(seasonOf('2019-05-14', 'Turkey')).toBe('spring');
    expect(seasonOf('2019-12-31', 'Turkey')).toBe('winter');
    expect(seasonOf('2019-01-01', 'united states')).toBe('winter');
    expect(seasonOf('2019-08-31', 'Japan')).toBe('summer');
    expect(seasonOf('2019-09-01', 'Japan')).toBe('autumn');
    expect(seasonOf('2019-12-31', 'Australia')).toBe('summer');
    expect(seasonOf('2019-05-14', 'Chile')).toBe('autumn');
    expect(seasonOf('2019-05-14', 'Atlantis')).toBeUndefined();
  });
});

describe('the bill', () => {
  it('counts pictures as the estimate does, for every model both know', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 7000 }),
      height: fc.integer({ min: 1, max: 7000 }),
    });
    for (const { id, image } of models) {
      const model = serviceModel(id, knownModelIds);
      expect(model, id).toBeDefined();
      if (model === undefined) continue;
      fc.assert(
        fc.property(size, fc.constantFrom('low' as const, 'high' as const), (pixels, detail) => {
          expect(billedImageTokens(pixels, detail, model)).toBe(imageTokens(pixels, detail, image));
        }),
        { numRuns: 40 },
      );
    }
  });

  it('counts text within a tenth of the true tokenizer', async () => {
    const count = await loadTokenizer();
    const body = requestBody(profile, istanbul, '');
    const [answer] = await answersTo([meadow]);
    const texts = [
      body.messages[0].content,
      JSON.stringify(body.response_format),
      JSON.stringify(answer),
    ];
    for (const text of texts) {
      const ratio = approximateTokens(text) / count(text);
      expect(ratio, text.slice(0, 40)).toBeGreaterThan(0.9);
      expect(ratio, text.slice(0, 40)).toBeLessThan(1.1);
    }
  });

  it('has thoughts in it where the model may think', async () => {
    const { client } = await asking();
    const { temperature, seed, ...body } = requestBody(
      profile,
      istanbul,
      `data:image/jpeg;base64,${meadow.toString('base64')}`,
      9,
    );
    const reply = await client.chat.completions.create({
      ...body,
      reasoning_effort: 'medium',
    } as never);
    const { usage } = reply as {
      usage: { completion_tokens: number; completion_tokens_details: { reasoning_tokens: number } };
    };
    expect(usage.completion_tokens_details.reasoning_tokens).toBeGreaterThan(100);
    expect(usage.completion_tokens).toBeGreaterThan(
      usage.completion_tokens_details.reasoning_tokens,
    );
  });
});

describe('the request check', () => {
  it('takes every body that proofsheet makes, for every model it knows', () => {
    const words = anyText({ maxLength: 30 });
    const facts = fc.record(
      {
        place: fc.record({ city: words, country: words }),
        takenOn: fc.constant('2019-05-14'),
        usage: fc.constantFrom('editorial' as const, 'commercial' as const),
        usageGiven: fc.boolean(),
        existing: fc.record({ keywords: fc.array(words, { maxLength: 4 }) }),
        notes: words,
        keywordsWanted: fc.integer({ min: 5, max: 50 }),
        hint: words,
      },
      { requiredKeys: ['usage', 'usageGiven', 'existing', 'notes', 'keywordsWanted'] },
    );
    const effort = fc.constantFrom(
      'none' as const,
      'low' as const,
      'medium' as const,
      'high' as const,
      '' as const,
    );
    fc.assert(
      fc.property(facts, fc.constantFrom(...models), effort, (known, { id }, thought) => {
        const body = requestBody(
          { ...profile, model: id, effort: thought },
          known as Facts,
          'data:image/jpeg;base64,AAAA',
        );
        const sent: unknown = JSON.parse(JSON.stringify(body));
        expect(() => checkRequest(sent, { kind: 'openai', models: knownModelIds })).not.toThrow();
      }),
    );
  });

  it('reads the facts out of a prompt, and nothing that only looks like one', () => {
    const text =
      'Place: Porto, Norte, Portugal\nDate: 2021-09-02\nFolder usage: commercial\nKeywords wanted: 33\nExisting keywords: boat, river\nHint: a tram: number 28';
    expect(promptFacts(text)).toEqual({
      city: 'Porto',
      region: 'Norte',
      country: 'Portugal',
      date: '2021-09-02',
      usage: 'commercial',
      keywordsWanted: 33,
      existingKeywords: ['boat', 'river'],
      hint: 'a tram: number 28',
      isNeutral: false,
    });
    expect(promptFacts('Manner: Describe only what is visible').isNeutral).toBe(true);
    expect(promptFacts('description: one sentence\nKeywords wanted: many')).toEqual({
      keywordsWanted: 50,
      existingKeywords: [],
      isNeutral: false,
    });
  });
});
