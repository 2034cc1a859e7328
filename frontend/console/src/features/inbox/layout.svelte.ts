/** Which panes are open, remembered in this browser. */
const KEPT = 'tillside.panes';
interface Panes {
  customer: boolean;
  folded: string[];
  view: string;
}
const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Panes>;
const panes = $state<Panes>({ customer: kept.customer ?? true, folded: kept.folded ?? [], view: kept.view ?? 'all' });
let viewsOpen = $state(false);
let customerOver = $state(false);

const keep = (): void => localStorage.setItem(KEPT, JSON.stringify(panes));

export const layout = {
  /** The customer beside the conversation, where there is room. */
  get customer(): boolean {
    return panes.customer;
  },
  set customer(open: boolean) {
    panes.customer = open;
    keep();
  },
  /** The customer over the conversation, where there is none. */
  get customerOver(): boolean {
    return customerOver;
  },
  set customerOver(open: boolean) {
    customerOver = open;
  },
  /** The views over the list, where there is no room for them beside it. */
  get viewsOver(): boolean {
    return viewsOpen;
  },
  set viewsOver(open: boolean) {
    viewsOpen = open;
  },
  get lastView(): string {
    return panes.view;
  },
  set lastView(view: string) {
    if (panes.view === view) return;
    panes.view = view;
    keep();
  },
  folded: (block: string): boolean => panes.folded.includes(block),
  fold(block: string, folded: boolean): void {
    panes.folded = folded ? [...panes.folded.filter((one) => one !== block), block] : panes.folded.filter((one) => one !== block);
    keep();
  }
};
