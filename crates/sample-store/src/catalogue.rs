//! What the store sells: names in four languages, prices in five currencies, pictures.

use std::collections::BTreeMap;

use commerce::model::{Attribute, SourceId, StockStatus, StoreProduct, StoreVariation, Visibility};
use commerce::money::{Currency, Money};
use database::Time;
use language::Language;
use serde::Deserialize;

use crate::FillError;
use crate::chance::{Chance, Stream};
use crate::picture::{self, Shape};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductsFile {
    currencies: BTreeMap<String, Terms>,
    glazes: BTreeMap<String, Glaze>,
    sizes: BTreeMap<String, Size>,
    options: BTreeMap<String, Names>,
    categories: BTreeMap<String, Names>,
    products: Vec<ProductFile>,
}

/// How the store sells in a currency. Amounts are minor units.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terms {
    per_1000_euros: i64,
    /// Prices are multiples of this.
    step: i64,
    pub(crate) shipping: i64,
    pub(crate) free_from: i64,
    /// Percent, in the price.
    pub(crate) tax: i64,
}

/// A name in each language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    en: String,
    tr: String,
    ko: String,
    fa: String,
}

impl Names {
    fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Tr => &self.tr,
            Language::Ko => &self.ko,
            Language::Fa => &self.fa,
        }
    }
}

#[derive(Debug, Deserialize)]
struct Glaze {
    color: String,
    #[serde(flatten)]
    names: Names,
}

#[derive(Debug, Deserialize)]
struct Size {
    percent: i64,
    #[serde(flatten)]
    names: Names,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductFile {
    sku: String,
    category: String,
    shape: Shape,
    /// Cents.
    eur: i64,
    #[serde(default)]
    glazes: Vec<String>,
    #[serde(default)]
    colors: Vec<String>,
    #[serde(default)]
    sizes: Vec<String>,
    love: f64,
    name: Names,
}

/// One form of a product: what it costs more or less, and what is chosen.
struct Form {
    key: String,
    percent: i64,
    option: &'static str,
}

/// What is put into a basket.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// Which product, by its place in the catalogue.
    pub(crate) product: usize,
    /// Which of its forms.
    pub(crate) form: usize,
    pub(crate) name: String,
    pub(crate) sku: String,
    /// Of one, with tax, in minor units.
    pub(crate) price: i64,
    pub(crate) image: String,
    pub(crate) option: (String, String),
}

/// Everything that is sold.
pub(crate) struct Catalogue {
    file: ProductsFile,
}

/// The first id that the store gave to a product; its forms follow it.
const FIRST_ID: usize = 1200;

impl Catalogue {
    pub(crate) fn new() -> Result<Self, FillError> {
        let file = toml::from_str(include_str!("../data/products.toml"));
        Ok(Self { file: file.map_err(|cause: toml::de::Error| FillError::Refused(cause.to_string()))? })
    }

    pub(crate) fn terms(&self, currency: Currency) -> &Terms {
        &self.file.currencies[currency.as_str()]
    }

    /// Draws a product, the likelier the more it is loved, and one of its forms.
    pub(crate) fn choose(&self, language: Language, currency: Currency, chance: &mut Chance) -> Choice {
        let product = chance.weighted(self.file.products.iter().map(|product| product.love));
        let form = chance.below(self.forms(product).len());
        self.choice(product, form, language, currency)
    }

    pub(crate) fn choice(
        &self,
        product: usize,
        form: usize,
        language: Language,
        currency: Currency,
    ) -> Choice {
        let file = &self.file.products[product];
        let chosen = self.forms(product).swap_remove(form);
        let value = self.form_names(&chosen).get(language).to_owned();
        Choice {
            product,
            form,
            name: file.name.get(language).to_owned(),
            sku: format!("NAR-{}-{}", file.sku, chosen.key.to_uppercase()),
            price: self.price(file.eur * chosen.percent / 100, currency),
            image: self.picture(file, &chosen),
            option: (self.file.options[chosen.option].get(language).to_owned(), value),
        }
    }

    /// Whether it can break.
    pub(crate) fn is_ceramic(&self, product: usize) -> bool {
        matches!(self.file.products[product].category.as_str(), "cup" | "plate" | "serve" | "home")
    }

    pub(crate) fn product_id(product: usize) -> SourceId {
        SourceId((FIRST_ID + product * 10).to_string())
    }

    pub(crate) fn form_id(product: usize, form: usize) -> SourceId {
        SourceId((FIRST_ID + product * 10 + form + 1).to_string())
    }

    fn forms(&self, product: usize) -> Vec<Form> {
        let file = &self.file.products[product];
        let glazes = file.glazes.iter().map(|key| Form { key: key.clone(), percent: 100, option: "glaze" });
        let colors = file.colors.iter().map(|key| Form { key: key.clone(), percent: 100, option: "color" });
        let percent = |key: &String| self.file.sizes[key].percent;
        let sizes =
            file.sizes.iter().map(|key| Form { key: key.clone(), percent: percent(key), option: "size" });
        glazes.chain(colors).chain(sizes).collect()
    }

    fn form_names(&self, form: &Form) -> &Names {
        match form.option {
            "size" => &self.file.sizes[&form.key].names,
            _ => &self.file.glazes[&form.key].names,
        }
    }

    fn picture(&self, file: &ProductFile, form: &Form) -> String {
        let color = self.file.glazes.get(&form.key).map_or("#d9c3a0", |glaze| glaze.color.as_str());
        picture::of(file.shape, color)
    }

    fn price(&self, euro_cents: i64, currency: Currency) -> i64 {
        let terms = self.terms(currency);
        let minor = euro_cents * terms.per_1000_euros * 10_i64.pow(currency.exponent()) / 100_000;
        ((minor + terms.step / 2) / terms.step * terms.step).max(terms.step)
    }

    /// The products as the store tells of them, in its own language and currency.
    pub(crate) fn products(&self, seed: u64, at: Time) -> Vec<StoreProduct> {
        let mut chance = Chance::new(seed, Stream::Pictures);
        (0..self.file.products.len()).map(|place| self.product(place, at, &mut chance)).collect()
    }

    fn product(&self, place: usize, at: Time, chance: &mut Chance) -> StoreProduct {
        let lira: Currency = "TRY".parse().expect("a currency code");
        let file = &self.file.products[place];
        let forms = self.forms(place);
        let images: Vec<String> = forms.iter().map(|form| self.picture(file, form)).take(1).collect();
        let options = forms.iter().map(|form| self.form_names(form).get(Language::Tr).to_owned()).collect();
        let option = forms.first().map_or("glaze", |form| form.option);
        let price = Money::new(self.price(file.eur, lira), lira);
        let sold_out = chance.happens(0.06);
        let stock_quantity = if sold_out { 0 } else { 3 + i64::try_from(chance.below(90)).unwrap_or(0) };
        let rating_hundredths = Some(430 + u16::try_from(chance.below(70)).unwrap_or(0));
        let rating_count = 8 + u32::try_from(chance.below(140)).unwrap_or(0);
        StoreProduct {
            source_id: Self::product_id(place),
            name: file.name.get(Language::Tr).to_owned(),
            url: Some(format!("https://shop.nar.example/urun/{}/", file.sku.to_lowercase())),
            kind: "variable".to_owned(),
            visibility: Visibility::Published,
            sku: Some(format!("NAR-{}", file.sku)),
            price: Some(price),
            regular_price: Some(price),
            stock: if sold_out { StockStatus::OutOfStock } else { StockStatus::InStock },
            stock_quantity: Some(stock_quantity),
            categories: vec![self.file.categories[&file.category].get(Language::Tr).to_owned()],
            images,
            attributes: vec![Attribute {
                name: self.file.options[option].get(Language::Tr).to_owned(),
                options,
            }],
            variation_ids: (0..forms.len()).map(|form| Self::form_id(place, form)).collect(),
            variations: Some(self.variations(place, &forms, stock_quantity, at)),
            description_html: None,
            rating_hundredths,
            rating_count,
            language: Some("tr".to_owned()),
            modified_at: Some(at.timestamp()),
        }
    }

    /// The forms of a product, among which what is left is shared out: the last takes the least, and may have none.
    fn variations(&self, place: usize, forms: &[Form], left: i64, at: Time) -> Vec<StoreVariation> {
        let lira: Currency = "TRY".parse().expect("a currency code");
        let file = &self.file.products[place];
        let mut rest = left;
        let variation = |(index, form): (usize, &Form)| {
            let own = if index + 1 == forms.len() { rest } else { (rest + 1) / 2 };
            rest -= own;
            let choice = self.choice(place, index, Language::Tr, lira);
            let price = Money::new(self.price(file.eur * form.percent / 100, lira), lira);
            StoreVariation {
                source_id: Self::form_id(place, index),
                product_id: Some(Self::product_id(place)),
                name: Some(choice.option.1.clone()),
                sku: Some(choice.sku),
                price: Some(price),
                regular_price: Some(price),
                stock: if own > 0 { StockStatus::InStock } else { StockStatus::OutOfStock },
                stock_quantity: Some(own),
                visibility: Visibility::Published,
                image_url: Some(choice.image),
                options: vec![choice.option],
                modified_at: Some(at.timestamp()),
            }
        };
        forms.iter().enumerate().map(variation).collect()
    }
}
