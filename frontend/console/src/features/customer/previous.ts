/** How many conversations a customer has beside the one that is open: those that are listed, or as counted where these are not all. */
export const othersOf = (listed: number, more: boolean, counted: number): number => (more ? Math.max(listed, counted - 1) : listed);
