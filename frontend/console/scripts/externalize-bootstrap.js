import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Moves SvelteKit's inline start script into a file of its own, so that the page runs under `script-src 'self'`
 * without a hash or a nonce in the server's header.
 *
 * @param {string} folder the static build
 */
export function externalizeBootstrap(folder) {
  const page = join(folder, 'index.html');
  let count = 0;
  const html = readFileSync(page, 'utf8').replace(/<script>([\s\S]*?)<\/script>/g, (_, script) => {
    count += 1;
    const hash = createHash('sha256').update(script).digest('hex').slice(0, 8);
    const path = `_app/immutable/start-${hash}.js`;
    writeFileSync(join(folder, path), script.trim());
    return `<script src="/${path}"></script>`;
  });
  if (count !== 1) throw new Error(`expected one inline script in ${page}, found ${count}`);
  writeFileSync(page, html);
}
