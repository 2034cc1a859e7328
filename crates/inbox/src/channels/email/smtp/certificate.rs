//! The certificate of the mail server: the operator's, or one of our own making.
//!
//! Mail servers take any certificate when they deliver (RFC 7435), so one of our own protects the way as well against
//! everybody who only listens.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The certificate with its chain, PEM. An operator puts their own there.
pub const CERTIFICATE: &str = "smtp-certificate.pem";
/// Its private key, PEM.
pub const KEY: &str = "smtp-key.pem";

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file can't be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, String),
    /// The certificate and the key do not make a server.
    #[error("the certificate of the mail server is of no use: {0}")]
    Refused(String),
}

/// Reads the certificate in a folder; makes one for this name if there is none.
///
/// # Errors
/// [`CertificateError`].
pub(super) fn acceptor(folder: &Path, name: &str) -> Result<TlsAcceptor, CertificateError> {
    let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
    if !certificate.exists() {
        make(&certificate, &key, name)?;
    }
    let wrong = |file: &Path, cause: &dyn std::fmt::Display| {
        CertificateError::File(file.to_owned(), cause.to_string())
    };
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(&certificate).map_err(|cause| wrong(&certificate, &cause))?.collect();
    let chain = chain.map_err(|cause| wrong(&certificate, &cause))?;
    let secret = PrivateKeyDer::from_pem_file(&key).map_err(|cause| wrong(&key, &cause))?;
    let refused = |cause: tokio_rustls::rustls::Error| CertificateError::Refused(cause.to_string());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(refused)?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(refused)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn make(certificate: &Path, key: &Path, name: &str) -> Result<(), CertificateError> {
    let refused = |cause: rcgen::Error| CertificateError::Refused(cause.to_string());
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()])
        .or_else(|_| rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]))
        .map_err(refused)?;
    // The key first: a certificate without its key would never be made anew.
    write_private(key, &made.signing_key.serialize_pem())?;
    write_private(certificate, &made.cert.pem())
}

fn write_private(file: &Path, text: &str) -> Result<(), CertificateError> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut out| out.write_all(text.as_bytes()));
    written.map_err(|cause| CertificateError::File(file.to_owned(), cause.to_string()))
}
