//! What customers write about products, and what the store answers.

use jiff::Timestamp;

use super::SourceId;

/// What somebody wrote about a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreReview {
    /// The store's id.
    pub source_id: SourceId,
    /// The product.
    pub product_id: Option<SourceId>,
    /// Its name.
    pub product_name: Option<String>,
    /// The store's word for where it stands: `approved`, `hold`, `spam`, `trash` or a plug-in's.
    pub status: String,
    /// Who wrote it, as everybody sees it.
    pub reviewer: Option<String>,
    /// Their address, which nobody sees. Whoever writes without an account may type any.
    pub email: Option<String>,
    /// 1 to 5 stars; 0 when none were given.
    pub rating: u8,
    /// Whether the store knows that they bought it.
    pub verified: bool,
    /// What they wrote.
    pub text: String,
    /// When.
    pub written_at: Timestamp,
    /// What the store answered, as everybody can read it, the oldest first. `None` when the store does not tell: WooCommerce tells
    /// only with our plug-in.
    pub answers: Option<Vec<StoreAnswer>>,
}

/// What a store answered to a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreAnswer {
    /// The store's id.
    pub source_id: SourceId,
    /// Who wrote it, as everybody sees it.
    pub author: Option<String>,
    /// What they wrote.
    pub text: String,
    /// When.
    pub written_at: Timestamp,
    /// What we called it when we had it written; `None` for what was written in the store.
    pub mark: Option<String>,
}
