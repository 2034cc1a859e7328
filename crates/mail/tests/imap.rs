//! What servers say to a client of IMAP, from honest ones and others.

use mail::imap::{
    Fetched, Folder, FolderUse, Framer, FramingError, Limits, Response, Status, StatusCode, UidSet, bearer,
    folder, plain, quoted, xoauth2,
};
use proptest::prelude::*;

const LIMITS: Limits = Limits { line: 1000, literal: 5000 };

fn responses(bytes: &[u8], step: usize) -> Result<Vec<Response>, FramingError> {
    let mut framer = Framer::new(LIMITS);
    let mut read = Vec::new();
    for part in bytes.chunks(step) {
        framer.feed(part);
        while let Some(raw) = framer.next_response()? {
            read.push(Response::read(&raw));
        }
    }
    Ok(read)
}

#[test]
fn a_mail_comes_whole_however_the_network_cuts_it() {
    let mail = "Subject: {7}\r\n\r\n* 3 EXISTS\r\nA1 OK done\r\n";
    let said = format!(
        "* 2 FETCH (UID 17 BODY[] {{{}}}\r\n{mail})\r\n* 3 EXISTS\r\nA1 OK Fetch completed (0.001 + 0.000 secs).\r\n",
        mail.len()
    );
    let whole = Fetched { uid: Some(17), size: None, bytes: Some(mail.as_bytes().to_vec()) };
    for step in [1, 2, 3, 7, 1000] {
        let read = responses(said.as_bytes(), step).unwrap();
        assert_eq!(read[..2], [Response::Fetched(whole.clone()), Response::Exists(3)], "in steps of {step}");
        let Response::Done { tag, told } = &read[2] else { panic!("{read:?}") };
        assert_eq!((tag.as_str(), told.status), ("A1", Status::Ok));
    }
}

#[test]
fn a_server_cannot_make_us_take_more_memory_than_was_allowed() {
    let endless = "* OK ".to_owned() + &"x".repeat(2000);
    assert_eq!(responses(endless.as_bytes(), 100), Err(FramingError::Line(1000)));
    let huge = b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n";
    assert_eq!(responses(huge, 100), Err(FramingError::Literal(99_999_999_999)));
    let many = "* 1 FETCH (UID 1 ".to_owned() + &"{0}\r\n".repeat(20);
    assert!(responses(many.as_bytes(), 100).is_err());
}

#[test]
fn what_a_status_tells_is_known_by_its_code_and_any_other_by_its_word() {
    for (said, code) in [
        ("* OK [UIDVALIDITY 1257842737] UIDs valid", Some(StatusCode::UidValidity(1_257_842_737))),
        ("* OK [UIDNEXT 20] Predicted next UID", Some(StatusCode::UidNext(20))),
        (
            "* OK [HIGHESTMODSEQ 90060115205545359] Highest",
            Some(StatusCode::HighestModSeq(90_060_115_205_545_359)),
        ),
        ("* NO [LIMIT] Too many simultaneous connections", Some(StatusCode::Other("LIMIT".into()))),
        ("* BYE [UNAVAILABLE] Später – bitte", Some(StatusCode::Other("UNAVAILABLE".into()))),
        ("* OK fine", None),
        ("* OK fine {5}", None),
    ] {
        let read = responses(format!("{said}\r\n").as_bytes(), 9).unwrap();
        let [Response::Status(told)] = &read[..] else { panic!("{said}: {read:?}") };
        assert_eq!(told.code, code, "{said}");
    }
    let read = responses(b"a7 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\r\n", 64).unwrap();
    let [Response::Done { tag, told }] = &read[..] else { panic!("{read:?}") };
    assert_eq!(
        (tag.as_str(), told.text.as_str()),
        ("a7", "[AUTHENTICATIONFAILED] Invalid credentials (Failure)")
    );
}

#[test]
fn a_mail_is_not_passed_over_because_of_what_stands_beside_it() {
    for said in [
        "* 5 FETCH (UID 9 RFC822.SIZE 3 X-STRANGE [a(b] BODY[] {3}\r\nabc)\r\n",
        "* 5 fetch (X-STRANGE [a(b] BODY[] {3}\r\nabc UID 9 RFC822.SIZE 3)\r\n",
    ] {
        let read = responses(said.as_bytes(), 64).unwrap();
        let known = Fetched { uid: Some(9), size: Some(3), bytes: Some(b"abc".to_vec()) };
        assert_eq!(read, [Response::Fetched(known)], "{said}");
    }
}

#[test]
fn folders_are_named_as_people_read_them_and_say_what_they_are_for() {
    let said = "* LIST (\\HasNoChildren \\Junk) \"/\" \"&BCEEPwQwBDw-\"\r\n* LIST (\\Noselect) \"/\" {5}\r\nPosta\r\n\
        * LIST (\\Sent) \".\" INBOX.Sent\r\n";
    let named =
        |name: &str, purpose, selectable| Response::Folder(Folder { name: name.into(), purpose, selectable });
    assert_eq!(
        responses(said.as_bytes(), 11).unwrap(),
        [
            named("Спам", Some(FolderUse::Junk), true),
            named("Posta", None, false),
            named("INBOX.Sent", Some(FolderUse::Sent), true),
        ]
    );
    // The second from RFC 3501 §5.1.3.
    for (name, wire) in [
        ("Gönderilmiş Öğeler", "G&APY-nderilmi&AV8- &ANYBHw-eler"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
        ("보낸 메일함", "&vPSwuA- &ulTHfNVo-"),
        ("هرزنامه", "&BkcGMQYyBkYGJwZFBkc-"),
        ("R&D", "R&-D"),
        ("😀", "&2D3eAA-"),
    ] {
        assert_eq!((folder::to_wire(name).as_str(), folder::from_wire(wire).as_str()), (wire, name));
    }
    assert_eq!(folder::from_wire("&broken"), "&broken");
}

#[test]
fn names_and_secrets_are_written_as_the_protocol_wants_them() {
    assert_eq!(quoted(r#"a "b" \c"#).unwrap(), r#""a \"b\" \\c""#);
    assert_eq!((quoted("şifre"), quoted("a\r\nb")), (None, None));
    assert_eq!(plain("u", "şifre"), "AHUAxZ9pZnJl");
    // From Google's description of the protocol.
    assert_eq!(
        xoauth2("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"),
        "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="
    );
    // From RFC 7628 §4.1.
    assert_eq!(
        bearer("user@example.com", "server.example.com", 143, "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="),
        "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB"
    );
}

proptest! {
    #[test]
    fn whatever_a_server_says_is_read_or_refused(said in proptest::collection::vec(any::<u8>(), 0..600)) {
        drop(responses(&said, 50));
        drop(Response::read(&said));
        let fetch = [b"* 1 FETCH (", said.as_slice(), b"\r\n"].concat();
        drop(Response::read(&fetch));
    }

    #[test]
    fn a_set_of_uids_holds_what_was_put_into_it(uids in proptest::collection::btree_set(1_u32..60, 0..40), gone in 1_u32..60, floor in 0_u32..60) {
        let mut set: UidSet = uids.iter().rev().copied().collect();
        prop_assert_eq!(set.iter().collect::<Vec<_>>(), uids.iter().copied().collect::<Vec<_>>());
        prop_assert_eq!(&set.to_string().parse::<UidSet>().unwrap(), &set);
        set.remove(gone);
        set.forget_below(floor);
        let left: Vec<u32> = uids.into_iter().filter(|uid| *uid != gone && *uid >= floor).collect();
        prop_assert!((0..61).all(|uid| set.contains(uid) == left.contains(&uid)));
        prop_assert_eq!(set.iter().collect::<Vec<_>>(), left);
    }

    #[test]
    fn every_name_of_a_folder_survives_the_wire(name in "\\PC{0,20}") {
        let wire = folder::to_wire(&name);
        prop_assert!(wire.is_ascii());
        prop_assert_eq!(folder::from_wire(&wire), name);
    }
}
