//! Keys that sign, and what of them stands in the DNS.

use std::fmt;

use data_encoding::BASE64;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use rsa::RsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use sha2::{Digest, Sha256};

/// Bits of generated RSA keys: what every verifier takes and a DNS record can hold (RFC 8301 §3.2).
const RSA_BITS: usize = 2048;
/// PKCS #8 around an Ed25519 seed (RFC 8410 §7).
const ED25519_PREFIX: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DkimAlgorithm {
    /// `rsa-sha256`: understood everywhere.
    RsaSha256,
    /// `ed25519-sha256`: short; sign with it beside RSA, since some verifiers ignore it.
    Ed25519Sha256,
}

impl DkimAlgorithm {
    /// The name in a signature: `rsa-sha256`.
    pub fn name(self) -> &'static str {
        match self {
            Self::RsaSha256 => "rsa-sha256",
            Self::Ed25519Sha256 => "ed25519-sha256",
        }
    }
}

/// Why a key or a signature cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DkimError {
    /// The text is not a private key in PKCS #8, or an RSA key shorter than 2048 bits.
    #[error("not a DKIM private key: {0}")]
    Key(String),
    /// Only mails with an author can be signed.
    #[error("the mail has no From header")]
    NoFrom,
}

/// A private key.
pub struct DkimKey {
    pair: Pair,
    pkcs8: Vec<u8>,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

impl DkimKey {
    /// A new key. `seed` is 32 bytes of the system's randomness, used for nothing else. An RSA key takes up
    /// to some seconds.
    ///
    /// # Errors
    /// [`DkimError::Key`] where the library refuses; it does so for no seed known.
    pub fn generate(algorithm: DkimAlgorithm, seed: [u8; 32]) -> Result<Self, DkimError> {
        match algorithm {
            DkimAlgorithm::RsaSha256 => {
                let mut rng = ChaCha20Rng::from_seed(seed);
                let key = RsaPrivateKey::new(&mut rng, RSA_BITS).map_err(refused)?;
                Self::from_pkcs8(key.to_pkcs8_der().map_err(refused)?.as_bytes())
            }
            DkimAlgorithm::Ed25519Sha256 => Self::from_pkcs8(&[&ED25519_PREFIX[..], &seed].concat()),
        }
    }

    /// Reads a key from PKCS #8 in DER form.
    ///
    /// # Errors
    /// [`DkimError::Key`].
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, DkimError> {
        let pair = match Ed25519KeyPair::from_pkcs8_maybe_unchecked(der) {
            Ok(pair) => Pair::Ed25519(Box::new(pair)),
            Err(_) => Pair::Rsa(Box::new(RsaKeyPair::from_pkcs8(der).map_err(refused)?)),
        };
        Ok(Self { pair, pkcs8: der.to_vec() })
    }

    /// Reads a key from the text of a `PRIVATE KEY` PEM file, or from what [`DkimKey::to_secret`] gave.
    ///
    /// # Errors
    /// [`DkimError::Key`].
    pub fn from_secret(text: &str) -> Result<Self, DkimError> {
        let base64: String =
            text.lines().filter(|line| !line.starts_with("-----")).flat_map(str::split_whitespace).collect();
        Self::from_pkcs8(&BASE64.decode(base64.as_bytes()).map_err(refused)?)
    }

    /// The key as base64 of PKCS #8, to be kept secret.
    pub fn to_secret(&self) -> String {
        BASE64.encode(&self.pkcs8)
    }

    /// How the key signs.
    pub fn algorithm(&self) -> DkimAlgorithm {
        match self.pair {
            Pair::Rsa(_) => DkimAlgorithm::RsaSha256,
            Pair::Ed25519(_) => DkimAlgorithm::Ed25519Sha256,
        }
    }

    /// The text of the TXT record at `{selector}._domainkey.{domain}` (RFC 6376 §3.6.1). Longer than 255
    /// octets for RSA: DNS editors split it by themselves.
    pub fn dns_record(&self) -> String {
        match &self.pair {
            Pair::Rsa(_) => format!("v=DKIM1; k=rsa; p={}", BASE64.encode(&self.rsa_public_key())),
            Pair::Ed25519(pair) => {
                format!("v=DKIM1; k=ed25519; p={}", BASE64.encode(pair.public_key().as_ref()))
            }
        }
    }

    /// The public key with its algorithm (SubjectPublicKeyInfo), as verifiers expect it.
    fn rsa_public_key(&self) -> Vec<u8> {
        let key =
            RsaPrivateKey::from_pkcs8_der(&self.pkcs8).expect("the other library has read the same bytes");
        let public = key.to_public_key().to_public_key_der().expect("a public key can always be written");
        public.into_vec()
    }

    pub(super) fn sign(&self, data: &[u8]) -> Result<Vec<u8>, DkimError> {
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                let random = ring::rand::SystemRandom::new();
                pair.sign(&RSA_PKCS1_SHA256, &random, data, &mut signature).map_err(refused)?;
                Ok(signature)
            }
            // RFC 8463 §3: what is signed is the hash.
            Pair::Ed25519(pair) => Ok(pair.sign(&Sha256::digest(data)).as_ref().to_vec()),
        }
    }
}

fn refused(error: impl fmt::Display) -> DkimError {
    DkimError::Key(error.to_string())
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DkimKey({})", self.algorithm().name())
    }
}
