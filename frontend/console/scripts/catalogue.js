/**
 * The texts of the console: reads `locales/<language>/console*.ftl`, holds the four languages against each other,
 * and writes the type of all message ids, so that a misspelt key does not compile.
 */
import { readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, Visitor } from '@fluent/syntax';

const console_ = join(dirname(fileURLToPath(import.meta.url)), '..');
export const localesFolder = join(console_, '..', '..', 'locales');
export const languages = ['en', 'tr', 'ko', 'fa'];

/** @param {string} language @returns {string[]} the paths of the console's catalogue files */
export function catalogueFiles(language) {
  const folder = join(localesFolder, language);
  return readdirSync(folder)
    .filter((name) => /^console(-[a-z-]+)?\.ftl$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * `first` is what the inbox needs before it shows; `rest` are the texts of all other pages.
 * @typedef {'first' | 'rest' | 'all'} Part
 */

/** @param {string} path */
const isFirst = (path) => /[/\\]console(-inbox)?\.ftl$/.test(path);

/** @param {string} language @param {Part} [part] @returns {string} the catalogue, without comments */
export function catalogueText(language, part = 'all') {
  return catalogueFiles(language)
    .filter((path) => part === 'all' || isFirst(path) === (part === 'first'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
    .split('\n')
    .filter((line) => !/^#/.test(line) && line.trim() !== '')
    .join('\n');
}

/** @param {string} language @returns {{messages: Map<string, Set<string>>, errors: string[]}} */
export function messagesOf(language) {
  /** @type {Map<string, Set<string>>} */
  const messages = new Map();
  /** @type {string[]} */
  const errors = [];
  for (const path of catalogueFiles(language)) {
    for (const entry of parse(readFileSync(path, 'utf8'), { withSpans: true }).body) {
      if (entry.type === 'Junk') errors.push(`${path}: cannot read "${String(entry.content).trim().slice(0, 60)}"`);
      if (entry.type !== 'Message') continue;
      if (messages.has(entry.id.name)) errors.push(`${path}: "${entry.id.name}" is there twice`);
      messages.set(entry.id.name, variablesOf(entry));
    }
  }
  return { messages, errors };
}

/** @param {import('@fluent/syntax').Message} message */
function variablesOf(message) {
  /** @type {Set<string>} */
  const names = new Set();
  class Variables extends Visitor {
    /** @override @param {import('@fluent/syntax').VariableReference} node */
    visitVariableReference(node) {
      names.add(node.id.name);
    }
  }
  new Variables().visit(message);
  return names;
}

/** Everything in which a language differs from English. @returns {string[]} */
export function differences() {
  const english = messagesOf('en');
  const found = [...english.errors];
  for (const language of languages.slice(1)) {
    const { messages, errors } = messagesOf(language);
    found.push(...errors);
    for (const [id, variables] of english.messages) {
      const theirs = messages.get(id);
      if (!theirs) found.push(`${language}: "${id}" is missing`);
      else if ([...variables].sort().join() !== [...theirs].sort().join())
        found.push(`${language}: "${id}" has the variables {${[...theirs]}}, English has {${[...variables]}}`);
    }
    for (const id of messages.keys()) if (!english.messages.has(id)) found.push(`${language}: "${id}" is not in English`);
  }
  return found;
}

/** Keys that the sources use but that no catalogue has. @returns {string[]} */
export function unknownKeys() {
  const known = messagesOf('en').messages;
  /** @type {string[]} */
  const found = [];
  for (const path of sources(join(console_, 'src'))) {
    const text = readFileSync(path, 'utf8');
    for (const match of text.matchAll(/(?<![\w.])t\(\s*['"]([a-z0-9-]+)['"]/g)) {
      if (!known.has(match[1] ?? '')) found.push(`${path}: no text for "${match[1]}"`);
    }
  }
  return found;
}

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(svelte|ts)$/.test(entry.name) ? [path] : [];
  });
}

export function writeKeyTypes() {
  const keys = [...messagesOf('en').messages.keys()].sort();
  const text = `export type MessageId =\n${keys.map((key) => `  | '${key}'`).join('\n')};\n`;
  const path = join(console_, 'src', 'i18n', 'catalogue.gen.d.ts');
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/** @returns {import('vite').Plugin} serves `virtual:catalogue/<part>/<language>`: each is downloaded by itself */
export function catalogue() {
  const prefix = 'virtual:catalogue/';
  return {
    name: 'tillside-catalogue',
    buildStart() {
      writeKeyTypes();
      const problems = [...differences(), ...unknownKeys()];
      if (problems.length > 0 && !this.meta.watchMode) this.error(problems.join('\n'));
      for (const problem of problems) this.warn(problem);
      for (const language of languages) for (const path of catalogueFiles(language)) this.addWatchFile(path);
    },
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const [part, language = ''] = id.slice(prefix.length + 1).split('/');
      return `export default ${JSON.stringify(catalogueText(language, part === 'first' ? 'first' : 'rest'))}`;
    },
    handleHotUpdate({ file, server }) {
      if (file.startsWith(localesFolder)) {
        for (const [id, module] of server.moduleGraph.idToModuleMap) {
          if (id.startsWith(`\0${prefix}`)) server.moduleGraph.invalidateModule(module);
        }
        server.ws.send({ type: 'full-reload' });
      }
    }
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeKeyTypes();
  const problems = [...differences(), ...unknownKeys()];
  for (const problem of problems) console.error(problem);
  process.exit(problems.length > 0 ? 1 : 0);
}
