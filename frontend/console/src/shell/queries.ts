/** Server state in one cache; the keys here are the whole list, so that a live event knows what to ask for again. */
import { QueryClient } from '@tanstack/svelte-query';
import { Problem } from '$api/problem';
import type { Id } from '$api/types';

export const keys = {
  agents: ['agents'] as const,
  invitations: ['invitations'] as const,
  sessions: ['sessions'] as const,
  tokens: ['tokens'] as const,
  workspace: ['workspace'] as const,
  outbox: (state: string) => ['outbox', state] as const,
  readerFailures: ['outbox', 'aside'] as const,
  audit: ['audit'] as const,
  journal: (filter: object) => ['journal', filter] as const,
  suppressed: ['suppressed'] as const,
  silences: ['silences'] as const,
  servers: ['servers'] as const,
  arrival: (id: Id) => ['arrival', id] as const,
  overview: (query: object) => ['overview', query] as const,
  channels: ['channels'] as const,
  channel: (id: Id) => ['channels', id] as const,
  incoming: (id: Id) => ['channels', id, 'incoming'] as const,
  storeImports: (id: Id) => ['stores', id, 'imports'] as const,
  storeImport: (id: Id, one: Id) => ['stores', id, 'import', one] as const,
  imports: (id: Id) => ['channels', id, 'imports'] as const,
  import: (id: Id, one: Id) => ['channels', id, 'imports', one] as const,
  customFields: ['custom-fields'] as const,
  stores: ['stores'] as const,
  brands: ['stores', 'brands'] as const,
  store: (id: Id) => ['stores', id] as const,
  tags: ['tags'] as const,
  teams: ['teams'] as const,
  views: ['views'] as const,
  conversations: ['conversations'] as const,
  conversationList: (filter: object) => ['conversations', 'list', filter] as const,
  conversation: (id: Id) => ['conversation', id] as const,
  messages: (id: Id) => ['conversation', id, 'messages'] as const,
  scheduled: (id: Id) => ['conversation', id, 'scheduled'] as const,
  history: (id: Id) => ['conversation', id, 'history'] as const,
  customers: ['customers'] as const,
  customer: (id: Id) => ['customer', id] as const,
  suggestions: (id: Id) => ['customer', id, 'suggestions'] as const,
  timeline: (id: Id) => ['customer', id, 'timeline'] as const,
  customerConversations: (id: Id) => ['conversations', 'of', id] as const,
  products: ['products'] as const,
  productsFound: (q: string, store?: Id) => ['products', 'found', q, store] as const,
  productsOfStore: (store: Id, q: string) => ['products', 'of', store, q] as const,
  productCategories: ['products', 'categories'] as const,
  product: (id: Id) => ['product', id] as const,
  reviews: ['reviews'] as const,
  reviewsOf: (customer: Id) => ['reviews', 'of', customer] as const,
  review: (id: Id) => ['review', id] as const,
  coupons: ['coupons'] as const,
  coupon: (id: Id) => ['coupon', id] as const,
  orders: ['orders'] as const,
  ordersOf: (customer: Id) => ['orders', 'of', customer] as const,
  order: (id: Id) => ['order', id] as const,
  orderActions: (id: Id) => ['order', id, 'actions'] as const,
  refundable: (id: Id) => ['refundable', id] as const,
  orderAbilities: (id: Id) => ['order-abilities', id] as const,
  orderPolicy: ['order-policy'] as const,
  lateRules: ['late-rules'] as const,
  holidays: ['holidays'] as const,
  carriers: ['carriers'] as const,
  ownCarriers: ['own-carriers'] as const,
  trackingHook: ['tracking-hook'] as const
};

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      // A template that reads `a.data` before `b.data` would else miss b when it comes first: only what was read is told.
      notifyOnChangeProps: 'all',
      retry: (count, error) => Problem.from(error).passing && count < 3
    }
  }
});
