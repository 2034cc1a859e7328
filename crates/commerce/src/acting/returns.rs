//! Answering a return that a customer asks for, and bringing one to its end.

use serde::{Deserialize, Serialize};

use crate::model::ReturnStage;

/// A step of a return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ReturnStep {
    /// The customer may send the items back.
    Approve {
        /// Whether the store mails the customer.
        notify: bool,
    },
    /// The items are not taken back.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// What the customer is told about it, at most 500 characters; may be empty.
        note: String,
        /// Whether the store mails the customer.
        notify: bool,
    },
    /// Nothing more is to be done about it.
    Close,
    /// There is something to be done about it again.
    Reopen,
}

/// Why items are not taken back (Shopify's `ReturnDeclineReason`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// They were sold for good.
    FinalSale,
    /// The time for it is over.
    ReturnPeriodEnded,
    /// Anything else.
    Other,
}

impl ReturnStep {
    /// Where a return has to stand for it.
    pub const fn needs(&self) -> ReturnStage {
        match self {
            Self::Approve { .. } | Self::Decline { .. } => ReturnStage::Requested,
            Self::Close => ReturnStage::Open,
            Self::Reopen => ReturnStage::Closed,
        }
    }

    /// Whether a return that stands here may have come by it. What was approved may have been closed since.
    pub const fn may_lead_to(&self, stage: ReturnStage) -> bool {
        match self {
            Self::Approve { .. } => matches!(stage, ReturnStage::Open | ReturnStage::Closed),
            Self::Decline { .. } => matches!(stage, ReturnStage::Declined),
            Self::Close => matches!(stage, ReturnStage::Closed),
            Self::Reopen => matches!(stage, ReturnStage::Open),
        }
    }

    /// How it is taken back: what the customer was answered can't be.
    pub const fn undoing(&self) -> Option<Self> {
        match self {
            Self::Close => Some(Self::Reopen),
            Self::Approve { .. } | Self::Decline { .. } | Self::Reopen => None,
        }
    }
}
