/** Things of a preview as rows of a table: what a person checks first. */
import type { ImportKind } from '$api/store-imports';
import { format } from '$i18n';

type Thing = Record<string, unknown> | null | undefined;

const columns: Record<ImportKind, string[]> = {
  orders: ['number', 'status', 'placed_at', 'total', 'name', 'email', 'line_name', 'tracking_number'],
  customers: ['source_id', 'name', 'email', 'phone', 'city', 'country'],
  products: ['source_id', 'name', 'sku', 'price', 'stock_quantity']
};

const at = (thing: Thing, name: string): unknown => (thing ?? {})[name];
const inside = (thing: Thing, name: string): Thing => at(thing, name) as Thing;
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? format.number(value) : '');

function money(value: Thing): string {
  const [amount, currency] = [text(at(value, 'amount')), text(at(value, 'currency'))];
  return amount === '' ? '' : `${amount} ${currency}`;
}

function named(person: Thing): string {
  return text(at(person, 'name')) || [text(at(person, 'first_name')), text(at(person, 'last_name'))].filter((part) => part !== '').join(' ');
}

function cell(kind: ImportKind, thing: Thing, column: string): string {
  const billing = inside(thing, 'billing');
  const list = (name: string): Thing[] => (at(thing, name) as Thing[] | undefined) ?? [];
  switch (column) {
    case 'number':
      return text(at(thing, 'number')) || text(at(thing, 'source_id'));
    case 'placed_at':
      return format.dateTime(text(at(thing, 'placed_at')));
    case 'total':
    case 'price':
      return money(inside(thing, column));
    case 'name':
      return kind === 'products' ? text(at(thing, 'name')) : named(thing) || named(billing);
    case 'line_name':
      return list('lines').map((line) => `${text(at(line, 'quantity'))} × ${text(at(line, 'name'))}`).join(', ');
    case 'tracking_number':
      return list('shipments').map((parcel) => text(at(parcel, 'number'))).join(', ');
    default:
      return text(at(thing, column)) || text(at(billing, column));
  }
}

/** Only columns in which something stands. */
export function shownOf(kind: ImportKind, things: unknown[]): { columns: string[]; rows: string[][] } {
  const all = things.map((thing) => columns[kind].map((column) => cell(kind, thing as Thing, column)));
  const kept = columns[kind].map((column, index) => ({ column, index })).filter(({ index }) => all.some((row) => row[index] !== ''));
  return { columns: kept.map(({ column }) => column), rows: all.map((row) => kept.map(({ index }) => row[index] ?? '')) };
}
