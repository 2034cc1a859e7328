import { get } from './client';
import type { QueryOf } from './contract';
import type { Id, Page, Product, ProductDetail } from './types';

export type ProductFilter = Omit<QueryOf<'/products'>, 'limit' | 'after'>;
export const listProducts = (query: QueryOf<'/products'>, signal?: AbortSignal): Promise<Page<Product>> => get('/products', query, signal);
export const readProduct = (id: Id, signal?: AbortSignal): Promise<ProductDetail> => get(`/products/${id}`, undefined, signal);
/** What products are filed under, by the stores' names for it. */
export const listProductCategories = (signal?: AbortSignal): Promise<Page<{ name: string }>> => get('/product-categories', undefined, signal);
