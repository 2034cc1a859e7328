//! Whatever arrives, reading it ends with a value or an error.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mail::html::{ImagePolicy, clean, to_text};
use mail::{EmailAddress, Envelope, Limits, MessageId, ThreadKey, classify, may_auto_reply, parse};
use proptest::prelude::*;

/// Real mails of every kind.
static MAILS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    ["bounces/mails", "charsets", "mime/rfc", "mime/thirdparty"]
        .iter()
        .flat_map(|folder| fs::read_dir(fixtures.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|file: &PathBuf| file.extension().is_some_and(|extension| extension == "eml"))
        .map(|file| fs::read(file).unwrap())
        .collect()
});

/// All that is done with a mail that arrives.
fn receive(raw: &[u8]) {
    let limits = Limits { size: 1 << 20, parts: 50, depth: 5, decoded: 1 << 20 };
    let own: Vec<EmailAddress> = vec!["destek@magaza.example".parse().unwrap()];
    let Ok(email) = parse(raw, &limits) else { return };
    let envelope = Envelope::default();
    let _ = classify(&email, &envelope, &own);
    let _ = may_auto_reply(&email, &envelope, &own);
    let _ = ThreadKey::new([1; 32]).evidence(&email, &envelope);
    let _ =
        mail::authentication::trusted_results(&email, "mx.example", mail::authentication::Sealers::default());
    let _ = mail::compose::references_of_answer(&email);
    let _ = clean(email.html.as_deref().unwrap_or(&email.text), |_| None, ImagePolicy::HoldBack);
    for attachment in &email.attachments {
        let _ = attachment.open(&limits);
    }
}

/// A real mail in which something was overwritten, cut out, doubled or put in.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change =
        (any::<prop::sample::Index>(), 0_usize..40, prop::collection::vec(any::<u8>(), 0..12), 0..4_u8);
    (any::<prop::sample::Index>(), prop::collection::vec(change, 1..12)).prop_map(|(mail, changes)| {
        let mut raw = mail.get(&MAILS).clone();
        for (at, length, bytes, kind) in changes {
            if raw.is_empty() {
                break;
            }
            let at = at.index(raw.len());
            let end = (at + length).min(raw.len());
            match kind {
                0 => drop(raw.splice(at..end, bytes)),
                1 => drop(raw.drain(at..end)),
                2 => {
                    let piece = raw[at..end].to_vec();
                    drop(raw.splice(at..at, piece.repeat(3)));
                }
                _ => drop(raw.splice(at..at, bytes)),
            }
        }
        raw
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_received(raw in prop::collection::vec(any::<u8>(), 0..2_000)) {
        receive(&raw);
    }

    #[test]
    fn anything_that_looks_like_a_mail_is_received(
        raw in "((From|To|Subject|Content-Type|Content-Disposition|Date|Received|References): [ -~\r\n\t=?]{0,60}\r?\n){0,8}\r?\n[ -~\r\n=]{0,300}"
    ) {
        receive(raw.as_bytes());
    }

    #[test]
    fn real_mails_with_damage_are_received(raw in mutated()) {
        receive(&raw);
    }

    #[test]
    fn any_html_is_cleaned_and_nothing_runs_in_it(
        html in "(<(/?)(p|div|a|img|b|table|td|script|style|svg|math|blockquote|!--)( (style|href|src|onload|class|id|type)=['\"]?[ -~]{0,20}['\"]?){0,3}>|[ -~가-힣]{0,10}){0,40}"
    ) {
        let cleaned = clean(&html, |_| None, ImagePolicy::HoldBack).html;
        prop_assert!(!cleaned.contains("<script") && !cleaned.contains("<svg") && !cleaned.contains("<style"));
        let _ = to_text(&html);
    }

    #[test]
    fn any_text_is_an_address_or_is_not(text in "\\PC{0,80}") {
        if let Ok(address) = text.parse::<EmailAddress>() {
            prop_assert_eq!(address.as_str().parse::<EmailAddress>().unwrap(), address);
        }
        let _ = MessageId::all_in(&text);
    }

    #[test]
    fn signed_identifiers_come_back(message: u64, conversation: u64) {
        let key = ThreadKey::new([1; 32]);
        let own = key.own_message_id(&key.message_id(message, conversation, "magaza.example")).unwrap();
        prop_assert_eq!((own.message, own.conversation), (message, conversation));
        let mailbox: EmailAddress = "destek@magaza.example".parse().unwrap();
        let token = key.reply_token(&key.reply_address(&mailbox, conversation).unwrap()).unwrap();
        prop_assert_eq!((token.conversation, token.mailbox), (conversation, mailbox));
    }
}
