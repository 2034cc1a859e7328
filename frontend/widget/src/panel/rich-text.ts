import { element } from "./dom";
import { findLinks, toHref } from "./links";

/** What an agent's formatting may bring along; of every other element only the words stay. */
const KEPT = new Set("B STRONG I EM U S CODE PRE BR P DIV UL OL LI BLOCKQUOTE".split(" "));
const DROPPED = new Set("SCRIPT STYLE TEMPLATE HEAD TITLE IFRAME OBJECT SVG MATH TEXTAREA NOSCRIPT".split(" "));

/** A message's content as new nodes. Foreign markup is read into an inert document and rebuilt from known elements. */
export function messageContent(text: string, html: string | null): Node[] {
  if (html) {
    try {
      return rebuild(new DOMParser().parseFromString(html, "text/html").body);
    } catch {
      // A page with Trusted Types forbids parsing: the plain text says the same.
    }
  }
  return linked(text);
}

function rebuild(parent: Node): Node[] {
  return [...parent.childNodes].flatMap((node): Node[] => {
    if (node instanceof Text) return linked(node.data);
    if (!(node instanceof Element) || DROPPED.has(node.tagName.toUpperCase())) return [];
    const href = node.tagName === "A" ? toHref(node.getAttribute("href") ?? "") : null;
    if (href) return [link(node.textContent, href)];
    if (!KEPT.has(node.tagName)) return rebuild(node);
    const kept = document.createElement(node.tagName);
    kept.append(...rebuild(node));
    return [kept];
  });
}

function linked(text: string): Node[] {
  return findLinks(text).map((part) => (part.href ? link(part.text, part.href) : document.createTextNode(part.text)));
}

/** Links into the store open in its tab, where the conversation goes on; others in a new one. */
function link(text: string, href: string): HTMLAnchorElement {
  const isStore = href.startsWith(location.origin + "/");
  return element("a", { href, target: isStore ? "_self" : "_blank", rel: "noopener noreferrer nofollow ugc" }, text);
}
