//! Why a mail was not delivered, from what the mail systems say in their own words.

use super::Hardness;
use super::status::{Class, Status, reply_code_in};

/// Why a mail was not delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BounceReason {
    /// There is no such mailbox.
    UserUnknown,
    /// There is no such domain.
    HostUnknown,
    /// The recipient moved and left no address.
    HasMoved,
    /// The domain takes no mail.
    TakesNoMail,
    /// The recipient or their provider filters this mail. Mobile carriers answer "user unknown" for it, but
    /// only after they have accepted the recipient.
    Filtered,
    /// The mailbox is full.
    MailboxFull,
    /// The account is disabled or locked.
    Suspended,
    /// The mail is larger than the recipient or their system takes.
    TooLarge,
    /// Given up after trying for a long time, or still trying.
    Expired,
    /// The way to the receiving system is broken.
    NetworkError,
    /// The receiving system has a fault.
    SystemError,
    /// The receiving system's own program failed.
    MailerError,
    /// The sender is not welcome: unknown domain, not a member of the list.
    SenderRejected,
    /// The sending server is not welcome: a block list, a bad reputation.
    Blocked,
    /// The sending server has no reverse DNS name.
    NoReverseDns,
    /// SPF, DKIM or DMARC failed.
    AuthenticationFailed,
    /// Too many mails or connections in a short time.
    TooFast,
    /// Taken for spam.
    Spam,
    /// Taken for a virus.
    Virus,
    /// The content is not acceptable: a bad header, a forbidden file.
    Content,
    /// A policy of the receiving side.
    Policy,
    /// The receiving side demands authentication or encryption.
    Security,
    /// The server does not relay for this domain.
    NoRelaying,
    /// Put off without a reason.
    OnHold,
    /// Nothing tells.
    Undefined,
}

use BounceReason::*;

/// What mail systems write, in lower case, in the order in which it is looked for: a text about a full
/// mailbox also says "delivery failed", so the more telling words stand first.
const WORDS: [(BounceReason, &[&str]); 27] = [
    (UserUnknown, &["bad-mailbox"]),
    (Blocked, &["my name was rejected", "blocked using"]),
    (Spam, &["blacklisted url", "ube,"]),
    (
        NoReverseDns,
        &[
            "reverse dns",
            "ptr record",
            "ip name lookup failed",
            "mismatches client ip",
            "no ptr",
            "rdns",
            "cannot find your hostname",
            "cannot find your reverse hostname",
        ],
    ),
    (
        AuthenticationFailed,
        &[
            "dmarc",
            "spf record",
            "spf check",
            "authentication checks failed",
            "unauthenticated",
            "dkim",
            "spf fail",
            "sender policy framework",
            "not allowed to send from",
        ],
    ),
    (
        MailboxFull,
        &[
            "mailbox full",
            "mailbox is full",
            "over quota",
            "overquota",
            "quota exceed",
            "exceeded quota",
            "exceeds quota",
            "exceeded storage",
            "out of storage",
            "storage space",
            "exceeds allowed size",
            "exceeded the local limit",
            "shutoffquota",
            "inbox is full",
            "is full",
            "not enough disk",
            "insufficient disk",
            "mailbox size limit",
            "quota violation",
            "user has exhausted",
            "too much mail data",
            "メールボックスが一杯",
            "kutusu dolu",
            "has exceeded its",
            "quota is",
            "mail quota",
            "disk quota",
            "no space left",
        ],
    ),
    (
        TooLarge,
        &[
            "message too large",
            "message is too large",
            "message size exceeds",
            "size limit",
            "message length exceeds",
            "sizelimit",
            "too big",
            "exceeds size",
            "exceeds the maximum",
            "exceeded maximum",
            "larger than the current",
            "maximum message size",
            "message file too big",
        ],
    ),
    (HasMoved, &["no longer on server", "has moved", "has been replaced by", "moved to another"]),
    (
        Suspended,
        &[
            "account is disabled",
            "account has been disabled",
            "account is locked",
            "account that you tried to reach is disabled",
            "account that you tried to reach is inactive",
            "account is blocked",
            "account is inactive",
            "account inactive",
            "mailbox is frozen",
            "suspended",
            "deactivated",
            "discontinued",
            "mailbox disabled",
            "account is not active",
            "account disabled",
            "account expired",
            "account locked",
            "mailbox currently suspended",
            "mailbox unavailable or access denied",
            "user is inactive",
            "mailbox is inactive",
            "compte du destinataire est bloque",
        ],
    ),
    (
        TakesNoMail,
        &[
            "no smtp service",
            "does not accept mail",
            "no mx record",
            "nullmx",
            "null mx",
            "does not accept email",
            "smtp protocol returned a permanent error",
            "destination seem to reject all mails",
            "name server: .: host not found",
        ],
    ),
    (
        SenderRejected,
        &[
            "sender address rejected",
            "domain of sender",
            "sender was rejected",
            "purported responsible address",
            "not a member",
            "are not member",
            "not allowed to post",
            "permission to post",
            "google groups",
            "sender rejected",
            "sender verify failed",
            "sender is not",
            "not permitted to send",
            "is not allowed to send",
            "from address",
            "invalid sender",
            "returnpath",
            "return-path",
            "rejected sender",
            "unauthorized sender",
            "sender denied",
            "unexpected volume or user complaints",
        ],
    ),
    (
        HostUnknown,
        &[
            "host unknown",
            "host not found",
            "domain does not exist",
            "no such domain",
            "unrouteable",
            "unroutable",
            "illegal host/domain",
            "dns lookup failure",
            "domain is not reachable",
            "domain not found",
            "unknown host",
            "name or service not known",
            "bad destination host",
            "invalid domain",
            "domain must exist",
            "mail domain mentioned",
            "no route to domain",
            "host or domain name not found",
            "domain name not found",
            "recipient domain must exist",
            "no such host",
        ],
    ),
    (
        TooFast,
        &[
            "connection rate",
            "frequency limited",
            "too many connection",
            "too many recipients",
            "rate limit",
            "too many messages",
            "too many concurrent",
            "exceeded the rate",
            "sending too fast",
            "throttl",
            "too many invalid recipients",
            "aup#in-",
        ],
    ),
    (
        Blocked,
        &[
            "banned sending ip",
            "spamhaus",
            "client host rejected",
            "client host blocked",
            "blocked ip",
            "smtp server of your isp",
            "open relay",
            "blacklist",
            "block list",
            "blocklist",
            "bad reputation",
            "poor reputation",
            "ip reputation",
            "sc-001",
            "sc-002",
            "sc-003",
            "sc-004",
            "dy-001",
            "dy-002",
            "ol-001",
            "cdrbl",
            "rbl",
            "your ip",
            "ip address is",
            "client host [",
            "adresse ip source",
            "invalid domain name",
            "is redundant",
            "no access from mail server",
            "dynamic ip",
            "connection refused by",
            "not accepting mail from",
            "host network not allowed",
            "spamcop",
            "barracudacentral",
            "listed at",
            "bl?ip=",
            "access denied. ip",
            "helo",
        ],
    ),
    (Virus, &["virus", "malware", "infected", "mcspamsignature"]),
    (
        Spam,
        &[
            "spam",
            "unsolicited",
            "ofr_506",
            "mail rejete",
            "junk",
            "message content rejected",
            "bulk mail",
            "high on spam",
            "considered unwanted",
        ],
    ),
    (
        NoRelaying,
        &[
            "relay access denied",
            "relaying denied",
            "insecure mail relay",
            "unable to relay",
            "relay not permitted",
            "not permitted to relay",
            "relaying not",
            "relay denied",
            "cannot relay",
            "relaying mail",
        ],
    ),
    (
        Policy,
        &[
            "policy reason",
            "header error",
            "security polic",
            "polic",
            "is not rfc",
            "not rfc 5322",
            "not rfc 2822",
            "multiple from",
            "message refused",
            "local administrat",
        ],
    ),
    (
        Content,
        &[
            "media error",
            "8-bit data",
            "content rejected",
            "attachment type",
            "attachments are not",
            "improper use",
            "content filter",
            "executable",
            "message contains",
            "malformed",
            "bad header",
            "file type",
        ],
    ),
    (
        Security,
        &[
            "authentication required",
            "authrequired",
            "must issue a starttls",
            "encryption required",
            "tls required",
        ],
    ),
    (
        MailerError,
        &[
            "procmail",
            "command died",
            "pipe to",
            "local delivery agent",
            "mailer error",
            "maildrop",
            "exit status",
        ],
    ),
    (UserUnknown, USER_UNKNOWN),
    (
        Expired,
        &[
            "retry timeout exceeded",
            "timed out",
            "expired",
            "timeout",
            "unable to connect",
            "has been delayed",
            "failing for a long time",
            "host not reachable",
            "was aborted after",
            "did not accept our requests to connect",
            "socket error",
            "will be retried",
            "in the queue too long",
            "could not be delivered for",
            "connection refused",
            "delivery time",
            "unable to deliver this message after",
            "cannot send message for",
            "connection reset",
            "temporarily unavailable, please try again",
            "has been in the queue",
            "failed 20 attempts",
            "not responding",
            "delivery failed 2",
            "delivery failed 1",
            "no route to host",
            "connection lost",
            "temporarily deferred",
        ],
    ),
    (
        NetworkError,
        &[
            "hop count",
            "routing loop",
            "network error",
            "loops back",
            "too many hops",
            "mail loop",
            "mail forwarding loop",
            "dns query failed",
            "establish an smtp connection",
            "network is unreachable",
            "host is unreachable",
        ],
    ),
    (
        SystemError,
        &[
            "service currently unavailable",
            "ldap",
            "try later",
            "duplicated message-id",
            "configuration error",
            "mail system problem",
            "system error",
            "internal error",
            "temporary failure",
            "service unavailable",
            "insufficient system",
            "local error",
            "server error",
            "reessayer",
            "please try again",
            "resources temporarily",
            "systems error",
            "does not support tls",
            "out of memory",
            "config error",
            "essayer plus tard",
            "proxy",
            "mail system",
        ],
    ),
    (Security, &["access denied", "not authorized", "unauthorized", "permission denied"]),
    (Filtered, &["message filtered", "rejected by a remote mail server", "filtered", "refused by recipient"]),
];

const USER_UNKNOWN: &[&str] = &[
    "user unknown",
    "unknown user",
    "no such user",
    "user not exist",
    "user not found",
    "unknown recipient",
    "recipient not found",
    "recipnotfound",
    "recipientnotfound",
    "recipient name is not recognized",
    "not listed in",
    "no mailbox here",
    "no such mailbox",
    "mailbox not found",
    "mailbox unavailable",
    "mailbox does not exist",
    "unknown or illegal user",
    "invalid final delivery userid",
    "no valid recipient",
    "invalid recipient",
    "invalid address",
    "address rejected",
    "user doesn't have",
    "does not exist",
    "doesn't exist",
    "destinataire invalide",
    "inactive email address",
    "no account",
    "unknown local",
    "not our customer",
    "addressee unknown",
    "bad address",
    "bad recipient",
    "recipient unknown",
    "unknown mailbox",
    "no longer available",
    "undeliverable address",
    "wasn't found at the destination",
    "wasn’t found at the destination",
    "couldn't be found",
    "couldn’t be found",
    "person not",
    "undefined mailbox",
    "unknown email",
    "no such recipient",
    "no such address",
    "recipient rejected",
    "no recipient",
    "user does not",
    "is not a valid mailbox",
    "not a valid user",
    "invalid mailbox",
    "invalid user",
    "no user",
    "account not found",
    "ディレクトリのリストにありません",
    "見つかりません",
    "見つかりませんでした",
    "requested action not taken",
];

/// Words that stand for the moment at which the recipient was named.
const AT_RECIPIENT: &[&str] = &[
    ">>> rcpt to",
    "after rcpt to",
    "reply to rcpt to",
    "our rcpt to",
    "rcpt_to",
    "rcpt to response",
    "rcpt command",
    "smtp:rcpt",
    "does not like recipient",
    "rejected recipient",
];
/// Words that stand for the moment after the mail's content was sent.
const AFTER_CONTENT: &[&str] =
    &["end of data", "command data", "final data", ">>> data", "data command", "text command"];

impl BounceReason {
    /// The reason that code and words give; `None` where they give none.
    ///
    /// `diagnostic` is what the receiving system answered, `prose` all that the report says.
    pub(super) fn find(diagnostic: &str, prose: &str, status: Option<Status>) -> Option<Self> {
        let (diagnostic, prose) = (diagnostic.to_lowercase(), prose.to_lowercase());
        let judge = |text: &str| {
            from_words(text).map(|reason| match reason {
                UserUnknown if is_disguised_filter(text, &prose, status) => Filtered,
                reason => reason,
            })
        };
        judge(&diagnostic).or_else(|| status.and_then(from_status)).or_else(|| judge(&prose))
    }

    /// Whether the address is to be used again.
    pub fn hardness(self) -> Hardness {
        match self {
            UserUnknown | HostUnknown | HasMoved | TakesNoMail => Hardness::Hard,
            Filtered | MailboxFull | Suspended | TooLarge | Expired | NetworkError | SystemError
            | MailerError | SenderRejected | Blocked | NoReverseDns | AuthenticationFailed | TooFast
            | Spam | Virus | Content | Policy | Security | NoRelaying | OnHold | Undefined => Hardness::Soft,
        }
    }

    pub(super) fn inferred_status(self, class: Class) -> Status {
        let detail = match self {
            Undefined => 900,
            OnHold => 901,
            NoRelaying => 909,
            Filtered => 910,
            UserUnknown => 911,
            HostUnknown => 912,
            HasMoved => 916,
            SenderRejected => 918,
            Suspended => 921,
            MailboxFull => 922,
            SystemError => 930,
            MailerError => 931,
            TakesNoMail => 932,
            TooLarge => 934,
            NetworkError => 944,
            TooFast => 945,
            Expired => 947,
            Content => 960,
            Security => 970,
            Blocked => 971,
            Policy => 972,
            Virus => 973,
            NoReverseDns => 974,
            AuthenticationFailed => 975,
            Spam => 980,
        };
        Status { class, subject: 0, detail }
    }
}

fn from_words(text: &str) -> Option<BounceReason> {
    WORDS.iter().find(|(_, words)| contains_any(text, words)).map(|(reason, _)| *reason)
}

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether "user unknown" is too little to stop using an address. Carriers and filters say it after they took
/// the content, without naming anybody (`550 : User unknown`), or to senders whom the recipient blocked
/// (`550 Unknown user …`, `5.2.1`, `5.7.1`). It is believed when the code says so too, when it answers the
/// naming of the recipient, or in words that only a directory has.
fn is_disguised_filter(diagnostic: &str, prose: &str, status: Option<Status>) -> bool {
    if ["550 : user unknown", "550: : user unknown"].iter().any(|blank| diagnostic.contains(blank)) {
        return true;
    }
    if status.is_some_and(|status| status.subject == 1) || contains_any(diagnostic, FROM_DIRECTORY) {
        return false;
    }
    if contains_any(diagnostic, AFTER_CONTENT) {
        return true;
    }
    if diagnostic.contains("bad-mailbox")
        || contains_any(diagnostic, AT_RECIPIENT)
        || contains_any(prose, AT_RECIPIENT)
    {
        return false;
    }
    let is_curt = diagnostic.contains("550 unknown user") || diagnostic.contains("550-'unknown user");
    match status.filter(|status| status.is_specific()) {
        Some(status) => status.subject == 7 || (status.subject, status.detail) == (2, 1) || is_curt,
        None => is_curt || contains_any(diagnostic, STOCK_PHRASES) || reply_code_in(diagnostic).is_none(),
    }
}

/// What servers say to any 550 (RFC 5321 §4.2.3 has "mailbox unavailable" for policy too).
const STOCK_PHRASES: &[&str] = &["no such user", "requested action not taken: mailbox unavailable"];

/// What directories answer when they do not know a name.
const FROM_DIRECTORY: &[&str] = &[
    "not listed in",
    "is not recognized",
    "final delivery userid",
    "unknown user:",
    "no valid recipient",
    "ディレクトリのリストにありません",
    "ディレクトリには見つかりません",
    "unknown recipient",
    "wasn't found at",
    "wasn’t found at",
    "couldn't be found",
    "couldn’t be found",
];

/// RFC 3463 §3 and the registry's later codes (RFC 5248).
fn from_status(status: Status) -> Option<BounceReason> {
    Some(match (status.subject, status.detail) {
        (1, 2) | (4, 4) => HostUnknown,
        (1, 6) => HasMoved,
        (1, 7 | 8) => SenderRejected,
        (1, 0 | 1 | 3 | 5 | 351) => UserUnknown,
        (1, 10) => TakesNoMail,
        (2, 1) => Suspended,
        (2, 2) => MailboxFull,
        (2, 3) | (3, 4) => TooLarge,
        (3, 2) => SystemError,
        (3, 1 | 3 | 5) => SystemError,
        (4, 6) => NetworkError,
        (4, 0 | 1 | 2 | 7) => Expired,
        (4, _) => NetworkError,
        (6, _) => Content,
        (7, 25) => NoReverseDns,
        (7, 20..=24 | 26..=29 | 509) => AuthenticationFailed,
        (7, 606 | 650) => Blocked,
        (7, _) => Security,
        _ => return None,
    })
}
