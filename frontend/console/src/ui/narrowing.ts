/** What a list is narrowed down to, kept in the page's address so that it can be shared. */
import type { Id } from '$api/types';

/** One of the words behind the `?`. */
export interface Kind<Value, Asked> {
  /** What it is when the address does not say it. */
  readonly none: Value;
  /** What no list of this kind can be asked is left out. */
  read(word: string): Value;
  /** What the API is asked, and what stands in the address. */
  asked(value: Value): Asked | undefined;
  /** Says in which order the rows come, and leaves none out. */
  readonly ordering?: true;
}
type Kinds = Record<string, Kind<unknown, unknown>>;
type NarrowedBy<K extends Kinds> = { [Name in keyof K]: K[Name]['none'] };
type AskedBy<K extends Kinds> = { [Name in keyof K]?: NonNullable<ReturnType<K[Name]['asked']>> };

/** Any text: a search, an id. */
export const text: Kind<string, string> = { none: '', read: (word) => word, asked: (value) => value || undefined };

export const flag: Kind<boolean, true> = { none: false, read: (word) => word === 'true', asked: (value) => value || undefined };

export const oneOf = <Word extends string>(words: readonly Word[]): Kind<Word | '', Word> => ({
  none: '',
  read: (word) => words.find((one) => one === word) ?? '',
  asked: (value) => (value === '' ? undefined : value)
});

export const anyOf = <Word extends string>(words: readonly Word[]): Kind<Word[], string> => ({
  none: [],
  read: (list) => list.split(',').flatMap((word) => words.find((one) => one === word) ?? []),
  asked: (values) => values.join(',') || undefined
});

/** The first of the orders is the one that is not said. */
export const inOrder = <Word extends string>(orders: readonly [Word, ...Word[]]): Kind<Word, Word> => ({
  none: orders[0],
  read: (word) => orders.find((one) => one === word) ?? orders[0],
  asked: (value) => (value === orders[0] ? undefined : value),
  ordering: true
});

export interface Filters<Narrowed, Asked> {
  readonly everything: Narrowed;
  read: (params: URLSearchParams) => Narrowed;
  /** What the API is asked for. */
  asked: (narrowed: Narrowed) => Asked;
  isNarrowed: (narrowed: Narrowed) => boolean;
  /** All rows, in the same order. */
  cleared: (narrowed: Narrowed) => Narrowed;
  /** The address of a row, or of the list, with the same filters. */
  address: (narrowed: Narrowed, row: Id | null) => string;
}

export function filters<K extends Kinds>(path: string, kinds: K): Filters<NarrowedBy<K>, AskedBy<K>> {
  type Narrowed = NarrowedBy<K>;
  const entries = Object.entries(kinds) as [keyof K & string, Kind<unknown, unknown>][];
  const each = (valueOf: (name: keyof K & string, kind: Kind<unknown, unknown>) => unknown): Narrowed =>
    Object.fromEntries(entries.map(([name, kind]) => [name, valueOf(name, kind)])) as Narrowed;
  const asked = (narrowed: Narrowed): [string, unknown][] =>
    entries.map(([name, kind]): [string, unknown] => [name, kind.asked(narrowed[name])]).filter(([, word]) => word !== undefined);
  return {
    everything: each((_, { none }) => none),
    read: (params) => each((name, { none, read }) => (params.has(name) ? read(params.get(name) ?? '') : none)),
    asked: (narrowed) => Object.fromEntries(asked(narrowed)) as AskedBy<K>,
    isNarrowed: (narrowed) => entries.some(([name, kind]) => !kind.ordering && kind.asked(narrowed[name]) !== undefined),
    cleared: (narrowed) => each((name, { none, ordering }) => (ordering ? narrowed[name] : none)),
    address: (narrowed, row) => {
      const query = new URLSearchParams(asked(narrowed).map(([name, word]) => [name, String(word)])).toString();
      return `${path}${row === null ? '' : `/${row}`}${query === '' ? '' : `?${query}`}`;
    }
  };
}
