/** Holds the script that the inbox needs before it shows against its budget. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** KB, gzip. */
const BUDGET = 150;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(
  readFileSync(join(root, '.svelte-kit/output/client/.vite/manifest.json'), 'utf8')
);
const nodes = Object.keys(manifest).filter((name) => manifest[name].isEntry);
const inbox = inboxNodes();
/** @type {Set<string>} */
const files = new Set();
for (const name of nodes) if (/client\/(start|entry|app)|entry\/(start|app)|runtime/.test(name) || inbox.has(name)) follow(name);
for (const name of Object.keys(manifest)) if (name.includes('catalogue/first/en')) follow(name);

let total = 0;
for (const file of files) {
  if (!file.endsWith('.js')) continue;
  total += gzipSync(readFileSync(join(root, 'build', file))).length;
}
total += statSync(join(root, 'build/boot.js')).size;
if (process.argv.includes('--list')) for (const file of files) if (file.endsWith('.js')) console.log(gzipSync(readFileSync(join(root, 'build', file))).length, file);
const size = total / 1024;
console.log(`Inbox: ${size.toFixed(1)} KB of script (gzip) in ${files.size} files; budget ${BUDGET} KB`);
if (size > BUDGET || size < 20) process.exit(1);

/** @param {string} name */
function follow(name) {
  const chunk = manifest[name];
  if (chunk === undefined || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const next of chunk.imports ?? []) follow(next);
}

/** The route nodes that `/inbox` draws: its page and the layouts above it. */
function inboxNodes() {
  const source = readFileSync(join(root, '.svelte-kit/generated/client-optimized/app.js'), 'utf8');
  const match = /"\/\(app\)\/inbox\/\[\[view\]\]\/\[\[conversation\]\]":\s*\[([^\]]*(?:\[[^\]]*\])*[^\]]*)\]/.exec(source);
  if (match === null) throw new Error('the inbox route was not found in the generated client');
  const numbers = [...(match[1] ?? '').matchAll(/\d+/g)].map(([number]) => Number(number));
  return new Set([0, 1, ...numbers].map((number) => `.svelte-kit/generated/client-optimized/nodes/${number}.js`));
}
