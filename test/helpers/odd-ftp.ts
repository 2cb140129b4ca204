/** A server that speaks FTP as it is told to: what no real one does, or not when a test wants it to. */
import { createServer, type Socket } from 'node:net';
import { listening } from './ports.ts';

export type OddFtp = {
  readonly port: number;
  /** Commands that came, with what stood behind them. */
  readonly commands: readonly string[];
  /** What was uploaded, by name. */
  readonly files: ReadonlyMap<string, Inode>;
  readonly close: () => Promise<void>;
};

type Answers = {
  /** In place of `220 ready`. */
  readonly greet?: (socket: Socket) => void;
  /** The reply to a command; undefined for the usual one. */
  readonly reply?: (command: string, files: OddFiles) => string | undefined;
  /** Ends both connections of the uploads, in turn, when so many bytes of each have come. */
  readonly cuts?: readonly number[];
  /** So many bytes of an upload that was cut are written only after the next one has begun. */
  readonly late?: number;
  /** What is done at a restart: seek, as most do; cut off what is behind; go to the beginning or the end instead. */
  readonly restart?: 'seeks' | 'cuts off' | 'begins' | 'appends';
};

/** What a file system gives to each who opens a file, whatever becomes of its name. */
type Inode = { bytes: Buffer };

export type OddFiles = Map<string, Inode>;

export async function startOddFtp(answers: Answers): Promise<OddFtp> {
  const { greet, reply, late = 0, restart = 'seeks' } = answers;
  const cuts = [...(answers.cuts ?? [])];
  const commands: string[] = [];
  const files = new Map<string, Inode>();
  const sockets = new Set<Socket>();
  let owed: () => void = () => undefined;
  let data = Promise.withResolvers<Socket>().promise;
  let at = 0;
  let renamed = '';
  // What is refused is never read: its connection would stay.
  const dataServer = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const dataPort = await listening(dataServer);

  async function taken(name: string, control: Socket, isAppended: boolean): Promise<string> {
    const inode = files.get(name) ?? { bytes: Buffer.alloc(0) };
    files.set(name, inode);
    owed();
    let place = isAppended || (at > 0 && restart === 'appends') ? inode.bytes.length : at;
    if (restart === 'begins') place = 0;
    if (!isAppended && (at === 0 || restart === 'cuts off' || restart === 'begins'))
      inode.bytes = inode.bytes.subarray(0, place);
    at = 0;
    const socket = await data;
    const most = cuts.shift();
    const piece = await received(socket, most);
    const isCut = most !== undefined && piece.length === most;
    const written = piece.length - (isCut ? late : 0);
    const write = (from: number, to: number) => {
      inode.bytes = overwritten(inode.bytes, piece.subarray(from, to), place + from);
    };
    write(0, written);
    owed = () => write(written, piece.length);
    if (isCut) control.destroy();
    return '226 done';
  }

  async function given(name: string): Promise<string> {
    const inode = files.get(name);
    const from = at;
    at = 0;
    if (inode === undefined) return '550 none';
    (await data).end(inode.bytes.subarray(from));
    return '226 done';
  }

  const usual = async (command: string, socket: Socket): Promise<string> => {
    const [verb = '', ...words] = command.split(' ');
    const name = words.join(' ');
    if (verb === 'USER') return '331 password';
    if (verb === 'PASS') return '230 in';
    if (verb === 'EPSV') {
      data = new Promise((resolve) => dataServer.once('connection', resolve));
      return `229 (|||${dataPort}|)`;
    }
    if (verb === 'REST') {
      at = Number(name);
      return '350 from there';
    }
    if (verb === 'STOR' || verb === 'APPE' || verb === 'RETR') {
      socket.write('150 go\r\n');
      return verb === 'RETR' ? given(name) : taken(name, socket, verb === 'APPE');
    }
    if (verb === 'SIZE')
      return files.has(name) ? `213 ${files.get(name)?.bytes.length}` : '550 none';
    if (verb === 'DELE') return files.delete(name) ? '250 gone' : '550 none';
    if (verb === 'RNFR') {
      renamed = name;
      return '350 to what';
    }
    const inode = files.get(renamed);
    if (verb === 'RNTO' && inode !== undefined) {
      files.delete(renamed);
      files.set(name, inode);
    }
    return '200 fine';
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (greet === undefined) socket.write('220 ready\r\n');
    else greet(socket);
    socket.on('data', async (chunk) => {
      for (const command of chunk.toString().split('\r\n').filter(Boolean)) {
        commands.push(command);
        const said = reply?.(command, files) ?? (await usual(command, socket));
        socket.write(`${said}\r\n`);
      }
    });
  });
  const port = await listening(server);
  return {
    port,
    commands,
    files,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
      await new Promise<void>((done) => dataServer.close(() => done()));
    },
  };
}

/** Everything that comes, or so many bytes. */
async function received(socket: Socket, most = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  socket.on('error', () => undefined);
  for await (const chunk of socket) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, Math.min(bytes, most));
}

function overwritten(bytes: Buffer, piece: Buffer, at: number): Buffer {
  if (piece.length === 0) return bytes;
  const whole = Buffer.alloc(Math.max(bytes.length, at + piece.length));
  bytes.copy(whole);
  piece.copy(whole, at);
  return whole;
}
