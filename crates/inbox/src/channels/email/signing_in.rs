//! With what a mailbox signs in to its outgoing server: its password, or the token with which it is read.

use people::App;

use super::imap;
use crate::channels::{Channel, Outgoing, SignIn};

/// An account at a server, and what opens it.
#[derive(Clone)]
pub(in crate::channels) struct Login {
    pub account: String,
    pub secret: String,
    pub how: SignIn,
}

/// How a mailbox signs in to this server; nothing where it asks for no account. `anew`: the token that is known was refused.
///
/// # Errors
/// Why there is nothing to sign in with, in words; it may be there later.
pub(in crate::channels) async fn login(
    app: &App,
    mailbox: &Channel,
    server: &Outgoing,
    anew: bool,
) -> Result<Option<Login>, String> {
    match server.sign_in {
        SignIn::Password => {
            let Some(account) = server.username.clone() else { return Ok(None) };
            let opened = mailbox
                .secrets
                .password
                .as_deref()
                .map(|sealed| app.secrets.open_sealed(&mailbox.place("password"), sealed));
            let secret = opened.transpose().map_err(|cause| cause.to_string())?;
            let secret = secret.map(|secret| secret.to_string()).unwrap_or_default();
            Ok(Some(Login { account, secret, how: SignIn::Password }))
        }
        SignIn::Token => {
            let (account, secret) = imap::token(app, mailbox.workspace_id, mailbox.id, anew).await?;
            let account = server.username.clone().unwrap_or(account);
            Ok(Some(Login { account, secret, how: SignIn::Token }))
        }
    }
}
