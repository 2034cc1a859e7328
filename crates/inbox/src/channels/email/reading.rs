//! From the bytes of a mail to all that is known of it before the database is asked.

use data_encoding::HEXLOWER;
use database::DbError;
use database::blobs::Blobs;
use language::Language;
use mail::classify::{Classification, Kind};
use mail::forward::{Forwarded, forwarded};
use mail::html::{ImagePolicy, clean, take_pictures_out};
use mail::spam_filter::{FilterVerdict, verdict_on_top};
use mail::threading::{BounceAddress, Evidence, ThreadKey};
use mail::{Email, EmailAddress, Envelope, Limits, MailError};
use people::team::AgentId;
use sha2::{Digest, Sha256};

use super::author::{self, Writer};
use super::threading;
use crate::conversations::{Addresses, Correspondent, NewFile};

/// Largest mail taken, in bytes: above what the large providers deliver (Gmail 25 MB before base 64).
pub const LARGEST: usize = 35 * 1024 * 1024;
/// Largest mail read from a mailbox, in bytes: providers let in what is larger than what they deliver.
pub const LARGEST_READ: usize = 50 * 1024 * 1024;
/// Longest text kept beside the raw mail, in bytes; what is behind it stands in the raw mail alone.
const LONGEST_TEXT: usize = 1 << 20;
/// Longest HTML kept beside the raw mail, in bytes; a longer one is shown as text.
const LONGEST_HTML: usize = 2 << 20;

/// A mail, read.
pub(super) struct Letter {
    /// What makes it this mail and no other.
    pub fingerprint: String,
    pub kind: Kind,
    /// Whether the provider says so in words of its own.
    pub is_spam: bool,
    /// What a filter before us says, where it is believed.
    pub filter: Option<FilterVerdict>,
    pub writer: Writer,
    /// The agent who passed it on, where it is somebody else's mail: then the writer and the words are those of that.
    pub passed_on_by: Option<AgentId>,
    pub evidence: Vec<Evidence>,
    /// The mail of ours that it came back for, as the address says that it came to.
    pub returned: Option<BounceAddress>,
    pub thread_root: Option<String>,
    pub message_id: Option<mail::MessageId>,
    /// Everything that it answers, as its headers say.
    pub answers: Vec<mail::MessageId>,
    pub addresses: Addresses,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub new_text: String,
    pub remote_images: i64,
    pub language: Option<Language>,
    pub sent_at: Option<jiff::Timestamp>,
    /// When the last server on its way took it.
    pub received_at: Option<jiff::Timestamp>,
    pub files: Vec<mail::Attachment>,
}

/// What a mail is read with.
pub(super) struct Reader<'a> {
    pub own: &'a [EmailAddress],
    /// Those who work here, and where they write from.
    pub team: &'a [(AgentId, EmailAddress)],
    pub key: &'a ThreadKey,
    pub envelope: &'a Envelope,
    pub refuted: bool,
    /// Whether a filter before us is believed.
    pub filtered: bool,
}

impl Reader<'_> {
    /// Reads a mail.
    ///
    /// # Errors
    /// [`MailError`] when it is over the limits.
    pub fn read(&self, raw: &[u8]) -> Result<Letter, MailError> {
        let limits = Limits { size: LARGEST_READ, ..Limits::default() };
        let mut email = mail::parse(raw, &limits)?;
        // Our own mails ask for answers at a signed address, which is ours as well.
        let signed = email.reply_to.iter().map(|mailbox| &mailbox.address);
        let signed = signed.filter(|address| self.key.reply_token(address).is_some());
        let own: Vec<EmailAddress> = self.own.iter().chain(signed).cloned().collect();
        let returned = self.key.returned(&email, self.envelope);
        let classify = if returned.is_some() { mail::classify_returned } else { mail::classify };
        let Classification { kind, .. } = classify(&email, self.envelope, &own);
        let fingerprint = fingerprint(&email);
        let received_at = email.headers.all("Received").next().and_then(mail::parse::received_at);
        let mut writer = author::writer(&email, self.envelope, &own, self.refuted);
        let mut passed_on_by = None;
        if kind == Kind::Customer
            && let Some((agent, mail)) = self.passed_on(&email, &writer, &own, &limits)
        {
            passed_on_by = Some(agent);
            writer = author::written_by(&mail.author, false);
            put_in_place(&mut email, mail);
        }
        let mut files = std::mem::take(&mut email.attachments);
        files.retain(|file| !file.is_one_pixel());
        let html = email.html.as_deref().map(|html| {
            let (html, pictures) = take_pictures_out(html);
            files.extend(pictures);
            without_nul(&html)
        });
        let html = html.filter(|html| html.len() <= LONGEST_HTML);
        let text = fit(&email.text, LONGEST_TEXT);
        let new_text = match &html {
            Some(html) => mail::reply::extract_html(html, &text).new_text,
            None => mail::reply::extract(&text).new_text,
        };
        let remote = html.as_deref().map(remote_images);
        Ok(Letter {
            fingerprint,
            kind,
            is_spam: is_spam(&email),
            filter: self.filtered.then(|| verdict_on_top(&email.headers)).flatten(),
            writer,
            passed_on_by,
            evidence: self.key.evidence(&email, self.envelope),
            returned,
            thread_root: threading::thread_root(&email),
            answers: email.in_reply_to.iter().chain(email.references.iter().rev()).cloned().collect(),
            addresses: addresses(&email),
            subject: fit(&email.subject, 2_000),
            language: language::detect(if new_text.trim().is_empty() { &text } else { &new_text }),
            new_text: fit(&new_text, LONGEST_TEXT),
            remote_images: remote.and_then(|count| i64::try_from(count).ok()).unwrap_or(0),
            sent_at: email.sent_at,
            received_at,
            files,
            message_id: email.message_id,
            text,
            html,
        })
    }

    /// The customer's mail that an agent passes on to the desk. What a mail says about who wrote the one inside is believed
    /// only of those who work here, and even then it proves nothing about that one.
    fn passed_on(
        &self,
        email: &Email,
        writer: &Writer,
        own: &[EmailAddress],
        limits: &Limits,
    ) -> Option<(AgentId, Forwarded)> {
        let from = writer.address.as_deref().filter(|_| writer.sure)?;
        let (agent, _) = self.team.iter().find(|(_, address)| address.identity() == from)?;
        let mail = forwarded(email, limits)?;
        let is_known = |address: &EmailAddress| address.is_same_mailbox(&mail.author.address);
        let is_ours = own.iter().any(is_known) || self.team.iter().any(|(_, address)| is_known(address));
        (!is_ours).then_some((*agent, mail))
    }
}

/// Lets a mail say what the one in it says. The words of who passed it on stand above, as they did.
fn put_in_place(email: &mut Email, mail: Forwarded) {
    let above = mail.note.trim();
    email.text = if above.is_empty() { mail.text } else { format!("{above}\n\n{}", mail.text) };
    email.html = mail.html.map(|html| match above {
        "" => html,
        above => format!("{}{html}", mail::html::from_text(above)),
    });
    email.subject = mail.subject;
    email.sent_at = mail.sent_at.or(email.sent_at);
    email.attachments.extend(mail.attachments);
}

/// Images of other servers. Without a tag that could begin an image (`<img`, or the old `<image`) there is nothing to clean
/// for.
fn remote_images(html: &str) -> usize {
    let has_image = html.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"<im"));
    if has_image { clean(html, |_| None, ImagePolicy::HoldBack).remote_images } else { 0 }
}

/// The same for every copy of a mail, whatever the servers on its way have put before it. A mail without an identifier is
/// known by its author and subject too.
fn fingerprint(email: &Email) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(bytes);
    };
    match &email.message_id {
        Some(id) => part(id.as_str().as_bytes()),
        None => {
            part(email.from.first().map(|from| from.address.identity()).unwrap_or_default().as_bytes());
            part(email.subject.as_bytes());
        }
    }
    part(email.sent_at.map(|at| at.to_string()).unwrap_or_default().as_bytes());
    part(canonical(&email.text).as_bytes());
    part(canonical(email.html.as_deref().unwrap_or_default()).as_bytes());
    email.attachments.iter().for_each(|file| part(&file.bytes));
    HEXLOWER.encode(&hash.finalize())
}

/// The words without what servers add or take at the ends of lines and of the whole (as the "relaxed" body of RFC 6376
/// §3.4.4).
fn canonical(text: &str) -> String {
    text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// What makes these bytes that mail, where they could not be read.
pub(super) fn fingerprint_of_bytes(raw: &[u8]) -> String {
    format!("raw:{}", HEXLOWER.encode(&Sha256::digest(raw)))
}

/// What Microsoft 365 writes, below the lines by which a mail came in. Who forges that calls a mail of their own spam.
fn is_spam(email: &Email) -> bool {
    let level = email
        .headers
        .get("X-MS-Exchange-Organization-SCL")
        .and_then(|value| value.trim().parse::<i32>().ok());
    let report = email.headers.get("X-Forefront-Antispam-Report").unwrap_or_default();
    level.is_some_and(|level| level >= 5)
        || report.split(';').any(|word| matches!(word.trim(), "SFV:SPM" | "SFV:SKB"))
}

fn addresses(email: &Email) -> Addresses {
    /// More addressees than this are not shown; the raw mail has them.
    const MOST: usize = 100;
    let one = |mailbox: &mail::Mailbox| Correspondent {
        name: fit(mailbox.name.as_deref().unwrap_or_default(), 200),
        address: mailbox.address.as_str().to_owned(),
    };
    Addresses {
        from: email.from.first().map(one),
        to: email.to.iter().take(MOST).map(one).collect(),
        cc: email.cc.iter().take(MOST).map(one).collect(),
        bcc: Vec::new(),
    }
}

/// The beginning of a text, at most so many bytes, without the NUL that PostgreSQL does not take.
pub(super) fn fit(text: &str, bytes: usize) -> String {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    without_nul(&text[..end])
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// Brings the files of a mail to disk.
pub(super) async fn keep_files(blobs: &Blobs, letter: &mut Letter) -> Result<Vec<NewFile>, DbError> {
    let html = letter.html.clone().unwrap_or_default();
    let mut kept = Vec::with_capacity(letter.files.len());
    for file in std::mem::take(&mut letter.files) {
        let content_id = file.content_id.as_deref().map(without_nul);
        // A picture that the text does not show is a file like any other.
        let inline = content_id.as_deref().is_some_and(|id| html.contains(&format!("cid:{id}")));
        kept.push(NewFile {
            name: without_nul(&file.name),
            content_type: without_nul(&file.content_type),
            size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            blob: blobs.prepare(file.bytes).await?,
            content_id,
            inline,
        });
    }
    Ok(kept)
}
