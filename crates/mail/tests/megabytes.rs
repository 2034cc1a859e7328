//! A megabyte that was made to take long: what is made of it keeps within limits, and twice as much of it costs twice as much.
//! The cost is counted in what is asked of memory, the same on every machine; `bench mail` measures the time.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use mail::bounce::Bounce;
use mail::html::{ImagePolicy, clean, to_text};
use mail::{Email, Envelope, Limits, classify, parse};

/// Counts the bytes that this thread asks for.
struct Counting;

thread_local! {
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: everything is handed on to the system's allocator as it came; the count beside it allocates nothing and has no
// destructor that could run first.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.set(ASKED.get().wrapping_add(layout.size()));
        // SAFETY: the caller's promises are those that `System` wants.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as above; what is given back was had from `System`.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const WHOLE: usize = 1_000_000;
const HALF: usize = WHOLE / 2;

/// So much of a piece.
fn filled(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

/// Pieces with a number each.
fn counted(size: usize, piece: impl Fn(usize) -> String) -> String {
    (0..)
        .map(piece)
        .scan(0, |all, piece| {
            *all += piece.len();
            (*all <= size).then_some(piece)
        })
        .collect()
}

/// Reads a megabyte and half of one; the whole may cost little more than twice the half.
#[track_caller]
fn linear<I>(what: &str, make: impl Fn(usize) -> I, read: impl Fn(&I)) {
    let cost = |size: usize| {
        let input = make(size);
        let before = ASKED.get();
        read(&input);
        ASKED.get().wrapping_sub(before)
    };
    // What is made once, tables and patterns, is made before.
    cost(HALF / 100);
    let (half, whole) = (cost(HALF), cost(WHOLE));
    // What grows by doubling asks for up to twice as much at one size and not at the other.
    assert!(whole <= half * 4 + WHOLE, "{what}: {half} bytes for half a megabyte, {whole} for one");
}

fn read(raw: &[u8]) -> Option<Email> {
    parse(raw, &Limits::default()).ok()
}

fn header(name: &str, value: &str) -> Vec<u8> {
    format!("{name}: {value}\n\nx").into_bytes()
}

#[test]
fn mails_in_mails_and_parts_in_parts() {
    let nested = |levels: usize, size| {
        let inner = format!("Content-Type: text/plain\n\n{}", filled("abc\n", size));
        (0..levels).fold(inner, |inner, level| {
            format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n{inner}\n--b{level}--\n")
        })
    };
    let multipart =
        |body: String| format!("Content-Type: multipart/mixed; boundary=b\n\n{body}").into_bytes();
    let look = |raw: &Vec<u8>| {
        if let Some(email) = read(raw) {
            assert!(email.attachments.len() <= Limits::default().parts);
        }
    };
    linear("parts", |size| multipart(filled("--b\n\nx\n", size)), look);
    linear("lines like boundaries", |size| multipart(format!("--b\n\n{}", filled("--b x\n", size))), look);
    linear("parts nine deep", |size| nested(9, size).into_bytes(), look);
    linear("parts too deep", |size| nested(200, size).into_bytes(), look);
    linear("mails in mails", |size| filled("Content-Type: message/rfc822\n\n", size).into_bytes(), look);
    linear(
        "alternatives",
        |size| multipart(filled("--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nx\n", size)),
        look,
    );
    let encoded = |encoding: &str, piece: &str, size| {
        format!("Content-Transfer-Encoding: {encoding}\n\n{}", filled(piece, size)).into_bytes()
    };
    linear("broken base 64", |size| encoded("base64", "Q=U\n", size), look);
    linear("broken quoted-printable", |size| encoded("quoted-printable", "=4=\n", size), look);
}

#[test]
fn headers_without_end() {
    let look = |raw: &Vec<u8>| drop(black_box(read(raw)));
    linear("fields", |size| (counted(size, |n| format!("X-{n}: y\n")) + "\nx").into_bytes(), look);
    linear("folded lines", |size| header("Subject", &filled("a\n b", size)), look);
    linear("encoded words", |size| header("Subject", &filled("=?utf-8?q?a?= ", size)), look);
    linear("encoded words without an end", |size| header("Subject", &filled("=?u?q?x ", size)), look);
    linear("beginnings of encoded words", |size| header("Subject", &filled("=?", size)), look);
    linear("identifiers", |size| header("References", &counted(size, |n| format!("<{n}@b> "))), look);
    linear(
        "parameters",
        |size| header("Content-Type", &format!("text/plain; {}", counted(size, |n| format!("a{n}=b; ")))),
        look,
    );
    linear(
        "pieces of a parameter",
        |size| header("Content-Type", &format!("text/plain; {}", counted(size, |n| format!("name*{n}=b; ")))),
        look,
    );
    let believed = |raw: &Vec<u8>| {
        let email = read(raw).unwrap();
        let sealers = mail::authentication::Sealers::default();
        let _ = mail::authentication::trusted_results(&email, "mx.example", sealers);
    };
    linear("comments", |size| header("Authentication-Results", &filled("(", size)), believed);
    linear(
        "seals",
        |size| {
            let seals = counted(size, |n| {
                format!(
                    "ARC-Seal: i={n}; d=google.com\nARC-Message-Signature: i={n}\nARC-Authentication-Results: i={n}\n"
                )
            });
            format!("Authentication-Results: mx.example; arc=pass\n{seals}\nx").into_bytes()
        },
        believed,
    );
}

#[test]
fn addresses_by_the_thousand() {
    let look = |raw: &Vec<u8>| {
        let email = read(raw).unwrap();
        assert!(email.to.len() <= WHOLE / 6, "{}", email.to.len());
    };
    for (what, piece) in [
        ("addresses", "a@b.example, "),
        ("names", "\"a, b\" <a@b.example>, "),
        ("brackets", "<"),
        ("comments", "("),
        ("groups in groups", "a:"),
        ("quotes", "\"\\\""),
        ("names without an address", "a b c, "),
    ] {
        linear(what, |size| header("To", &filled(piece, size)), look);
    }
    linear(
        "one address",
        |size| filled("a", size) + "@b.example",
        |text: &String| {
            assert!(text.parse::<mail::EmailAddress>().is_err());
        },
    );
}

#[test]
fn towers_of_quotes() {
    let look = |text: &String| {
        let reply = mail::reply::extract(text);
        assert!(reply.new_text.len() <= text.len() * 2 + 64);
    };
    for (what, piece) in [
        ("quote marks", ">"),
        ("quotes and answers", "> a\nb\n"),
        ("introductions", "On Mon, 16 Nov 2026 at 10:21, A <a@b.example> wrote:\n> x\n"),
        ("halves of introductions", "On Mon, 16 Nov 2026 at 10:21, A\n"),
        ("header blocks", "From: a@b.example\nSent: Monday\nTo: c\nSubject: d\n\n"),
        ("one header block", "From: a@b.example\n"),
        ("banners", "-----Original Message-----\n"),
        ("signatures", "-- \n"),
        ("colons", "a:\n"),
        ("empty lines", "\n"),
    ] {
        linear(what, |size| filled(piece, size), look);
    }
    linear("ever deeper", |size| counted(size, |n| format!("{} a\n", ">".repeat(n % 1000))), look);
}

#[test]
fn reports_about_thousands() {
    let report = |text: &str, status: &str| {
        format!(
            "From: mailer-daemon@a.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
             --b\n\n{text}\n--b\nContent-Type: message/delivery-status\n\n{status}\n--b--"
        )
        .into_bytes()
    };
    let look = |raw: &Vec<u8>| {
        let email = read(raw).unwrap();
        let _ = classify(&email, &Envelope::default(), &[]);
        for recipient in Bounce::read(&email).recipients {
            assert!(recipient.diagnostic.chars().count() <= 2_000);
        }
    };
    let block = |n| format!("Final-Recipient: rfc822; a{n}@b.example\nAction: failed\n\n");
    linear("recipients", |size| report("x", &counted(size, block)), look);
    linear("blocks that are none", |size| report("x", &filled("a\n\n", size)), look);
    linear(
        "recipients with words of their own",
        |size| {
            report(
                &counted(size / 2, |n| format!("<a{n}@b.example>: 550 unknown\n")),
                &counted(size / 2, block),
            )
        },
        look,
    );
    linear(
        "a report in words",
        |size| {
            let words = filled("<a@b.example>: 550 5.1.1 unknown\n", size);
            format!("From: mailer-daemon@a.example\nSubject: Undelivered Mail\n\n{words}").into_bytes()
        },
        look,
    );
}

#[test]
fn what_outlook_packed() {
    let look = |bytes: &Vec<u8>| {
        if let Some(found) = mail::tnef::read(bytes, &Limits::default()) {
            assert!(found.attachments.len() <= Limits::default().parts);
            assert!(found.text.unwrap_or_default().len() <= Limits::default().decoded);
        }
    };
    let stream = |attribute: &[u8], size: usize| {
        [&[0x78, 0x9f, 0x3e, 0x22, 0, 0][..], &attribute.repeat(size / attribute.len())].concat()
    };
    let begins = [2, 0x02, 0x90, 0x06, 0, 0, 0, 0, 0, 0, 0];
    let holds = [2, 0x0f, 0x80, 0x06, 0, 1, 0, 0, 0, b'x', 0, 0];
    linear("files", |size| stream(&[&begins[..], &holds].concat(), size), look);
    linear("attributes of nothing", |size| stream(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], size), look);
    let properties = |content: Vec<u8>| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&[0x78, 0x9f, 0x3e, 0x22, 0, 0, 1, 0x03, 0x90, 0x06, 0][..], &length, &content, &[0, 0]].concat()
    };
    let one = [0x03, 0, 0x01, 0x30, 1, 0, 0, 0];
    linear(
        "properties",
        |size| properties([&u32::MAX.to_le_bytes()[..], &one.repeat(size / one.len())].concat()),
        look,
    );
}

fn shown(html: &str) {
    let safe = clean(html, |_| None, ImagePolicy::HoldBack);
    assert!(safe.html.len() <= html.len() * 16 + 200, "{}", safe.html.len());
    assert!(to_text(html).len() <= html.len() * 4 + 200);
}

#[test]
fn html_that_never_closes() {
    linear("unclosed elements", |size| filled("<div>", size), |html| shown(html));
    linear("tables in tables", |size| filled("<table><tr><td>", size), |html| shown(html));
    linear("beginnings of comments", |size| filled("<!--", size), |html| shown(html));
    linear(
        "attributes",
        |size| format!("<p {}>x", counted(size, |n| format!("a{n}=b "))),
        |html| shown(html),
    );
}

#[test]
fn html_in_small_pieces() {
    linear("formatting in the wrong order", |size| filled("<b><p></b></p>", size), |html| shown(html));
    linear("paragraphs", |size| filled("<p>x</p>", size), |html| shown(html));
    linear("ends", |size| filled("</p>", size), |html| shown(html));
}

#[test]
fn references_and_brackets() {
    linear("broken references", |size| filled("&", size), |html| shown(html));
    linear("spaces", |size| filled("&nbsp; ", size), |html| shown(html));
    linear("beginnings of tags", |size| filled("<", size), |html| shown(html));
    linear("brackets in a style", |size| format!("<p style=\"{}\">x", filled("(", size)), |html| shown(html));
}

#[test]
fn quotes_in_html() {
    let look = |html: &String| drop(black_box(mail::reply::extract_html(html, "")));
    linear("quotes in quotes", |size| filled("<blockquote type=cite>", size), look);
    linear("headers of Outlook", |size| filled("<div id=divRplyFwdMsg>x</div>", size), look);
    linear("lines", |size| filled("x<br>", size), look);
}
