export type TextPart = { text: string; href?: string };

/**
 * Web and mail addresses as people type them. Only ASCII: percent-encoded addresses need no more, and a Korean
 * particle or a Persian full stop right behind an address is not taken for a part of it.
 */
const ADDRESS = /(?:https?:\/\/|www\.)[\w\-.~:/?#[\]@!$&'()*+,;=%]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const TRAILING = /[.,;:!?'")\]]+$/;

/** Splits a text into words and links. `href` is always http, https or mailto. */
export function findLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = trimPunctuation(found[0]);
    const href = toHref(address);
    if (!href) continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index) });
    parts.push({ text: address, href });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The address in the form to follow, or null when it is none that a message may lead to. */
export function toHref(address: string): string | null {
  const isMail = /^[^\s@:/]+@[^\s@:/]+$/.test(address);
  const written = isMail ? `mailto:${address}` : /^www\./i.test(address) ? `https://${address}` : address;
  try {
    const url = new URL(written);
    return /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A closing bracket belongs to the address only if it was opened within it. */
function trimPunctuation(address: string): string {
  const trimmed = address.replace(TRAILING, "");
  const isOpen = trimmed.split("(").length > trimmed.split(")").length;
  return isOpen && address[trimmed.length] === ")" ? trimmed + ")" : trimmed;
}
