/** The public API, for what a test sets up or looks up beside the browser. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token: string
  ) {}

  async ask<T = Record<string, never>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  /** A mail as a mail server would hand it over. */
  async mail(mailbox: string, raw: string): Promise<{ conversation_id: string; message_id: string; disposition: string }> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'message/rfc822' };
    const answer = await fetch(`${this.url}/api/v1/inbound/email?mailbox=${encodeURIComponent(mailbox)}`, { method: 'POST', headers, body: raw });
    if (!answer.ok) throw new Error(`POST /inbound/email: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { conversation_id: string; message_id: string; disposition: string };
  }

  get = <T>(path: string): Promise<T> => this.ask<T>('GET', path);
  post = <T>(path: string, body: unknown): Promise<T> => this.ask<T>('POST', path, body);
  put = <T>(path: string, body: unknown): Promise<T> => this.ask<T>('PUT', path, body);
  patch = <T>(path: string, body: unknown): Promise<T> => this.ask<T>('PATCH', path, body);
}

export interface Page<T> {
  data: T[];
  next: string | null;
}
export interface Channel {
  id: string;
  kind: string;
  name: string;
  email?: { address: string; dkim: { selector: string; record_name: string; record_value: string } };
}
export interface Conversation {
  id: string;
  number: number;
  subject: string;
  status: string;
  channel: string;
  store_id: string | null;
  customer: { id: string; name: string; email: string | null };
}
export interface Message {
  id: string;
  author: { type: string; name: string };
  channel: string;
  text: string;
  html: string | null;
  new_text: string;
  has_quote: boolean;
  delivery: { state: string; reason: string | null } | null;
  threading: { evidence: string } | null;
}
export interface Order {
  id: string;
  number: string;
  status: string;
  source_id: string;
  customer_id: string | null;
  shipments: { number: string | null; url: string | null }[];
}
