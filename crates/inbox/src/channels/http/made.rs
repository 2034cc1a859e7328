//! The keys that a channel is made with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::secrets::fresh_token;
use mail::dkim::{DkimAlgorithm, DkimKey};
use people::Failure;
use sha2::{Digest, Sha256};
use web::Problem;

use crate::channels::ChannelKind;

/// Fresh keys of one channel; nothing here is sealed yet.
#[derive(Debug, Default)]
pub(super) struct MadeKeys {
    /// E-mail: the private key, and the value of its DNS record.
    pub dkim: Option<(String, String)>,
    /// Chat and API.
    pub signing: Option<String>,
}

impl MadeKeys {
    /// Makes what this kind needs. An RSA key takes up to a second, aside from requests.
    pub(super) async fn for_kind(kind: ChannelKind) -> Result<Self, Failure> {
        Ok(match kind {
            ChannelKind::Email => Self { dkim: Some(dkim(DkimAlgorithm::RsaSha256).await?), signing: None },
            ChannelKind::Chat => {
                Self { dkim: None, signing: Some(data_encoding::HEXLOWER.encode(&chance())) }
            }
            // The form of Standard Webhooks.
            ChannelKind::Api => {
                Self { dkim: None, signing: Some(format!("whsec_{}", STANDARD.encode(chance()))) }
            }
            ChannelKind::ContactForm => Self::default(),
        })
    }
}

/// A key that signs mail: its secret, and the value of its DNS record.
pub(super) async fn dkim(algorithm: DkimAlgorithm) -> Result<(String, String), Failure> {
    let made = tokio::task::spawn_blocking(move || {
        let key = DkimKey::generate(algorithm, chance())?;
        Ok::<_, mail::dkim::DkimError>((key.to_secret(), key.dns_record()))
    });
    let failed = |cause: &dyn std::fmt::Display| {
        tracing::error!(%cause, "a DKIM key could not be made");
        Failure::from(Problem::internal())
    };
    made.await.map_err(|cause| failed(&cause))?.map_err(|cause| failed(&cause))
}

/// 256 bits that nobody guesses.
fn chance() -> [u8; 32] {
    Sha256::digest(format!("{}{}", fresh_token(), fresh_token())).into()
}
