/** Whether an outlet can be delivered to: its server is entered, and a small file put there, read back and removed. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { type Remote, remoteText } from '../../transports/remote.ts';
import { bufferSource } from '../../transports/source.ts';
import type { Transport } from '../../transports/transport.ts';
import { type Finding, failing } from '../archive/finding.ts';
import { existingParent } from './folder.ts';
import { type OutletContext, openOutlet } from './open-outlet.ts';
import { directoryOf, remoteOf } from './place.ts';

/** What is found, step by step, up to the first that fails. @throws InterruptedError */
export async function* tryOutlet(
  context: OutletContext,
  outlet: Outlet,
): AsyncGenerator<Finding, void> {
  const { way } = outlet.delivery.value;
  if (way === 'hand')
    return yield { check: 'Way', state: 'good', message: 'by hand; there is no server to try' };
  let transport: Transport | undefined;
  let check = way === 'folder' ? 'Folder' : 'Server';
  try {
    const remote =
      way === 'folder' ? folderOf(context, outlet) : remoteOf(context.archive, outlet, way);
    transport = openOutlet(context, outlet, remote);
    const facts = await transport.facts();
    const name = `proofsheet-${randomBytes(6).toString('hex')}.txt`;
    await transport.size(name);
    yield { check, state: 'good', message: enteredText(outlet, context, remote) };
    for (const { about, isOpen = false, text } of facts)
      yield isOpen
        ? { check: about, state: 'warning', message: text, advice: openAdvice }
        : { check: about, state: 'good', message: text };
    check = 'Writing';
    yield await tryWriting(transport, name);
  } catch (error) {
    context.signal.throwIfAborted();
    const finding = failing(check, error);
    yield outlet.delivery.value.inbox && check === 'Writing'
      ? {
          ...finding,
          state: 'warning',
          advice: 'An inbox may take photos alone; the first delivery shows it.',
        }
      : finding;
  } finally {
    transport?.close();
  }
}

const openAdvice = 'Use a protected way if the outlet has one.';

/** The folder, or the nearest one above it that is there: delivering makes it. */
function folderOf({ archive }: OutletContext, outlet: Outlet): Remote {
  const directory = existingParent(resolve(directoryOf(archive, outlet)));
  return { kind: 'folder', host: '', port: 0, user: '', directory };
}

function enteredText(outlet: Outlet, { archive }: OutletContext, remote: Remote): string {
  const where = remoteText(remote);
  if (remote.kind === 'folder') {
    const wanted = resolve(directoryOf(archive, outlet));
    return wanted === remote.directory
      ? `${where} is there`
      : `${wanted} is not there yet; delivering makes it in ${where}`;
  }
  const there = remote.directory === '' ? '' : ', and the directory is there';
  return `${where} lets ${remote.user} in${there}`;
}

async function tryWriting(transport: Transport, name: string): Promise<Finding> {
  const check = 'Writing';
  const source = bufferSource(Buffer.from(`A test of proofsheet; delete it. ${name}\n`));
  const arrival = await transport.put(source, name);
  if (arrival === 'taken-up')
    return { check, state: 'good', message: `${name} was put there, and taken up at once` };
  const isRead = await transport.holds(source, name);
  try {
    await transport.remove(name, source.hash);
  } catch (error) {
    return {
      check,
      state: 'warning',
      message: `${name} was put there, and stays: ${messageOf(error)}`,
      advice: 'Remove it yourself; delivering needs no removal, except of what is sent again.',
    };
  }
  if (isRead)
    return { check, state: 'good', message: 'a small file was put there, read back and removed' };
  return {
    check,
    state: 'warning',
    message: 'a small file was put there and removed, but cannot be read back',
    advice: 'What is cut off on the way is sent anew there instead of going on.',
  };
}
