/** A server that speaks FTP as it is told to: what no real one does, or not when a test wants it to. */
import { createServer, type Socket } from 'node:net';
import { listening } from './ports.ts';

export type OddFtp = {
  readonly port: number;
  /** Commands that came, with what stood behind them. */
  readonly commands: readonly string[];
  /** What was uploaded, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly close: () => Promise<void>;
};

type Answers = {
  /** In place of `220 ready`. */
  readonly greet?: (socket: Socket) => void;
  /** The reply to a command; undefined for the usual one. */
  readonly reply?: (command: string, files: Map<string, Buffer>) => string | undefined;
};

export async function startOddFtp({ greet, reply }: Answers): Promise<OddFtp> {
  const commands: string[] = [];
  const files = new Map<string, Buffer>();
  const sockets = new Set<Socket>();
  let data: Promise<Buffer> = Promise.resolve(Buffer.alloc(0));
  const dataServer = createServer();
  const dataPort = await listening(dataServer);
  const nextUpload = () =>
    new Promise<Buffer>((resolve) =>
      dataServer.once('connection', (socket) => {
        const chunks: Buffer[] = [];
        socket.on('data', (chunk: Buffer) => chunks.push(chunk));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(Buffer.concat(chunks)));
      }),
    );
  const usual = async (command: string, socket: Socket): Promise<string> => {
    const [verb = '', ...words] = command.split(' ');
    const name = words.join(' ');
    if (verb === 'USER') return '331 password';
    if (verb === 'PASS') return '230 in';
    if (verb === 'EPSV') {
      data = nextUpload();
      return `229 (|||${dataPort}|)`;
    }
    if (verb === 'STOR' || verb === 'APPE') {
      socket.write('150 go\r\n');
      const before = verb === 'APPE' ? (files.get(name) ?? Buffer.alloc(0)) : Buffer.alloc(0);
      files.set(name, Buffer.concat([before, await data]));
      return '226 done';
    }
    if (verb === 'SIZE') return files.has(name) ? `213 ${files.get(name)?.length}` : '550 none';
    if (verb === 'DELE') return files.delete(name) ? '250 gone' : '550 none';
    if (verb === 'RNFR') {
      files.set('', files.get(name) ?? Buffer.alloc(0));
      files.delete(name);
      return '350 to what';
    }
    if (verb === 'RNTO') {
      files.set(name, files.get('') ?? Buffer.alloc(0));
      files.delete('');
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
