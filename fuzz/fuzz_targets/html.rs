//! HTML of strangers: cleaned, and as text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::html::{ImagePolicy, clean, take_pictures_out, to_text};

fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes);
    let (html, _) = take_pictures_out(&html);
    let cleaned = clean(&html, |_| Some("/a".to_owned()), ImagePolicy::HoldBack).html;
    let lower = cleaned.to_ascii_lowercase();
    for forbidden in ["<script", "<style", "<svg", "<math", "<iframe", "<form", "<object", "<base", "<meta", "<link", "<!--"] {
        assert!(!lower.contains(forbidden), "{forbidden} in {cleaned}");
    }
    let _ = to_text(&html);
});
