//! Answering what customers want to send back. A return carries no mark of ours: what was asked for is known by where the return
//! stands, and a return that was declined by the reason and the note that it was declined with.

use serde_json::{Value, json};

use super::client::Client;
use super::documents;
use super::map::{gid, return_stage};
use crate::acting::{DeclineReason, Made, RETURN_CHANGED, ReturnStep, Seen, Task, says};
use crate::error::StoreError;
use crate::http::Http;
use crate::model::SourceId;

impl<H: Http> Client<H> {
    pub(super) async fn look_at_return(
        &self,
        task: Task<'_>,
        id: &SourceId,
        step: &ReturnStep,
    ) -> Result<Seen, StoreError> {
        let now = self.thing(&documents::RETURN_NOW, json!({ "id": gid("Return", id) })).await?;
        let stage = return_stage(now["status"].as_str());
        Ok(if stage == step.needs() {
            Seen::Open(Vec::new())
        } else if task.sent && step.may_lead_to(stage) && is_as_told(&now, step) {
            Seen::Done(Made::thing(id))
        } else {
            Seen::Changed(RETURN_CHANGED)
        })
    }

    pub(super) async fn take_step(&self, id: &SourceId, step: &ReturnStep) -> Result<Made, StoreError> {
        let about = gid("Return", id);
        let (document, variables) = match step {
            ReturnStep::Approve { notify } => {
                (&documents::RETURN_APPROVE, json!({ "id": about, "notify": notify }))
            }
            ReturnStep::Decline { reason, note, notify } => {
                let note = Some(note).filter(|note| !note.is_empty());
                let variables =
                    json!({ "id": about, "reason": word(*reason), "note": note, "notify": notify });
                (&documents::RETURN_DECLINE, variables)
            }
            ReturnStep::Close => (&documents::RETURN_CLOSE, json!({ "id": about })),
            ReturnStep::Reopen => (&documents::RETURN_REOPEN, json!({ "id": about })),
        };
        self.change(document, &variables).await?;
        Ok(Made::thing(id))
    }
}

/// Shopify's word (`ReturnDeclineReason`).
const fn word(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::FinalSale => "FINAL_SALE",
        DeclineReason::ReturnPeriodEnded => "RETURN_PERIOD_ENDED",
        DeclineReason::Other => "OTHER",
    }
}

/// Whether what the customer was told is what was asked for, and not somebody else's answer.
fn is_as_told(now: &Value, step: &ReturnStep) -> bool {
    match step {
        ReturnStep::Decline { reason, note, .. } => {
            let told = &now["decline"];
            told["reason"] == word(*reason) && says(told["note"].as_str().unwrap_or_default(), note)
        }
        ReturnStep::Approve { .. } | ReturnStep::Close | ReturnStep::Reopen => true,
    }
}
