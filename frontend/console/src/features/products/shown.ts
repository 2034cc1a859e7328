/** How prices and stock of a product and its variants are shown. */
import type { Money, Product, ProductVariant, Stock } from '$api/types';
import { format } from '$i18n';
import type { Tone } from '$ui/Badge.svelte';

export const stockTone: Record<Stock, Tone> = { in_stock: 'good', out_of_stock: 'bad', on_backorder: 'warn', unknown: 'neutral' };

/** What it costs without a sale, while there is one. The amounts have the digits of the same currency. */
export const beforeSale = ({ price, regular_price }: Pick<Product, 'price' | 'regular_price'>): Money | null =>
  price && regular_price && price.currency === regular_price.currency && price.amount !== regular_price.amount ? regular_price : null;

/** What makes a variant this form; its own name, article number or id where the store does not say. */
export const nameOf = (variant: Pick<ProductVariant, 'options' | 'name' | 'sku' | 'source_id'>): string =>
  variant.options.length > 0 ? format.joined(variant.options.map((option) => option.value)) : (variant.name ?? variant.sku ?? variant.source_id);
