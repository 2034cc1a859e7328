//! Identifiers that we sign, and what in a mail points to an earlier one.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use mail::threading::{OwnMessageId, ReplyToken};
use mail::{EmailAddress, Envelope, Evidence, Limits, MessageId, ThreadKey, parse};

fn key() -> ThreadKey {
    ThreadKey::new([7; 32])
}

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

#[test]
fn our_message_ids_are_recognized_and_others_are_not() {
    let id = key().message_id(1_234_567_890_123, 42, "magaza.example");
    let own = OwnMessageId { message: 1_234_567_890_123, conversation: 42 };
    assert_eq!(key().own_message_id(&id), Some(own));
    assert_eq!(key().own_message_id(&id.as_str().to_uppercase().parse().unwrap()), Some(own));
    assert_eq!(key().message_id(1_234_567_890_123, 42, "magaza.example"), id);
    assert_eq!(ThreadKey::new([8; 32]).own_message_id(&id), None);
    for forged in [
        id.as_str().replace("magaza", "baska"),
        id.as_str().replacen('.', ".1", 1),
        id.as_str().replace("@", "x@"),
        "a.b.c@magaza.example".to_owned(),
        "CAF=x@mail.gmail.com".to_owned(),
    ] {
        assert_eq!(key().own_message_id(&forged.parse().unwrap()), None, "{forged}");
    }
}

#[test]
fn a_reply_address_survives_case_folding_and_fits_into_sixty_four_octets() {
    let mailbox = address("musteri-hizmetleri@magaza.example");
    let reply = key().reply_address(&mailbox, u64::MAX).unwrap();
    assert!(reply.local().len() <= 64, "{reply}");
    assert_eq!(reply.as_str(), reply.as_str().to_lowercase());
    let token = ReplyToken { mailbox, conversation: u64::MAX };
    assert_eq!(key().reply_token(&reply), Some(token.clone()));
    assert_eq!(key().reply_token(&address(&reply.as_str().to_uppercase())), Some(token));
    assert_eq!(key().reply_token(&address(&reply.as_str().replace("magaza", "baska"))), None);
    assert_eq!(ThreadKey::new([8; 32]).reply_token(&reply), None);
    assert!(
        key().reply_address(&address("a-very-long-name-of-a-mailbox-indeed@x.example"), u64::MAX).is_err()
    );
}

#[test]
fn an_envelope_sender_names_message_and_recipient() {
    let recipient = address("Ayse@posta.example");
    let sender = key().bounce_address(99, &recipient, "magaza.example").unwrap();
    let read = key().bounced(&sender).unwrap();
    assert_eq!((read.message, read.recipient), (99, Some(address("ayse@posta.example"))));
    let long = address("a-name-that-is-far-too-long-to-fit@with-a-long-domain.posta.example");
    let sender = key().bounce_address(99, &long, "magaza.example").unwrap();
    let read = key().bounced(&sender).unwrap();
    assert_eq!((read.message, read.recipient), (99, None));
    assert_eq!(ThreadKey::new([8; 32]).bounced(&sender), None);
    assert_eq!(key().bounced(&address("bounce+1.aaaaaaaa@magaza.example")), None);
    for strange in ["müşteri@posta.example", "\"a b\"@posta.example", "x@[192.0.2.1]"] {
        let sender = key().bounce_address(99, &address(strange), "magaza.example").unwrap();
        let read = key().bounced(&sender).unwrap();
        assert_eq!((read.message, read.recipient), (99, None), "any server has to take the sender: {sender}");
    }
}

#[test]
fn only_the_holder_of_the_key_takes_one_of_two_addresses_and_not_the_other() {
    let [right, wrong] = key().knocks("magaza.example").unwrap();
    assert!(key().bounced(&right).is_some() && key().bounced(&wrong).is_none(), "{right} {wrong}");
    assert_eq!(ThreadKey::new([8; 32]).bounced(&right), None);
}

#[test]
fn an_answer_to_an_envelope_sender_leads_to_the_mail_that_it_was_of() {
    let sender = key().bounce_address(99, &address("a@posta.example"), "magaza.example").unwrap();
    let email = parse(b"Subject: away\n\nx", &Limits::default()).unwrap();
    let envelope = Envelope { sender: None, recipients: vec![sender] };
    let evidence = key().evidence(&email, &envelope);
    assert!(matches!(&evidence[..], [Evidence::BounceAddress(to)] if to.message == 99), "{evidence:?}");
}

#[test]
fn evidence_comes_strongest_first() {
    let reply = key().reply_address(&address("destek@magaza.example"), 5).unwrap();
    let own = key().message_id(9, 5, "magaza.example");
    let raw = format!(
        "To: Destek <{reply}>\nIn-Reply-To: <{own}>\nReferences: <first@posta.example>\n <{own}> <newest@posta.example>\n\
         Thread-Index: AdZ2xk1v0sVZ6mCkQ1qf2n4pL3yXgQAAABCD\nThread-Topic: Siparis\nSubject: Re: [#۱۲۳] Siparis\n\nx"
    );
    let email = parse(raw.as_bytes(), &Limits::default()).unwrap();
    let id = |text: &str| text.parse::<MessageId>().unwrap();
    let evidence = key().evidence(&email, &Envelope::default());
    assert_eq!(
        evidence,
        [
            Evidence::ReplyToken(ReplyToken { mailbox: address("destek@magaza.example"), conversation: 5 }),
            Evidence::OwnMessageId(OwnMessageId { message: 9, conversation: 5 }),
            Evidence::InReplyTo(own.clone()),
            Evidence::Reference(id("newest@posta.example")),
            Evidence::Reference(own),
            Evidence::Reference(id("first@posta.example")),
            Evidence::ThreadIndex {
                root: "01d676c64d6fd2c559ea60a4435a9fda7e292f7c9781".to_owned(),
                topic: Some("Siparis".to_owned())
            },
            Evidence::SubjectNumber(123),
        ]
    );
}

#[test]
fn a_reply_token_is_found_wherever_a_server_puts_it() {
    let reply = key().reply_address(&address("destek@magaza.example"), 5).unwrap();
    for header in
        ["To: x@y.example,", "Cc:", "Delivered-To:", "X-Original-To:", "Envelope-To:", "X-Forwarded-To:"]
    {
        let email = parse(format!("{header} {reply}\n\nx").as_bytes(), &Limits::default()).unwrap();
        assert!(
            matches!(key().evidence(&email, &Envelope::default())[..], [Evidence::ReplyToken(_)]),
            "{header}"
        );
    }
    let envelope = Envelope { sender: None, recipients: vec![reply] };
    let email = parse(b"To: undisclosed-recipients:;\n\nx", &Limits::default()).unwrap();
    assert!(matches!(key().evidence(&email, &envelope)[..], [Evidence::ReplyToken(_)]));
}

#[test]
fn message_ids_are_read_as_senders_write_them() {
    for (value, ids) in [
        ("<a@b>", vec!["a@b"]),
        ("a@b", vec!["a@b"]),
        ("<a@b><c@d>", vec!["a@b", "c@d"]),
        ("<a@b>, <c@d>", vec!["a@b", "c@d"]),
        ("<a@\n b>", vec!["a@b"]),
        ("<a@b <c@d>", vec!["a@b", "c@d"]),
        ("<A@b> <a@b>", vec!["A@b", "a@b"]),
        ("<a@b> <a@b>", vec!["a@b"]),
        ("Your message of Monday", vec![]),
        ("<>", vec![]),
    ] {
        let found = MessageId::all_in(value);
        assert_eq!(found.iter().map(MessageId::as_str).collect::<Vec<_>>(), ids, "{value}");
    }
}
