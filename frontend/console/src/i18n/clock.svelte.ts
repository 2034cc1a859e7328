/** The present, told anew every half minute, so that "2 minutes ago" grows old while one looks at it. */
let now = $state(Date.now());
let ticking: ReturnType<typeof setInterval> | undefined;

export const clock = {
  get now(): number {
    return now;
  }
};

export function startClock(): () => void {
  ticking ??= setInterval(() => (now = Date.now()), 30_000);
  return () => {
    clearInterval(ticking);
    ticking = undefined;
  };
}
