//! Mail that no person wrote (RFC 3834).

use crate::parse::Email;

/// How `Auto-Submitted` begins for an answer and for anything else automatic.
pub(super) fn auto_submitted(email: &Email) -> Option<String> {
    let value = email.headers.get("Auto-Submitted")?;
    let keyword = value.split([';', ' ', '(']).next().unwrap_or_default().to_ascii_lowercase();
    (!keyword.is_empty() && keyword != "no").then_some(keyword)
}

/// `Precedence` in lower case.
pub(super) fn precedence(email: &Email) -> String {
    email.headers.get("Precedence").unwrap_or_default().trim().to_ascii_lowercase()
}

pub(super) const AUTO_REPLY_HEADERS: [&str; 8] = [
    "X-Autoreply",
    "X-Auto-Reply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Mail-Autoreply",
    "X-AutoReply-From",
    "X-Autoreply-From",
    "X-FC-MachineGenerated",
];

pub(super) fn sign_of_auto_reply(email: &Email) -> Option<&'static str> {
    let is_answer = !email.in_reply_to.is_empty() || !email.references.is_empty();
    let has_telling_subject = is_auto_reply_subject(&email.subject);
    match auto_submitted(email).as_deref() {
        Some(keyword) if keyword.starts_with("auto-replied") => return Some("Auto-Submitted"),
        Some(_) if is_answer || has_telling_subject => return Some("Auto-Submitted"),
        Some(_) | None => {}
    }
    if let Some(name) = AUTO_REPLY_HEADERS.iter().find(|name| email.headers.get(name).is_some_and(is_yes)) {
        return Some(name);
    }
    if matches!(precedence(email).as_str(), "auto_reply" | "auto-reply") {
        return Some("Precedence");
    }
    has_telling_subject.then_some("Subject")
}

/// Some systems always write the header and say `no` in it.
fn is_yes(value: &str) -> bool {
    !matches!(value.trim().to_ascii_lowercase().as_str(), "no" | "false" | "0")
}

/// What mail programs put before the subject of an automatic answer, in lower case.
const AUTO_REPLY_SUBJECTS: [&str; 33] = [
    "automatic reply",
    "automatic response",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponder",
    "out of office",
    "out of the office",
    "vacation reply",
    "away from my mail",
    "otomatik yanıt",
    "otomatik cevap",
    "ofis dışında",
    "ofis dışı",
    "자동 회신",
    "자동회신",
    "자동 응답",
    "자동응답",
    "부재중",
    "부재 중",
    "پاسخ خودکار",
    "پاسخ اتوماتیک",
    "خارج از دفتر",
    "abwesenheitsnotiz",
    "automatische antwort",
    "réponse automatique",
    "respuesta automática",
    "risposta automatica",
    "automatisch antwoord",
    "自動応答",
    "автоответ",
];

fn is_auto_reply_subject(subject: &str) -> bool {
    let subject = subject.to_lowercase();
    let subject = subject.trim_start_matches(|c: char| !c.is_alphanumeric());
    AUTO_REPLY_SUBJECTS.iter().any(|known| subject.starts_with(known))
}

/// What receivers report to the owner of a domain about all of its mail: DMARC (RFC 7489 §7.2.1.1) and TLS (RFC 8460 §5.3).
pub(super) fn sign_of_domain_report(email: &Email) -> Option<&'static str> {
    if email.headers.has("TLS-Report-Domain") || email.media_type.report_type.as_deref() == Some("tlsrpt") {
        return Some("TLS-Report-Domain");
    }
    let subject = email.subject.to_ascii_lowercase();
    let names_both = subject.trim_start().starts_with("report domain:") && subject.contains("submitter:");
    (names_both && !email.attachments.is_empty()).then_some("Subject")
}

pub(super) fn sign_of_list(email: &Email) -> Option<&'static str> {
    ["List-Id", "List-Post", "List-Unsubscribe", "List-Help"]
        .into_iter()
        .find(|name| email.headers.has(name))
        .or_else(|| matches!(precedence(email).as_str(), "list" | "bulk" | "junk").then_some("Precedence"))
}

pub(super) fn sign_of_notification(email: &Email) -> Option<&'static str> {
    if auto_submitted(email).is_some() {
        return Some("Auto-Submitted");
    }
    let author = email.from.first()?;
    is_machine_name(author.address.local()).then_some("From")
}

/// Local parts behind which nobody reads.
pub(crate) fn is_machine_name(local: &str) -> bool {
    let local = local.to_ascii_lowercase();
    let plain: String = local.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    matches!(
        plain.as_str(),
        "mailerdaemon" | "postmaster" | "noreply" | "donotreply" | "nepasrepondre" | "yanitlamayin"
    ) || ["noreply-", "no-reply-", "noreply+", "no-reply+", "no_reply", "bounce", "owner-"]
        .iter()
        .any(|start| local.starts_with(start))
        || ["-request", "-noreply", "-no-reply", "-bounces", ".noreply"]
            .iter()
            .any(|end| local.ends_with(end))
}
