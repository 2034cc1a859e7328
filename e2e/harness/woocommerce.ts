/** A WooCommerce store made of recordings, as a program (`replay-store` of crates/commerce). */
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Program, root, until } from './process.ts';

export class WooCommerce {
  private constructor(
    private readonly program: Program,
    readonly url: string,
    readonly key: string,
    readonly secret: string
  ) {}

  static async start(): Promise<WooCommerce> {
    const program = Program.start(join(root, 'target/debug/replay-store'), []);
    const [, url, key, secret] = await until('the recorded store', async () => {
      if (!program.running) throw new Error(`the recorded store ended: ${program.said}`);
      return /^(\S+)\n(\S+) (\S+)\n/.exec(program.said);
    });
    return new WooCommerce(program, (url ?? '').replace(/\/$/, ''), key ?? '', secret ?? '');
  }

  /** Asks the store's own API, signed by OAuth 1.0a as WooCommerce wants it over plain http. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const base = `${this.url}/wp-json/wc/v3/${path}`;
    const [address, query = ''] = base.split('?');
    const parameters: [string, string][] = [
      ...new URLSearchParams(query),
      ['oauth_consumer_key', this.key],
      ['oauth_nonce', randomBytes(8).toString('hex')],
      ['oauth_signature_method', 'HMAC-SHA256'],
      ['oauth_timestamp', String(Math.floor(Date.now() / 1000))]
    ];
    const quoted = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
    const line = parameters.map(([name, value]) => `${quoted(name)}=${quoted(value)}`).sort().join('&');
    const text = [method, quoted(address ?? ''), quoted(line)].join('&');
    const signature = createHmac('sha256', `${this.secret}&`).update(text).digest('base64');
    const answer = await fetch(`${address}?${line}&oauth_signature=${quoted(signature)}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  stop = async (): Promise<void> => {
    this.program.child.kill('SIGINT');
    await this.program.stop();
  };
}
