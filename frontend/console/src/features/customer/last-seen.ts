/** Where a page is that a visitor's browser told of: a link leads to the web and nowhere else. */
export function pageAddress(told: string): string | null {
  if (!URL.canParse(told)) return null;
  const { protocol, href } = new URL(told);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
