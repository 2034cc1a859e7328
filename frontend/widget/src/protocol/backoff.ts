/** Longest wait between two attempts, in milliseconds. */
const LONGEST = 30_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 is the first repetition). Half is fixed and doubles, half is
 * chance, so that a thousand widgets whose server restarted don't come back in the same instant.
 * `random` is in [0, 1).
 */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST, 1_000 * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
