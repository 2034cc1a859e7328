//! A review as the API shows it.

use std::collections::HashMap;

use database::{Db, DbError, Time, WorkspaceId};
use people::customers::CustomerId;
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{self, Answer, AnswerJson, Answerable};
use super::review::{Review, ReviewId, Status};
use crate::products::{self, ProductId, Shown};
use crate::stores::{self, Store, StoreId};

/// What a customer wrote about a product.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Review)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct ReviewJson {
    pub id: ReviewId,
    pub store_id: StoreId,
    pub source_id: String,
    /// Null when the store names none.
    pub product: Option<ReviewedJson>,
    /// 1 to 5 stars; 0 when none were given.
    pub rating: i64,
    pub status: Status,
    /// The store's own word.
    pub raw_status: String,
    /// Whether the store knows that they bought it.
    pub verified: bool,
    /// Who wrote it, as everybody sees it.
    pub reviewer: Option<String>,
    /// Their address, which nobody but the store sees. Whoever wrote without an account may have typed any.
    pub email: Option<String>,
    /// Who wrote it, if they are known by their address.
    pub customer_id: Option<CustomerId>,
    /// What they wrote, without markup.
    pub text: String,
    pub written_at: Time,
    /// What the store answered, the oldest first, and what is on its way there.
    pub answers: Vec<AnswerJson>,
    /// Whether it can be answered from here. While our plug-in was not in the store when the review was last read
    /// (`plug_in_missing`) an answer is tried all the same.
    pub answerable: Answerable,
}

/// The product of a review.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReviewedProduct)]
pub struct ReviewedJson {
    /// Null when it is not known here.
    pub id: Option<ProductId>,
    pub source_id: String,
    pub name: Option<String>,
    pub image_url: Option<String>,
    pub permalink: Option<String>,
}

impl ReviewJson {
    /// Reviews with their products and answers.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn all_of(db: &mut Db, workspace: WorkspaceId, reviews: Vec<Review>) -> Result<Vec<Self>, DbError> {
        let named = reviews.iter().filter_map(|one| Some((one.store_id, one.product_source_id.as_deref()?)));
        let products = products::shown(db, workspace, named)?;
        let ids: Vec<ReviewId> = reviews.iter().map(|review| review.id).collect();
        let mut answers: HashMap<ReviewId, Vec<Answer>> = HashMap::new();
        for answer in answers::of_reviews(db, workspace, &ids)? {
            answers.entry(answer.review_id).or_default().push(answer);
        }
        let stores = if reviews.is_empty() { Vec::new() } else { stores::all(db, workspace)? };
        let shown = |review: Review| {
            let answers = answers.remove(&review.id).unwrap_or_default();
            Self::of(review, &products, &stores, answers)
        };
        Ok(reviews.into_iter().map(shown).collect())
    }

    fn of(
        review: Review,
        products: &HashMap<(StoreId, String), Shown>,
        stores: &[Store],
        answers: Vec<Answer>,
    ) -> Self {
        let store = review.store_id;
        let known = stores.iter().find(|known| known.id == store);
        let answerable = known.map_or(Answerable::NotConnected, |known| Answerable::of(&review, known));
        let product = review.product_source_id.map(|source_id| {
            let shown = products.get(&(store, source_id.clone())).cloned();
            let name = review.product_name;
            match shown {
                Some(shown) => ReviewedJson {
                    id: Some(shown.id),
                    source_id,
                    name: Some(shown.name).filter(|name| !name.is_empty()).or(name),
                    image_url: shown.image_url,
                    permalink: shown.permalink,
                },
                None => ReviewedJson { id: None, source_id, name, image_url: None, permalink: None },
            }
        });
        Self {
            id: review.id,
            store_id: store,
            source_id: review.source_id,
            product,
            rating: review.rating,
            status: review.status,
            raw_status: review.raw_status,
            verified: review.verified.is_yes(),
            reviewer: review.reviewer,
            email: review.email,
            customer_id: review.customer_id,
            text: review.text,
            written_at: review.written_at,
            answers: answers.into_iter().map(AnswerJson::from).collect(),
            answerable,
        }
    }
}
