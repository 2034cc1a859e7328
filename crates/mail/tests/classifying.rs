//! Which mails are customers', and which may be answered by a program.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use mail::classify::{ReversePath, Silence};
use mail::{EmailAddress, Envelope, Kind, Limits, classify, may_auto_reply, parse};

fn own() -> Vec<EmailAddress> {
    vec!["destek@magaza.example".parse().unwrap(), "info@magaza.example".parse().unwrap()]
}

fn mail(headers: &str) -> mail::Email {
    let from = if headers.contains("From:") { "" } else { "From: Ayse <ayse@posta.example>\n" };
    parse(format!("{from}To: destek@magaza.example\n{headers}\n\nmerhaba").as_bytes(), &Limits::default())
        .unwrap()
}

#[test]
fn mails_of_programs_are_told_from_mails_of_people() {
    for (headers, kind, told_by) in [
        ("Subject: Where is my order?", Kind::Customer, None),
        ("Subject: Re: Out of stock\nAuto-Submitted: no", Kind::Customer, None),
        ("Subject: Re: Siparis\nAuto-Submitted: auto-replied", Kind::AutoReply, Some("Auto-Submitted")),
        (
            "Auto-Submitted: auto-generated (vacation)\nIn-Reply-To: <a@b>",
            Kind::AutoReply,
            Some("Auto-Submitted"),
        ),
        ("Auto-Submitted: auto-generated", Kind::Notification, Some("Auto-Submitted")),
        ("X-Autoreply: yes", Kind::AutoReply, Some("X-Autoreply")),
        ("X-Autoreply: no", Kind::Customer, None),
        ("Precedence: auto_reply", Kind::AutoReply, Some("Precedence")),
        ("Subject: Automatic reply: Order 12", Kind::AutoReply, Some("Subject")),
        ("Subject: Otomatik yanıt: Sipariş", Kind::AutoReply, Some("Subject")),
        ("Subject: [자동 회신] 주문 문의", Kind::AutoReply, Some("Subject")),
        ("Subject: پاسخ خودکار: سفارش", Kind::AutoReply, Some("Subject")),
        ("Subject: Your automatic reply was wrong", Kind::Customer, None),
        ("List-Id: <news.example>", Kind::MailingList, Some("List-Id")),
        ("Precedence: bulk", Kind::MailingList, Some("Precedence")),
        (
            "From: noreply@kargo.example\nSubject: Your parcel could not be delivered",
            Kind::Notification,
            Some("From"),
        ),
        ("From: destek@magaza.example", Kind::OwnMailComingBack, Some("From")),
        ("From: Destek@Magaza.example", Kind::OwnMailComingBack, Some("From")),
        ("X-Loop: destek@magaza.example", Kind::OwnMailComingBack, Some("X-Loop")),
        (
            "From: info@magaza.example\nReply-To: ayse@posta.example\nSubject: Contact form",
            Kind::Customer,
            None,
        ),
    ] {
        let found = classify(&mail(headers), &Envelope::default(), &own());
        assert_eq!((found.kind, found.told_by), (kind, told_by), "{headers}");
    }
}

#[test]
fn reports_on_all_mail_of_a_domain_are_no_customers() {
    let dmarc = "From: noreply-dmarc-support@google.example\nSubject: Report domain: magaza.example Submitter: google.example Report-ID: <1>\n\
        Content-Type: application/zip; name=\"google.example!magaza.example!1!2.zip\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nUEsDBA==";
    let tls = "From: tls@google.example\nSubject: Report Domain: magaza.example Submitter: google.example Report-ID: <2>\n\
        TLS-Report-Domain: magaza.example\nTLS-Report-Submitter: google.example\nContent-Type: multipart/report; report-type=\"tlsrpt\"; boundary=b\n\n\
        --b\n\nThis is an aggregate report.\n--b\nContent-Type: application/tlsrpt+gzip\n\nx\n--b--\n";
    for (raw, told_by) in [(dmarc, "Subject"), (tls, "TLS-Report-Domain")] {
        let email = parse(raw.as_bytes(), &Limits::default()).unwrap();
        let found = classify(&email, &Envelope::default(), &own());
        assert_eq!((found.kind, found.told_by), (Kind::AutoReply, Some(told_by)));
    }
    let customer = mail("Subject: Report domain: what is that? Submitter: who?");
    assert_eq!(classify(&customer, &Envelope::default(), &own()).kind, Kind::Customer);
}

#[test]
fn a_read_receipt_says_which_mail_was_displayed() {
    let raw = "From: a@posta.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nread\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;a@posta.example\nOriginal-Message-ID: <x@magaza.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n";
    let email = parse(raw.as_bytes(), &Limits::default()).unwrap();
    let Kind::ReadReceipt(receipt) = classify(&email, &Envelope::default(), &[]).kind else {
        panic!("no receipt")
    };
    assert!(receipt.was_displayed);
    assert_eq!(receipt.original_message_id.unwrap().as_str(), "x@magaza.example");
}

#[test]
fn a_program_answers_people_and_nobody_else() {
    let envelope = Envelope::default();
    for (headers, answer) in [
        ("Subject: Where is my order?", Ok(())),
        ("Auto-Submitted: no", Ok(())),
        ("Reply-To: ayse@is.example", Ok(())),
        ("Return-Path: <>", Err(Silence::NullSender)),
        ("Auto-Submitted: auto-generated", Err(Silence::Automatic)),
        ("Auto-Submitted: auto-notified; x=y", Err(Silence::Automatic)),
        ("X-Autorespond: yes", Err(Silence::Automatic)),
        ("Precedence: junk", Err(Silence::Bulk)),
        ("List-Unsubscribe: <https://x.example>", Err(Silence::Bulk)),
        ("Feedback-ID: 1:2:3:x", Err(Silence::Bulk)),
        ("X-Auto-Response-Suppress: DR, OOF", Err(Silence::Unwanted)),
        ("X-Auto-Response-Suppress: NRN", Ok(())),
        ("X-Loop: somebody", Err(Silence::Loop)),
        ("Content-Type: text/calendar; method=REQUEST", Err(Silence::MachineReadable)),
        ("Content-Type: multipart/report; report-type=x; boundary=b", Err(Silence::MachineReadable)),
        ("From: no-reply@posta.example", Err(Silence::MachineAddress)),
        ("From: MAILER-DAEMON@posta.example", Err(Silence::MachineAddress)),
        ("From: liste-request@posta.example", Err(Silence::MachineAddress)),
        ("From: info@magaza.example", Err(Silence::OwnAddress)),
        ("Reply-To: destek@magaza.example", Err(Silence::OwnAddress)),
        ("From: nobody", Err(Silence::NoSender)),
    ] {
        assert_eq!(may_auto_reply(&mail(headers), &envelope, &own()), answer, "{headers}");
    }
    let null = Envelope { sender: Some(ReversePath::Null), recipients: Vec::new() };
    assert_eq!(may_auto_reply(&mail("Subject: hi"), &null, &own()), Err(Silence::NullSender));
}
