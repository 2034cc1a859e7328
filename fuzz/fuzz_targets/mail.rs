//! Whole mails, and the mails in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::{Limits, parse};

fuzz_target!(|raw: &[u8]| {
    let limits = Limits { size: 1 << 20, parts: 50, depth: 5, decoded: 1 << 20 };
    let Ok(email) = parse(raw, &limits) else { return };
    let _ = mail::forward::forwarded(&email, &limits);
    let _ =
        mail::authentication::trusted_results(&email, "mx.example", mail::authentication::Sealers::default());
    let _ = mail::compose::references_of_answer(&email);
    for file in &email.attachments {
        assert!(!file.name.is_empty());
        let _ = (file.open(&limits), file.is_one_pixel());
    }
});
