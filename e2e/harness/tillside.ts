/** The real program on a folder of its own, with the sample store in it. */
import { cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

  /** A server of its own for a worker, with a copy of the sample store. */
  static async start(engine: Engine): Promise<Tillside> {
    const sample = await sampleStore(engine);
    const folder = await temporaryFolder('e2e');
    await cp(sample.folder, folder, { recursive: true });
    return Tillside.on(folder, sample.database && (await freshDatabase(sample.database)));
  }

  /** A server on a folder and, for PostgreSQL, a database; they are filled if they are empty. */
  static async on(folder: string, database: string | undefined): Promise<Tillside> {
    const [port, smtpPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const data = ['--data', folder, ...(database === undefined ? [] : ['--database-url', databaseUrl(database)])];
    const program = Program.start(binary, ['demo', ...data, '--size', process.env['TILLSIDE_TEST_SIZE'] ?? '10', '--listen', `127.0.0.1:${port}`, '--smtp-listen', `127.0.0.1:${smtpPort}`]);
    await until(
      'the program to be ready',
      async () => {
        if (!program.running) throw new Error(`the program ended: ${program.said}`);
        const answer = await fetch(`${url}/readyz`).catch(() => null);
        return answer?.ok === true && /Sign in/.test(program.said);
      },
      900
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

  /** Somebody answers at every hour, or at none. */
  async hours(open: boolean): Promise<void> {
    const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const days = open ? week.map((day) => ({ day, from: '00:00', to: '24:00' })) : [];
    await this.api.patch('/workspace', { business_hours: { time_zone: 'UTC', days, holidays: [] } });
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

  /** Waits until every reader of the log has read the year behind it. */
  async caughtUp(): Promise<void> {
    await until(
      'the readers to catch up',
      async () => {
        const metrics = await (await fetch(`${this.url}/metrics`)).text();
        const lags = [...metrics.matchAll(/^tillside_reader_lag_milliseconds\{.*\} (\d+)$/gm)].map(([, lag]) => Number(lag));
        return lags.length > 0 && lags.every((lag) => lag === 0);
      },
      600
    );
  }

  /** Ends it as an operator would; it must say goodbye with 0. */
  async stop(keep = false): Promise<void> {
    const code = await this.program.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program ended with ${code}: ${this.program.said}`);
  }
}

/** The real program on an empty folder, as somebody has it who starts it for the first time. */
export class FirstRun {
  private constructor(
    private readonly program: Program,
    private readonly folder: string,
    readonly url: string
  ) {}

  static async start(): Promise<FirstRun> {
    const folder = await temporaryFolder('first');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const program = Program.start(binary, ['serve', '--data', folder, '--listen', `127.0.0.1:${port}`, '--smtp-listen', `127.0.0.1:${await freePort()}`]);
    await until('the program to be ready', async () => {
      if (!program.running) throw new Error(`the program ended: ${program.said}`);
      return (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;
    });
    return new FirstRun(program, folder, url);
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

interface Sample {
  folder: string;
  /** On PostgreSQL, the database that is copied. */
  database: string | undefined;
}

/** The sample store, made once for all workers of a run: each gets a copy. */
async function sampleStore(engine: Engine): Promise<Sample> {
  const templates = process.env['TILLSIDE_TEST_TEMPLATES'] ?? join(tmpdir(), `tillside-templates-${process.ppid}`);
  const folder = join(templates, engine);
  const database = engine === 'postgres' ? `sample_${process.ppid}` : undefined;
  const ready = `${folder}.ready`;
  if ((await stat(ready).catch(() => null)) === null) {
    await mkdir(folder, { recursive: true });
    if (database) await psql(`CREATE DATABASE ${database}`);
    const first = await Tillside.on(folder, database);
    await first.caughtUp();
    await first.stop(true);
    await writeFile(ready, '');
  }
  return { folder, database };
}

let copies = 0;
async function freshDatabase(template: string): Promise<string> {
  const name = `e2e_${process.pid}_${++copies}`;
  await psql(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return name;
}

const psql = (statement: string): Promise<unknown> => run('psql', ['--quiet', '--no-psqlrc', databaseUrl('postgres'), '--command', statement]);

/** A database on the private server that `scripts/with-postgres` started. */
function databaseUrl(name: string): string {
  const server = process.env['TILLSIDE_TEST_POSTGRES'];
  if (server === undefined) throw new Error('TILLSIDE_TEST_POSTGRES is not set: run this through scripts/with-postgres');
  return `${server}/${name}`;
}
