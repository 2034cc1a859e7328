/** How a store without a connector tells of itself. */
import type { Id } from '$api/types';

export const pushAddress = (origin: string, store: Id): string => `${origin}/api/v1/stores/${store}/orders`;

/** A request that can be copied: one order, as small as can be. */
export function pushExample(address: string, currency: string): string {
  const order = {
    source_id: '1001',
    status: 'processing',
    total: { amount: '120', currency },
    placed_at: '2026-11-20T09:15:00Z',
    updated_at: '2026-11-20T09:15:00Z',
    billing: { name: 'Ayşe Yılmaz', email: 'ayse@example.com' },
    lines: [{ name: 'Leather boots', quantity: 1, total: { amount: '120', currency } }]
  };
  const body = JSON.stringify({ orders: [order] }, null, 2);
  return `curl -X PUT ${address} \\\n  -H "Authorization: Bearer tsk_…" -H "Content-Type: application/json" \\\n  -d '${body}'`;
}
