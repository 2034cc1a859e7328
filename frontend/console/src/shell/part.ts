import { whenBack } from './connection.svelte';

/** Times that a part is asked for while the server answers: after a new version it may have gone for good. */
const TRIES = 5;

/**
 * Fetches a part of the program that comes when it is needed. Without a connection it waits for the next one, as what was
 * written does, instead of being missing until the page is loaded anew.
 */
export async function part<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await load();
    } catch (error) {
      if (left === 1) throw error;
      await whenBack();
    }
  }
}
