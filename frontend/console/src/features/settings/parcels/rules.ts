/** Rules as they stand in the form: empty where a rule says nothing. */
import type { LateRule } from '$api/parcels';

export interface Row {
  store: string;
  carrier: string;
  country: string;
  dispatch: number | null;
  silence: number | null;
  delivery: number | null;
}

export const emptyRow = (): Row => ({ store: '', carrier: '', country: '', dispatch: null, silence: null, delivery: null });

export const rowOf = (rule: LateRule): Row => ({
  store: rule.store_id ?? '',
  carrier: rule.carrier ?? '',
  country: rule.country ?? '',
  dispatch: rule.dispatch_days ?? null,
  silence: rule.silence_days ?? null,
  delivery: rule.delivery_days ?? null
});

/** An order that waits to be sent has no carrier yet. */
export const ruleOf = (row: Row): LateRule => ({
  store_id: row.store || null,
  carrier: row.carrier || null,
  country: row.country || null,
  dispatch_days: row.carrier ? null : row.dispatch,
  silence_days: row.silence,
  delivery_days: row.delivery
});

/** Countries that parcels of our stores go to most; any other can be set through the API and is then shown too. */
export const countries =
  'TR KR IR AE AF AL AM AR AT AU AZ BA BD BE BG BH BR BY CA CH CL CN CO CY CZ DE DK DZ EE EG ES FI FR GB GE GR HK HR HU ID IE IL IN IQ IS IT JO JP KG KW KZ LB LT LU LV LY MA MD ME MK MT MX MY NL NO NZ OM PH PK PL PT QA RO RS RU SA SE SG SI SK SY TH TJ TM TN TW UA US UZ VN XK YE ZA'.split(
    ' '
  );
