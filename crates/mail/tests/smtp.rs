//! Conversations with the SMTP session, word for word.

use mail::smtp::{Action, Address, Config, Delivery, Envelope, HangUp, Recipient, Session, Why};

/// A server whose mailboxes are told by their names: `unknown` is refused, `later` cannot be checked; a mail
/// that says `refuse` is refused and one that says `later` cannot be stored.
struct Server {
    session: Session,
    out: Vec<u8>,
    mails: Vec<(Envelope, Vec<u8>)>,
    closed: bool,
}

impl Server {
    fn new(config: Config) -> Self {
        let session = Session::new(config);
        let mut out = Vec::new();
        session.greeting(&mut out);
        Self { session, out, mails: Vec::new(), closed: false }
    }

    fn say(&mut self, bytes: &[u8]) {
        self.session.feed(bytes);
        loop {
            match self.session.next(&mut self.out) {
                Action::NeedInput => return,
                Action::StartTls => self.session.tls_started(),
                Action::CheckRecipient { address } => {
                    self.session.recipient(verdict(&address), &mut self.out);
                }
                Action::Deliver { envelope, raw } => {
                    let text = String::from_utf8_lossy(&raw).into_owned();
                    let answer = match text.as_str() {
                        text if text.contains("refuse") => Delivery::Refused,
                        text if text.contains("later") => Delivery::TryLater,
                        _ => Delivery::Stored,
                    };
                    if answer == Delivery::Stored {
                        self.mails.push((envelope, raw));
                    }
                    self.session.delivered(answer, &mut self.out);
                }
                Action::Close => {
                    self.closed = true;
                    return;
                }
            }
        }
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

fn verdict(address: &Address) -> Recipient {
    match address.local_part() {
        "unknown" => Recipient::Unknown,
        "later" => Recipient::TryLater,
        _ => Recipient::Accept,
    }
}

fn config() -> Config {
    Config {
        max_message_bytes: 100,
        max_recipients: 3,
        max_errors: 5,
        starttls: true,
        ..Config::new("mx.shop.example")
    }
}

/// Plays a transcript of `C:` and `S:` lines three times: line by line as it stands, everything the client
/// says in one piece, and byte by byte. The server's words must be the same each time.
fn play(transcript: &str) -> Server {
    let lines = || transcript.lines().map(str::trim_start).filter(|line| !line.is_empty());
    let client: String =
        lines().filter_map(|line| line.strip_prefix("C: ")).map(|line| format!("{line}\r\n")).collect();
    let server: String =
        lines().filter_map(|line| line.strip_prefix("S: ")).map(|line| format!("{line}\r\n")).collect();

    let mut whole = Server::new(config());
    whole.say(client.as_bytes());
    assert_eq!(whole.said(), server, "in one piece");

    let mut bytewise = Server::new(config());
    for byte in client.bytes() {
        bytewise.say(&[byte]);
    }
    assert_eq!(bytewise.said(), server, "byte by byte");
    assert_eq!(bytewise.mails, whole.mails);

    let mut turns = Server::new(config());
    let mut expected = String::new();
    for line in lines() {
        match line.split_once(": ") {
            Some(("C", said)) => {
                assert_eq!(turns.said(), expected, "before the client says {said:?}");
                turns.say(format!("{said}\r\n").as_bytes());
            }
            Some(("S", said)) => expected += &format!("{said}\r\n"),
            _ => panic!("{line:?} is neither C: nor S:"),
        }
    }
    assert_eq!(turns.said(), expected, "line by line");
    assert_eq!(turns.mails, whole.mails);
    turns
}

/// A server to which somebody has said hello.
fn greeted() -> Server {
    let mut server = Server::new(config());
    server.say(b"EHLO mx.example\r\n");
    server.out.clear();
    server
}

/// A server that waits for the text of a mail.
fn in_data() -> Server {
    let mut server = greeted();
    server.say(b"MAIL FROM:<ada@mail.example>\r\nRCPT TO:<help@shop.example>\r\nDATA\r\n");
    server.out.clear();
    server
}

#[test]
fn a_mail_is_taken_and_the_dots_are_undone() {
    let server = play(
        "S: 220 mx.shop.example ESMTP
         C: EHLO mx.example
         S: 250-mx.shop.example
         S: 250-PIPELINING
         S: 250-8BITMIME
         S: 250-SMTPUTF8
         S: 250-ENHANCEDSTATUSCODES
         S: 250-SIZE 100
         S: 250 STARTTLS
         C: MAIL FROM:<ada@mail.example> SIZE=90 BODY=8BITMIME
         S: 250 2.1.0 Sender OK
         C: RCPT TO:<help@shop.example>
         S: 250 2.1.5 Recipient OK
         C: RCPT TO:<help@shop.example>
         S: 250 2.1.5 Recipient OK
         C: RCPT TO:<unknown@shop.example>
         S: 550 5.1.1 No such mailbox here
         C: RCPT TO:<later@shop.example>
         S: 450 4.2.0 Cannot check this recipient now, try again later
         C: DATA
         S: 354 End data with <CRLF>.<CRLF>
         C: Subject: dots
         C: 
         C: ..hidden
         C: ...
         C: .. .
         C: a.
         C: .
         S: 250 2.0.0 Stored
         C: QUIT
         S: 221 2.0.0 Goodbye",
    );
    let [(envelope, raw)] = server.mails.as_slice() else { panic!("one mail") };
    assert_eq!(String::from_utf8_lossy(raw), "Subject: dots\r\n\r\n.hidden\r\n..\r\n. .\r\na.\r\n");
    assert_eq!(envelope.helo, "mx.example");
    assert_eq!(envelope.sender.as_ref().map(Address::as_str), Some("ada@mail.example"));
    assert_eq!(envelope.recipients.iter().map(Address::as_str).collect::<Vec<_>>(), ["help@shop.example"]);
    assert!(envelope.eight_bit && !envelope.smtputf8 && !envelope.tls);
    assert!(server.closed);
}

#[test]
fn one_connection_carries_several_mails_and_each_gets_its_own_answer() {
    let server = play(
        "S: 220 mx.shop.example ESMTP
         C: HELO old.example
         S: 250 mx.shop.example
         C: MAIL FROM:<>
         S: 250 2.1.0 Sender OK
         C: RCPT TO:<Postmaster>
         S: 250 2.1.5 Recipient OK
         C: DATA
         S: 354 End data with <CRLF>.<CRLF>
         C: .
         S: 250 2.0.0 Stored
         C: MAIL FROM:<ada@mail.example>
         S: 250 2.1.0 Sender OK
         C: RCPT TO:<help@shop.example>
         S: 250 2.1.5 Recipient OK
         C: DATA
         S: 354 End data with <CRLF>.<CRLF>
         C: later
         C: .
         S: 451 4.3.0 Cannot store this mail now, try again later
         C: MAIL FROM:<ada@mail.example>
         S: 250 2.1.0 Sender OK
         C: RCPT TO:<help@shop.example>
         S: 250 2.1.5 Recipient OK
         C: DATA
         S: 354 End data with <CRLF>.<CRLF>
         C: refuse
         C: .
         S: 550 5.7.1 Message refused
         C: MAIL FROM:<ada@mail.example>
         S: 250 2.1.0 Sender OK
         C: RSET
         S: 250 2.0.0 OK
         C: RCPT TO:<help@shop.example>
         S: 503 5.5.1 Wrong order of commands",
    );
    let [(bounce, raw)] = server.mails.as_slice() else { panic!("one mail") };
    assert_eq!(bounce.sender, None);
    assert_eq!(bounce.recipients[0].as_str(), "postmaster@mx.shop.example");
    assert!(raw.is_empty());
}

#[test]
fn tls_forgets_what_was_said_and_throws_away_what_was_smuggled_behind_it() {
    let mut server = Server::new(config());
    server.say(b"EHLO mx.example\r\nMAIL FROM:<ada@mail.example>\r\n");
    server.out.clear();
    server.say(b"STARTTLS\r\nRCPT TO:<evil@shop.example>\r\nEHLO evil.example\r\n");
    assert_eq!(server.said(), "220 2.0.0 Ready to start TLS\r\n");
    server.say(b"MAIL FROM:<ada@mail.example>\r\n");
    assert!(server.said().ends_with("503 5.5.1 Wrong order of commands\r\n"));
    server.out.clear();
    server.say(b"EHLO mx.example\r\n");
    assert!(!server.said().contains("STARTTLS"));
    server.out.clear();
    server.say(b"STARTTLS\r\n");
    assert_eq!(server.said(), "503 5.5.1 TLS is already active\r\n");
    server.say(b"MAIL FROM:<ada@mail.example>\r\nRCPT TO:<help@shop.example>\r\nDATA\r\nHi\r\n.\r\n");
    assert!(server.mails[0].0.tls);
}

#[test]
fn what_is_fed_between_starttls_and_the_handshake_is_never_read_as_commands() {
    let mut session = Session::new(config());
    let mut out = Vec::new();
    session.feed(b"STARTTLS\r\n");
    assert_eq!(session.next(&mut out), Action::StartTls);
    session.feed(b"EHLO evil.example\r\n");
    assert_eq!(session.next(&mut out), Action::StartTls);
    session.tls_started();
    out.clear();
    assert_eq!(session.next(&mut out), Action::NeedInput);
    assert!(out.is_empty());
}

#[test]
fn commands_get_the_reply_that_the_standard_has_for_them() {
    for (command, reply) in [
        ("EHLO", "501 5.5.4"),
        ("EHLO two names", "501 5.5.4"),
        ("helo mx.example", "250 mx"),
        ("NOOP anything", "250 2.0.0"),
        ("HELP", "214 2.0.0"),
        ("VRFY ada", "252 2.5.2"),
        ("VRFY", "501 5.5.4"),
        ("EXPN list", "502 5.5.1"),
        ("BDAT 5 LAST", "502 5.5.1"),
        ("AUTH PLAIN", "502 5.5.1"),
        ("RSET now", "501 5.5.4"),
        ("RCPT TO:<help@shop.example>", "503 5.5.1"),
        ("DATA", "503 5.5.1"),
        ("HELLO there", "500 5.5.1"),
        ("", "500 5.5.1"),
        ("GET / HTTP/1.1", "554 5.5.1"),
        ("MAIL FROM:ada@mail.example", "501 5.1.7"),
        ("MAIL FROM:<ada>", "501 5.1.7"),
        ("MAIL FROM:<ada@mail.example", "501 5.1.7"),
        ("MAIL FROM:<ada@-mail.example>", "501 5.1.7"),
        ("MAIL FROM:<ada@mail..example>", "501 5.1.7"),
        ("MAIL FROM:<ada lovelace@mail.example>", "501 5.1.7"),
        ("MAIL TO:<ada@mail.example>", "501 5.1.7"),
        ("MAIL FROM:<ada@mail.example>SIZE=1", "501 5.5.4"),
        ("MAIL FROM:<ada@mail.example> SIZE=many", "501 5.5.4"),
        ("MAIL FROM:<ada@mail.example> SIZE=100", "250 2.1.0"),
        ("MAIL FROM:<ada@mail.example> SIZE=101", "552 5.3.4"),
        ("MAIL FROM:<ada@mail.example> SIZE=99999999999999999999", "552 5.3.4"),
        ("MAIL FROM:<ada@mail.example> BODY=BINARYMIME", "501 5.5.4"),
        ("MAIL FROM:<ada@mail.example> SMTPUTF8=yes", "501 5.5.4"),
        ("MAIL FROM:<ada@mail.example> RET=HDRS", "555 5.5.4"),
        ("MAIL FROM:<ayşe@posta.example>", "553 5.6.7"),
        ("MAIL FROM:<ayşe@posta.example> SMTPUTF8", "250 2.1.0"),
        ("MAIL FROM:<민수@메일.example> smtputf8 body=8bitmime", "250 2.1.0"),
        ("mail from: <ada@mail.example>", "250 2.1.0"),
        ("MAIL FROM:<@relay.example,@other.example:ada@mail.example>", "250 2.1.0"),
        ("MAIL FROM:<\"ada > lovelace\"@mail.example>", "250 2.1.0"),
        ("MAIL FROM:<ada@[192.0.2.1]>", "250 2.1.0"),
        ("MAIL FROM:<ada..l.@docomo.example>", "250 2.1.0"),
        ("MAIL FROM:<ada@mail.example>  SIZE=10 ", "250 2.1.0"),
    ] {
        let mut server = greeted();
        server.say(format!("{command}\r\n").as_bytes());
        assert!(server.said().starts_with(reply), "{command:?} gets {:?}, not {reply}", server.said());
    }
}

#[test]
fn recipients_are_checked_before_anybody_is_asked() {
    for (command, reply) in [
        ("RCPT TO:<help@shop.example>", "250 2.1.5"),
        ("RCPT TO:<POSTMASTER>", "250 2.1.5"),
        ("RCPT TO:<>", "501 5.1.3"),
        ("RCPT TO:<help>", "501 5.1.3"),
        ("RCPT FROM:<help@shop.example>", "501 5.1.3"),
        ("RCPT TO:<help@shop.example> NOTIFY=NEVER", "555 5.5.4"),
        ("RCPT TO:<yardım@shop.example>", "553 5.6.7"),
        ("MAIL FROM:<ada@mail.example>", "503 5.5.1"),
        ("DATA", "554 5.5.1"),
    ] {
        let mut server = greeted();
        server.say(b"MAIL FROM:<ada@mail.example>\r\n");
        server.out.clear();
        server.say(format!("{command}\r\n").as_bytes());
        assert!(server.said().starts_with(reply), "{command:?} gets {:?}, not {reply}", server.said());
    }
}

#[test]
fn only_crlf_dot_crlf_ends_a_mail_and_a_bare_lf_beside_a_lone_dot_ends_the_conversation() {
    let smuggled =
        "MAIL FROM:<evil@mail.example>\r\nRCPT TO:<help@shop.example>\r\nDATA\r\nSmuggled\r\n.\r\n";
    for fake_end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\n", "\r\n.\r\r\n.\n"] {
        let mut server = in_data();
        server.say(format!("Hello{fake_end}{smuggled}").as_bytes());
        if server.closed {
            assert!(server.said().starts_with("550 5.5.2"), "{fake_end:?} gets {:?}", server.said());
            assert!(server.mails.is_empty());
        } else {
            assert_eq!(server.mails.len(), 1, "{fake_end:?} is text");
            assert!(String::from_utf8_lossy(&server.mails[0].1).contains("DATA"));
        }
    }
    for text in ["a\rb", "a\r.\rb", "a\nb", "a\n.b", "a\n.\rb", "a\r\n.\rb"] {
        let mut server = in_data();
        server.say(format!("{text}\r\n.\r\n").as_bytes());
        let kept = text.replace("\r\n.", "\r\n") + "\r\n";
        assert_eq!(String::from_utf8_lossy(&server.mails[0].1), kept, "{text:?} is text");
    }
}

#[test]
fn a_mail_that_grows_too_large_is_refused_at_its_end_and_the_next_one_is_taken() {
    let mut server = in_data();
    server.say(format!("{}\r\n.\r\nMAIL FROM:<ada@mail.example>\r\n", "x".repeat(120)).as_bytes());
    assert_eq!(
        server.said(),
        "552 5.3.4 Message is larger than this server takes\r\n250 2.1.0 Sender OK\r\n"
    );
    let mut server = in_data();
    server.say(format!("{}\r\n.\r\n", "x".repeat(98)).as_bytes());
    assert_eq!(server.mails[0].1.len(), 100);
}

#[test]
fn a_mail_without_an_end_is_cut_off() {
    let mut server = in_data();
    for _ in 0..4 {
        server.say(&[b'x'; 64]);
    }
    assert!(server.closed);
    assert!(server.said().starts_with("552 5.3.4"));
}

#[test]
fn more_recipients_than_allowed_are_put_off_without_being_blamed() {
    let mut server = greeted();
    server.say(b"MAIL FROM:<ada@mail.example>\r\n");
    server.out.clear();
    for n in 0..20 {
        server.say(format!("RCPT TO:<help{n}@shop.example>\r\n").as_bytes());
    }
    assert_eq!(server.said().matches("250 2.1.5").count(), 3);
    assert_eq!(server.said().matches("452 4.5.3").count(), 17);
    assert!(!server.closed);
}

#[test]
fn a_client_that_guesses_is_sent_away() {
    let mut server = greeted();
    server.say(b"MAIL FROM:<ada@mail.example>\r\n");
    for _ in 0..5 {
        server.say(b"RCPT TO:<unknown@shop.example>\r\n");
    }
    assert!(server.closed);
    assert!(server.said().ends_with("550 5.1.1 No such mailbox here\r\n421 4.7.0 Too many errors\r\n"));
    let before = server.said();
    server.say(b"NOOP\r\n");
    assert_eq!(server.said(), before);
}

#[test]
fn lines_that_are_no_commands_cost_nothing_but_a_reply() {
    for (line, reply) in [
        (b"NOOP\n".to_vec(), "500 5.5.2"),
        (b"NOOP\0\r\n".to_vec(), "500 5.5.2"),
        (b"NO\rOP\r\n".to_vec(), "500 5.5.2"),
        (b"NOOP \xFF\r\n".to_vec(), "500 5.5.2"),
        ([b"NOOP ".to_vec(), vec![b'x'; 2041], b"\r\n".to_vec()].concat(), "250 2.0.0"),
        ([b"NOOP ".to_vec(), vec![b'x'; 2042], b"\r\n".to_vec()].concat(), "500 5.5.6"),
        ([vec![b'x'; 100_000], b"\r\n".to_vec()].concat(), "500 5.5.6"),
    ] {
        for size in [1, 100, usize::MAX] {
            let mut server = greeted();
            for piece in line.chunks(size.min(line.len())) {
                server.say(piece);
            }
            server.say(b"NOOP\r\n");
            assert!(server.said().starts_with(reply), "{:?}", server.said());
            assert_eq!(server.said().lines().count(), 2);
            assert!(server.said().ends_with("250 2.0.0 OK\r\n"));
        }
    }
}

#[test]
fn a_question_passed_over_puts_the_client_off_instead_of_losing_its_mail() {
    let mut session = Session::new(config());
    let mut out = Vec::new();
    session.feed(b"EHLO mx.example\r\nMAIL FROM:<a@mail.example>\r\nRCPT TO:<b@shop.example>\r\n");
    assert!(matches!(session.next(&mut out), Action::CheckRecipient { .. }));
    assert_eq!(session.next(&mut out), Action::NeedInput);
    assert!(
        String::from_utf8_lossy(&out)
            .ends_with("450 4.2.0 Cannot check this recipient now, try again later\r\n")
    );
    session.feed(b"RCPT TO:<b@shop.example>\r\nDATA\r\nHi\r\n.\r\n");
    assert!(matches!(session.next(&mut out), Action::CheckRecipient { .. }));
    session.recipient(Recipient::Accept, &mut out);
    assert!(matches!(session.next(&mut out), Action::Deliver { .. }));
    assert!(!String::from_utf8_lossy(&out).contains("Stored"), "nothing is promised before it is stored");
    assert_eq!(session.next(&mut out), Action::NeedInput);
    assert!(
        String::from_utf8_lossy(&out).ends_with("451 4.3.0 Cannot store this mail now, try again later\r\n")
    );
}

#[test]
fn the_server_can_hang_up() {
    for (reason, reply) in [(HangUp::TimedOut, "421 4.4.2 "), (HangUp::ShuttingDown, "421 4.3.2 ")] {
        let mut server = in_data();
        server.session.hang_up(reason, &mut server.out);
        assert!(server.said().starts_with(reply));
        server.say(b"NOOP\r\n");
        assert!(server.closed && server.mails.is_empty());
    }
}

#[test]
fn what_is_turned_away_is_told_once_with_its_envelope() {
    let mut server = greeted();
    let told = |server: &mut Server| {
        let all = server.session.refused().into_iter();
        all.map(|one| {
            let sender = one.sender.map(|sender| sender.as_str().to_owned());
            let recipients: Vec<String> = one.recipients.iter().map(|one| one.as_str().to_owned()).collect();
            (one.why, sender, recipients.join(" "))
        })
        .collect::<Vec<_>>()
    };
    server.say(b"MAIL FROM:<ada@mail.example>\r\nRCPT TO:<unknown@shop.example>\r\nRSET\r\n");
    let ada = || Some("ada@mail.example".to_owned());
    assert_eq!(told(&mut server), [(Why::UnknownRecipient, ada(), "unknown@shop.example".to_owned())]);
    assert!(told(&mut server).is_empty());
    server.say(b"MAIL FROM:<> SIZE=999999999\r\n");
    assert_eq!(told(&mut server), [(Why::TooLarge, None, String::new())]);
    server.say(b"MAIL FROM:<ada@mail.example>\r\nRCPT TO:<help@shop.example>\r\nDATA\r\n");
    server.say(b"x\n.\n");
    assert_eq!(told(&mut server), [(Why::NotALine, ada(), "help@shop.example".to_owned())]);
}
