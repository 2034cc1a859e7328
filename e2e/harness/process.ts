/** Programs that a test starts, and how they are ended: by their own id, and always. */
import { spawn, type ChildProcess, execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../..');
export const run = promisify(execFile);

/** A port that nobody listens on, below those that the system gives to outgoing connections (from 32,768 on): one of these
 * could take it before the program does. */
export function freePort(): Promise<number> {
  const port = 15_000 + Math.floor(Math.random() * 17_000);
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(freePort()));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });
}

export const temporaryFolder = (name: string): Promise<string> => mkdtemp(join(tmpdir(), `tillside-${name}-`));

/** Waits until a question is answered with something; says what it waited for when it is not. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | null | false>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A program in the background, with all that it said. */
export class Program {
  readonly child: ChildProcess;
  said = '';
  private constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.on('data', (data: Buffer) => (this.said += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (this.said += data.toString()));
  }

  static start(file: string, args: string[], env: NodeJS.ProcessEnv = process.env): Program {
    return new Program(spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it as an operator would and gives its exit code. */
  async stop(): Promise<number | null> {
    if (!this.running) return this.child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 60_000);
    const code = await ended;
    clearTimeout(late);
    return code;
  }
}
