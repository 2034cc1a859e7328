//! Addresses and the lists that they stand in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::{EmailAddress, Limits, parse};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(address) = text.parse::<EmailAddress>() {
        assert_eq!(address.as_str().parse::<EmailAddress>().as_ref(), Ok(&address));
    }
    let raw = [b"From: ", bytes, b"\r\nTo: ", bytes, b"\r\nReply-To: ", bytes, b"\r\n\r\nx"].concat();
    let _ = parse(&raw, &Limits::default());
});
