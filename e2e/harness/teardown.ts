/** Removes the sample stores that the workers of this run copied. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function teardown(): Promise<void> {
  await rm(join(tmpdir(), `tillside-templates-${process.pid}`), { recursive: true, force: true });
}
