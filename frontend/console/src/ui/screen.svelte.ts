/** How much room there is, as the breakpoints of the styles have it; for what styles alone cannot change. */
import { MediaQuery } from 'svelte/reactivity';

const narrow = new MediaQuery('width < 52rem');
const medium = new MediaQuery('width < 68rem');

export const screen = {
  /** One pane at a time. */
  get narrow(): boolean {
    return narrow.current;
  },
  /** No room for the views beside the list, or for an order beside the orders. */
  get medium(): boolean {
    return medium.current;
  }
};
