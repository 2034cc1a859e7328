/** What actions and their effects are called. */
import type { Ability, Action, ActionKind, Effect, PiecesWanted } from '$api/order-actions';
import type { OrderLine, OrderStatus } from '$api/types';
import { isAboutReturn } from '$features/orders/returns';
import { format, t, tWord } from '$i18n';

/** In the order in which they are offered. */
export const kinds: readonly ActionKind[] = [
  'approve_return', 'decline_return', 'close_return', 'refund', 'cancel', 'items', 'replacement', 'coupon', 'note', 'address', 'resend'
];

type Dashed<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : S;

/** A word of the server as the ids of texts have it. */
export const dashed = <S extends string>(word: S): Dashed<S> => word.replaceAll('_', '-') as Dashed<S>;

export const kindName = (kind: string): string => tWord('order-action', kind, 'order-action-other');

/** What a store has to be able to do for an action. */
export const abilityOf = (kind: ActionKind): Ability['what'] =>
  kind === 'address' ? 'shipping_address' : isAboutReturn(kind) ? 'returns' : kind;

/** WooCommerce's name of what read-only keys lack. */
const readWrite = 'read_write';

/** Why the store can't do something; null when it can. */
export function lackText(abilities: readonly Ability[], what: Ability['what']): string | null {
  const ability = abilities.find((one) => one.what === what);
  if (ability === undefined || ability.possible) return null;
  if (ability.right === null) return t('order-cannot-unknown');
  return ability.right === readWrite ? t('order-cannot-write') : t('order-cannot-right', { right: ability.right });
}

const statuses: Record<string, OrderStatus> = { 'on-hold': 'on_hold' };

/** Newer servers may tell of effects that are not known here. */
export function effectText(effect: Omit<Effect, 'code'> & { code: string }): string {
  const variables: Record<string, string | number> = {};
  if (effect.amount !== null) variables['amount'] = format.money(effect.amount);
  if (effect.count !== null) variables['count'] = effect.count;
  if (effect.text !== null) variables['text'] = wordOf(effect.code, effect.text);
  return tWord('order-effect', effect.code, 'order-effect-other', variables);
}

function wordOf(code: string, text: string): string {
  if (code === 'status_becomes') return tWord('order', statuses[text] ?? text, 'order-other');
  return code === 'coupon_until' ? format.date(text) : text;
}

/** One action in a line: `Refund, ₺5.00`. */
export const actionText = (action: Pick<Action, 'kind' | 'amount'>): string =>
  format.joined([kindName(action.kind), ...(action.amount === null ? [] : [format.money(action.amount)])]);

/** Why it failed or waits; the store's own words follow where it has some. */
export function reasonText(action: Action): string | null {
  if (action.reason === null) return null;
  const { code, detail } = action.reason;
  const text = tWord('order-reason', code, 'order-reason-other');
  return code === 'refused' && detail !== '' ? `${text} “${detail}”` : text;
}

/** The lines that can be changed, with the pieces that are left of them: what was given back is there no more. */
export const piecesNow = (lines: readonly Pick<OrderLine, 'source_id' | 'quantity_left'>[]): PiecesWanted[] =>
  lines.filter((line) => line.quantity_left > 0).map((line) => ({ id: line.source_id, quantity: line.quantity_left }));

/** The lines whose number of pieces somebody changed. */
export const changedPieces = (before: readonly PiecesWanted[], now: Readonly<Record<string, number>>): PiecesWanted[] =>
  before.map(({ id, quantity }) => ({ id, quantity: now[id] ?? quantity })).filter((line, index) => line.quantity !== before[index]?.quantity);

/** An amount as people type it, in any digits and with either mark, as the server reads it. */
export const decimalOf = (typed: string): string =>
  typed
    .trim()
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[,٫]/g, '.');
