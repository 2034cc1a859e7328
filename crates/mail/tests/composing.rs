//! Mail that we send, read back as a recipient would.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use mail::compose::{Automatic, OutgoingAttachment, Unsubscribe, references_of_answer};
use mail::{ComposeError, Disposition, Email, EmailAddress, Limits, Mailbox, Outgoing, compose, parse};

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox::new(Some(name), address.parse::<EmailAddress>().unwrap())
}

fn outgoing() -> Outgoing {
    Outgoing {
        from: mailbox("Mağaza, Destek", "destek@magaza.example"),
        reply_to: None,
        to: vec![mailbox("김민수", "kim@posta.example")],
        cc: Vec::new(),
        bcc: vec![mailbox("", "gizli@magaza.example")],
        subject: "Re: Siparişiniz yola çıktı 주문 سفارش".to_owned(),
        message_id: "1.2.3@magaza.example".parse().unwrap(),
        in_reply_to: Some("a@posta.example".parse().unwrap()),
        references: vec!["first@posta.example".parse().unwrap(), "a@posta.example".parse().unwrap()],
        date: "2026-11-21T07:00:00Z".parse().unwrap(),
        text: "Merhaba,\n\nsiparişiniz yola çıktı.\n".to_owned(),
        html: None,
        attachments: Vec::new(),
        automatic: None,
        unsubscribe: None,
    }
}

fn sent(outgoing: &Outgoing) -> (String, Email) {
    let raw = compose(outgoing).unwrap();
    let email = parse(&raw, &Limits::default()).unwrap();
    (String::from_utf8(raw).unwrap(), email)
}

#[test]
fn a_reply_arrives_as_it_was_written() {
    let outgoing = outgoing();
    let (raw, email) = sent(&outgoing);
    assert!(raw.is_ascii() && !raw.replace("\r\n", "").contains(['\r', '\n']));
    assert!(raw.split("\r\n").all(|line| line.len() <= 78), "{raw}");
    assert_eq!(email.from, std::slice::from_ref(&outgoing.from));
    assert_eq!(email.to, outgoing.to);
    assert_eq!(email.subject, outgoing.subject);
    assert_eq!(email.text, outgoing.text);
    assert_eq!(email.message_id, Some(outgoing.message_id.clone()));
    assert_eq!(email.in_reply_to, [outgoing.in_reply_to.clone().unwrap()]);
    assert_eq!(email.references, outgoing.references);
    assert_eq!(email.sent_at, Some(outgoing.date));
    assert!(!email.headers.has("Auto-Submitted") && !email.headers.has("Precedence"));
}

#[test]
fn hidden_recipients_stand_in_the_envelope_only() {
    let mut outgoing = outgoing();
    outgoing.cc.push(mailbox("again", "KIM@posta.example"));
    let (raw, _) = sent(&outgoing);
    assert!(!raw.contains("gizli"));
    let recipients: Vec<_> = outgoing.recipients().iter().map(ToString::to_string).collect();
    assert_eq!(recipients, ["kim@posta.example", "gizli@magaza.example"]);
}

#[test]
fn html_images_and_files_find_their_places() {
    let mut outgoing = outgoing();
    outgoing.html = Some("<p>Merhaba <img src=\"cid:logo@magaza\"></p>".to_owned());
    let file = |name: &str, content_type: &str, content_id: Option<&str>, bytes: &[u8]| OutgoingAttachment {
        name: name.to_owned(),
        content_type: content_type.to_owned(),
        content_id: content_id.map(str::to_owned),
        bytes: bytes.to_vec(),
    };
    outgoing.attachments = vec![
        file("logo.png", "image/png", Some("logo@magaza"), &[0x89, b'P', b'N', b'G', 0, 255]),
        file("영수증 2026.pdf", "application/pdf", None, b"%PDF-1.7 \x00\xff"),
        file("unused.gif", "image/gif", Some("unused@magaza"), b"GIF89a"),
    ];
    let (_, email) = sent(&outgoing);
    assert_eq!(email.text, outgoing.text);
    assert_eq!(email.html.as_deref().map(str::trim_end), outgoing.html.as_deref());
    let found: Vec<_> =
        email.attachments.iter().map(|a| (a.name.as_str(), a.disposition, a.bytes.clone())).collect();
    assert_eq!(found[0], ("logo.png", Disposition::Inline, outgoing.attachments[0].bytes.clone()));
    assert_eq!(email.attachments[0].content_id.as_deref(), Some("logo@magaza"));
    assert_eq!(found[1], ("영수증 2026.pdf", Disposition::Attached, outgoing.attachments[1].bytes.clone()));
    assert_eq!(found[2].1, Disposition::Attached);
    assert_eq!(compose(&outgoing), compose(&outgoing));
}

#[test]
fn automatic_mail_says_so_and_campaigns_can_be_left() {
    let mut outgoing = outgoing();
    outgoing.automatic = Some(Automatic::Replied);
    outgoing.unsubscribe = Some(Unsubscribe {
        url: "https://magaza.example/u/abc".to_owned(),
        mailto: Some("cikis@magaza.example".parse().unwrap()),
    });
    let (_, email) = sent(&outgoing);
    assert_eq!(email.headers.get("Auto-Submitted"), Some("auto-replied"));
    assert_eq!(email.headers.get("X-Auto-Response-Suppress"), Some("OOF, AutoReply"));
    assert_eq!(
        email.headers.get("List-Unsubscribe"),
        Some("<https://magaza.example/u/abc>, <mailto:cikis@magaza.example?subject=unsubscribe>")
    );
    assert_eq!(email.headers.get("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
}

#[test]
fn nothing_that_a_person_wrote_adds_a_header() {
    let injected = "x\r\nBcc: victim@posta.example";
    let refused = |change: &dyn Fn(&mut Outgoing)| {
        let mut outgoing = outgoing();
        change(&mut outgoing);
        compose(&outgoing).unwrap_err()
    };
    let file = |name: &str, content_type: &str, id: &str| OutgoingAttachment {
        name: name.to_owned(),
        content_type: content_type.to_owned(),
        content_id: Some(id.to_owned()),
        bytes: Vec::new(),
    };
    for error in [
        refused(&|mail| mail.subject = injected.to_owned()),
        refused(&|mail| mail.subject = "x\ny".to_owned()),
        refused(&|mail| mail.subject = "x\0y".to_owned()),
        refused(&|mail| mail.from.name = Some(injected.to_owned())),
        refused(&|mail| mail.to[0].name = Some(injected.to_owned())),
        refused(&|mail| mail.attachments.push(file(injected, "image/png", "x"))),
        refused(&|mail| mail.attachments.push(file("x", "image/png", injected))),
        refused(&|mail| mail.attachments.push(file("x", "image/png", "a> <b"))),
    ] {
        assert!(matches!(error, ComposeError::ControlCharacter { .. }), "{error}");
    }
    assert!(matches!(
        refused(&|mail| mail.attachments.push(file("x", injected, "x"))),
        ComposeError::MediaType(_)
    ));
    assert!(matches!(
        refused(&|mail| mail.attachments.push(file("x", "multipart/mixed", "x"))),
        ComposeError::MediaType(_)
    ));
    assert_eq!(
        refused(&|mail| mail.unsubscribe =
            Some(Unsubscribe { url: "https://x.example/\r\nX: y".to_owned(), mailto: None })),
        ComposeError::Unsubscribe
    );
    assert_eq!(
        refused(&|mail| {
            mail.to.clear();
            mail.bcc.clear();
        }),
        ComposeError::NoRecipient
    );
    assert!("x@y.example\r\nBcc: z@y.example".parse::<EmailAddress>().is_err());
    assert!(injected.parse::<mail::MessageId>().is_ok_and(|id| !id.as_str().contains(['\r', '\n'])));
}

#[test]
fn a_long_thread_keeps_its_first_and_newest_mails() {
    let ids: Vec<String> = (0..60).map(|n| format!("<m{n}@posta.example>")).collect();
    let raw = format!("Message-ID: <answered@posta.example>\nReferences: {}\n\nx", ids.join("\n "));
    let references = references_of_answer(&parse(raw.as_bytes(), &Limits::default()).unwrap());
    let names: Vec<_> =
        references.iter().map(|id| id.as_str().split('@').next().unwrap().to_owned()).collect();
    assert_eq!(names.len(), 21);
    assert_eq!((names[0].as_str(), names[1].as_str(), names[20].as_str()), ("m0", "m41", "answered"));
    let mut outgoing = outgoing();
    outgoing.references = references.clone();
    let (raw, email) = sent(&outgoing);
    assert_eq!(email.references, references);
    assert!(raw.split("\r\n").all(|line| line.len() <= 78));
}
