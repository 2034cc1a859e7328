import type { ReviewStatus } from '$api/types';
import type { Tone } from '$ui/Badge.svelte';

export const reviewTone: Record<ReviewStatus, Tone> = {
  published: 'good',
  waiting: 'warn',
  spam: 'bad',
  trash: 'neutral',
  gone: 'neutral',
  other: 'neutral'
};
