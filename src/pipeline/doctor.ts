/** What must be in order before a run: a list of checks, each with what to do when it fails. */
import { access, constants } from 'node:fs/promises';
import { listed } from '../amounts.ts';
import { messageOf } from '../errors.ts';
import { freeBytes } from '../files/space.ts';
import { systemRefusal } from '../files/system-errors.ts';
import { shutdownOf } from '../openai/models.ts';
import { proxyOf } from '../proxy.ts';
import type { Outlet } from '../rules/outlets/schema.ts';
import { outletSettings, type Settings } from '../settings.ts';
import { remoteText } from '../transports/remote.ts';
import type { Logins, ServiceAccess } from './archive/archive.ts';
import { systemClock } from './archive/clock.ts';
import { type Finding, failing } from './archive/finding.ts';
import { assertNoMistakes, readOutlets } from './archive/own-outlets.ts';
import { missingKey } from './ask/asker.ts';
import { folderOf } from './ask/delivery.ts';
import { hostOf, tryHost } from './ask/hosting.ts';
import { tryOutlet } from './deliver/try-outlet.ts';
import { wayText } from './deliver/way.ts';
import { catalogAbove } from './scan/left-out.ts';

type Patient = {
  /** Undefined when no archive was named. */
  readonly root: string | undefined;
  readonly settings: Settings;
  readonly service: ServiceAccess;
  readonly logins: Logins;
  /** The folder of the user's own outlets. */
  readonly outletsFolder: string | undefined;
  /** Ask the service whether the key and model work. */
  readonly online: boolean;
  readonly signal: AbortSignal;
};

/** Below this there is hardly room for previews and one batch file. */
const leastFreeBytes = 1e9;

type DoctorCheck = {
  readonly name: string;
  readonly look: (patient: Patient) => Promise<Omit<Finding, 'check'>>;
};

const checks: readonly DoctorCheck[] = [
  { name: 'Node', look: checkNode },
  { name: 'Perl and ExifTool', look: checkExifTool },
  { name: 'Archive', look: checkArchive },
  { name: 'Disk', look: checkDisk },
  { name: 'API key', look: checkKey },
  { name: 'Network', look: checkNetwork },
  { name: 'Service', look: checkService },
  { name: 'Pictures', look: checkPictures },
  { name: 'Outlets', look: checkOutlets },
];

/** Runs every check; one that fails never stops the others. */
export async function* examine(patient: Patient): AsyncGenerator<Finding> {
  for (const { name, look } of checks) {
    try {
      yield { check: name, ...(await look(patient)) };
    } catch (error) {
      patient.signal.throwIfAborted();
      yield failing(name, error);
    }
  }
}

async function checkNode(): Promise<Omit<Finding, 'check'>> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const message = `${process.versions.node} on ${process.platform}`;
  if (major > 22 || (major === 22 && minor >= 13)) return { state: 'good', message };
  return { state: 'bad', message, advice: 'Install Node 22.13 or newer.' };
}

async function checkExifTool(patient: Patient): Promise<Omit<Finding, 'check'>> {
  const { exifToolVersion } = await import('../exiftool/pool.ts');
  return { state: 'good', message: `ExifTool ${await exifToolVersion(patient.signal)}` };
}

async function checkArchive({ root }: Patient): Promise<Omit<Finding, 'check'>> {
  if (root === undefined) return { state: 'not checked', message: 'no archive was named' };
  await access(root, constants.R_OK);
  try {
    await access(root, constants.W_OK);
    const above = catalogAbove(root);
    if (above !== undefined)
      return {
        state: 'warning',
        message: `${root} can be written; there is a catalog in ${above} too`,
        advice: 'Open that folder, unless you want two catalogs for the same photos.',
      };
    return { state: 'good', message: `${root} can be written` };
  } catch (error) {
    return {
      state: 'bad',
      message: `${root} cannot be written: ${messageOf(error)}`,
      advice: 'Change its permissions, or keep the catalog elsewhere with --catalog FOLDER.',
    };
  }
}

async function checkDisk({ root }: Patient): Promise<Omit<Finding, 'check'>> {
  const free = await freeBytes(root ?? '.');
  const message = `${(free / 1e9).toFixed(1)} GB free`;
  if (free >= leastFreeBytes) return { state: 'good', message };
  return {
    state: 'warning',
    message,
    advice: 'Free some space: a batch file alone may take 150 MB.',
  };
}

async function checkKey(patient: Patient): Promise<Omit<Finding, 'check'>> {
  const missing = missingKey(patient);
  if (missing?.code === 'no-key')
    return { state: 'bad', message: 'there is none', advice: missing.advice };
  if (missing !== undefined) throw missing;
  const { apiKey, baseURL } = patient.service;
  const message =
    apiKey === undefined ? `there is none; ${baseURL} may not need one` : 'there is one';
  return { state: 'good', message };
}

const openai = 'https://api.openai.com/v1';

async function checkNetwork({ service }: Patient): Promise<Omit<Finding, 'check'>> {
  const { NODE_EXTRA_CA_CERTS: certificates = '' } = process.env;
  const use = proxyOf(service.baseURL ?? openai);
  const direct = 'no proxy';
  const way =
    use === undefined
      ? direct
      : `through the proxy ${use.proxy.address} of ${use.proxy.variable}${use.proxy.isWithPassword ? ', with a name and password' : ''}${use.except === '' ? '' : `, except ${use.except}`}`;
  const message = certificates === '' ? way : `${way}; certificates of ${certificates} too`;
  if (use?.isUsed === false)
    return {
      state: 'bad',
      message: `${use.proxy.variable} names a proxy, which Node ${process.versions.node} does not use`,
      advice: 'Install Node 24.14 or newer, or set NODE_USE_ENV_PROXY=1 (from Node 22.21 on).',
    };
  if (certificates === '') return { state: 'good', message };
  const refusal = await access(certificates, constants.R_OK).then(() => undefined, systemRefusal);
  if (refusal === undefined) return { state: 'good', message };
  return {
    state: 'bad',
    message: `NODE_EXTRA_CA_CERTS names ${certificates}, which cannot be read: ${refusal.why}`,
    advice: 'Give the whole path of the certificates, in PEM format.',
  };
}

async function checkService(patient: Patient): Promise<Omit<Finding, 'check'>> {
  const { apiKey, baseURL } = patient.service;
  if (!patient.online) return { state: 'not checked', message: 'offline, as you asked' };
  if (missingKey(patient) !== undefined) return { state: 'not checked', message: 'needs a key' };
  const { connect } = await import('../openai/client.ts');
  const service = await connect({ apiKey, baseURL });
  const { model } = patient.settings;
  const { shutDownOn } = await service.checkModel(model, patient.signal);
  const message = `${baseURL ?? 'OpenAI'} answers and offers ${model}`;
  const shutdown = shutdownOf(model, new Date(), shutDownOn);
  if (shutdown === undefined) return { state: 'good', message };
  return {
    state: 'warning',
    message: `${message} until ${shutdown.on}`,
    advice: 'Choose another before then with `proofsheet config set model NAME`.',
  };
}

/** Uploads a small file, looks for it at its public address, and removes it again. */
async function checkPictures(patient: Patient): Promise<Omit<Finding, 'check'>> {
  const { settings, online } = patient;
  const address = settings['preview.baseUrl'];
  if (settings['preview.delivery'] === 'inline')
    return { state: 'good', message: 'sent inside the requests' };
  const remote = hostOf(settings);
  if (remote === undefined) {
    folderOf(settings);
    await access(settings['preview.folder'], constants.W_OK);
    return { state: 'good', message: `written to ${settings['preview.folder']} for ${address}` };
  }
  const where = remoteText(remote);
  if (!online)
    return { state: 'not checked', message: `uploaded to ${where}; offline, as you asked` };
  await tryHost(remote, { ...patient, archive: patient, clock: systemClock });
  const message = `${where} takes files, and everybody finds them at ${address}`;
  if (remote.kind !== 'ftp') return { state: 'good', message };
  return {
    state: 'warning',
    message: `${message}; FTP sends your password unprotected`,
    advice: 'Use ftps or sftp if the server has one of them.',
  };
}

/** Tries the outlets that the user has set up. */
async function checkOutlets(patient: Patient): Promise<Omit<Finding, 'check'>> {
  const { settings, online, outletsFolder, signal } = patient;
  const outlets = await readOutlets(outletsFolder);
  assertNoMistakes(outlets);
  const isSet = ({ id }: Outlet) => {
    const { directory, host, user } = outletSettings(settings, id);
    return `${directory}${host}${user}` !== '';
  };
  const used = outlets.all.filter((outlet) => wayText(outlet) !== 'by hand' && isSet(outlet));
  const names = listed(used.map(({ name }) => name));
  if (used.length === 0) return { state: 'not checked', message: 'none is set up' };
  if (!online) return { state: 'not checked', message: `${names}; offline, as you asked` };
  for (const outlet of used)
    for await (const finding of tryOutlet({ archive: patient, clock: systemClock, signal }, outlet))
      if (finding.state === 'bad')
        return { ...finding, message: `${outlet.name}: ${finding.message}` };
  return { state: 'good', message: `${names} ${used.length === 1 ? 'takes' : 'take'} files` };
}
