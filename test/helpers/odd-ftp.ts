/** A server that speaks FTP as it is told to: what no real one does, or not when a test wants it to. */
import { createServer, type Server, type Socket } from 'node:net';
import { listening } from './ports.ts';

export type OddFtp = {
  readonly port: number;
  /** Commands that came, with what stood behind them. */
  readonly commands: readonly string[];
  /** What was uploaded, by name. */
  readonly files: OddFiles;
  readonly close: () => Promise<void>;
};

type Answers = {
  /** In place of `220 ready`. */
  readonly greet?: (socket: Socket) => void;
  /** The reply to a command, at once or later; undefined for the usual one. */
  readonly reply?: (
    command: string,
    files: OddFiles,
  ) => string | undefined | Promise<string | undefined>;
  /** Ends both connections of the uploads, in turn, when so many bytes of each have come. */
  readonly cuts?: readonly number[];
  /** What is said at the end of an upload, whose data it no longer takes after a while. */
  readonly ends?: string;
  /** So many bytes of an upload that was cut are written only after the next one has begun. */
  readonly late?: number;
  /** What is done at a restart: seek, as most do; cut off what is behind; go to the beginning or the end instead. */
  readonly restart?: 'seeks' | 'cuts off' | 'begins' | 'appends';
};

/** What a file system gives to each who opens a file, whatever becomes of its name. */
type Inode = { bytes: Buffer };

export type OddFiles = Map<string, Inode>;

/** What a server knows of each who has come in. */
type Session = {
  readonly control: Socket;
  data: Promise<Socket>;
  /** Where the next upload or download begins. */
  at: number;
  renamed: string;
};

const never = Promise.withResolvers<Socket>().promise;

export async function startOddFtp(answers: Answers): Promise<OddFtp> {
  const { greet, reply, late = 0, restart = 'seeks' } = answers;
  const cuts = [...(answers.cuts ?? [])];
  const commands: string[] = [];
  const files = new Map<string, Inode>();
  const sockets = new Set<Socket>();
  const dataServers = new Set<Server>();
  let owed: () => void = () => undefined;

  // What is refused is never read: its connection would stay.
  function kept(socket: Socket): Socket {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  }

  /** Each way for data takes one connection, of the session that asked for it. */
  async function dataPort(session: Session): Promise<number> {
    const dataServer = createServer();
    dataServers.add(dataServer);
    session.data = new Promise((resolve) => {
      dataServer.once('connection', (socket) => {
        resolve(kept(socket));
        dataServer.close(() => dataServers.delete(dataServer));
      });
    });
    return listening(dataServer);
  }

  async function taken(name: string, session: Session, isAppended: boolean): Promise<string> {
    const { at } = session;
    const inode = files.get(name) ?? { bytes: Buffer.alloc(0) };
    files.set(name, inode);
    owed();
    let place = isAppended || (at > 0 && restart === 'appends') ? inode.bytes.length : at;
    if (restart === 'begins') place = 0;
    if (!isAppended && (at === 0 || restart === 'cuts off' || restart === 'begins'))
      inode.bytes = inode.bytes.subarray(0, place);
    session.at = 0;
    const socket = await session.data;
    if (answers.ends !== undefined) {
      await received(socket, 10_000);
      return answers.ends;
    }
    const most = cuts.shift();
    const piece = await received(socket, most);
    const isCut = most !== undefined && piece.length === most;
    const written = piece.length - (isCut ? late : 0);
    const write = (from: number, to: number) => {
      inode.bytes = overwritten(inode.bytes, piece.subarray(from, to), place + from);
    };
    write(0, written);
    owed = () => write(written, piece.length);
    if (isCut) session.control.destroy();
    return '226 done';
  }

  async function given(name: string, session: Session): Promise<string> {
    const inode = files.get(name);
    const from = session.at;
    session.at = 0;
    if (inode === undefined) return '550 none';
    (await session.data).end(inode.bytes.subarray(from));
    return '226 done';
  }

  const usual = async (command: string, session: Session): Promise<string> => {
    const [verb = '', ...words] = command.split(' ');
    const name = words.join(' ');
    if (verb === 'USER') return '331 password';
    if (verb === 'PASS') return '230 in';
    if (verb === 'EPSV') return `229 (|||${await dataPort(session)}|)`;
    if (verb === 'REST') {
      session.at = Number(name);
      return '350 from there';
    }
    if (verb === 'STOR' || verb === 'APPE' || verb === 'RETR') {
      session.control.write('150 go\r\n');
      return verb === 'RETR' ? given(name, session) : taken(name, session, verb === 'APPE');
    }
    if (verb === 'SIZE')
      return files.has(name) ? `213 ${files.get(name)?.bytes.length}` : '550 none';
    if (verb === 'DELE') return files.delete(name) ? '250 gone' : '550 none';
    if (verb === 'RNFR') {
      session.renamed = name;
      return '350 to what';
    }
    const inode = files.get(session.renamed);
    if (verb === 'RNTO' && inode !== undefined) {
      files.delete(session.renamed);
      files.set(name, inode);
    }
    return '200 fine';
  };
  const server = createServer((socket) => {
    const session: Session = { control: kept(socket), data: never, at: 0, renamed: '' };
    if (greet === undefined) socket.write('220 ready\r\n');
    else greet(socket);
    socket.on('data', async (chunk) => {
      for (const command of chunk.toString().split('\r\n').filter(Boolean)) {
        commands.push(command);
        const said = (await reply?.(command, files)) ?? (await usual(command, session));
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
      for (const dataServer of dataServers) dataServer.close();
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
