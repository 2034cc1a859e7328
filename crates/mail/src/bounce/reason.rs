//! Why a mail was not delivered, from what the mail systems say in their own words.

use super::Hardness;
use super::status::{Class, Status, reply_code_in};
use super::words::{AFTER_CONTENT, AT_RECIPIENT, FROM_DIRECTORY, STOCK_PHRASES, USER_UNKNOWN, WORDS};

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

impl BounceReason {
    /// The reason that code and words give; `None` where they give none.
    ///
    /// `diagnostic` is what the receiving system answered, `prose` all that the report says.
    pub(super) fn find(diagnostic: &str, prose: &str, status: Option<Status>) -> Option<Self> {
        let (diagnostic, prose) = (diagnostic.to_lowercase(), prose.to_lowercase());
        let judge = |text: &str| {
            from_words(text).map(|reason| match reason {
                UserUnknown if is_disguised_filter(text, &prose, status) => Filtered,
                reason if !reason.outweighs_the_code() && names_unknown_user(text, status) => UserUnknown,
                reason => reason,
            })
        };
        judge(&diagnostic).or_else(|| status.and_then(from_status)).or_else(|| judge(&prose))
    }

    /// Whether words for this reason say more than a code for an unknown user. Others may stand in a link to
    /// somebody's policy or in an advertisement of the filter.
    fn outweighs_the_code(self) -> bool {
        matches!(
            self,
            MailboxFull | HasMoved | Suspended | MailerError | Filtered | TakesNoMail | SenderRejected
        )
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

    /// Why a server put off or refused a recipient, from its answer alone: `550 5.1.1 No such user`. `None` where the answer
    /// gives no reason, or is none.
    pub fn of_answer(answer: &str) -> Option<Self> {
        if !answer.starts_with(['4', '5']) {
            return None;
        }
        // Nobody who answers the naming of a recipient has seen a content to filter.
        Self::find(answer, AT_RECIPIENT.first()?, Status::first_in(answer))
    }

    /// A stable word for it, such as `user-unknown`.
    pub fn word(self) -> &'static str {
        match self {
            UserUnknown => "user-unknown",
            HostUnknown => "host-unknown",
            HasMoved => "has-moved",
            TakesNoMail => "takes-no-mail",
            Filtered => "filtered",
            MailboxFull => "mailbox-full",
            Suspended => "suspended",
            TooLarge => "too-large",
            Expired => "expired",
            NetworkError => "network-error",
            SystemError => "system-error",
            MailerError => "mailer-error",
            SenderRejected => "sender-rejected",
            Blocked => "blocked",
            NoReverseDns => "no-reverse-dns",
            AuthenticationFailed => "authentication-failed",
            TooFast => "too-fast",
            Spam => "spam",
            Virus => "virus",
            Content => "content",
            Policy => "policy",
            Security => "security",
            NoRelaying => "no-relaying",
            OnHold => "on-hold",
            Undefined => "undefined",
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

/// Code and words both say that nobody has this address.
fn names_unknown_user(text: &str, status: Option<Status>) -> bool {
    let is_coded = status.is_some_and(|status| matches!((status.subject, status.detail), (1, 1 | 10)));
    is_coded && contains_any(text, USER_UNKNOWN)
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

#[cfg(test)]
mod tests {
    use super::BounceReason::{self, *};

    #[test]
    fn an_answer_alone_tells_why() {
        for (answer, reason) in [
            ("550 5.1.1 No such mailbox here", Some(UserUnknown)),
            ("550 No such user here", Some(UserUnknown)),
            ("452 4.2.2 Mailbox full", Some(MailboxFull)),
            ("451 4.7.1 Greylisting in action, please come back later", Some(Security)),
            ("554 5.7.1 Message rejected as spam by Content Filtering", Some(Spam)),
            ("552 5.3.4 Message too big for system", Some(TooLarge)),
            ("550 5.7.26 This mail is unauthenticated", Some(AuthenticationFailed)),
            ("450 Try again", None),
            ("smtp.example.com: connection refused", None),
        ] {
            assert_eq!(BounceReason::of_answer(answer), reason, "{answer}");
        }
    }
}
