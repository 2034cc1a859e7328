/** The one place that talks HTTP: base path, cookies, CSRF, errors. */
import type { AnswerOf, BodyOf, Having, QueryOf, Sending } from './contract';
import { Problem, type FieldError } from './problem';

const BASE = '/api/v1';

type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** Makes a POST safe to send twice. */
  idempotencyKey?: string;
  /** A 401 is an answer here (sign-in form), not the end of the session. */
  anonymous?: boolean;
}

let csrf = '';
let signedOut: () => void = () => undefined;

export function useCsrf(token: string): void {
  csrf = token;
}

/** Called once for each 401 of a signed-in call. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

export const get = <P extends Having<'get'>>(path: P, query?: QueryOf<P>, signal?: AbortSignal): Promise<AnswerOf<P, 'get'>> =>
  call('GET', path, { query, signal });
export const post = <P extends Having<'post'>>(
  path: P,
  ...[body, options]: Sending<P, 'post'>
): Promise<AnswerOf<P, 'post'>> => call('POST', path, { ...options, body });
export const patch = <P extends Having<'patch'>>(path: P, body: BodyOf<P, 'patch'>): Promise<AnswerOf<P, 'patch'>> =>
  call('PATCH', path, { body });
export const put = <P extends Having<'put'>>(path: P, body: BodyOf<P, 'put'>): Promise<AnswerOf<P, 'put'>> =>
  call('PUT', path, { body });
/** Puts a file as it is; its type goes with it. */
export const putFile = <P extends Having<'put'>>(path: P, file: Blob): Promise<AnswerOf<P, 'put'>> => call('PUT', path, { body: file });
export const del = <P extends Having<'delete'>>(path: P): Promise<AnswerOf<P, 'delete'>> => call('DELETE', path, {});

/** Does again what was asked while the server was away, as it was kept; nobody waits for the answer. */
export const again = (method: 'POST' | 'PATCH', path: string, body: unknown, idempotencyKey: string): Promise<unknown> =>
  call(method, path, method === 'POST' ? { body, idempotencyKey } : { body });

/** The address of something that the browser itself opens. */
export const link = <P extends Having<'get'>>(path: P, query: QueryOf<P> & Query = {} as QueryOf<P> & Query): string =>
  url(path, query);

function url(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return `${BASE}${path}${search === '' ? '' : `?${search}`}`;
}

async function call<T>(method: string, path: string, options: Options): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url(path, options.query), {
      method,
      headers: headersFor(method, options),
      body: options.body === undefined ? null : options.body instanceof Blob ? options.body : JSON.stringify(options.body),
      credentials: 'same-origin',
      signal: options.signal ?? null
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('offline', 0, String(error));
  }
  if (response.ok) return parsed<T>(await response.text());
  const problem = await problemOf(response);
  if (response.status === 401 && options.anonymous !== true) signedOut();
  throw problem;
}

const parsed = <T>(text: string): T => (text === '' ? undefined : JSON.parse(text)) as T;

function headersFor(method: string, options: Options): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.body instanceof Blob) headers['Content-Type'] = options.body.type;
  else if (options.body !== undefined) {
    headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  }
  if (method !== 'GET' && csrf !== '') headers['X-CSRF-Token'] = csrf;
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey;
  return headers;
}

async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const seconds = Number.isFinite(retryAfter) ? retryAfter : null;
  try {
    const body = (await response.json()) as { code?: string; detail?: string; errors?: FieldError[] };
    return new Problem(body.code ?? codeOf(response.status), response.status, body.detail, body.errors, seconds);
  } catch {
    return new Problem(codeOf(response.status), response.status, response.statusText, [], seconds);
  }
}

function codeOf(status: number): string {
  const codes: Record<number, string> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    409: 'conflict',
    413: 'too-large',
    422: 'validation',
    429: 'rate-limited'
  };
  return codes[status] ?? (status >= 500 ? 'unavailable' : 'unexpected');
}

/** Sends files with progress (0…1); fetch cannot tell how far an upload is. */
export function upload<T>(
  path: string,
  files: File[],
  progress: (done: number) => void,
  signal?: AbortSignal,
  query: Query = {}
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url(path, query));
    request.responseType = 'json';
    if (csrf !== '') request.setRequestHeader('X-CSRF-Token', csrf);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.response as T);
        return;
      }
      const body = (request.response ?? {}) as { code?: string; detail?: string; errors?: FieldError[] };
      reject(new Problem(body.code ?? codeOf(request.status), request.status, body.detail, body.errors));
    };
    request.onerror = () => reject(new Problem('offline', 0));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    request.send(form);
  });
}
