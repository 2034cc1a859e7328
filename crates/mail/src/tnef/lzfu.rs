//! Compressed RTF (MS-OXRTFCP). The published decoders trust the sizes that the sender states; here they are hints.

use super::Stream;

const COMPRESSED: u32 = 0x7546_5A4C;
const STORED: u32 = 0x414C_454D;
/// The dictionary is a ring of this many bytes.
const RING: usize = 4096;
/// Longest result, in bytes; a mail's text is far shorter.
const LONGEST: usize = 32 << 20;
/// What both sides know before the first byte (MS-OXRTFCP §2.1.2.1).
const KNOWN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// The RTF, as far as it can be read; `None` where it is no compressed RTF. The check sum is not compared.
pub(super) fn decompress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stream = Stream(bytes);
    stream.u32()?;
    let size = usize::try_from(stream.u32()?).unwrap_or(usize::MAX);
    let kind = stream.u32()?;
    stream.u32()?;
    let content = stream.0;
    match kind {
        STORED => Some(content[..content.len().min(size)].to_vec()),
        COMPRESSED => Some(unpack(content)),
        _ => None,
    }
}

fn unpack(content: &[u8]) -> Vec<u8> {
    let mut ring = [0_u8; RING];
    ring[..KNOWN.len()].copy_from_slice(KNOWN);
    let mut at = KNOWN.len();
    let mut out: Vec<u8> = Vec::with_capacity(content.len() * 3);
    let mut write = |ring: &mut [u8; RING], at: &mut usize, byte: u8| {
        out.push(byte);
        ring[*at] = byte;
        *at = (*at + 1) % RING;
        out.len() < LONGEST
    };
    let mut rest = content.iter().copied();
    while let Some(control) = rest.next() {
        for bit in 0..8 {
            if control >> bit & 1 == 0 {
                let Some(byte) = rest.next() else { return out };
                if !write(&mut ring, &mut at, byte) {
                    return out;
                }
                continue;
            }
            let (Some(high), Some(low)) = (rest.next(), rest.next()) else { return out };
            let from = usize::from(high) << 4 | usize::from(low) >> 4;
            if from == at {
                return out;
            }
            for step in 0..usize::from(low & 0x0f) + 2 {
                let byte = ring[(from + step) % RING];
                if !write(&mut ring, &mut at, byte) {
                    return out;
                }
            }
        }
    }
    out
}
