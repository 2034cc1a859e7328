//! What is new in a text or in HTML, and what is quoted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::reply::{extract, extract_html};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // Words are not made up: what is new was there.
    let reply = extract(&text);
    assert!(reply.new_text.len() <= text.len() * 2 + 64);
    let _ = extract_html(&text, "");
});
