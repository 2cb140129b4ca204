/** Whether what was uploaded can be fetched by anybody, as the model will fetch it. */
import { InterruptedError, StopError } from '../errors.ts';
import { bounds } from './bounds.ts';
import { serverWords } from './failures.ts';
import { callWithin, type HttpReply } from './http.ts';

const advice =
  'Check the directory and preview.baseUrl: what is uploaded has to be found there by everybody. Nothing was asked.';

/** @throws StopError `address-wrong` where the address does not give these bytes */
export async function tryAddress(
  address: string,
  expected: Buffer,
  signal: AbortSignal,
): Promise<void> {
  const reply = await fetched(address, expected.length, signal);
  const { status, body, headers } = reply;
  if (status === 200 && body.equals(expected)) return;
  const type = serverWords(headers['content-type'] ?? 'something');
  const to = headers.location === undefined ? '' : ` and leads to ${serverWords(headers.location)}`;
  throw new StopError(
    'address-wrong',
    status === 200
      ? `${address} gives another file than was uploaded (${type}).`
      : `${address} was uploaded and cannot be fetched: the web server answers with status ${status}${to}.`,
    advice,
  );
}

async function fetched(address: string, most: number, signal: AbortSignal): Promise<HttpReply> {
  try {
    // One more than there should be shows a file that goes on.
    const request = { method: 'GET', url: new URL(address), most: most + 1 } as const;
    return await callWithin(bounds.address, signal, request);
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    throw new StopError(
      'address-wrong',
      `${address} was uploaded and cannot be fetched: ${serverWords(error)}`,
      advice,
      { cause: error },
    );
  }
}
