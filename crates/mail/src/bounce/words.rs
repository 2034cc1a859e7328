//! What mail systems write, in lower case.
//!
//! Collected from the reports of some hundred systems; a word stands here because a report said it.

use super::reason::BounceReason::{self, *};

/// What mail systems write, in lower case, in the order in which it is looked for: a text about a full
/// mailbox also says "delivery failed", so the more telling words stand first.
#[rustfmt::skip]
pub(super) const WORDS: [(BounceReason, &[&str]); 27] = [
    (UserUnknown, &["bad-mailbox"]),
    (Blocked, &["my name was rejected", "blocked using"]),
    (Spam, &["blacklisted url", "ube,"]),
    (NoReverseDns, &[
        "reverse dns", "ptr record", "ip name lookup failed", "mismatches client ip", "no ptr", "rdns",
        "cannot find your hostname", "cannot find your reverse hostname",
    ]),
    (AuthenticationFailed, &[
        "dmarc", "spf record", "spf check", "authentication checks failed", "unauthenticated", "dkim",
        "spf fail", "sender policy framework", "not allowed to send from",
    ]),
    (MailboxFull, &[
        "mailbox full", "mailbox is full", "over quota", "overquota", "quota exceed", "exceeded quota", "exceeds quota",
        "exceeded storage", "out of storage", "storage space", "exceeds allowed size", "exceeded the local limit",
        "shutoffquota", "inbox is full", "is full", "not enough disk", "insufficient disk", "mailbox size limit",
        "quota violation", "user has exhausted", "too much mail data", "メールボックスが一杯", "kutusu dolu",
        "has exceeded its", "quota is", "mail quota", "disk quota", "no space left",
    ]),
    (TooLarge, &[
        "message too large", "message is too large", "message size exceeds", "size limit", "message length exceeds",
        "sizelimit", "too big", "exceeds size", "exceeds the maximum", "exceeded maximum", "larger than the current",
        "maximum message size", "message file too big",
    ]),
    (HasMoved, &["no longer on server", "has moved", "has been replaced by", "moved to another"]),
    (Suspended, &[
        "account is disabled", "account has been disabled", "account is locked", "account that you tried to reach is disabled",
        "account that you tried to reach is inactive", "account is blocked", "account is inactive", "account inactive",
        "mailbox is frozen", "suspended", "deactivated", "discontinued", "mailbox disabled", "account is not active",
        "account disabled", "account expired", "account locked", "mailbox currently suspended", "mailbox unavailable or access denied",
        "user is inactive", "mailbox is inactive", "compte du destinataire est bloque",
    ]),
    (TakesNoMail, &[
        "no smtp service", "does not accept mail", "no mx record", "nullmx", "null mx", "does not accept email",
        "smtp protocol returned a permanent error", "destination seem to reject all mails", "name server: .: host not found",
    ]),
    (SenderRejected, &[
        "sender address rejected", "domain of sender", "sender was rejected", "purported responsible address",
        "not a member", "are not member", "not allowed to post", "permission to post", "google groups", "sender rejected",
        "sender verify failed", "sender is not", "not permitted to send", "is not allowed to send", "from address",
        "invalid sender", "returnpath", "return-path", "rejected sender", "unauthorized sender", "sender denied",
        "unexpected volume or user complaints",
    ]),
    (HostUnknown, &[
        "host unknown", "host not found", "domain does not exist", "no such domain", "unrouteable", "unroutable",
        "illegal host/domain", "dns lookup failure", "domain is not reachable", "domain not found", "unknown host",
        "name or service not known", "bad destination host", "invalid domain", "domain must exist", "mail domain mentioned",
        "no route to domain", "host or domain name not found", "domain name not found", "recipient domain must exist",
        "no such host",
    ]),
    (TooFast, &[
        "connection rate", "frequency limited", "too many connection", "too many recipients", "rate limit", "too many messages",
        "too many concurrent", "exceeded the rate", "sending too fast", "throttl", "too many invalid recipients", "aup#in-",
    ]),
    (Blocked, &[
        "banned sending ip", "spamhaus", "client host rejected", "client host blocked", "blocked ip",
        "smtp server of your isp", "open relay", "blacklist", "block list", "blocklist",
        "bad reputation", "poor reputation", "ip reputation", "sc-001", "sc-002", "sc-003", "sc-004", "dy-001", "dy-002",
        "ol-001", "cdrbl", "rbl", "your ip", "ip address is", "client host [", "adresse ip source", "invalid domain name",
        "is redundant", "no access from mail server", "dynamic ip", "connection refused by", "not accepting mail from",
        "host network not allowed", "spamcop", "barracudacentral", "listed at", "bl?ip=", "access denied. ip", "helo",
    ]),
    (Virus, &["virus", "malware", "infected", "mcspamsignature"]),
    (Spam, &[
        "spam", "unsolicited", "ofr_506", "mail rejete", "junk", "message content rejected",
        "bulk mail", "high on spam", "considered unwanted",
    ]),
    (NoRelaying, &[
        "relay access denied", "relaying denied", "insecure mail relay", "unable to relay", "relay not permitted",
        "not permitted to relay", "relaying not", "relay denied", "cannot relay", "relaying mail",
    ]),
    (Policy, &[
        "policy reason", "header error", "security polic", "polic", "is not rfc", "not rfc 5322", "not rfc 2822",
        "multiple from", "message refused", "local administrat",
    ]),
    (Content, &[
        "media error", "8-bit data", "content rejected", "attachment type", "attachments are not", "improper use", "content filter", "executable",
        "message contains", "malformed", "bad header", "file type",
    ]),
    (Security, &["authentication required", "authrequired", "must issue a starttls", "encryption required", "tls required"]),
    (MailerError, &["procmail", "command died", "pipe to", "local delivery agent", "mailer error", "maildrop", "exit status"]),
    (UserUnknown, USER_UNKNOWN),
    (Expired, &[
        "retry timeout exceeded", "timed out", "expired", "timeout", "unable to connect", "has been delayed",
        "failing for a long time", "host not reachable", "was aborted after", "did not accept our requests to connect",
        "socket error", "will be retried", "in the queue too long", "could not be delivered for", "connection refused",
        "delivery time", "unable to deliver this message after", "cannot send message for", "connection reset",
        "temporarily unavailable, please try again", "has been in the queue", "failed 20 attempts", "not responding",
        "delivery failed 2", "delivery failed 1", "no route to host", "connection lost", "temporarily deferred",
    ]),
    (NetworkError, &[
        "hop count", "routing loop", "network error", "loops back", "too many hops", "mail loop", "mail forwarding loop",
        "dns query failed", "establish an smtp connection", "network is unreachable", "host is unreachable",
    ]),
    (SystemError, &[
        "service currently unavailable", "ldap", "try later", "duplicated message-id", "configuration error",
        "mail system problem", "system error", "internal error", "temporary failure", "service unavailable",
        "insufficient system", "local error", "server error", "reessayer", "please try again", "resources temporarily",
        "systems error", "does not support tls", "out of memory", "config error", "essayer plus tard", "proxy", "mail system",
    ]),
    (Security, &["access denied", "not authorized", "unauthorized", "permission denied"]),
    (Filtered, &["message filtered", "rejected by a remote mail server", "filtered", "refused by recipient"]),
];

#[rustfmt::skip]
/// What servers answer when nobody has the address.
pub(super) const USER_UNKNOWN: &[&str] = &[
    "user unknown", "unknown user", "no such user", "user not exist", "user not found", "unknown recipient",
    "recipient not found", "recipnotfound", "recipientnotfound", "recipient name is not recognized",
    "not listed in", "no mailbox here", "no such mailbox", "mailbox not found", "mailbox unavailable",
    "mailbox does not exist", "unknown or illegal user", "invalid final delivery userid", "no valid recipient",
    "invalid recipient", "invalid address", "address rejected", "user doesn't have", "does not exist", "doesn't exist",
    "destinataire invalide", "inactive email address", "no account", "unknown local",
    "not our customer", "addressee unknown", "bad address", "bad recipient", "recipient unknown", "unknown mailbox",
    "no longer available", "undeliverable address", "wasn't found at the destination", "wasn’t found at the destination",
    "couldn't be found", "couldn’t be found", "person not", "undefined mailbox", "unknown email", "no such recipient",
    "no such address", "recipient rejected", "no recipient", "user does not", "is not a valid mailbox", "not a valid user",
    "invalid mailbox", "invalid user", "no user", "account not found", "ディレクトリのリストにありません",
    "見つかりません", "見つかりませんでした", "requested action not taken",
];

/// Words that stand for the moment at which the recipient was named.
#[rustfmt::skip]
pub(super) const AT_RECIPIENT: &[&str] = &[
    ">>> rcpt to", "after rcpt to", "reply to rcpt to", "our rcpt to", "rcpt_to", "rcpt to response", "rcpt command",
    "smtp:rcpt", "does not like recipient", "rejected recipient",
];

/// Words that stand for the moment after the mail's content was sent.
#[rustfmt::skip]
pub(super) const AFTER_CONTENT: &[&str] = &["end of data", "command data", "final data", ">>> data", "data command", "text command"];

/// What servers say to any 550 (RFC 5321 §4.2.3 has "mailbox unavailable" for policy too).
#[rustfmt::skip]
pub(super) const STOCK_PHRASES: &[&str] = &["no such user", "requested action not taken: mailbox unavailable"];

/// What directories answer when they do not know a name.
#[rustfmt::skip]
pub(super) const FROM_DIRECTORY: &[&str] = &[
    "not listed in", "is not recognized", "final delivery userid", "unknown user:", "no valid recipient",
    "ディレクトリのリストにありません", "ディレクトリには見つかりません", "unknown recipient", "wasn't found at", "wasn’t found at", "couldn't be found",
    "couldn’t be found",
];
