/** How stores show themselves to their customers. */
import { del, get, putFile } from './client';
import type { Brand, Id, Page, StoreBrand } from './types';

export const listBrands = (): Promise<Page<Brand>> => get('/brands', { limit: 200 });
/** A PNG of at most 512 kB; only its pixels are kept. */
export const putLogo = (store: Id, picture: Blob): Promise<StoreBrand> => putFile(`/stores/${store}/logo`, picture);
export const deleteLogo = (store: Id): Promise<StoreBrand> => del(`/stores/${store}/logo`);
