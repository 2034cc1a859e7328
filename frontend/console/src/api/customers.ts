import { get, patch, post } from './client';
import type { QueryOf } from './contract';
import type { Customer, CustomerPatch, Id, NewCustomer, Page, Suggestion, TimelineEntry } from './types';

export const listCustomers = (
  query: QueryOf<'/customers'>,
  signal?: AbortSignal
): Promise<Page<Customer>> => get('/customers', query, signal);
export const readCustomer = (id: Id, signal?: AbortSignal): Promise<Customer> => get(`/customers/${id}`, undefined, signal);
export const createCustomer = (body: NewCustomer): Promise<Customer> => post('/customers', body);
export const changeCustomer = (id: Id, change: CustomerPatch): Promise<Customer> =>
  patch(`/customers/${id}`, change);
export const readTimeline = (id: Id, after?: string): Promise<Page<TimelineEntry>> => get(`/customers/${id}/timeline`, { after });
export const listSuggestions = (id: Id): Promise<{ data: Suggestion[] }> => get(`/customers/${id}/suggestions`);
export const mergeCustomer = (id: Id, from: Id): Promise<{ merge_id: Id; customer: Customer }> =>
  post(`/customers/${id}/merge`, { from });
export const undoCustomerMerge = (mergeId: Id): Promise<unknown> => post(`/customer-merges/${mergeId}/undo`);
export const dismissSuggestion = (id: Id, other: Id): Promise<void> =>
  post(`/customers/${id}/suggestions/${other}/dismiss`);
