/** What the numbers of a carrier look like, as it is typed: patterns apart by spaces, commas (also ، and ，) or lines. */
export const patternsOf = (typed: string): string[] => typed.split(/[\s,،，]+/).filter((pattern) => pattern !== '');
