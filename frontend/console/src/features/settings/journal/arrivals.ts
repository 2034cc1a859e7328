/** How the journal shows what became of mails. */
import type { Disposition } from '$api/mail';
import type { Tone } from '$ui/Badge.svelte';

const tones: Record<Disposition, Tone> = {
  stored: 'good',
  duplicate: 'neutral',
  auto_reply: 'neutral',
  bounce: 'warn',
  complaint: 'bad',
  spam: 'warn',
  rejected: 'bad',
  refused: 'bad'
};
export const toneOf = (disposition: Disposition): Tone => tones[disposition];

/** The moment at which a day begins here. */
export const dayStart = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/** The moment at which the day after it begins here. */
export function dayEnd(day: string): string {
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}
