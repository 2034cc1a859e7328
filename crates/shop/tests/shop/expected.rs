//! What the API has to show of a thing that a store told of, made of the store's own JSON by hand: nothing here asks the
//! program how it reads that JSON.

use serde_json::{Value, json};

/// Digits behind the point in the currencies of the recordings (ISO 4217).
fn digits(currency: &str) -> usize {
    match currency {
        "KRW" | "JPY" => 0,
        "TRY" | "USD" | "EUR" | "IRR" => 2,
        "BHD" => 3,
        other => panic!("no recording has {other}"),
    }
}

/// An amount in its currency's smallest units; what is finer is rounded half away from zero.
pub fn minor(amount: &Value, currency: &str) -> i128 {
    let text = match amount {
        Value::String(text) if !text.is_empty() => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return 0,
    };
    let (sign, text) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let (digits, part) = (digits(currency), format!("{part}0000"));
    let kept: i128 = format!("{whole}{}", &part[..digits]).parse().unwrap();
    sign * (kept + i128::from(part.as_bytes()[digits] >= b'5'))
}

/// So many smallest units as the API writes them.
pub fn money(minor: i128, currency: &str) -> Value {
    let (sign, digits) = (if minor < 0 { "-" } else { "" }, digits(currency));
    let all = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, part) = all.split_at(all.len() - digits);
    let point = if digits == 0 { "" } else { "." };
    json!({ "amount": format!("{sign}{whole}{point}{part}"), "currency": currency })
}

fn amount(thing: &Value, currency: &str) -> Value {
    money(minor(thing, currency), currency)
}

/// An amount where one was entered.
fn price(thing: &Value, currency: &str) -> Value {
    if matches!(thing.as_str(), None | Some("")) { Value::Null } else { amount(thing, currency) }
}

/// A text that was entered, without its markup.
pub fn text(value: &Value) -> Value {
    let words = value.as_str().map(plain).unwrap_or_default();
    if words.is_empty() { Value::Null } else { words.into() }
}

fn plain(fragment: &str) -> String {
    let (mut text, mut in_tag) = (String::new(), false);
    for c in fragment.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            shown => text.push(shown),
        }
    }
    let entities = [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#8217;", "’"),
        ("&ndash;", "–"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&rarr;", "→"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#038;", "&"),
        ("&amp;", "&"),
    ];
    for (entity, shown) in entities {
        text = text.replace(entity, shown);
    }
    text.trim().to_owned()
}

pub fn time(value: &Value) -> Value {
    value.as_str().map_or(Value::Null, |at| json!(format!("{at}.000Z")))
}

/// An id that names something; stores write 0 for nothing.
fn id(value: &Value) -> Value {
    if value.as_u64().unwrap_or(0) == 0 { Value::Null } else { value.to_string().into() }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The whole name in the order of its language.
pub fn name(contact: &Value) -> Value {
    let (first, last) = (text(&contact["first_name"]), text(&contact["last_name"]));
    match (first.as_str(), last.as_str()) {
        (Some(first), Some(last)) if first.chars().all(|c| ('가'..='힣').contains(&c)) => {
            format!("{last}{first}").into()
        }
        (Some(first), Some(last)) => format!("{first} {last}").into(),
        (Some(one), None) | (None, Some(one)) => one.into(),
        (None, None) => text(&contact["company"]),
    }
}

fn address(contact: &Value) -> Value {
    let fields = [
        ("first_name", "first_name"),
        ("last_name", "last_name"),
        ("company", "company"),
        ("line1", "address_1"),
        ("line2", "address_2"),
        ("city", "city"),
        ("state", "state"),
        ("postcode", "postcode"),
        ("country", "country"),
        ("email", "email"),
        ("phone", "phone"),
    ];
    let written = fields.into_iter().map(|(ours, theirs)| (ours, text(&contact[theirs])));
    let all = written.chain([("name", name(contact))]);
    all.filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.to_owned(), value)).collect()
}

fn or(one: Value, other: impl FnOnce() -> Value) -> Value {
    if one.is_null() { other() } else { one }
}

/// The fields of an order, without what has an address of its own in the store.
pub fn order(json: &Value) -> Vec<(&'static str, Value)> {
    let currency = json["currency"].as_str().unwrap();
    let sum = |list_of: &str, field: &str| -> i128 {
        list(&json[list_of]).map(|one| minor(&one[field], currency)).sum()
    };
    let (billing, shipping) = (&json["billing"], &json["shipping"]);
    let status = match json["status"].as_str().unwrap() {
        "on-hold" => "on_hold",
        "checkout-draft" => "draft",
        same => same,
    };
    let titles: Vec<String> =
        list(&json["shipping_lines"]).map(|one| plain(one["method_title"].as_str().unwrap())).collect();
    let customer = or(name(billing), || name(shipping));
    vec![
        ("number", json["number"].clone()),
        ("source_id", id(&json["id"])),
        ("status", json!(status)),
        ("raw_status", json["status"].clone()),
        ("currency", json!(currency)),
        ("total", amount(&json["total"], currency)),
        ("subtotal", money(sum("line_items", "total") + minor(&json["discount_total"], currency), currency)),
        ("discount_total", amount(&json["discount_total"], currency)),
        ("shipping_total", amount(&json["shipping_total"], currency)),
        ("tax_total", amount(&json["total_tax"], currency)),
        ("refunded_total", money(-sum("refunds", "total"), currency)),
        ("placed_at", time(&json["date_created_gmt"])),
        ("modified_at", time(&json["date_modified_gmt"])),
        ("paid_at", time(&json["date_paid_gmt"])),
        ("completed_at", time(&json["date_completed_gmt"])),
        ("customer_name", or(customer, || json!(""))),
        ("email", or(text(&billing["email"]), || text(&shipping["email"]))),
        ("phone", or(text(&billing["phone"]), || text(&shipping["phone"]))),
        ("payment_method", text(&json["payment_method_title"])),
        ("shipping_method", if titles.is_empty() { Value::Null } else { titles.join(", ").into() }),
        ("customer_note", text(&json["customer_note"])),
        ("billing", address(billing)),
        ("shipping", address(shipping)),
        ("lines", list(&json["line_items"]).map(|one| line(one, currency)).collect()),
        (
            "fees",
            list(&json["fee_lines"])
                .map(|fee| json!({ "name": fee["name"], "total": amount(&fee["total"], currency) }))
                .collect(),
        ),
        ("coupons", list(&json["coupon_lines"]).map(|coupon| coupon["code"].clone()).collect()),
    ]
}

fn line(json: &Value, currency: &str) -> Value {
    let chosen = list(&json["meta_data"]).filter(|meta| !meta["key"].as_str().unwrap().starts_with('_'));
    let options: Value = chosen
        .map(|meta| json!({ "name": meta["display_key"], "value": text(&meta["display_value"]) }))
        .collect();
    json!({
        "source_id": json["id"].to_string(), "name": or(text(&json["name"]), || json!("")), "sku": text(&json["sku"]),
        "quantity": json["quantity"], "unit_price": amount(&json["price"], currency),
        "total": amount(&json["total"], currency), "tax": amount(&json["total_tax"], currency),
        "image_url": text(&json["image"]["src"]), "product_source_id": id(&json["product_id"]),
        "variant_source_id": id(&json["variation_id"]), "options": options,
    })
}

/// The numbers of an order's parcels and who carries them, as far as its extra fields say.
pub fn parcels(order: &Value) -> Vec<(Value, Value)> {
    let extra = |key: &str| list(&order["meta_data"]).find(|meta| meta["key"] == key);
    let carrier = match extra("kargo_firmasi").map(|meta| meta["value"].as_str().unwrap()) {
        Some("Yurtiçi") => json!("tr.yurtici"),
        _ => Value::Null,
    };
    extra("_tracking_number").map(|meta| (meta["value"].clone(), carrier)).into_iter().collect()
}

/// A refund of an order in this currency: as the API shows it, whether the money moved, and its lines.
pub fn refund(json: &Value, currency: &str) -> (Value, Option<bool>, Vec<Value>) {
    let positive = |value: &Value| money(minor(value, currency).abs(), currency);
    let all = || ["line_items", "shipping_lines", "fee_lines"].into_iter().flat_map(|kind| list(&json[kind]));
    let shown_lines = all().map(|line| {
        let total = minor(&line["total"], currency).abs() + minor(&line["total_tax"], currency).abs();
        json!({
            "name": or(or(text(&line["name"]), || text(&line["method_title"])), || json!("")),
            "quantity": line["quantity"].as_i64().unwrap_or(0).abs(), "total": money(total, currency),
        })
    });
    let shown = json!({
        "amount": positive(&json["amount"]), "reason": text(&json["reason"]), "at": time(&json["date_created_gmt"]),
        "paid_back": json["refunded_payment"], "paid_to": null, "lines": shown_lines.collect::<Value>(),
    });
    let of_line =
        |line: &Value| list(&line["meta_data"]).find(|meta| meta["key"] == "_refunded_item_id").cloned();
    let lines = all().map(|line| {
        json!({
            "order_line_id": of_line(line).map_or(Value::Null, |meta| meta["value"].clone()),
            "quantity": line["quantity"].as_i64().unwrap_or(0).abs(),
            "total": positive(&line["total"]), "tax": positive(&line["total_tax"]),
        })
    });
    (shown, json["refunded_payment"].as_bool(), lines.collect())
}

pub fn note(json: &Value) -> Value {
    json!({
        "text": text(&json["note"]), "author": json["author"], "customer_note": json["customer_note"],
        "at": time(&json["date_created_gmt"]),
    })
}

/// The fields of a product of a store whose prices are in lira. `variations`: what the store keeps apart.
pub fn product(json: &Value, variations: &[Value]) -> Vec<(&'static str, Value)> {
    let attributes: Value = list(&json["attributes"])
        .map(|one| json!({ "name": text(&one["name"]), "options": one["options"] }))
        .collect();
    let mut variants: Vec<Value> = variations.iter().map(variant).collect();
    variants.sort_by_key(|one| one["source_id"].as_str().map(str::to_owned));
    let mut fields = of_both(json);
    fields.extend([
        ("name", text(&json["name"])),
        ("permalink", json["permalink"].clone()),
        ("kind", json["type"].clone()),
        ("images", list(&json["images"]).map(|image| image["src"].clone()).collect()),
        ("categories", list(&json["categories"]).map(|one| text(&one["name"])).collect()),
        ("attributes", attributes),
        ("variants", variants.into()),
        ("modified_at", time(&json["date_modified_gmt"])),
    ]);
    fields
}

fn variant(json: &Value) -> Value {
    let options: Value =
        list(&json["attributes"]).map(|one| json!({ "name": one["name"], "value": one["option"] })).collect();
    let own =
        [("name", text(&json["name"])), ("image_url", text(&json["image"]["src"])), ("options", options)];
    of_both(json).into_iter().chain(own).map(|(key, value)| (key.to_owned(), value)).collect()
}

/// What products and their variations have in common.
fn of_both(json: &Value) -> Vec<(&'static str, Value)> {
    let word = |word: &Value, words: &[(&str, &str)]| {
        let known = words.iter().find(|(theirs, _)| word == theirs);
        known.map_or(Value::Null, |(_, ours)| json!(ours))
    };
    let stock = [("instock", "in_stock"), ("outofstock", "out_of_stock"), ("onbackorder", "on_backorder")];
    let states = [("publish", "published"), ("draft", "hidden"), ("private", "hidden")];
    let now = price(&json["price"], "TRY");
    vec![
        ("source_id", id(&json["id"])),
        ("sku", text(&json["sku"])),
        ("price", now.clone()),
        ("regular_price", or(price(&json["regular_price"], "TRY"), || now)),
        ("stock_status", word(&json["stock_status"], &stock)),
        ("stock_quantity", json["stock_quantity"].clone()),
        ("state", word(&json["status"], &states)),
    ]
}

/// The fields of a coupon of a store whose prices are in lira.
pub fn coupon(json: &Value) -> Vec<(&'static str, Value)> {
    let in_hundredths = json["discount_type"] == "percent";
    let percent = json["amount"].as_str().unwrap().trim_end_matches('0').trim_end_matches('.');
    let more_than_none = |value: &Value| if value == 0 { Value::Null } else { value.clone() };
    let bound = |value: &Value| if minor(value, "TRY") == 0 { Value::Null } else { amount(value, "TRY") };
    let any = |field: &str| list(&json[field]).next().is_some();
    vec![
        ("source_id", id(&json["id"])),
        ("code", json["code"].clone()),
        ("raw_status", json["status"].clone()),
        ("kind", json["discount_type"].clone()),
        ("amount", if in_hundredths { Value::Null } else { amount(&json["amount"], "TRY") }),
        ("percent", if in_hundredths { json!(percent) } else { Value::Null }),
        ("free_shipping", json["free_shipping"].clone()),
        ("description", text(&json["description"])),
        ("expires_at", time(&json["date_expires_gmt"])),
        ("used", json["usage_count"].clone()),
        ("usage_limit", more_than_none(&json["usage_limit"])),
        ("usage_limit_per_customer", more_than_none(&json["usage_limit_per_user"])),
        ("alone", json["individual_use"].clone()),
        ("excludes_sale_items", json["exclude_sale_items"].clone()),
        ("minimum", bound(&json["minimum_amount"])),
        ("maximum", bound(&json["maximum_amount"])),
        ("only_for_some_products", json!(any("product_ids") || any("excluded_product_ids"))),
        ("only_for_some", json!(any("email_restrictions"))),
        ("created_at", time(&json["date_created_gmt"])),
        ("modified_at", time(&json["date_modified_gmt"])),
    ]
}

pub fn review(json: &Value) -> Vec<(&'static str, Value)> {
    let status = match json["status"].as_str().unwrap() {
        "approved" => "published",
        "hold" => "waiting",
        same => same,
    };
    vec![
        ("source_id", id(&json["id"])),
        ("rating", json["rating"].clone()),
        ("status", json!(status)),
        ("raw_status", json["status"].clone()),
        ("verified", json["verified"].clone()),
        ("reviewer", text(&json["reviewer"])),
        ("email", text(&json["reviewer_email"])),
        ("text", text(&json["review"])),
        ("written_at", time(&json["date_created_gmt"])),
    ]
}
