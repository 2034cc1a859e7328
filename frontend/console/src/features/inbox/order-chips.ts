/** What a list is narrowed down to by orders, in words. */
import type { ConversationFilter } from '$api/conversations';
import { format, t, tWord } from '$i18n';

type OrderField = 'order_status' | 'order_open' | 'order_late' | 'order';

export function orderChips(filter: ConversationFilter): { key: OrderField; text: string }[] {
  const { order_status: states, order_open: open, order_late: late, order } = filter;
  const words = (states ?? '').split(',').filter((one) => one !== '').map((one) => tWord('order', one, 'order-other'));
  const chips: { key: OrderField; text: string }[] = [];
  if (words.length > 0) chips.push({ key: 'order_status', text: t('filter-order-status', { states: format.list(words) }) });
  if (typeof open === 'boolean') chips.push({ key: 'order_open', text: t(open ? 'filter-order-open' : 'filter-order-open-not') });
  if (typeof late === 'boolean') chips.push({ key: 'order_late', text: t(late ? 'filter-order-late' : 'filter-order-late-not') });
  if (order) chips.push({ key: 'order', text: t('filter-order-chip', { number: order }) });
  return chips;
}
