/** What the description of the API says of each address: what may be asked there, sent there, and what it answers. */
import type { paths } from '@tillside/api-client';

/** An address with its parts filled in: `/tags/{id}` → `/tags/${string}`. */
type Filled<P extends string> = P extends `${infer Head}{${string}}${infer Tail}` ? `${Head}${string}${Filled<Tail>}` : P;
/** The addresses of the API, as the console writes them, by how they are described. */
type Addresses = { [K in keyof paths as K extends `/api/v1${string}` ? K : never]: K extends `/api/v1${infer P}` ? Filled<P> : never };
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The addresses at which something can be done. */
export type Having<M extends Method> = {
  [K in keyof Addresses]: paths[K] extends Record<M, object> ? Addresses[K] : never;
}[keyof Addresses];

type Described<P extends string> = {
  [K in keyof Addresses]: [Addresses[K]] extends [P] ? ([P] extends [Addresses[K]] ? K : never) : never;
}[keyof Addresses];
type Operation<P extends string, M extends Method> = paths[Described<P>] extends Record<M, infer O> ? O : never;

/** What may stand behind the `?`. */
export type QueryOf<P extends string> = Operation<P, 'get'> extends { parameters: { query?: infer Q } }
  ? { [K in keyof NonNullable<Q>]: NonNullable<Q>[K] | null }
  : never;

type Content<T> = T extends { content: infer C } ? C[keyof C] : undefined;
/** What is sent. */
export type BodyOf<P extends string, M extends Method> = Operation<P, M> extends { requestBody?: infer B }
  ? B extends { content: infer C } ? C[keyof C] : undefined
  : undefined;

/** Whether the same may be asked twice, and whether a 401 is an answer there (forms before signing in). */
interface How {
  /** Makes a POST safe to send twice. */
  idempotencyKey?: string;
  /** A 401 is an answer here (sign-in form), not the end of the session. */
  anonymous?: boolean;
}
export type Sending<P extends string, M extends Method> =
  BodyOf<P, M> extends undefined ? [body?: undefined, how?: How] : [body: BodyOf<P, M>, how?: How];

/** What a success answers. */
export type AnswerOf<P extends string, M extends Method> = Operation<P, M> extends { responses: infer R }
  ? { [S in keyof R & (200 | 201 | 202 | 204)]: Content<R[S]> }[keyof R & (200 | 201 | 202 | 204)]
  : never;
