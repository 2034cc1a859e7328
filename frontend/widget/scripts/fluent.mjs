// Compiles Fluent messages to JavaScript at build time, so that the widget carries sentences and no Fluent runtime.
import { parse } from "@fluent/syntax";
import { readFileSync } from "node:fs";

export const languages = /** @type {const} */ (["en", "tr", "ko", "fa"]);
/** @typedef {(typeof languages)[number]} Language */

const locales = new URL("../../../locales/", import.meta.url);

/** @param {string} language @param {string} catalogue */
export function cataloguePath(language, catalogue) {
  return new URL(`${language}/${catalogue}.ftl`, locales).pathname;
}

/**
 * The messages of one catalogue by key, in file order.
 * @param {string} language
 * @param {string} catalogue
 * @returns {Map<string, import("@fluent/syntax").Pattern>}
 */
export function readCatalogue(language, catalogue) {
  const path = cataloguePath(language, catalogue);
  /** @type {Map<string, import("@fluent/syntax").Pattern>} */
  const messages = new Map();
  for (const entry of parse(readFileSync(path, "utf8"), {}).body) {
    if (entry.type === "Junk") throw new Error(`${path}: not Fluent: ${entry.content}`);
    if (entry.type !== "Message" || !entry.value) continue;
    if (messages.has(entry.id.name)) throw new Error(`${path}: ${entry.id.name} stands there twice`);
    messages.set(entry.id.name, entry.value);
  }
  return messages;
}

/**
 * A module whose default export maps each key, without its prefix, to a string or to a function
 * `(arg, category) => string`: `arg` formats an argument, `category` names its plural category.
 * @param {Map<string, import("@fluent/syntax").Pattern>} messages
 * @param {string} prefix
 */
export function compileObject(messages, prefix) {
  const lines = [...messages].map(
    ([key, pattern]) => `${JSON.stringify(key.slice(prefix.length))}: ${compileMessage(pattern)}`,
  );
  return `{\n${lines.join(",\n")}\n}`;
}

/** @param {import("@fluent/syntax").Pattern} pattern */
export function compileMessage(pattern) {
  const plain = plainText(pattern);
  return plain === null ? `(arg, category) => ${compilePattern(pattern)}` : JSON.stringify(plain);
}

/** The words of a message without arguments, else null. @param {import("@fluent/syntax").Pattern} pattern */
export function plainText(pattern) {
  const [only] = pattern.elements;
  return pattern.elements.length === 1 && only?.type === "TextElement" ? only.value : null;
}

/** The names of the arguments that a message uses, sorted. @param {import("@fluent/syntax").Pattern} pattern */
export function argumentNames(pattern) {
  const names = [...compileMessage(pattern).matchAll(/(?:arg|category)\("([^"]+)"\)/g)].map((found) => found[1]);
  return [...new Set(names)].sort();
}

/** @param {import("@fluent/syntax").Pattern} pattern @returns {string} */
function compilePattern(pattern) {
  const parts = pattern.elements.map((element) =>
    element.type === "TextElement"
      ? element.value.replace(/[`\\]|\$\{/g, "\\$&")
      : `\${${compileExpression(element.expression)}}`,
  );
  return `\`${parts.join("")}\``;
}

/** @param {import("@fluent/syntax").Expression | import("@fluent/syntax").Placeable} expression @returns {string} */
function compileExpression(expression) {
  switch (expression.type) {
    case "VariableReference":
      return `arg(${JSON.stringify(expression.id.name)})`;
    case "StringLiteral":
      return JSON.stringify(expression.parse().value);
    case "SelectExpression": {
      if (expression.selector.type !== "VariableReference") throw new Error("a selector must be a variable");
      const fallback = expression.variants.find((variant) => variant.default);
      if (!fallback) throw new Error("a selection needs a default");
      const otherwise = compilePattern(fallback.value);
      const chosen = expression.variants.filter((variant) => compilePattern(variant.value) !== otherwise);
      const category = `category(${JSON.stringify(expression.selector.id.name)})`;
      return chosen.reduceRight((rest, { key, value }) => {
        const isThis = `${category} === ${JSON.stringify(variantName(key))}`;
        return `${isThis} ? ${compilePattern(value)} : ${rest}`;
      }, otherwise);
    }
    default:
      throw new Error(`${expression.type} is not used in the widget's texts`);
  }
}

/** @param {import("@fluent/syntax").Identifier | import("@fluent/syntax").NumberLiteral} key */
function variantName(key) {
  return key.type === "Identifier" ? key.name : key.value;
}
