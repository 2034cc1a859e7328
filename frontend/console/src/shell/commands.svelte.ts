/** What the palette can do. Pages add their own while they are open. */
import { untrack, type Component } from 'svelte';

export interface Command {
  id: string;
  text: string;
  icon: Component<{ size?: number; strokeWidth?: number; class?: string }>;
  keys?: string;
  run: () => void;
}

let sets = $state.raw<(() => Command[])[]>([]);
let open = $state(false);

export const palette = {
  get open(): boolean {
    return open;
  },
  set open(value: boolean) {
    open = value;
  }
};

export const commands = (): Command[] => sets.flatMap((set) => set());

/** Adds commands while a component is there: `$effect(() => offer(() => [...]))`. */
export function offer(set: () => Command[]): () => void {
  sets = [set, ...untrack(() => sets)];
  return () => {
    sets = sets.filter((one) => one !== set);
  };
}
