//! Who wrote a mail, and how sure that is.

use database::{DbError, Tx, WorkspaceId};
use language::Language;
use mail::classify::ReversePath;
use mail::{Email, EmailAddress, Envelope, Kind, Mailbox};
use people::customers::{self, CustomerId, Identity, Seen};

use super::reading::Letter;

/// The author of a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Writer {
    /// The name that the mail gives; may be empty.
    pub name: String,
    /// In lower case; none in a mail that names nobody.
    pub address: Option<String>,
    /// Whether the mail came from the address as far as anybody can tell; a form's visitor may have typed any address.
    pub sure: bool,
}

/// Local parts that web sites send the mails of their forms from.
const FORM_SENDERS: [&str; 14] = [
    "wordpress",
    "www-data",
    "webmaster",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "form",
    "forms",
    "contact",
    "mailer",
    "apache",
    "web",
    "site",
];

/// Whether an address is one that programs write from, by its name.
fn is_program(address: &str) -> bool {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local).to_ascii_lowercase();
    FORM_SENDERS.contains(&local.as_str())
}

/// Whether a store's own program, or anybody's, wrote a mail.
pub(super) fn is_of_program(letter: &Letter) -> bool {
    matches!(letter.kind, Kind::Notification)
        || letter.addresses.from.as_ref().is_some_and(|from| is_program(&from.address))
}

/// Providers at which anybody has an address: a neighbour there is no form of ours.
const OPEN_PROVIDERS: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "yandex.com",
    "yandex.com.tr",
    "naver.com",
    "daum.net",
    "hanmail.net",
    "gmx.de",
    "mail.ru",
];

/// Finds the author. `Reply-To` counts only where the store's own site sent a form for somebody; elsewhere it would let
/// anybody write under another's name. `refuted`: the owner of the domain says that the mail is not theirs.
pub(super) fn writer(email: &Email, envelope: &Envelope, own: &[EmailAddress], refuted: bool) -> Writer {
    let author = email.from.first().or(email.sender.as_ref());
    if let Some(author) = author {
        return match email.reply_to.first().filter(|_| is_form(&author.address, own)) {
            Some(visitor) if !is_own(&visitor.address, own) => written_by(visitor, false),
            Some(_) | None => written_by(author, !refuted),
        };
    }
    match &envelope.sender {
        Some(ReversePath::Address(address)) => written_by(&Mailbox::from(address.clone()), false),
        Some(ReversePath::Null) | None => Writer::default(),
    }
}

pub(super) fn written_by(mailbox: &Mailbox, sure: bool) -> Writer {
    let name = mailbox.name.as_deref().unwrap_or_default();
    Writer { name: super::reading::fit(name, 200), address: Some(mailbox.address.identity()), sure }
}

fn is_own(address: &EmailAddress, own: &[EmailAddress]) -> bool {
    own.iter().any(|known| known.is_same_mailbox(address))
}

fn is_form(author: &EmailAddress, own: &[EmailAddress]) -> bool {
    let local = author.local().to_ascii_lowercase();
    let is_neighbour = own.iter().any(|known| known.domain() == author.domain());
    let is_site = FORM_SENDERS.contains(&local.as_str()) && !OPEN_PROVIDERS.contains(&author.domain());
    is_own(author, own) || (is_neighbour && is_site)
}

impl Writer {
    /// The name, or what stands for it.
    pub fn shown(&self) -> String {
        let address = || self.address.clone().unwrap_or_default();
        if self.name.is_empty() { address() } else { self.name.clone() }
    }

    /// Finds or makes the customer who this is.
    pub fn recognise(
        &self,
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        language: Option<Language>,
    ) -> Result<CustomerId, DbError> {
        let identity = self.address.as_deref().and_then(Identity::email);
        let identity = identity.map(|identity| if self.sure { identity } else { identity.claimed() });
        let language = language.map(|language| language.to_string());
        let seen = Seen {
            identities: identity.as_slice(),
            name: Some(&self.name),
            language: language.as_deref(),
            ..Seen::default()
        };
        customers::recognise(tx, workspace, &seen)
    }
}
