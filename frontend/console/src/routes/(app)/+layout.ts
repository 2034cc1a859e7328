import { redirect } from '@sveltejs/kit';
import { Problem } from '$api/problem';
import { readSetup } from '$api/workspace';
import { resume } from '$shell/session.svelte';

/** Nobody sees a page of the workspace before it is known who they are. */
export async function load({ url, parent }: { url: URL; parent: () => Promise<unknown> }): Promise<{ problem: Problem | null }> {
  await parent();
  try {
    await resume();
    return { problem: null };
  } catch (error) {
    const problem = Problem.from(error);
    if (problem.status !== 401) return { problem };
    const setup = await readSetup().catch(() => ({ needed: false }));
    redirect(307, setup.needed ? '/setup' : `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  }
}
