//! Logos: pictures from outside, of which only the pixels are kept.
//!
//! What is taken is a PNG; it is decoded whole and written anew, so that nothing else that a file can carry (text, a place, a
//! second file behind the end) reaches a customer. The console makes a PNG of whatever picture somebody has.

use std::io::Cursor;

/// Largest file that is taken, in bytes.
pub(super) const LARGEST: usize = 512 * 1024;
/// Longest side, in pixels: a head of 128 pixels on a screen of eight times the usual density.
const LONGEST: u32 = 1024;
/// Shortest side, in pixels.
const SHORTEST: u32 = 16;
/// Memory that decoding may take, in bytes: the largest picture with room to spare.
const MEMORY: usize = 16 * 1024 * 1024;

/// Why a file is no logo.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadLogo {
    /// It does not decode.
    #[error("is no PNG that can be read: {0}")]
    Unreadable(String),
    /// One side is too short or too long.
    #[error("has {0} × {1} pixels; each side has {SHORTEST} to {LONGEST}")]
    Size(u32, u32),
}

impl BadLogo {
    /// A stable word for programs.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "not-a-picture",
            Self::Size(..) => "wrong-size",
        }
    }
}

/// The picture, written anew.
///
/// # Errors
/// [`BadLogo`].
pub(super) fn cleaned(bytes: &[u8]) -> Result<Vec<u8>, BadLogo> {
    let unreadable = |cause: &dyn std::fmt::Display| BadLogo::Unreadable(cause.to_string());
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MEMORY });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(|cause| unreadable(&cause))?;
    let (width, height) = reader.info().size();
    let fits = |side: u32| (SHORTEST..=LONGEST).contains(&side);
    if !fits(width) || !fits(height) {
        return Err(BadLogo::Size(width, height));
    }
    let size = reader.output_buffer_size().ok_or(BadLogo::Size(width, height))?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(|cause| unreadable(&cause))?;
    let mut written = Vec::new();
    let mut encoder = png::Encoder::new(&mut written, frame.width, frame.height);
    encoder.set_color(frame.color_type);
    encoder.set_depth(frame.bit_depth);
    let mut writer = encoder.write_header().map_err(|cause| unreadable(&cause))?;
    writer.write_image_data(&pixels[..frame.buffer_size()]).map_err(|cause| unreadable(&cause))?;
    writer.finish().map_err(|cause| unreadable(&cause))?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::{BadLogo, cleaned};

    fn picture(width: u32, height: u32, text: Option<&str>) -> Vec<u8> {
        let mut written = Vec::new();
        let mut encoder = png::Encoder::new(&mut written, width, height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        if let Some(text) = text {
            encoder.add_text_chunk("Comment".to_owned(), text.to_owned()).unwrap();
        }
        let mut writer = encoder.write_header().unwrap();
        let pixels: Vec<u8> = (0..width * height).flat_map(|at| [at as u8, 20, 30, 255]).collect();
        writer.write_image_data(&pixels).unwrap();
        writer.finish().unwrap();
        written
    }

    fn pixels(file: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels
    }

    #[test]
    fn the_pixels_stay_and_nothing_else_does() {
        let mut sent = picture(32, 24, Some("51.5N 0.1W"));
        sent.extend(b"<script>alert(1)</script>");
        let kept = cleaned(&sent).unwrap();
        assert_eq!(pixels(&kept), pixels(&sent));
        let has = |words: &[u8]| kept.windows(words.len()).any(|part| part == words);
        assert!(!has(b"51.5N") && !has(b"<script>"));
    }

    #[test]
    fn what_is_no_png_of_a_sensible_size_is_refused() {
        for file in [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"] {
            assert!(matches!(cleaned(file), Err(BadLogo::Unreadable(_))));
        }
        let whole = picture(64, 64, None);
        assert!(matches!(cleaned(&whole[..whole.len() / 2]), Err(BadLogo::Unreadable(_))));
        for (width, height) in [(15, 64), (64, 15), (1025, 16)] {
            assert!(matches!(cleaned(&picture(width, height, None)), Err(BadLogo::Size(..))));
        }
        // A bomb names a size that it would take gigabytes to hold.
        let mut bomb = picture(16, 16, None);
        bomb[16..20].copy_from_slice(&100_000u32.to_be_bytes());
        assert!(cleaned(&bomb).is_err());
    }
}
