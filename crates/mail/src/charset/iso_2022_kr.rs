//! ISO-2022-KR (RFC 1557): Korean in seven bits. Browsers dropped it, so `encoding_rs` has no decoder.

use encoding_rs::EUC_KR;

const SHIFT_OUT: u8 = 0x0e;
const SHIFT_IN: u8 = 0x0f;
const DESIGNATOR: &[u8] = b"\x1b$)C";

/// Between shift-out and shift-in each pair of bytes is a KS X 1001 character; with the high bits set the
/// text is EUC-KR. A line end shifts back in, as the RFC demands of senders.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut euc = Vec::with_capacity(bytes.len());
    let mut is_shifted = false;
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(DESIGNATOR) {
            rest = after;
            continue;
        }
        rest = after;
        match byte {
            SHIFT_OUT => is_shifted = true,
            SHIFT_IN => is_shifted = false,
            b'\n' => {
                is_shifted = false;
                euc.push(byte);
            }
            0x21..=0x7e if is_shifted => euc.push(byte | 0x80),
            _ => euc.push(byte),
        }
    }
    EUC_KR.decode_without_bom_handling(&euc).0.into_owned()
}
