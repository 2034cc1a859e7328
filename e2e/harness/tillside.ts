/** The real program on a folder of its own, with the sample store in it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Api, type Channel, type Page } from './api.ts';
import { freePort, Program, root, run, temporaryFolder, until } from './process.ts';

export type Engine = 'sqlite' | 'postgres';

const binary = process.env['TILLSIDE_TEST_BINARY'] ?? join(root, 'target/debug/tillside');

export class Tillside {
  private constructor(
    private readonly program: Program,
    private readonly folder: string,
    readonly url: string,
    readonly smtpPort: number,
    readonly api: Api,
    /** How the sample store's owner signs in, as the program printed it. */
    readonly owner: { email: string; password: string }
  ) {}

  static async start(engine: Engine): Promise<Tillside> {
    const folder = await temporaryFolder('e2e');
    const [port, smtpPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const data = ['--data', folder, ...(engine === 'postgres' ? ['--database-url', await freshDatabase()] : [])];
    const program = Program.start(binary, ['demo', ...data, '--listen', `127.0.0.1:${port}`, '--smtp-listen', `127.0.0.1:${smtpPort}`]);
    await until(
      'the program to be ready',
      async () => {
        if (!program.running) throw new Error(`the program ended: ${program.said}`);
        const answer = await fetch(`${url}/readyz`).catch(() => null);
        return answer?.ok === true && /Sign in/.test(program.said);
      },
      300
    );
    const signIn = /Sign in\s+(\S+)\s+\/\s+(\S+)/.exec(program.said);
    if (signIn === null) throw new Error(`no sign-in was printed: ${program.said}`);
    const { stdout } = await run(binary, ['admin', 'create-token', ...data, '--name', 'e2e']);
    const owner = { email: signIn[1] ?? '', password: signIn[2] ?? '' };
    return new Tillside(program, folder, url, smtpPort, new Api(url, stdout.trim()), owner);
  }

  /** Lets every mailbox send through a mail server on this machine. */
  async sendThrough(port: number): Promise<void> {
    const channels = await this.api.get<Page<Channel>>('/channels');
    for (const channel of channels.data.filter((one) => one.kind === 'email')) {
      await this.api.patch(`/channels/${channel.id}`, { outgoing: { host: '127.0.0.1', port, security: 'none' } });
    }
  }

  async mailbox(): Promise<Channel & { email: NonNullable<Channel['email']> }> {
    const channels = await this.api.get<Page<Channel>>('/channels');
    const found = channels.data.find((one) => one.kind === 'email');
    if (found?.email === undefined) throw new Error('the sample store has no mailbox');
    return { ...found, email: found.email };
  }

  /** A mailbox as an owner adds one; it gets a key to sign with, and the record to publish for it. */
  async newMailbox(address: string, port: number): Promise<NonNullable<Channel['email']>> {
    const outgoing = { host: '127.0.0.1', port, security: 'none' };
    const made = await this.api.post<Channel>('/channels', { kind: 'email', name: address, address, outgoing });
    if (made.email === undefined) throw new Error('the mailbox was not made');
    return made.email;
  }

  async stop(): Promise<void> {
    const code = await this.program.stop();
    await rm(this.folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program ended with ${code}: ${this.program.said}`);
  }
}

/** A fresh database on the private server that `scripts/with-postgres` started. */
async function freshDatabase(): Promise<string> {
  const server = process.env['TILLSIDE_TEST_POSTGRES'];
  if (server === undefined) throw new Error('TILLSIDE_TEST_POSTGRES is not set: run this through scripts/with-postgres');
  const name = `e2e_${process.pid}_${Date.now()}`;
  await run('psql', ['--quiet', '--no-psqlrc', `${server}/postgres`, '--command', `CREATE DATABASE ${name}`]);
  return `${server}/${name}`;
}
