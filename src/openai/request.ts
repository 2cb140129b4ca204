/** The request for one photo: the body that the service is sent, and the line of a batch file around it. */
import { type Asked, furtherFields } from '../rules/answers/further.ts';
import type { Detail } from './image-tokens.ts';
import { assumedWays, findModel } from './models.ts';
import { type Facts, instructionsWith, promptLines } from './prompt.ts';
import { answerSchema, schemaName } from './schema.ts';

/** Who is asked: OpenAI's own request shape, or servers that speak the older common part of it. */
type Dialect = 'openai' | 'compatible';

/** Everything about a request that is the same for all photos of a run. */
export type RequestProfile = {
  readonly model: string;
  readonly dialect: Dialect;
  readonly detail: Detail;
  /** How to write, in the user's own words; absent or empty for ours. */
  readonly prompt?: string | undefined;
  /** Empty: not sent. */
  readonly effort: 'none' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | '';
};

type TextPart = { type: 'text'; text: string };
type PicturePart = { type: 'image_url'; image_url: { url: string; detail: Detail } };

/** A body of POST /v1/chat/completions, as far as we use it. */
export type RequestBody = {
  model: string;
  messages: [
    { role: 'system'; content: string },
    { role: 'user'; content: [TextPart, PicturePart] },
  ];
  response_format: {
    type: 'json_schema';
    json_schema: { name: string; strict: true; schema: Record<string, unknown> };
  };
  max_completion_tokens?: number;
  max_tokens?: number;
  reasoning_effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';
  service_tier?: 'flex';
  temperature?: number;
  seed?: number;
};

/** The room for thinking on top of the answer, in tokens; it is billed as output only as far as it is used. */
const roomToThink = {
  none: 0,
  minimal: 500,
  low: 4000,
  medium: 8000,
  high: 16_000,
  xhigh: 32_000,
  max: 64_000,
} as const;

/**
 * How many tokens an answer with `keywords` keywords takes, and with what is asked for beside them; measured over answers
 * with 20 to 60 keywords.
 */
export function expectedAnswerTokens(keywords: number, asked: Asked = {}): number {
  const title = asked.only === 'keywords' ? 50 : 110;
  const list = asked.only === 'title' ? 0 : keywords * 4;
  return furtherFields(asked).reduce((sum, { tokens }) => sum + tokens(keywords), title + list);
}

/** The reasoning effort sent to the model: never less than it accepts, nothing where it accepts none. */
export function effortFor(profile: RequestProfile): RequestBody['reasoning_effort'] {
  const { effort } = profile;
  if (profile.dialect === 'compatible' || effort === '') return undefined;
  const model = findModel(profile.model);
  if (model === undefined) return effort;
  const { leastEffort } = model.ways;
  if (leastEffort === undefined) return undefined;
  return effort === 'none' ? leastEffort : effort;
}

/** The sentence about an effort that the model does not take; undefined where it takes it, or nobody knows. */
export function refusedEffort({ model: id, effort, dialect }: RequestProfile): string | undefined {
  const model = findModel(id);
  if (model === undefined || dialect === 'compatible') return undefined;
  if (effort !== 'xhigh' && effort !== 'max') return undefined;
  const { mostEffort } = model.ways;
  if (mostEffort === 'max' || mostEffort === effort) return undefined;
  return mostEffort === undefined
    ? `${id} does not take a reasoning effort, and so not ${effort}.`
    : `${id} takes a reasoning effort of at most ${mostEffort}, not ${effort}.`;
}

/** How much a model may think: the effort that is sent, or `medium`, the default of reasoning models. */
function thinkingOf(profile: RequestProfile): keyof typeof roomToThink {
  const told = effortFor(profile);
  if (told !== undefined) return told;
  const model = findModel(profile.model);
  const mayThink =
    profile.dialect === 'openai' && (model?.ways ?? assumedWays).leastEffort !== undefined;
  return mayThink ? 'medium' : 'none';
}

/**
 * The body for one photo.
 * @param picture a data URL, or the http(s) address of a hosted preview
 * @param limitFactor a factor on the answer's token limit, for a photo whose answer was cut off
 */
export function requestBody(
  profile: RequestProfile,
  facts: Facts,
  picture: string,
  limitFactor = 1,
): RequestBody {
  const effort = effortFor(profile);
  const ways = findModel(profile.model)?.ways ?? assumedWays;
  const thinking = thinkingOf(profile);
  const limit =
    limitFactor *
    (3 * expectedAnswerTokens(facts.keywordsWanted, facts.asked) + roomToThink[thinking]);
  const compatible = profile.dialect === 'compatible';
  const steady = compatible || (ways.temperature && thinking === 'none');
  return {
    model: profile.model,
    messages: [
      { role: 'system', content: instructionsWith(profile.prompt, facts.asked) },
      {
        role: 'user',
        content: [
          { type: 'text', text: promptLines(facts) },
          { type: 'image_url', image_url: { url: picture, detail: profile.detail } },
        ],
      },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: schemaName,
        strict: true,
        schema: answerSchema(facts.keywordsWanted, facts.asked),
      },
    },
    ...(compatible ? { max_tokens: limit } : { max_completion_tokens: limit }),
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    ...(steady ? { temperature: 0 } : {}),
    ...(steady && !compatible ? { seed: 42 } : {}),
  };
}

const chatEndpoint = '/v1/chat/completions';
export const dataUrlStart = 'data:image/jpeg;base64,';

const pictureGap = 'PICTURE';

/** A line of a batch file without its picture, which goes between the two halves as base64 or as an address. */
type LineFrame = { readonly head: string; readonly tail: string };

/** Frames the line for one request; `frame.head + picture + frame.tail` is the JSON of the whole line. */
export function lineFrame(customId: string, body: RequestBody): LineFrame {
  const line = JSON.stringify({ custom_id: customId, method: 'POST', url: chatEndpoint, body });
  // The user's text comes before the picture in the body, so the last occurrence is ours.
  const at = line.lastIndexOf(`"${pictureGap}"`) + 1;
  return { head: line.slice(0, at), tail: line.slice(at + pictureGap.length) };
}

/** The body to frame: its picture is the gap. */
export function framedBody(profile: RequestProfile, facts: Facts, limitFactor = 1): RequestBody {
  return requestBody(profile, facts, pictureGap, limitFactor);
}
