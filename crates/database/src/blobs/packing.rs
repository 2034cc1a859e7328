//! How bytes are packed.

use std::io::Read;
use std::sync::{Mutex, PoisonError};

use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

use crate::DbError;

crate::text_enum!(
    /// A way in which bytes are packed.
    pub enum Packing {
        /// RFC 1950.
        Zlib = "zlib",
    }
);

/// Fewer bytes than this are not worth packing.
const WORTH: usize = 512;

/// Packs bytes, if that makes them smaller by a tenth.
pub(super) fn pack(bytes: Vec<u8>) -> (Option<Packing>, Vec<u8>) {
    if bytes.len() < WORTH {
        return (None, bytes);
    }
    let mut packer = idle().pop().unwrap_or_else(|| Compress::new(Compression::fast(), true));
    let mut packed = Vec::with_capacity(bytes.len() - bytes.len() / 10);
    let ended = packer.compress_vec(&bytes, &mut packed, FlushCompress::Finish);
    packer.reset();
    let mut idle = idle();
    if idle.len() < KEPT {
        idle.push(packer);
    }
    drop(idle);
    // What does not fit is not worth it.
    if matches!(ended, Ok(Status::StreamEnd)) { (Some(Packing::Zlib), packed) } else { (None, bytes) }
}

/// Packers that wait: each has a quarter of a megabyte, which costs more to get and clear than a mail to pack.
fn idle() -> std::sync::MutexGuard<'static, Vec<Compress>> {
    static IDLE: Mutex<Vec<Compress>> = Mutex::new(Vec::new());
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As many are kept.
const KEPT: usize = 4;

/// The bytes as they were; never more than they were said to be.
pub(super) fn unpack(kept: Vec<u8>, packing: Option<Packing>, size: usize) -> Result<Vec<u8>, DbError> {
    match packing {
        None => Ok(kept),
        Some(Packing::Zlib) => {
            let mut bytes = Vec::with_capacity(size);
            let limit = u64::try_from(size).unwrap_or(u64::MAX).saturating_add(1);
            let read = ZlibDecoder::new(kept.as_slice()).take(limit).read_to_end(&mut bytes);
            read.map_err(|cause| DbError::Corrupt(format!("a packed blob: {cause}")))?;
            Ok(bytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Packing, pack, unpack};

    #[test]
    fn a_mail_is_packed_and_comes_back_byte_for_byte() {
        let mail = "Received: from mx.posta.example by mx.magaza.example\r\n".repeat(40).into_bytes();
        let (packing, kept) = pack(mail.clone());
        assert_eq!(packing, Some(Packing::Zlib));
        assert!(kept.len() * 4 < mail.len(), "{} of {}", kept.len(), mail.len());
        assert_eq!(unpack(kept, packing, mail.len()).unwrap(), mail);
    }

    #[test]
    fn what_does_not_get_smaller_stays_as_it_is() {
        let noise: Vec<u8> = (0..4_000_u32)
            .map(|at| at.wrapping_mul(2_654_435_761).wrapping_mul(at | 1).to_be_bytes()[1])
            .collect();
        let (packing, kept) = pack(noise.clone());
        assert_eq!((packing, kept), (None, noise));
        assert_eq!(pack(b"short".to_vec()), (None, b"short".to_vec()));
    }
}
