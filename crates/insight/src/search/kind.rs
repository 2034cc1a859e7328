//! What can be found.

use inbox::conversations::FINDABLE;

database::text_enum!(
    /// What can be found.
    pub enum Kind {
        /// A conversation.
        Conversation = "conversation",
        /// A customer.
        Customer = "customer",
        /// An order.
        Order = "order",
        /// A product.
        Product = "product",
    }
);

impl Kind {
    /// By which number the index knows it; never changed.
    pub(super) const fn number(self) -> search::Kind {
        match self {
            Self::Conversation => FINDABLE,
            Self::Customer => search::Kind(2),
            Self::Order => search::Kind(3),
            Self::Product => search::Kind(4),
        }
    }

    pub(super) fn of(number: search::Kind) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.number() == number)
    }
}
