//! What comes in a mail besides words and how it is read: Outlook's packets, invitations, mails that were passed on,
//! pictures inside HTML, names of files.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use std::path::Path;

use mail::calendar::{self, Answer, Frequency, Method, When};
use mail::forward::{bare_subject, forwarded};
use mail::html::take_pictures_out;
use mail::{AttachmentKind, Email, Limits, parse, tnef};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn read(raw: &str) -> Email {
    parse(raw.as_bytes(), &Limits::default()).unwrap()
}

fn encoded(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}

#[test]
fn what_outlook_packed_into_winmail_dat_is_unpacked() {
    let limits = Limits::default();
    let hello = tnef::read(&fixture("tnef/hello.dat"), &limits).unwrap();
    assert_eq!((hello.text.as_deref(), hello.html.as_deref()), (Some("hello world"), None));
    assert_eq!(
        (hello.attachments[0].name.as_str(), hello.attachments[0].bytes.as_slice()),
        ("Şikâyet.txt", &b"merhaba"[..])
    );

    let html = tnef::read(&fixture("tnef/html-and-files.dat"), &limits).unwrap();
    assert!(html.html.unwrap().contains("<p>안녕하세요, 사진을 보냅니다.</p>"));
    let files: Vec<_> =
        html.attachments.iter().map(|file| (file.name.as_str(), file.content_type.as_str())).collect();
    assert_eq!(files, [("사진.png", "image/png"), ("영수증 2026.pdf", "application/pdf")]);
    assert_eq!(html.attachments[0].content_id.as_deref(), Some("p1@x"));

    let rtf = tnef::read(&fixture("tnef/html-in-rtf.dat"), &limits).unwrap();
    assert_eq!(
        rtf.html.unwrap(),
        "<html><body><p class=\"MsoNormal\">Sipariş henüz gelmedi &lt;4812&gt; سلام {x}</p></body></html>"
    );
    let files: Vec<_> =
        rtf.attachments.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    assert_eq!(files, [("Eski ileti.txt", "İç ileti".as_bytes()), ("ek.txt", b"ek")]);
    assert_eq!(tnef::read(b"no packet", &limits), None);
    // Its properties say that they have four billion values of no length.
    assert!(tnef::read(&fixture("tnef/billions-of-nothing.dat"), &limits).is_some());
}

#[test]
fn a_mail_with_winmail_dat_reads_as_its_author_wrote_it() {
    let raw = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\
         Content-Transfer-Encoding: base64\n\n{}\n--b--\n",
        encoded(&fixture("tnef/html-and-files.dat"))
    );
    let email = read(&raw);
    assert_eq!(email.text.trim(), "안녕하세요, 사진을 보냅니다.");
    assert!(email.html.is_some());
    assert_eq!(
        email.attachments.iter().map(|file| file.kind).collect::<Vec<_>>(),
        [AttachmentKind::Image, AttachmentKind::File]
    );
    // What only calls itself so stays a file.
    let other = read("Content-Type: application/ms-tnef; name=winmail.dat\n\nbroken");
    assert_eq!(other.attachments[0].name, "winmail.dat");
    // A mail of many packets does not get more files than any other.
    let limits = Limits { parts: 5, ..Limits::default() };
    let packet = format!(
        "--b\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n{}\n",
        encoded(&fixture("tnef/html-and-files.dat"))
    );
    let many = format!("Content-Type: multipart/mixed; boundary=b\n\n{}--b--", packet.repeat(3));
    assert!(parse(many.as_bytes(), &limits).is_err());
}

#[test]
fn an_invitation_says_what_when_where_and_who() {
    let event = calendar::read(&fixture("calendar/outlook-request.ics")).unwrap();
    assert_eq!(event.method, Method::Request);
    assert_eq!(event.title, "Montaj randevusu – 4812 numaralı sipariş");
    assert_eq!(event.location, "Moda Cad. No: 14, Daire 3");
    assert_eq!(event.description, "Montaj ekibi gelecek.\nLütfen hazır olun; kapı no: 3");
    // Outlook's own name of a time zone means what the rules beside it say: summer time in July.
    assert_eq!(event.start, When::At("2026-07-16T08:30:00Z".parse().unwrap()));
    assert_eq!(event.end, Some(When::At("2026-07-16T09:30:00Z".parse().unwrap())));
    assert_eq!(event.organizer.unwrap().name.as_deref(), Some("Nar Ev"));
    let guests: Vec<_> =
        event.attendees.iter().map(|guest| (guest.mailbox.name.as_deref().unwrap(), guest.answer)).collect();
    assert_eq!(guests, [("Demir, Ayşe", Answer::Open), ("Destek", Answer::Accepted)]);
    assert!(!event.is_cancelled && event.repeats.is_none());

    let answer = calendar::read(&fixture("calendar/google-reply.ics")).unwrap();
    assert_eq!((answer.method, answer.attendees[0].answer), (Method::Reply, Answer::Declined));
    assert_eq!(answer.attendees[0].mailbox.name.as_deref(), Some("Selin Aktaş"));

    let days = calendar::read(&fixture("calendar/apple-whole-days.ics")).unwrap();
    assert_eq!(
        (days.method, days.is_cancelled, days.repeats),
        (Method::Cancel, true, Some(Frequency::Weekly))
    );
    assert_eq!(days.start, When::Day("2026-12-01".parse().unwrap()));
    assert_eq!(days.end, Some(When::Day("2026-12-03".parse().unwrap())));

    // A zone that nobody knows leaves the time as it stands on the wall.
    let floating = calendar::read(&fixture("calendar/floating.ics")).unwrap();
    assert_eq!(floating.start, When::Local("2026-11-16T09:30:00".parse().unwrap()));
    assert_eq!(calendar::read(b"BEGIN:VCALENDAR\nEND:VCALENDAR"), None);
}

#[test]
fn subjects_lose_the_prefixes_of_mail_programs_in_every_language() {
    for (subject, bare) in [
        ("Fwd: Siparişim nerede?", "Siparişim nerede?"),
        ("FW: RE: Siparişim", "Siparişim"),
        ("İLT: Ynt: Siparişim", "Siparişim"),
        ("ilt: x", "x"),
        ("전달: 회신: 주문 문의", "주문 문의"),
        ("[전달] 주문", "[전달] 주문"),
        ("هدایت: پاسخ: سفارش من", "سفارش من"),
        ("\u{200f}پاسخ: سفارش", "سفارش"),
        ("WG: AW: Bestellung", "Bestellung"),
        ("TR: commande", "commande"),
        ("Re[2]: x", "x"),
        ("转发：订单", "订单"),
        ("Order: where is it?", "Order: where is it?"),
        ("Re", "Re"),
        ("", ""),
    ] {
        assert_eq!(bare_subject(subject), bare, "{subject}");
    }
}

#[test]
fn a_mail_that_was_passed_on_names_its_first_author() {
    let blocks = [
        (
            "Fwd: Siparişim",
            "Bakar mısınız?\n\n---------- Forwarded message ---------\nGönderen: Ayşe Demir <ayse@posta.example>\nDate: 4 Ekim 2026 Pazar 11:20\nSubject: Siparişim nerede?\nTo: <satis@narev.example>\n\n\nHâlâ gelmedi.",
            "Ayşe Demir",
            "ayse@posta.example",
            "Siparişim nerede?",
            "Hâlâ gelmedi.",
            "Bakar mısınız?",
        ),
        (
            "İLT: Fatura",
            "Kimden: Ayşe Demir [mailto:ayse@posta.example]\nGönderildi: 4 Ekim 2026 Pazar 11:20\nKime: Satış\nKonu: Fatura\n\nFaturam yok.",
            "Ayşe Demir",
            "ayse@posta.example",
            "Fatura",
            "Faturam yok.",
            "",
        ),
        (
            "전달: 주문 문의",
            "확인 부탁드립니다.\n\n-----Original Message-----\nFrom: \"김민수\" <minsu@mail.example>\nTo: \"영업\" <sales@bomnal.example>;\nCc:\nSent: 2026-10-11 (일) 12:16:09 (GMT+09:00)\nSubject: 주문 문의\n\n언제 오나요?",
            "김민수",
            "minsu@mail.example",
            "주문 문의",
            "언제 오나요?",
            "확인 부탁드립니다.",
        ),
        (
            "Fwd: سفارش",
            "---------- پیام هدایت شده ----------\nاز: نگار رضایی <negar@mail.example>\nتاریخ: ۲۵ آبان ۱۴۰۵\nموضوع: سفارش من\nبه: <forush@narvan.example>\n\nهنوز نرسیده.",
            "نگار رضایی",
            "negar@mail.example",
            "سفارش من",
            "هنوز نرسیده.",
            "",
        ),
        (
            "Fwd: Order",
            "Begin forwarded message:\n\n> From: Hannah Brooks <hannah@post.example>\n> Date: Mon, 16 Nov 2026 10:21:30 +0200\n> To: sales@maplehome.example\n> Subject: Order\n> \n> Where is it?",
            "Hannah Brooks",
            "hannah@post.example",
            "Order",
            "Where is it?",
            "",
        ),
        (
            "a customer's mail",
            "-------- Forwarded Message --------\nSubject: \tOrder\nDate: \tMon, 16 Nov 2026 10:21:30 +0200\nFrom: \tHannah Brooks <hannah@post.example>\nTo: \tsales@maplehome.example\n\n\nWhere is it?",
            "Hannah Brooks",
            "hannah@post.example",
            "Order",
            "Where is it?",
            "",
        ),
    ];
    for (subject, text, name, address, about, said, note) in blocks {
        let email = read(&format!(
            "From: agent@narev.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}"
        ));
        let found =
            forwarded(&email, &Limits::default()).unwrap_or_else(|| panic!("nothing in {subject}\n{text}"));
        assert_eq!(
            (found.author.name.as_deref(), found.author.address.as_str()),
            (Some(name), address),
            "{subject}"
        );
        assert_eq!(
            (found.subject.as_str(), found.text.trim(), found.note.trim()),
            (about, said, note),
            "{subject}"
        );
        assert_eq!(found.sent_at.is_some(), text.contains("+0200"), "{subject}");
    }
}

#[test]
fn an_attached_mail_is_passed_on_too_and_an_answer_passes_nothing_on() {
    let attached = "From: agent@narev.example\nSubject: bunu yanıtlayın\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nBakar mısınız?\n--b\nContent-Type: message/rfc822\n\nFrom: =?utf-8?Q?Ay=C5=9Fe?= <ayse@posta.example>\nDate: Mon, 16 Nov 2026 10:21:30 +0300\nSubject: Nerede?\n\nGelmedi.\n--b--\n";
    let found = forwarded(&read(attached), &Limits::default()).unwrap();
    assert_eq!(
        (found.author.name.as_deref(), found.subject.as_str(), found.note.as_str()),
        (Some("Ayşe"), "Nerede?", "Bakar mısınız?")
    );
    assert_eq!(found.sent_at.unwrap().to_string(), "2026-11-16T07:21:30Z");

    let below =
        "Tamam.\n\nFrom: Nar Ev <destek@narev.example>\nSent: Monday\nTo: Ayşe\nSubject: x\n\nSizi aradık.";
    for subject in ["Re: Siparişim", "YNT: Siparişim", "회신: 주문", "پاسخ: سفارش", "Siparişim"]
    {
        let email = read(&format!(
            "From: a@b.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{below}"
        ));
        assert_eq!(forwarded(&email, &Limits::default()), None, "{subject}");
    }
    assert_eq!(
        forwarded(&read("From: a@b.example\nSubject: Fwd: x\n\nno headers here"), &Limits::default()),
        None
    );
}

#[test]
fn pictures_inside_html_become_attachments_in_their_place() {
    let pixel = encoded(b"GIF89a\x01\0\x01\0");
    let picture = encoded(b"GIF89a\x02\0\x02\0");
    let html = format!(
        "<p>data:image/png;base64,AAAA is an address</p><img src=\"DATA:image/gif;base64,{picture}\"><img src='data:image/gif;base64,{pixel}'>\
         <img src=\"data:image/svg+xml;base64,{picture}\"><img src=data:image/jpg;base64,{picture} alt=x>"
    );
    let (html, pictures) = take_pictures_out(&html);
    assert_eq!(
        html,
        "<p>data:image/png;base64,AAAA is an address</p><img src=\"cid:picture-1@data\"><img src='data:,'><img src=\"data:,\">\
         <img src=cid:picture-2@data alt=x>"
    );
    let files: Vec<_> = pictures
        .iter()
        .map(|file| (file.name.as_str(), file.content_type.as_str(), file.bytes.len()))
        .collect();
    assert_eq!(files, [("picture-1.gif", "image/gif", 10), ("picture-2.jpg", "image/jpeg", 10)]);
}

#[test]
fn names_of_files_come_in_one_piece_and_in_their_own_direction() {
    for (header, name) in [
        // A Mac writes 가 as ㄱ and ㅏ, ş as s and a cedilla.
        ("filename*=utf-8''%E1%84%80%E1%85%A1.pdf", "가.pdf"),
        ("filename=\"s\u{327}.pdf\"", "ş.pdf"),
        ("filename=\"%EC%98%81%EC%88%98%EC%A6%9D.pdf\"", "영수증.pdf"),
        ("filename=\"100%25.pdf\"", "100%25.pdf"),
        ("filename=\"=?utf-8?Q?fatura=5F?= =?utf-8?Q?=C5?= =?utf-8?Q?=9F.pdf?=\"", "fatura_ş.pdf"),
        ("filename*0*=euc-kr''%BF%B5; filename*1*=%BC%F6; filename*2=\".pdf\"", "영수.pdf"),
        ("filename*1=\"b.pdf\"; filename*0=\"a\"", "ab.pdf"),
        ("filename=\"\u{2067}fdp.\u{202e}exe\"", "fdp.exe"),
        ("filename=\"رسید\u{200c}ها.pdf\"", "رسید\u{200c}ها.pdf"),
    ] {
        let raw = format!(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; {header}\n\nx\n--b--\n"
        );
        assert_eq!(read(&raw).attachments[0].name, name, "from {header}");
    }
}

#[test]
fn words_of_headers_in_stateful_sets_are_read_although_they_are_cut() {
    for (subject, text) in [
        ("=?ISO-2022-JP?B?GyRCQ21KOBsoQg==?= =?ISO-2022-JP?B?GyRCM05HJxsoQg==?=", "注文確認"),
        ("=?iso-2022-kr?B?GyQpQw40a0dQDw==?=", "대학"),
        ("=?ks_c_5601-1987?B?wda5rg==?= =?ks_c_5601-1987?B?IMiuwM4=?=", "주문 확인"),
        ("=?gb2312?B?tqm1pQ==?=", "订单"),
        ("=?utf-8?B?7KO8?= =?utf-8?B?66y4?=", "주문"),
        ("=?utf-8?B?7KM=?= =?utf-8?B?vOusuA==?=", "주문"),
        ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
    ] {
        assert_eq!(read(&format!("Subject: {subject}\n\nx")).subject, text, "{subject}");
    }
}

#[test]
fn signed_and_encrypted_mails_are_named_for_what_they_are() {
    for (header, kind, name) in [
        ("application/pkcs7-mime; smime-type=enveloped-data", AttachmentKind::Smime, "smime.p7m"),
        ("application/x-pkcs7-signature", AttachmentKind::Smime, "smime.p7s"),
        ("application/pgp-encrypted", AttachmentKind::Pgp, "encrypted.asc"),
        ("application/pgp-signature", AttachmentKind::Pgp, "signature.asc"),
    ] {
        let email = read(&format!("Content-Type: {header}\nContent-Transfer-Encoding: base64\n\nTUlN\n"));
        let file = &email.attachments[0];
        assert_eq!(
            (file.kind, file.name.as_str(), file.bytes.as_slice()),
            (kind, name, &b"MIM"[..]),
            "{header}"
        );
    }
}
