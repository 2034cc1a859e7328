/** Variables in a reply, `{{order.number}}` and `{{customer.first_name|there}}`; the server puts their values in. */

const PATTERN = '\\{\\{\\s*([a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)+)\\s*(?:\\|([^{}<>\\n]*))?\\}\\}';

export interface Variable {
  name: string;
  /** Where it stands in the text. */
  from: number;
  to: number;
}

export const variablesIn = (text: string): Variable[] =>
  [...text.matchAll(new RegExp(PATTERN, 'g'))].map((match) => ({ name: match[1] ?? '', from: match.index, to: match.index + match[0].length }));

export const hasVariables = (text: string): boolean => new RegExp(PATTERN).test(text);

/** As it is written; with room for a fallback where there is no value. */
export const written = (name: string, value: string | null, fallback: string): string => (value === null ? `{{${name}|${fallback}}}` : `{{${name}}}`);
