//! Mails that are made to take long.

/// Bytes of each.
const SIZE: usize = 1_000_000;

/// One of them.
pub struct Case {
    /// What it is a megabyte of.
    pub name: &'static str,
    /// Its bytes.
    pub content: Content,
}

/// What reads it.
pub enum Content {
    /// A whole mail.
    Mail(Vec<u8>),
    /// A `winmail.dat`.
    Tnef(Vec<u8>),
    /// An invitation.
    Calendar(Vec<u8>),
}

/// All of them.
pub fn cases() -> Vec<Case> {
    let mut cases = headers();
    cases.extend(structures());
    cases.extend(texts());
    cases.extend(htmls());
    cases.extend(files());
    cases
}

fn filled(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

/// Pieces with a number each.
fn counted(piece: impl Fn(usize) -> String) -> String {
    let mut all = String::with_capacity(SIZE + 100);
    let mut number = 0;
    while all.len() < SIZE {
        all.push_str(&piece(number));
        number += 1;
    }
    all
}

fn mail(name: &'static str, raw: String) -> Case {
    Case { name, content: Content::Mail(raw.into_bytes()) }
}

fn headers() -> Vec<Case> {
    let header = |name, field: &str, value: String| mail(name, format!("{field}: {value}\n\nx"));
    vec![
        mail("header fields", counted(|n| format!("X-{n}: y\n")) + "\nx"),
        mail("folded header lines", format!("Subject: a\n{}\nx", filled(" b\n"))),
        mail("header lines without a colon", format!("Subject: a\n{}To: b\n\nx", filled("bcd\n"))),
        header("encoded words", "Subject", filled("=?utf-8?q?a?= ")),
        header("encoded words without an end", "Subject", filled("=?u?q?x ")),
        header("beginnings of encoded words", "Subject", filled("=?")),
        header("addresses", "To", filled("a@b.example, ")),
        header("names before addresses", "To", filled("\"a, b\" <a@b.example>, ")),
        header("opening brackets in an address", "From", filled("<")),
        header("opening parentheses in an address", "From", filled("(")),
        header("nested groups of addresses", "To", filled("a:")),
        header("quotes in an address", "From", filled("\"\\\"")),
        header("identifiers", "References", counted(|n| format!("<{n}@b> "))),
        header("parameters", "Content-Type", format!("text/plain; {}", counted(|n| format!("a{n}=b; ")))),
        header(
            "pieces of one parameter",
            "Content-Type",
            format!("text/plain; {}", counted(|n| format!("name*{n}=b; "))),
        ),
        header("a received line", "Received", filled("from a (b [1.2.3.4]) by c; ")),
        header(
            "results of checks",
            "Authentication-Results",
            format!("mx.example; {}", filled("dkim=pass header.d=a.example; ")),
        ),
        header(
            "comments in results of checks",
            "Authentication-Results",
            format!("mx.example; {}", filled("(")),
        ),
        mail("blocks of results of checks", filled("Authentication-Results: mx.example; arc=pass\n") + "\nx"),
        mail(
            "seals of forwarders",
            format!(
                "From: a@b.example\nAuthentication-Results: mx.example; arc=pass\n{}\nx",
                counted(|n| format!(
                    "ARC-Seal: i={n}; d=google.com\nARC-Message-Signature: i={n}\nARC-Authentication-Results: i={n}; x\n"
                ))
            ),
        ),
        mail(
            "words of a spam filter",
            filled("X-Spamd-Result: default: False [1.00 / 15.00]; A(0.1)[x]\n") + "\nx",
        ),
        header("where a mail was delivered", "Delivered-To", filled("bounce+1.aaaaaaaa@b.example,")),
        header("commas in a date", "Date", filled("Mon, ")),
        header("prefixes of a subject", "Subject", filled("Fwd: ")),
    ]
}

fn structures() -> Vec<Case> {
    let nested = |levels: usize| {
        let mut inner = format!("Content-Type: text/plain\n\n{}", filled("abc\n"));
        for level in 0..levels {
            inner = format!(
                "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n{inner}\n--b{level}--\n"
            );
        }
        inner
    };
    let parts = |count: usize, body: &str| {
        let part = format!("--b\nContent-Type: text/html\n\n{}\n", body.repeat(SIZE / count / body.len()));
        format!("Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n", part.repeat(count))
    };
    vec![
        mail("parts", format!("Content-Type: multipart/mixed; boundary=b\n\n{}--b--", filled("--b\n\nx\n"))),
        mail("490 parts of HTML", parts(490, "<p>x")),
        mail("490 alternatives", parts(490, "<p>x").replacen("mixed", "alternative", 1)),
        mail("parts in parts", nested(9)),
        mail(
            "boundaries that are none",
            format!("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{}", filled("--b x\n")),
        ),
        mail("mails in mails", filled("Content-Type: message/rfc822\n\n")),
        mail(
            "base 64",
            format!("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{}", filled("QUFB\n")),
        ),
        mail(
            "broken quoted-printable",
            format!(
                "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n{}",
                filled("=4=\n")
            ),
        ),
        mail("flowed quotes", format!("Content-Type: text/plain; format=flowed\n\n{}", filled("> a \n"))),
        mail(
            "a delivery report",
            format!(
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n{}\n--b\nContent-Type: message/delivery-status\n\n{}\n--b--",
                "x",
                filled("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n")
            ),
        ),
        mail(
            "blocks of a delivery report that are none",
            format!(
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/delivery-status\n\n{}\n--b--",
                filled("a\n\n")
            ),
        ),
        mail(
            "recipients of a delivery report, each with words of its own",
            format!(
                "From: mailer-daemon@a.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n{}\n--b\nContent-Type: message/delivery-status\n\n{}\n--b--",
                counted(|n| format!("<a{n}@b.example>: 550 unknown\n"))[..SIZE / 2].to_owned(),
                &counted(|n| format!("Final-Recipient: rfc822; a{n}@b.example\nAction: failed\n\n"))
                    [..SIZE / 2],
            ),
        ),
        mail(
            "a report in words",
            format!(
                "From: mailer-daemon@a.example\nSubject: Undelivered Mail Returned to Sender\n\n{}",
                filled("<a@b.example>: 550 5.1.1 unknown\n")
            ),
        ),
    ]
}

fn texts() -> Vec<Case> {
    let text = |name, body: String| {
        mail(name, format!("Subject: Re: x\nContent-Type: text/plain; charset=utf-8\n\n{body}"))
    };
    vec![
        text("one line", filled("abc ")),
        text("one word", filled("a")),
        text("empty lines", filled("\n")),
        text("quote marks on one line", filled(">")),
        text("lines quoted ever deeper", counted(|n| format!("{} a\n", ">".repeat(n % 1000)))),
        text("quotes and answers in turn", filled("> a\nb\n")),
        text("introductions", filled("On Mon, 16 Nov 2026 at 10:21, A <a@b.example> wrote:\n")),
        text(
            "introductions and quotes",
            filled("On Mon, 16 Nov 2026 at 10:21, A <a@b.example> wrote:\n> x\n"),
        ),
        text("halves of introductions", filled("On Mon, 16 Nov 2026 at 10:21, A\n")),
        text("colons", filled("a:\n")),
        text("banners", filled("-----Original Message-----\n")),
        text("header blocks", filled("From: a@b.example\nSent: Monday\nTo: c\nSubject: d\n\n")),
        text("one header block", filled("From: a@b.example\n")),
        text("addresses in a header block", format!("From: a@b.example\nTo: {}", filled("c@d.example\n"))),
        text("signature marks", filled("-- \n")),
        text("rules", filled("-----\n")),
        text("telephones' footers", filled("Sent from my iPhone\n\n")),
        text("legal texts", filled("This e-mail is confidential and intended for the addressee\n\n")),
        text("legal lines", filled("this e-mail message communication \n")),
        text("closings", filled("Best regards,\n")),
        text("initials before quote marks", filled("JD> a\n")),
        text("arrows", filled("> a? --> b\n")),
        text("angle brackets", filled("<")),
        text("links", filled("https://a.example/ ")),
        text("marks of direction", filled("\u{200f}")),
    ]
}

fn htmls() -> Vec<Case> {
    let html = |name, body: String| {
        mail(name, format!("Subject: Re: x\nContent-Type: text/html; charset=utf-8\n\n{body}"))
    };
    let fonts = |count: usize| (0..count).map(|n| format!("<font size={n}>")).collect::<String>();
    vec![
        html("paragraphs", filled("<p>x</p>")),
        html("unclosed elements", filled("<div>")),
        html("unclosed formatting", filled("<b><i>")),
        html("elements 400 deep", format!("{}{}", "<div>".repeat(400), filled("<p>x</p>"))),
        html(
            "formatting that is opened again in each paragraph",
            format!("<p>{}{}", fonts(400), filled("<p>x")),
        ),
        html("formatting in the wrong order", filled("<b><p></b></p>")),
        html("links in links", filled("<a href=x>")),
        html("block quotes", format!("{}{}", filled("<blockquote>x</blockquote>"), "")),
        html("block quotes in block quotes", filled("<blockquote type=cite>")),
        html("quotes of Gmail", filled("<div class=gmail_quote>x</div>")),
        html("headers of Outlook", filled("<div id=divRplyFwdMsg>x</div>")),
        html("headers of Outlook in elements", filled("<div><div id=divRplyFwdMsg>x</div>y</div>")),
        html("tables", filled("<table><tr><td>x</td></tr></table>")),
        html("tables in tables", filled("<table><tr><td>")),
        html("cells", format!("<table><tr>{}", filled("<td>x"))),
        html("wide cells", filled("<table><tr><td colspan=1000>x</td></tr></table>")),
        html("rows without a table", filled("<tr><td>x")),
        html("words in a table that belong before it", format!("<table>{}", filled("x<b>"))),
        html("lists", filled("<ul><li>x</ul>")),
        html("lists in lists", filled("<ul><li>")),
        html("numbered items", format!("<ol>{}", filled("<li>x"))),
        html("line breaks", filled("<br>")),
        html("rules", filled("<hr>")),
        html("images", filled("<img src=https://a.example/b.png>")),
        html("images in the text", filled("<img src='data:image/png;base64,AAAA'>")),
        html("beginnings of tags", filled("<")),
        html("beginnings of attributes", format!("<p {}", filled("a "))),
        html("attributes", format!("<p {}>x", counted(|n| format!("a{n}=b ")))),
        html("quotes in a tag", format!("<p {}", filled("'\""))),
        html("comments", filled("<!---->")),
        html("beginnings of comments", filled("<!--")),
        html("declarations", filled("<![CDATA[")),
        html("references", filled("&amp;")),
        html("broken references", filled("&")),
        html("style sheets", filled("<style>p{}</style>")),
        html("one style", format!("<p style=\"{}\">x", filled("color:red;"))),
        html("brackets in a style", format!("<p style=\"{}\">x", filled("("))),
        html("escapes in a style", format!("<p style=\"{}\">x", filled("\\63 "))),
        html("styles", filled("<p style=\"color:red\">x</p>")),
        html("drawings", filled("<svg><g>")),
        html("formulas", filled("<math><mi>")),
        html("templates", filled("<template>")),
        html("preformatted lines", format!("<pre>{}", filled("a\n"))),
        html("spaces", filled("&nbsp; ")),
        html("one word", filled("a")),
        html("forms", filled("<form>")),
        html("selections", filled("<select><option>")),
        html("frames", filled("<frameset>")),
        html("ends of elements", filled("</p>")),
        html("ends of formatting", filled("</b>")),
        html("bodies", filled("<body a=b>")),
        html("different bodies", counted(|n| format!("<body a{n}=b>"))),
    ]
}

fn files() -> Vec<Case> {
    let stream = |attribute: &[u8]| {
        let mut bytes = vec![0x78, 0x9f, 0x3e, 0x22, 0, 0];
        while bytes.len() < SIZE {
            bytes.extend_from_slice(attribute);
        }
        bytes
    };
    let attachment = [
        &[2, 0x02, 0x90, 0x06, 0, 0, 0, 0, 0, 0, 0][..],
        &[2, 0x0f, 0x80, 0x06, 0, 1, 0, 0, 0, b'x', 0, 0][..],
    ]
    .concat();
    let calendar = |body: String| Content::Calendar(format!("BEGIN:VCALENDAR\n{body}").into_bytes());
    vec![
        Case { name: "files in a winmail.dat", content: Content::Tnef(stream(&attachment)) },
        Case { name: "properties in a winmail.dat", content: Content::Tnef(properties()) },
        Case { name: "compressed RTF", content: Content::Tnef(rtf()) },
        Case { name: "events", content: calendar(filled("BEGIN:VEVENT\nDTSTART:20261116\nEND:VEVENT\n")) },
        Case { name: "events in events", content: calendar(filled("BEGIN:VEVENT\n")) },
        Case {
            name: "guests",
            content: calendar(format!(
                "BEGIN:VEVENT\nDTSTART:20261116\n{}END:VEVENT\n",
                filled("ATTENDEE;CN=A:mailto:a@b.example\n")
            )),
        },
        Case {
            name: "folded lines of a calendar",
            content: calendar(format!("BEGIN:VEVENT\nDTSTART:20261116\nSUMMARY:a\n{}", filled(" b\n"))),
        },
        Case { name: "time zones", content: calendar(filled("BEGIN:VTIMEZONE\nTZID:a\nEND:VTIMEZONE\n")) },
    ]
}

/// A stream with one attribute, the properties of the mail.
fn message_properties(content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a megabyte");
    let mut bytes = vec![0x78, 0x9f, 0x3e, 0x22, 0, 0, 1, 0x03, 0x90, 0x06, 0];
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

fn properties() -> Vec<u8> {
    let mut content = u32::MAX.to_le_bytes().to_vec();
    while content.len() < SIZE {
        content.extend_from_slice(&[0x03, 0, 0x01, 0x30, 1, 0, 0, 0]);
    }
    message_properties(&content)
}

/// RTF that unpacks to eight times its size, all of it brackets.
fn rtf() -> Vec<u8> {
    let head = br"{\rtf1\ansi ";
    let mut packed = vec![0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f];
    packed.extend_from_slice(b"LZFu\0\0\0\0");
    for piece in head.chunks(8) {
        packed.push(0);
        packed.extend_from_slice(piece);
    }
    packed.extend_from_slice(b"{{{{");
    // The last 17 bytes of the dictionary over and over.
    let mut at = 207 + head.len() + 4;
    while packed.len() < SIZE {
        packed.push(0xff);
        for _ in 0..8 {
            let from = (at + 4096 - 1) % 4096;
            let reference = u16::try_from(from << 4 | 15).expect("twelve bits and four");
            packed.extend_from_slice(&reference.to_be_bytes());
            at = (at + 17) % 4096;
        }
    }
    let length = u32::try_from(packed.len()).expect("a megabyte");
    let mut content = 1_u32.to_le_bytes().to_vec();
    content.extend_from_slice(&[0x02, 0x01, 0x09, 0x10]);
    content.extend_from_slice(&1_u32.to_le_bytes());
    content.extend_from_slice(&length.to_le_bytes());
    content.extend_from_slice(&packed);
    message_properties(&content)
}
