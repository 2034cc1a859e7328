//! Delivery reports, complaints, receipts, automatic answers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::bounce::Bounce;
use mail::{Envelope, Limits, classify, may_auto_reply, parse};

fuzz_target!(|raw: &[u8]| {
    let Ok(email) = parse(raw, &Limits::default()) else { return };
    let envelope = Envelope::default();
    let _ = classify(&email, &envelope, &[]);
    let _ = may_auto_reply(&email, &envelope, &[]);
    for recipient in Bounce::read(&email).recipients {
        let _ = recipient.status_or_inferred();
    }
});
