//! What a response says.

use imap_proto::{
    AttributeValue, Capability, MailboxDatum, MessageSection, NameAttribute, Outcome, ResponseCode,
    SectionPath,
};

/// A response of a server. What is of no use to a reader of mail, or can't be read, is [`Response::Other`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// How a command ended.
    Done {
        /// The command's tag.
        tag: String,
        /// How.
        told: Told,
    },
    /// `*` and a status: the greeting, a remark, a farewell.
    Status(Told),
    /// `+`: the server waits for more; what it says beside.
    Continue(String),
    /// What the server can, in capitals.
    Capabilities(Vec<String>),
    /// How many messages the folder has now.
    Exists(u32),
    /// Messages that fit a search.
    Found(Vec<u32>),
    /// A folder.
    Folder(Folder),
    /// Of a message.
    Fetched(Fetched),
    /// Anything else.
    Other,
}

/// How something went, in the server's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// In one word.
    pub status: Status,
    /// The word in brackets, if it is one that is known here.
    pub code: Option<StatusCode>,
    /// The whole text behind the status, with the word in brackets.
    pub text: String,
}

/// How something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Well.
    Ok,
    /// Not.
    No,
    /// The command was not understood.
    Bad,
    /// Signed in already.
    PreAuth,
    /// The server hangs up.
    Bye,
}

/// The word in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusCode {
    /// What the server can, in capitals.
    Capabilities(Vec<String>),
    /// While this number stays, UIDs mean what they meant.
    UidValidity(u32),
    /// The next message gets this UID or a higher one.
    UidNext(u32),
    /// Grows with every change of the folder (RFC 7162).
    HighestModSeq(u64),
    /// Another one: `AUTHENTICATIONFAILED`, `LIMIT`.
    Other(String),
}

/// A folder as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its name as a person reads it.
    pub name: String,
    /// What it is for, where the server says so (RFC 6154).
    pub purpose: Option<FolderUse>,
    /// Whether it holds mail and not only other folders.
    pub selectable: bool,
}

/// What a folder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderUse {
    /// All mail at once: a view of other folders.
    All,
    /// Filed away.
    Archive,
    /// Not finished.
    Drafts,
    /// Called spam.
    Junk,
    /// Sent.
    Sent,
    /// Thrown away.
    Trash,
}

/// What was told of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Its UID; a remark that nobody asked for may lack it.
    pub uid: Option<u32>,
    /// Its size in bytes.
    pub size: Option<u32>,
    /// All of it, or its headers, whichever was asked for.
    pub bytes: Option<Vec<u8>>,
}

impl Response {
    /// Reads one whole response.
    #[must_use]
    pub fn read(raw: &[u8]) -> Self {
        if let Some(rest) = raw.strip_prefix(b"+") {
            return Self::Continue(words(rest));
        }
        if let Some(rest) = raw.strip_prefix(b"* ") {
            return match status(rest) {
                Some((status, text)) => Self::Status(told(status, raw, text)),
                None => data(raw).unwrap_or(Self::Other),
            };
        }
        let (tag, rest) = split_word(raw);
        match (std::str::from_utf8(tag), status(rest)) {
            (Ok(tag), Some((status, text))) if !tag.is_empty() => {
                Self::Done { tag: tag.to_owned(), told: told(status, raw, text) }
            }
            _ => Self::Other,
        }
    }
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn split_word(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| matches!(byte, b' ' | b'\r' | b'\n')).unwrap_or(bytes.len());
    (&bytes[..end], bytes[end..].strip_prefix(b" ").unwrap_or(&bytes[end..]))
}

fn status(bytes: &[u8]) -> Option<(Status, &[u8])> {
    let (word, rest) = split_word(bytes);
    let known = [
        ("OK", Status::Ok),
        ("NO", Status::No),
        ("BAD", Status::Bad),
        ("PREAUTH", Status::PreAuth),
        ("BYE", Status::Bye),
    ];
    let (_, status) = known.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()))?;
    Some((status, rest))
}

/// The code by the library where it knows it; any other by its word, so that text that breaks the rules still says how it
/// went.
fn told(status: Status, raw: &[u8], text: &[u8]) -> Told {
    let text = words(text);
    let code = match imap_proto::Response::parse(raw) {
        Ok((_, imap_proto::Response::Data { outcome, .. } | imap_proto::Response::Done { outcome, .. })) => {
            known_code(&outcome)
        }
        _ => None,
    };
    let word = || {
        let inside = text.strip_prefix('[')?.split(']').next()?;
        Some(StatusCode::Other(inside.split(' ').next()?.to_ascii_uppercase()))
    };
    let code = code.or_else(word);
    Told { status, code, text }
}

fn known_code(outcome: &Outcome<'_>) -> Option<StatusCode> {
    match outcome.code.as_ref()? {
        ResponseCode::Capabilities(all) => Some(StatusCode::Capabilities(capabilities(all))),
        ResponseCode::UidValidity(number) => Some(StatusCode::UidValidity(*number)),
        ResponseCode::UidNext(number) => Some(StatusCode::UidNext(*number)),
        ResponseCode::HighestModSeq(number) => Some(StatusCode::HighestModSeq(*number)),
        _ => None,
    }
}

fn capabilities(all: &[Capability<'_>]) -> Vec<String> {
    let word = |one: &Capability<'_>| match one {
        Capability::Imap4rev1 => "IMAP4REV1".to_owned(),
        Capability::Auth(name) => format!("AUTH={}", name.to_ascii_uppercase()),
        Capability::Atom(name) => name.to_ascii_uppercase(),
    };
    all.iter().map(word).collect()
}

fn data(raw: &[u8]) -> Option<Response> {
    let Ok((_, read)) = imap_proto::Response::parse(raw) else { return by_hand(raw).map(Response::Fetched) };
    Some(match read {
        imap_proto::Response::Capabilities(all) => Response::Capabilities(capabilities(&all)),
        imap_proto::Response::MailboxData(MailboxDatum::Exists(count)) => Response::Exists(count),
        imap_proto::Response::MailboxData(MailboxDatum::Search(found)) => Response::Found(found),
        imap_proto::Response::MailboxData(MailboxDatum::List(folder)) => {
            let has = |wanted: &NameAttribute<'_>| folder.name_attributes.contains(wanted);
            let uses = [
                (NameAttribute::All, FolderUse::All),
                (NameAttribute::Archive, FolderUse::Archive),
                (NameAttribute::Drafts, FolderUse::Drafts),
                (NameAttribute::Junk, FolderUse::Junk),
                (NameAttribute::Sent, FolderUse::Sent),
                (NameAttribute::Trash, FolderUse::Trash),
            ];
            Response::Folder(Folder {
                name: super::folder::from_wire(&folder.name),
                purpose: uses.into_iter().find(|(wanted, _)| has(wanted)).map(|(_, purpose)| purpose),
                selectable: !has(&NameAttribute::NoSelect)
                    && !has(&NameAttribute::Extension("\\NonExistent".into())),
            })
        }
        imap_proto::Response::Fetch(_, attributes) => Response::Fetched(fetched(attributes)),
        _ => Response::Other,
    })
}

fn fetched(attributes: Vec<AttributeValue<'_>>) -> Fetched {
    let mut fetched = Fetched::default();
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(uid) => fetched.uid = Some(uid),
            AttributeValue::Rfc822Size(size) => fetched.size = Some(size),
            AttributeValue::BodySection {
                section: None | Some(SectionPath::Full(MessageSection::Header)),
                data: Some(bytes),
                ..
            } => fetched.bytes = Some(bytes.into_owned()),
            _ => {}
        }
    }
    fetched
}

/// What a FETCH tells that breaks the rules somewhere: a mail must not be passed over because of what stands beside it.
fn by_hand(raw: &[u8]) -> Option<Fetched> {
    let (_, rest) = split_word(raw.strip_prefix(b"* ")?);
    let (word, rest) = split_word(rest);
    if !word.eq_ignore_ascii_case(b"FETCH") {
        return None;
    }
    let head = &rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())];
    let literal = head.iter().rposition(|byte| *byte == b'{').and_then(|opened| {
        let digits = words(&head[opened + 1..]);
        let length: usize = digits.strip_suffix('}')?.parse().ok()?;
        rest.get(head.len() + 1..)?.get(..length)
    });
    // What stands behind a literal counts as well, but never what stands in it.
    let tail = literal.map_or(&rest[rest.len()..], |literal| &rest[head.len() + 1 + literal.len()..]);
    let outside = format!("{} {}", words(head), words(tail)).to_ascii_uppercase();
    let number = |name: &str| {
        let behind = &outside[outside.find(name)? + name.len()..];
        behind.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    };
    let uid = number("(UID ").or_else(|| number(" UID "));
    Some(Fetched { uid, size: number("RFC822.SIZE "), bytes: literal.map(<[u8]>::to_vec) })
}
