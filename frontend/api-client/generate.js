/**
 * Writes `src/schema.d.ts` after the description of the API in `docs/api/openapi.json`, which is what `tillside openapi`
 * prints; `--check` only says whether it is so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const description = join(here, '..', '..', 'docs', 'api', 'openapi.json');
const types = join(here, 'src', 'schema.d.ts');

const tree = await openapi(pathToFileURL(description), { emptyObjectsUnknown: true, defaultNonNullable: false, silent: true });
const head = '/* Made by generate.js after docs/api/openapi.json: `make openapi`. */\n';
const wanted = head + astToString(tree);

if (process.argv.includes('--check')) {
  if (readFileSync(types, 'utf8') !== wanted) {
    console.error('frontend/api-client/src/schema.d.ts is not what docs/api/openapi.json says: make openapi');
    process.exit(1);
  }
} else {
  writeFileSync(types, wanted);
}
