//! Secrets: columns encrypted with a key that is kept outside the database.
//!
//! The key file `secret.key` in the data folder holds one line a key, `ID BASE64` (32 bytes); the first line encrypts, all
//! decrypt, so that a key can be rotated: [`crate::resealing`] then seals anew what is stored, and the older keys can be
//! dropped. A line `signing BASE64` never rotates: tokens that were given out stay valid.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, AeadCore, KeyInit, OsRng, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Why a secret can't be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The key file can't be read, written or understood.
    #[error("the key file {0}: {1}")]
    KeyFile(String, String),
    /// Encrypted with a key that is not in the key file.
    #[error("the key {0} that encrypted this is not in the key file")]
    UnknownKey(String),
    /// Changed, cut, or moved from another place.
    #[error("a stored secret does not decrypt")]
    Broken,
}

const SIGNING: &str = "signing";

/// The keys.
pub struct Secrets {
    keys: HashMap<String, Zeroizing<[u8; 32]>>,
    current: String,
    signing: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({} keys)", self.keys.len())
    }
}

impl Secrets {
    /// Reads the key file, or makes one that only its owner can read.
    ///
    /// # Errors
    /// [`SecretError::KeyFile`].
    pub fn open(file: &Path) -> Result<Self, SecretError> {
        if !file.exists() {
            let fresh =
                format!("k1 {}\n{SIGNING} {}\n", STANDARD.encode(fresh_key()), STANDARD.encode(fresh_key()));
            write_private(file, &fresh).map_err(|cause| wrong(file, &cause))?;
        }
        Self::read(file)
    }

    /// Reads a key file that is there.
    ///
    /// # Errors
    /// [`SecretError::KeyFile`].
    pub fn read(file: &Path) -> Result<Self, SecretError> {
        Self::parse(&text_of(file)?).map_err(|cause| wrong(file, &cause))
    }

    /// Reads the keys from text of the form of the key file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (mut keys, mut current, mut signing) = (HashMap::new(), None, None);
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = || format!("line {} is not `NAME BASE64` of 32 bytes", number + 1);
            let (name, value) = line.trim().split_once(' ').ok_or_else(wrong)?;
            let bytes: [u8; 32] =
                STANDARD.decode(value.trim()).ok().and_then(|b| b.try_into().ok()).ok_or_else(wrong)?;
            if name == SIGNING {
                signing = Some(Zeroizing::new(bytes));
            } else {
                current.get_or_insert_with(|| name.to_owned());
                if keys.insert(name.to_owned(), Zeroizing::new(bytes)).is_some() {
                    return Err(format!("line {} names the key {name} a second time", number + 1));
                }
            }
        }
        let current = current.ok_or("there is no key")?;
        let signing = signing.ok_or("there is no `signing` line")?;
        Ok(Self { keys, current, signing })
    }

    /// Puts a fresh key first in the key file; what was encrypted before still reads.
    ///
    /// # Errors
    /// [`SecretError::KeyFile`].
    pub fn rotate(file: &Path) -> Result<(), SecretError> {
        let text = text_of(file)?;
        let name = Self::parse(&text).map_err(|cause| wrong(file, &cause))?.fresh_name();
        let fresh = Zeroizing::new(format!("{name} {}\n{}", STANDARD.encode(fresh_key()), text.as_str()));
        replace_private(file, &fresh).map_err(|cause| wrong(file, &cause))
    }

    /// Takes all keys but the first out of the key file; what is sealed with them is lost, so whoever calls this has seen
    /// that nothing is. Returns their names.
    ///
    /// # Errors
    /// [`SecretError::KeyFile`].
    pub fn drop_old(file: &Path) -> Result<Vec<String>, SecretError> {
        let text = text_of(file)?;
        let known = Self::parse(&text).map_err(|cause| wrong(file, &cause))?;
        let kept = |line: &&str| {
            let name = line.trim().split(' ').next();
            name == Some(SIGNING) || name == Some(known.current())
        };
        let rest: Zeroizing<String> =
            Zeroizing::new(text.lines().filter(kept).flat_map(|line| [line, "\n"]).collect());
        replace_private(file, &rest).map_err(|cause| wrong(file, &cause))?;
        Ok(known.old().map(str::to_owned).collect())
    }

    /// The name of the key that encrypts.
    pub fn current(&self) -> &str {
        &self.current
    }

    /// The names of the keys that only decrypt.
    pub fn old(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str).filter(|name| *name != self.current)
    }

    /// One above the highest: a name that was given once is not given again while a later one is there.
    fn fresh_name(&self) -> String {
        let numbers = self.keys.keys().filter_map(|name| name.strip_prefix('k')?.parse::<u64>().ok());
        format!("k{}", numbers.max().unwrap_or(0) + 1)
    }

    /// Encrypts a text for one place, such as `channel.password:chn_…`: it does not decrypt anywhere else.
    pub fn seal(&self, place: &str, text: &str) -> String {
        let cipher = self.cipher(&self.current).expect("the current key is among the keys");
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = cipher.encrypt(&nonce, payload).expect("a text of this size always encrypts");
        format!("v1.{}.{}", self.current, STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts what was sealed for this place.
    ///
    /// # Errors
    /// [`SecretError::UnknownKey`], [`SecretError::Broken`].
    pub fn open_sealed(&self, place: &str, sealed: &str) -> Result<Zeroizing<String>, SecretError> {
        let rest = sealed.strip_prefix("v1.").ok_or(SecretError::Broken)?;
        let (key, bytes) = rest.split_once('.').ok_or(SecretError::Broken)?;
        let cipher = self.cipher(key).ok_or_else(|| SecretError::UnknownKey(key.to_owned()))?;
        let bytes = STANDARD.decode(bytes).map_err(|_| SecretError::Broken)?;
        let (nonce, text) = bytes.split_at_checked(24).ok_or(SecretError::Broken)?;
        let payload = Payload { msg: text, aad: place.as_bytes() };
        let text = cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| SecretError::Broken)?;
        String::from_utf8(text).map(Zeroizing::new).map_err(|_| SecretError::Broken)
    }

    /// Whether this was sealed with an older key and should be sealed anew.
    pub fn is_stale(&self, sealed: &str) -> bool {
        key_of(sealed).is_some_and(|key| key != self.current)
    }

    /// A key for signing, one for each purpose, the same for ever: HMAC-SHA256(signing key, purpose).
    pub fn signing_key(&self, purpose: &str) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(self.signing.as_slice()).expect("HMAC takes any key");
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self, name: &str) -> Option<XChaCha20Poly1305> {
        self.keys.get(name).map(|key| XChaCha20Poly1305::new(Key::from_slice(key.as_slice())))
    }
}

/// The name of the key that something was sealed with.
pub fn key_of(sealed: &str) -> Option<&str> {
    sealed.strip_prefix("v1.")?.split_once('.').map(|(key, _)| key)
}

/// A token that nobody guesses: 160 bits in 32 characters, lower case.
pub fn fresh_token() -> String {
    data_encoding::BASE32_NOPAD.encode(&fresh_key()[..20]).to_ascii_lowercase()
}

fn fresh_key() -> Zeroizing<[u8; 32]> {
    Zeroizing::new(XChaCha20Poly1305::generate_key(&mut OsRng).into())
}

fn wrong(file: &Path, cause: &dyn std::fmt::Display) -> SecretError {
    SecretError::KeyFile(file.display().to_string(), cause.to_string())
}

fn text_of(file: &Path) -> Result<Zeroizing<String>, SecretError> {
    fs::read_to_string(file).map(Zeroizing::new).map_err(|cause| wrong(file, &cause))
}

/// The file is the old one or the new one, whole, whatever happens.
fn replace_private(file: &Path, text: &str) -> std::io::Result<()> {
    let beside = file.with_extension("key.new");
    write_private(&beside, text)?;
    fs::rename(&beside, file)?;
    file.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
}

fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{SecretError, Secrets};

    #[test]
    fn a_secret_decrypts_only_in_its_own_place_and_after_a_rotation() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret.key");
        let before = Secrets::open(&file).unwrap();
        let sealed = before.seal("channel.password:1", "kapı şifresi");
        assert!(!sealed.contains("şifre"));
        assert!(matches!(before.open_sealed("channel.password:2", &sealed), Err(SecretError::Broken)));

        Secrets::rotate(&file).unwrap();
        let after = Secrets::open(&file).unwrap();
        assert_eq!(after.open_sealed("channel.password:1", &sealed).unwrap().as_str(), "kapı şifresi");
        assert!(after.is_stale(&sealed));
        assert!(!after.is_stale(&after.seal("x", "y")));
        assert_eq!(before.signing_key("reply"), after.signing_key("reply"));
        assert!(matches!(before.open_sealed("x", &after.seal("x", "y")), Err(SecretError::UnknownKey(_))));
    }

    #[test]
    fn old_keys_are_dropped_and_the_first_and_the_signing_one_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret.key");
        let before = Secrets::open(&file).unwrap();
        assert_eq!(Secrets::drop_old(&file).unwrap(), Vec::<String>::new(), "there is none");
        Secrets::rotate(&file).unwrap();
        let sealed = Secrets::read(&file).unwrap().seal("x", "kapı");
        assert_eq!(Secrets::drop_old(&file).unwrap(), ["k1"]);
        let after = Secrets::read(&file).unwrap();
        assert_eq!((after.current(), after.old().count()), ("k2", 0));
        assert_eq!(after.open_sealed("x", &sealed).unwrap().as_str(), "kapı");
        assert_eq!(before.signing_key("reply"), after.signing_key("reply"));
        let gone = after.open_sealed("x", &before.seal("x", "y"));
        assert!(matches!(gone, Err(SecretError::UnknownKey(name)) if name == "k1"));
        assert!(matches!(Secrets::read(&folder.path().join("no.key")), Err(SecretError::KeyFile(..))));
    }

    #[test]
    fn the_name_of_a_fresh_key_is_never_that_of_another_also_after_an_old_line_was_taken_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret.key");
        Secrets::open(&file).unwrap();
        Secrets::rotate(&file).unwrap();
        let sealed = Secrets::open(&file).unwrap().seal("x", "kapı");
        let text = std::fs::read_to_string(&file).unwrap();
        let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("k1 ")).collect();
        std::fs::write(&file, without.join("\n")).unwrap();
        Secrets::rotate(&file).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        let names: Vec<&str> = text.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(names, ["k3", "k2", "signing"]);
        let secrets = Secrets::open(&file).unwrap();
        assert_eq!(secrets.open_sealed("x", &sealed).unwrap().as_str(), "kapı");
        assert!(secrets.is_stale(&sealed));
        let twice = format!("{}\n{text}", text.lines().next().unwrap());
        assert_eq!(Secrets::parse(&twice).unwrap_err(), "line 2 names the key k3 a second time");
    }
}
