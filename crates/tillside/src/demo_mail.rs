//! Where the demo's mail goes: a mail server of its own that keeps every mail as a file, so that answers are really sent
//! and nothing leaves this machine.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use database::{Database, DbError, Tx};
use inbox::channels::{self, ChannelKind, Outgoing, Security, SignIn};
use mail::smtp::{Action, Config, Delivery, Recipient, Session};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Takes mail on a free port of this machine and keeps it in a folder; returns the port.
pub async fn start(folder: PathBuf) -> std::io::Result<SocketAddr> {
    std::fs::create_dir_all(&folder)?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, folder.clone()));
        }
    });
    Ok(address)
}

async fn talk(mut stream: TcpStream, folder: PathBuf) -> std::io::Result<()> {
    let (mut out, mut buffer) = (Vec::new(), vec![0; 16 * 1024]);
    let mut session = Session::new(Config::new("demo.localhost"));
    session.greeting(&mut out);
    loop {
        match session.next(&mut out) {
            Action::CheckRecipient { .. } => session.recipient(Recipient::Accept, &mut out),
            Action::Deliver { raw, .. } => {
                let stored = keep(&folder, &raw).await;
                session
                    .delivered(if stored.is_ok() { Delivery::Stored } else { Delivery::TryLater }, &mut out);
            }
            Action::NeedInput => {
                stream.write_all(&out).await?;
                out.clear();
                match stream.read(&mut buffer).await? {
                    0 => return Ok(()),
                    length => session.feed(&buffer[..length]),
                }
            }
            Action::StartTls | Action::Close => return stream.write_all(&out).await,
        }
    }
}

async fn keep(folder: &Path, raw: &[u8]) -> std::io::Result<()> {
    let email = mail::parse(raw, &mail::Limits::default()).ok();
    let id = email.and_then(|email| email.message_id).map(|id| id.as_str().to_owned()).unwrap_or_default();
    let name: String =
        id.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).take(80).collect();
    tokio::fs::write(folder.join(format!("{name}.eml")), raw).await
}

/// Sends the mail of every mailbox that has no server of its own, or had the demo's at an earlier start, to this one.
pub async fn use_for_mailboxes(database: &Database, address: SocketAddr) -> Result<(), DbError> {
    let workspaces = database.workspaces().await?;
    database
        .write(move |tx: &mut Tx<'_>| {
            for workspace in workspaces {
                for mut channel in channels::all(tx.db, workspace)? {
                    let loopback = |outgoing: &Outgoing| {
                        outgoing.host == "127.0.0.1" && outgoing.security == Security::None
                    };
                    let ours = channel.settings.outgoing.as_ref().is_none_or(loopback);
                    if channel.kind == ChannelKind::Email && ours {
                        channel.settings.outgoing = Some(Outgoing {
                            host: "127.0.0.1".to_owned(),
                            port: address.port(),
                            security: Security::None,
                            username: None,
                            sign_in: SignIn::Password,
                        });
                        channels::update(tx, &channel)?;
                    }
                }
            }
            Ok(())
        })
        .await
}
