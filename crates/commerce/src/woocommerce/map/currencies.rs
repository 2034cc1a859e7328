//! Orders in another currency than the store's: WooCommerce itself knows one currency, plug-ins keep the rate in meta fields.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::money::{Currency, Money};

/// The fields in which a plug-in keeps the store's currency and how much of the order's one unit of it was worth.
/// WooPayments (`MultiCurrency\Analytics`), WOOCS (`WOOCS::woocommerce_checkout_update_order_meta`).
const KEYS: [(&str, &str); 2] = [
    ("_wcpay_multi_currency_order_default_currency", "_wcpay_multi_currency_order_exchange_rate"),
    ("_woocs_order_base_currency", "_woocs_order_rate"),
];

/// The total in the currency of the store; `None` where it is the order's, or nobody recorded the rate.
pub(super) fn store_total(total: &Money, meta: &[(&str, &Value)]) -> Option<Money> {
    let text = |key: &str| {
        let (_, value) = meta.iter().find(|(name, _)| *name == key)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let of = |(currency, rate): (&str, &str)| {
        let own: Currency = text(currency)?.parse().ok()?;
        let rate: Decimal = text(rate)?.parse().ok().filter(|rate: &Decimal| *rate > Decimal::ZERO)?;
        let amount: Decimal = total.to_string().parse().ok()?;
        let amount = amount.checked_div(rate)?;
        (own != total.currency).then(|| Money::parse_rounded(&amount.to_string(), own).ok())?
    };
    KEYS.into_iter().find_map(of)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Money, store_total};

    #[test]
    fn the_total_in_the_currency_of_the_store_is_what_plug_ins_recorded() {
        let euros = Money::parse("25.00", "EUR".parse().unwrap()).unwrap();
        let told = |fields: Value| {
            let fields: Vec<(String, Value)> = fields.as_object().unwrap().clone().into_iter().collect();
            let meta: Vec<(&str, &Value)> = fields.iter().map(|(key, value)| (key.as_str(), value)).collect();
            store_total(&euros, &meta).map(|money| format!("{money} {}", money.currency))
        };
        let (currency, rate) =
            ("_wcpay_multi_currency_order_default_currency", "_wcpay_multi_currency_order_exchange_rate");
        assert_eq!(told(json!({ currency: "TRY", rate: "0.02" })).as_deref(), Some("1250.00 TRY"));
        assert_eq!(told(json!({ currency: "KRW", rate: 0.00061 })).as_deref(), Some("40984 KRW"));
        assert_eq!(
            told(json!({ "_woocs_order_base_currency": "TRY", "_woocs_order_rate": "0.02" })).as_deref(),
            Some("1250.00 TRY")
        );
        for nothing in [
            json!({}),
            json!({ currency: "EUR", rate: "1" }),
            json!({ currency: "TRY", rate: "0" }),
            json!({ currency: "TRY" }),
        ] {
            assert_eq!(told(nothing.clone()), None, "{nothing}");
        }
    }
}
