//! Passwords: which are taken, and how they are kept.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use icu_normalizer::ComposingNormalizerBorrowed;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// Shortest password taken, in characters. NIST SP 800-63B-4 §3.1.1.2 asks for 8 beside a second factor and 15 without;
/// here throttling and the list of known passwords stand beside it.
pub const PASSWORD_MIN: usize = 10;
/// Longest password taken, in characters; NIST SP 800-63B asks for at least 64.
pub const PASSWORD_MAX: usize = 256;

/// A password that may be set: long enough, not the address, not one that everybody tries.
#[derive(Clone)]
pub struct NewPassword(Zeroizing<String>);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`PASSWORD_MIN`] characters.
    #[error("must have at least 10 characters")]
    TooShort,
    /// More than [`PASSWORD_MAX`] characters.
    #[error("must have at most 256 characters")]
    TooLong,
    /// The e-mail address, or the part before its `@`, with or without decoration.
    #[error("must not be the e-mail address")]
    IsAddress,
    /// On the list of passwords that attackers try first, or one character over and over.
    #[error("is one of the passwords that are tried first")]
    Common,
}

impl PasswordError {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::IsAddress => "is-email",
            Self::Common => "common",
        }
    }
}

/// The passwords of ten characters and more that stand first in the published lists of leaked ones, in lower case.
static COMMON: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().filter(|line| !line.is_empty()).collect());

impl NewPassword {
    /// Takes a password for whoever signs in with this address.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub fn parse(text: &str, email: &str) -> Result<Self, PasswordError> {
        let characters = text.chars().count();
        if characters < PASSWORD_MIN {
            return Err(PasswordError::TooShort);
        }
        if characters > PASSWORD_MAX {
            return Err(PasswordError::TooLong);
        }
        let lower = text.to_lowercase();
        let local = email.split('@').next().unwrap_or_default();
        let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
        if lower == email || (!local.is_empty() && bare == local) {
            return Err(PasswordError::IsAddress);
        }
        let mut others = text.chars().filter(|c| !text.starts_with(*c));
        if others.next().is_none() || COMMON.contains(&lower.as_str()) {
            return Err(PasswordError::Common);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

/// Keeps passwords by argon2id with 19 MiB of memory, 2 passes and 1 lane (OWASP Password Storage Cheat Sheet).
pub struct Passwords {
    argon2: Argon2<'static>,
    /// A hash takes a core and 19 MiB, so only as many run at once as there are cores.
    places: Semaphore,
    /// What is compared with when nobody has the address, so that the answer takes as long.
    nobody: String,
}

/// Memory in KiB.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How long a sign-in waits for a place before it is told that there are too many.
const PATIENCE: Duration = Duration::from_secs(10);

/// So many passwords are being checked that this one had to wait too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Busy;

impl Default for Passwords {
    fn default() -> Self {
        let params = Params::new(MEMORY, PASSES, LANES, None).expect("OWASP's parameters are within bounds");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, &database::secrets::fresh_token());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { argon2, places: Semaphore::new(cores), nobody }
    }
}

impl Passwords {
    /// The text that is stored for a password.
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn hash(&self, password: NewPassword) -> Result<String, Busy> {
        let argon2 = self.argon2.clone();
        self.in_place(move || hash(&argon2, &password.0)).await
    }

    /// Whether this is the password that was stored; `None`, for an address that nobody has, takes as long and is never.
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Busy> {
        if password.chars().count() > PASSWORD_MAX {
            return Ok(false);
        }
        let (argon2, known) = (self.argon2.clone(), stored.is_some());
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let password = Zeroizing::new(password.to_owned());
        self.in_place(move || {
            let matches = PasswordHash::new(&stored)
                .is_ok_and(|stored| argon2.verify_password(normal(&password).as_bytes(), &stored).is_ok());
            matches && known
        })
        .await
    }

    async fn in_place<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let place = tokio::time::timeout(PATIENCE, self.places.acquire()).await.map_err(|_| Busy)?;
        let _place = place.expect("the semaphore is never closed");
        Ok(tokio::task::spawn_blocking(work).await.expect("hashing does not panic"))
    }
}

fn hash(argon2: &Argon2<'static>, password: &str) -> String {
    // 32 characters of base 32 read as 24 bytes of base 64: 160 bits of chance, more than the 128 that RFC 9106 §3.1 asks.
    let salt =
        SaltString::from_b64(&database::secrets::fresh_token()).expect("32 lower-case letters and digits");
    argon2
        .hash_password(normal(password).as_bytes(), &salt)
        .expect("the length of a password is bounded")
        .to_string()
}

/// The same password typed on different systems is the same text (NFKC, NIST SP 800-63B §3.1.1.2): macOS and Windows
/// compose Hangul and accented letters differently.
fn normal(password: &str) -> Zeroizing<String> {
    Zeroizing::new(ComposingNormalizerBorrowed::new_nfkc().normalize(password).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{NewPassword, PasswordError, Passwords};

    #[test]
    fn short_known_and_obvious_passwords_are_refused() {
        for (text, expected) in [
            ("kısa", Some(PasswordError::TooShort)),
            ("ayse@shop.example", Some(PasswordError::IsAddress)),
            ("Ayse@Shop.example", Some(PasswordError::IsAddress)),
            ("ayse1234567!", Some(PasswordError::IsAddress)),
            ("1234567890", Some(PasswordError::Common)),
            ("Password123", Some(PasswordError::Common)),
            ("aaaaaaaaaaaaa", Some(PasswordError::Common)),
            ("리본도자기컵세개를샀다", None),
            ("mavi kapı üç kedi", None),
        ] {
            assert_eq!(NewPassword::parse(text, "ayse@shop.example").err(), expected, "{text}");
        }
        assert_eq!(NewPassword::parse(&"x y".repeat(100), "a@b.c").err(), Some(PasswordError::TooLong));
    }

    #[tokio::test]
    async fn a_password_matches_however_its_letters_were_composed() {
        let passwords = Passwords::default();
        let composed = NewPassword::parse("한국어 비밀번호 é", "a@b.example").unwrap();
        let stored = passwords.hash(composed).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let decomposed = "한국어 비밀번호 e\u{301}";
        assert!(passwords.verify(decomposed, Some(&stored)).await.unwrap());
        assert!(!passwords.verify("한국어 비밀번호 e", Some(&stored)).await.unwrap());
        assert!(!passwords.verify("한국어 비밀번호 é", None).await.unwrap());
    }
}
