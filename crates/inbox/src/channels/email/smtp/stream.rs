//! A connection, in the clear or encrypted.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a client may take to agree on encryption, and to take an answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) enum Stream {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

impl Stream {
    pub(super) async fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer).await,
            Self::Encrypted(stream) => stream.read(buffer).await,
        }
    }

    /// Sends all of it and empties it.
    pub(super) async fn send(&mut self, out: &mut Vec<u8>) -> std::io::Result<()> {
        let sending = async {
            match self {
                Self::Plain(stream) => stream.write_all(out).await,
                Self::Encrypted(stream) => {
                    stream.write_all(out).await?;
                    stream.flush().await
                }
            }
        };
        tokio::time::timeout(PATIENCE, sending).await??;
        out.clear();
        Ok(())
    }

    /// Encrypts the connection.
    pub(super) async fn encrypt(self, acceptor: &TlsAcceptor) -> std::io::Result<Self> {
        match self {
            Self::Plain(stream) => {
                let encrypted = tokio::time::timeout(PATIENCE, acceptor.accept(stream)).await??;
                Ok(Self::Encrypted(Box::new(encrypted)))
            }
            Self::Encrypted(_) => Ok(self),
        }
    }

    pub(super) async fn close(&mut self) {
        let closing = async {
            match self {
                Self::Plain(stream) => stream.shutdown().await,
                Self::Encrypted(stream) => stream.shutdown().await,
            }
        };
        // Whether the client hears it does not matter any more.
        drop(tokio::time::timeout(Duration::from_secs(5), closing).await);
    }
}
