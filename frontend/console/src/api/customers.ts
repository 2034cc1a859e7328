import { get, patch, post } from './client';
import type { Customer, Id, Page, Suggestion, TimelineEntry } from './types';

export const listCustomers = (
  query: { q?: string; sort?: string; after?: string; limit?: number },
  signal?: AbortSignal
): Promise<Page<Customer>> => get('/customers', { ...query }, signal);
export const readCustomer = (id: Id, signal?: AbortSignal): Promise<Customer> => get(`/customers/${id}`, {}, signal);
export const createCustomer = (body: Partial<Customer>): Promise<Customer> => post('/customers', body);
export const changeCustomer = (id: Id, change: Record<string, unknown>): Promise<Customer> =>
  patch(`/customers/${id}`, change);
export const readTimeline = (id: Id, after?: string): Promise<Page<TimelineEntry>> => get(`/customers/${id}/timeline`, { after });
export const listSuggestions = (id: Id): Promise<{ data: Suggestion[] }> => get(`/customers/${id}/suggestions`);
export const mergeCustomer = (id: Id, from: Id): Promise<{ merge_id: Id; customer: Customer }> =>
  post(`/customers/${id}/merge`, { from });
export const undoCustomerMerge = (mergeId: Id): Promise<void> => post(`/customer-merges/${mergeId}/undo`);
export const dismissSuggestion = (id: Id, other: Id): Promise<void> =>
  post(`/customers/${id}/suggestions/${other}/dismiss`);
