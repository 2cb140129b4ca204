/** Whether the messages of a request have the documented shape. */
import { badRequest, type Refusal } from './api-error.ts';
import { details } from './image-tokens.ts';
import { isObject, type JsonObject, kindOfValue } from './json.ts';

const roles = ['system', 'developer', 'user', 'assistant'];
/** Pictures in one request. */
const mostPictures = 1500;

/** The first fault of `messages`, or undefined. */
export function messagesFault(messages: unknown): Refusal | undefined {
  if (messages === undefined)
    return badRequest(
      "Missing required parameter: 'messages'.",
      'messages',
      'missing_required_parameter',
    );
  if (!Array.isArray(messages)) return wrongType('messages', 'an array of objects', messages);
  if (messages.length === 0)
    return badRequest(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
      'empty_array',
    );
  for (const [index, message] of messages.entries()) {
    const fault = messageFault(message, `messages[${index}]`);
    if (fault !== undefined) return fault;
  }
  const pictures = pictureParts(messages).length;
  return pictures > mostPictures
    ? badRequest(
        `Too many images: ${pictures}. The maximum is ${mostPictures}.`,
        'messages',
        'too_many_images',
      )
    : undefined;
}

export type PicturePart = { readonly url: string; readonly detail?: string };

/** All picture parts of well-formed messages, in order. */
export function pictureParts(messages: unknown): PicturePart[] {
  return partsOf(messages).flatMap((part) => {
    const image = part['image_url'];
    if (part['type'] !== 'image_url' || !isObject(image) || typeof image['url'] !== 'string')
      return [];
    const { url, detail } = image;
    return [{ url, ...(typeof detail === 'string' ? { detail } : {}) }];
  });
}

/** All text of well-formed messages, in order. */
export function textParts(messages: unknown): string[] {
  return partsOf(messages).flatMap((part) =>
    typeof part['text'] === 'string' ? [part['text']] : [],
  );
}

function partsOf(messages: unknown): JsonObject[] {
  if (!Array.isArray(messages)) return [];
  return messages.filter(isObject).flatMap((message) => {
    const { content } = message;
    if (typeof content === 'string') return [{ type: 'text', text: content }];
    return Array.isArray(content) ? content.filter(isObject) : [];
  });
}

function messageFault(message: unknown, at: string): Refusal | undefined {
  if (!isObject(message)) return wrongType(at, 'an object', message);
  const { role, content } = message;
  if (role === undefined) return missing(`${at}.role`);
  if (typeof role !== 'string' || !roles.includes(role)) return notOneOf(`${at}.role`, roles, role);
  if (content === undefined || content === null) return missing(`${at}.content`);
  if (typeof content === 'string') return undefined;
  if (!Array.isArray(content))
    return wrongType(`${at}.content`, 'one of a string or array of objects', content);
  for (const [index, part] of content.entries()) {
    const fault = partFault(part, `${at}.content[${index}]`, role);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function partFault(part: unknown, at: string, role: string): Refusal | undefined {
  if (!isObject(part)) return wrongType(at, 'an object', part);
  if (part['type'] === 'text')
    return typeof part['text'] === 'string'
      ? undefined
      : wrongType(`${at}.text`, 'a string', part['text']);
  if (part['type'] !== 'image_url')
    return notOneOf(`${at}.type`, ['text', 'image_url'], part['type']);
  if (role !== 'user')
    return badRequest(
      `Image URLs are only allowed for messages with role 'user', but this message with role '${role}' contains an image URL.`,
      at,
      'invalid_value',
    );
  return imageFault(part['image_url'], `${at}.image_url`);
}

function imageFault(image: unknown, at: string): Refusal | undefined {
  if (!isObject(image)) return wrongType(at, 'an object', image);
  const stranger = Object.keys(image).find((key) => key !== 'url' && key !== 'detail');
  if (stranger !== undefined)
    return badRequest(
      `Unknown parameter: '${at}.${stranger}'.`,
      `${at}.${stranger}`,
      'unknown_parameter',
    );
  const { url, detail } = image;
  if (typeof url !== 'string')
    return url === undefined ? missing(`${at}.url`) : wrongType(`${at}.url`, 'a string', url);
  if (detail !== undefined && !details.some((known) => known === detail))
    return notOneOf(`${at}.detail`, details, detail);
  return undefined;
}

function missing(param: string): Refusal {
  return badRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
}

/** `Invalid type for 'x': expected a string, but got an object instead.` */
export function wrongType(param: string, expected: string, value: unknown): Refusal {
  if (value === undefined) return missing(param);
  return badRequest(
    `Invalid type for '${param}': expected ${expected}, but got ${kindOfValue(value)} instead.`,
    param,
    'invalid_type',
  );
}

/** `Invalid value: 'y'. Supported values are: 'a' and 'b'.` */
export function notOneOf(param: string, values: readonly string[], value: unknown): Refusal {
  const list = values.map((one) => `'${one}'`).join(', ');
  return badRequest(
    `Invalid value: ${JSON.stringify(value)}. Supported values are: ${list}.`,
    param,
    'invalid_value',
  );
}
