//! `winmail.dat` and the RTF in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::Limits;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { depth: 4, parts: 50, ..Limits::default() };
    if let Some(tnef) = mail::tnef::read(bytes, &limits) {
        assert!(tnef.attachments.len() <= limits.parts);
    }
});
