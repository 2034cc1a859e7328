//! Colours in which people write their answers into a quoted mail.

/// How far from white, grey and black a colour must be to stand out, of 255.
const VIVID: i32 = 96;

/// Whether a colour, as CSS writes it, is neither white nor grey nor black nor near one of them. Outlook's dark
/// blue for all replies is not far enough.
pub(super) fn stands_out(colour: &str) -> bool {
    let hex = |digits: &str| i32::from_str_radix(digits, 16).ok();
    let channels: Vec<i32> = match colour.strip_prefix('#') {
        Some(digits) if digits.len() == 6 && digits.is_ascii() => {
            (0..3).filter_map(|i| hex(&digits[2 * i..2 * i + 2])).collect()
        }
        Some(digits) if digits.len() == 3 && digits.is_ascii() => {
            (0..3).filter_map(|i| hex(&digits[i..=i]).map(|value| value * 17)).collect()
        }
        Some(_) => Vec::new(),
        None if colour.starts_with("rgb") => colour
            .split(|c: char| !c.is_ascii_digit())
            .filter(|number| !number.is_empty())
            .take(3)
            .filter_map(|number| number.parse().ok())
            .collect(),
        None => {
            return [
                "red", "blue", "green", "purple", "magenta", "fuchsia", "orange", "crimson", "maroon",
                "teal", "darkred", "lime",
            ]
            .contains(&colour);
        }
    };
    let (least, most) = (channels.iter().min(), channels.iter().max());
    least.zip(most).is_some_and(|(least, most)| most - least >= VIVID)
}
