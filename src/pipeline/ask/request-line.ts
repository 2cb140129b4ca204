/** One request as it is sent: as a line of a batch file, or live. */
import { getPhoto } from '../../catalog/photos.ts';
import type { AskingIssue } from '../../catalog/request-moves.ts';
import type { RequestOfPhoto } from '../../catalog/requests.ts';
import type { Facts } from '../../openai/prompt.ts';
import {
  framedBody,
  lineFrame,
  type RequestBody,
  type RequestProfile,
  requestBody,
} from '../../openai/request.ts';
import type { PreviewOptions } from '../../preview/make.ts';
import type { Archive } from '../archive/archive.ts';
import { previewOfPhoto, previewOptions } from '../archive/previews.ts';
import { deliverInline, deliveryOf } from './delivery.ts';
import type { DeliveryContext } from './hosting.ts';
import { factsIn } from './make-request.ts';
import { requestProfileOf } from './request-profile.ts';

type NotSent = { readonly issue: AskingIssue };

/** The line of a request in a batch file, with the line end; or what keeps it from being sent. */
export async function batchLine(
  context: DeliveryContext,
  request: RequestOfPhoto,
): Promise<Buffer | NotSent> {
  return withPicture(context, request, (picture, { profile, facts, limitFactor }) => {
    const { head, tail } = lineFrame(request.customId, framedBody(profile, facts, limitFactor));
    return Buffer.from(`${head}${picture}${tail}\n`);
  });
}

/** The body of a request as it goes live; or what keeps it from being sent. */
export async function liveBody(
  context: DeliveryContext,
  request: RequestOfPhoto,
): Promise<RequestBody | NotSent> {
  return withPicture(context, request, (picture, { profile, facts, limitFactor }) =>
    requestBody(profile, facts, picture, limitFactor),
  );
}

async function withPicture<T>(
  context: DeliveryContext,
  request: RequestOfPhoto,
  make: (picture: string, wording: Wording) => T,
): Promise<T | NotSent> {
  const picture = await pictureOf(context, request);
  return typeof picture === 'string' ? make(picture, wordingOf(context.archive, request)) : picture;
}

type Wording = {
  readonly profile: RequestProfile;
  readonly facts: Facts;
  readonly limitFactor: number;
};

function wordingOf(archive: Archive, request: RequestOfPhoto): Wording {
  const facts = factsIn(request);
  return {
    profile: { ...requestProfileOf(archive), model: request.model },
    facts: request.neutralWording === 1 ? { ...facts, neutral: true } : facts,
    limitFactor: request.largerLimit === 1 ? 2 : 1,
  };
}

/** What the request says in place of a picture. @throws StopError `settings-invalid` where it cannot be delivered */
async function pictureOf(
  context: DeliveryContext,
  request: RequestOfPhoto,
): Promise<string | NotSent> {
  const { archive } = context;
  const photo = getPhoto(archive.catalog, request.photoId);
  if (photo === undefined) throw new Error(`There is no photo ${request.photoId}`);
  const isSimpler = request.simplerPicture === 1;
  const deliver = isSimpler ? deliverInline : deliveryOf(context);
  const options = previewOptions(archive);
  const preview = await previewOfPhoto(archive, photo, isSimpler ? simpler(options) : options);
  if ('issue' in preview) return { issue: { ...preview.issue, stage: 'submit' } };
  return deliver(request, preview.bytes);
}

/** Another encoding, for a picture that the service refused: smaller, of higher quality, never by address. */
function simpler({ edge, quality }: PreviewOptions): PreviewOptions {
  return { edge: Math.min(512, edge), quality: Math.min(95, quality + 10) };
}
