/** A server that nobody has a reason to talk to: whoever connects to it was made to. */
import { createServer, type Server, type Socket } from 'node:net';

export class Canary {
  /** How often somebody connected, whether a word was said or not. */
  connections = 0;
  /** What was said first. */
  readonly heard: string[] = [];
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number
  ) {}

  static start(): Promise<Canary> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        const canary = new Canary(server, typeof address === 'object' && address !== null ? address.port : 0);
        server.on('connection', (socket) => canary.note(socket));
        resolve(canary);
      });
    });
  }

  /** What a browser is started with so that every name that is nobody's leads here; it may look for its own updates elsewhere. */
  get resolving(): string {
    return `--host-resolver-rules=MAP *.example 127.0.0.1:${this.port}`;
  }

  stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    return new Promise((done) => this.server.close(() => done()));
  }

  private note(socket: Socket): void {
    this.connections += 1;
    this.open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.open.delete(socket));
    socket.once('data', (data) => {
      this.heard.push(/^[ -~]+/.exec(data.toString('latin1'))?.[0] ?? 'something encrypted');
      socket.end('HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n');
    });
  }
}
