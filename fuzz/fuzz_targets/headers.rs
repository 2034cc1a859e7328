//! Header blocks: folding, encoded words, parameters, dates, identifiers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::parse::Headers;
use mail::{Limits, MessageId, parse};

fuzz_target!(|block: &[u8]| {
    for header in Headers::parse(block).iter() {
        assert!(!header.value.contains(['\n', '\0']) || block.contains(&0) || block.contains(&b'\r'));
        let _ = MessageId::all_in(&header.value);
        let _ = mail::forward::bare_subject(&header.value);
    }
    // The values that mean something are read where they stand: before a body.
    let raw = [block, b"\r\n\r\nx"].concat();
    let _ = parse(&raw, &Limits::default());
});
