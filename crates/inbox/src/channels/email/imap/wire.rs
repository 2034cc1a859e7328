//! A connection to a mail server that somebody else chose.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use people::App;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::problem::{Problem, ProblemCode};
use super::settings::Incoming;
use crate::channels::email::transport::may_reach;

/// How long one address may take to answer, and encryption to be agreed on.
const CONNECT: Duration = Duration::from_secs(10);
/// Addresses of one name that are tried.
const MOST_ADDRESSES: usize = 4;

/// The usual authorities, read once.
static AUTHORITIES: LazyLock<Arc<RootCertStore>> =
    LazyLock::new(|| Arc::new(RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned())));

#[derive(Debug)]
pub(super) enum Wire {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// Connects to an address that was judged after its name was resolved, and to no other.
pub(super) async fn connect(app: &App, incoming: &Incoming) -> Result<TcpStream, Problem> {
    let Incoming { host, port, security, .. } = incoming;
    let found: Vec<SocketAddr> = match tokio::net::lookup_host((host.as_str(), *port)).await {
        Ok(found) => found.collect(),
        Err(cause) => return Err(Problem::new(ProblemCode::Host, cause.to_string())),
    };
    let mut last = Problem::new(ProblemCode::NotAllowed, host);
    for address in found.into_iter().filter(|one| may_reach(app, *security, one.ip())).take(MOST_ADDRESSES) {
        last = match tokio::time::timeout(CONNECT, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => {
                // Commands are small and are waited for.
                drop(stream.set_nodelay(true));
                return Ok(stream);
            }
            Ok(Err(cause)) => Problem::new(ProblemCode::Unreachable, cause.to_string()),
            Err(_) => Problem::new(ProblemCode::Unreachable, address.to_string()),
        };
    }
    Err(last)
}

/// Encrypts a connection; the certificate must be the server's.
pub(super) async fn encrypt(stream: TcpStream, incoming: &Incoming) -> Result<Wire, Problem> {
    let wrong = |cause: &dyn std::fmt::Display| Problem::new(ProblemCode::Tls, cause.to_string());
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|cause| wrong(&cause))?
        .with_root_certificates(authorities(incoming.certificate.as_deref())?)
        .with_no_client_auth();
    let name = ServerName::try_from(incoming.host.clone()).map_err(|cause| wrong(&cause))?;
    let agreeing = TlsConnector::from(Arc::new(config)).connect(name, stream);
    match tokio::time::timeout(CONNECT, agreeing).await {
        Ok(Ok(stream)) => Ok(Wire::Encrypted(Box::new(stream))),
        Ok(Err(cause)) => Err(wrong(&cause)),
        Err(_) => Err(Problem::new(ProblemCode::TimedOut, "TLS")),
    }
}

fn authorities(own: Option<&str>) -> Result<Arc<RootCertStore>, Problem> {
    let Some(own) = own else { return Ok(Arc::clone(&AUTHORITIES)) };
    let mut all = RootCertStore::clone(&AUTHORITIES);
    certificates(own)
        .and_then(|found| {
            found.into_iter().try_for_each(|one| all.add(one).map_err(|cause| cause.to_string()))
        })
        .map_err(|cause| Problem::new(ProblemCode::Tls, cause))?;
    Ok(Arc::new(all))
}

/// The certificates in a PEM text.
pub(super) fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match read {
        Ok(found) if found.is_empty() => Err("there is no certificate".to_owned()),
        Ok(found) => Ok(found),
        Err(cause) => Err(cause.to_string()),
    }
}

impl Wire {
    pub(super) async fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer).await,
            Self::Encrypted(stream) => stream.read(buffer).await,
        }
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match self {
            Self::Plain(stream) => stream.write_all(bytes).await,
            Self::Encrypted(stream) => {
                stream.write_all(bytes).await?;
                stream.flush().await
            }
        }
    }
}
