//! How large a picture is, by its first bytes.

/// Whether a picture is at most one pixel wide and high: it shows nothing and only tells that a mail is read, or makes room.
pub(crate) fn is_one_pixel(bytes: &[u8]) -> bool {
    size(bytes).is_some_and(|(width, height)| width <= 1 && height <= 1)
}

/// Width and height of a PNG or GIF, the kinds in which such pictures come.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        return Some((side(16)?, side(20)?));
    }
    if bytes.starts_with(b"GIF8") {
        let side = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
        return Some((side(6)?, side(8)?));
    }
    None
}
