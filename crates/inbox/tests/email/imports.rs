//! Mails that lie in files are read into a mailbox: where they belong in time, and nobody is told.

use std::io::Write as _;

use futures::StreamExt as _;
use inbox::channels::Channel;
use inbox::channels::email::{ImportState, Importing, import_files};
use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, mail, on_both_engines};

const DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

impl Desk {
    /// Sends a file and reads it to its end; returns how it ended.
    async fn import(&self, into: &Channel, query: &str, kind: &str, body: Vec<u8>) -> Value {
        let path = format!("/channels/{}/imports", into.id);
        let begun = self.send(&format!("{path}?{query}"), kind, body).await;
        assert_eq!(begun.status.as_u16(), 201, "{}", begun.json);
        while Importing::new(self.app.clone()).next().await.unwrap() {}
        self.get(&format!("{path}/{}", begun.json["id"].as_str().unwrap())).await.ok()
    }

    async fn import_mbox(&self, into: &Channel, query: &str, mails: &[String]) -> Value {
        self.import(into, query, "application/octet-stream", mbox(mails)).await
    }

    /// All conversations, the one that began first in front.
    async fn all(&self) -> Vec<Value> {
        let path = "/conversations?limit=200&sort=created_at&status=open,pending,snoozed,solved,closed,spam";
        self.get(path).await.ok()["data"].as_array().unwrap().clone()
    }
}

fn mbox(mails: &[String]) -> Vec<u8> {
    let one = |mail: &String| {
        let text = mail.replace("\r\n", "\n").replace("\nFrom ", "\n>From ");
        format!("From x@posta.example Mon Mar  2 08:59:00 2026\n{text}\n")
    };
    mails.iter().map(one).collect::<String>().into_bytes()
}

fn question(id: &str, day: u8, text: &str) -> String {
    mail(
        &[
            &format!("Message-ID: <{id}@posta.example>"),
            "Subject: Siparişim",
            &format!("Date: {day} Jan 2024 10:00:00 +0000"),
        ],
        text,
    )
}

fn answer(id: &str, to: &str, day: u8, text: &str) -> String {
    mail(
        &[
            &format!("Message-ID: <{id}@magaza.example>"),
            "From: Çay & Co <destek@magaza.example>",
            "To: Mehmet Demir <mehmet@posta.example>",
            "Subject: Re: Siparişim",
            &format!("In-Reply-To: <{to}@posta.example>"),
            &format!("References: <{to}@posta.example>"),
            &format!("Date: {day} Jan 2024 12:00:00 +0000"),
        ],
        text,
    )
}

fn counts(import: &Value) -> Value {
    json!([import["state"], import["stored"], import["repeated"], import["skipped"], import["mails"]])
}

#[tokio::test(flavor = "multi_thread")]
async fn an_mbox_becomes_conversations_of_their_own_time_and_nobody_is_told() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mails = [
            question("q", 3, "Nerede?\n\nFrom my phone\n"),
            answer("a", "q", 4, "Yolda."),
            mail(
                &[
                    "Message-ID: <old@posta.example>",
                    "From: Ali <ali@posta.example>",
                    "Subject: Fatura",
                    "Date: 5 May 2011 08:00:00 +0000",
                ],
                "Fatura lütfen",
            ),
        ];
        let import = desk.import_mbox(&channel, "name=arsiv.mbox", &mails).await;
        assert_eq!(counts(&import), json!(["done", 3, 0, 0, 3]));
        assert_eq!(
            json!([import["name"], import["bytes_done"], import["skips"]]),
            json!(["arsiv.mbox", import["bytes_total"], []])
        );
        let all = desk.all().await;
        let shown: Vec<Value> = all
            .iter()
            .map(|one| {
                json!([
                    one["subject"],
                    one["status"],
                    one["unread"],
                    one["created_at"],
                    one["last_activity_at"],
                    one["waiting_since"]
                ])
            })
            .collect();
        assert_eq!(
            json!(shown),
            json!([
                ["Fatura", "solved", false, "2011-05-05T08:00:00.000Z", "2011-05-05T08:00:00.000Z", null],
                ["Siparişim", "solved", false, "2024-01-03T10:00:00.000Z", "2024-01-04T12:00:00.000Z", null],
            ])
        );
        let messages = desk.messages(all[1]["id"].as_str().unwrap()).await;
        let said: Vec<Value> = messages
            .iter()
            .map(|one| {
                json!([one["author"]["type"], one["author"]["name"], one["sent_at"], one["created_at"]])
            })
            .collect();
        assert_eq!(
            json!(said),
            json!([
                ["customer", "Mehmet Demir", "2024-01-03T10:00:00.000Z", "2024-01-03T10:00:00.000Z"],
                ["agent", "Çay & Co", "2024-01-04T12:00:00.000Z", "2024-01-04T12:00:00.000Z"],
            ])
        );
        assert!(messages[0]["text"].as_str().unwrap().contains("\nFrom my phone"), "{}", messages[0]);
        assert_eq!(desk.deliver().await, 0, "nothing is sent");
        desk.happen().await;
        assert_eq!(desk.deliver().await, 0);
        assert_eq!(desk.count("SELECT COUNT(*) AS count FROM outbox").await, 0);
        assert_eq!(desk.count("SELECT COUNT(*) AS count FROM timer").await, 0, "no clock runs for them");
        let line = &desk.get("/mail/journal").await.ok()["data"][0];
        assert_eq!(line["source"], "import");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_whole_in_whatever_order_its_mails_come() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let question = question("q", 3, "Nerede?");
        let first = answer("a", "q", 4, "Yolda.");
        let again = mail(
            &[
                "Message-ID: <again@posta.example>",
                "Subject: Re: Siparişim",
                "In-Reply-To: <a@magaza.example>",
                "References: <q@posta.example> <a@magaza.example>",
                "Date: 5 Jan 2024 09:00:00 +0000",
            ],
            "Teşekkürler",
        );
        let last = mail(
            &[
                "Message-ID: <last@magaza.example>",
                "From: destek@magaza.example",
                "To: mehmet@posta.example",
                "Subject: Re: Siparişim",
                "In-Reply-To: <again@posta.example>",
                "Date: 6 Jan 2024 09:00:00 +0000",
            ],
            "Rica ederiz",
        );
        // The last names only what it answers: it is joined when that comes.
        let import = desk.import_mbox(&channel, "", &[last, first, question, again]).await;
        assert_eq!(counts(&import), json!(["done", 4, 0, 0, 4]));
        let all = desk.all().await;
        let alive: Vec<&Value> = all.iter().filter(|one| one["status"] == "solved").collect();
        assert_eq!(alive.len(), 1, "{all:?}");
        assert_eq!(
            json!([alive[0]["created_at"], alive[0]["snippet"]]),
            json!(["2024-01-03T10:00:00.000Z", "Rica ederiz"])
        );
        let messages = desk.messages(alive[0]["id"].as_str().unwrap()).await;
        let texts: Vec<&str> = messages.iter().map(|one| one["new_text"].as_str().unwrap().trim()).collect();
        assert_eq!(
            texts,
            ["Nerede?", "Yolda.", "Teşekkürler", "Rica ederiz"],
            "in the order in which they were said"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_names_the_same_mail_by_chance_stays_apart() {
    let desk = Desk::open(ENGINES[0]).await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let of = |name: &str| {
        mail(
            &[
                &format!("Message-ID: <{name}@posta.example>"),
                &format!("From: {name}@posta.example"),
                "Subject: Sipariş",
                "References: <never-was@posta.example>",
                "Date: 5 Jan 2024 09:00:00 +0000",
            ],
            "Merhaba",
        )
    };
    desk.import_mbox(&channel, "", &[of("ali"), of("veli")]).await;
    assert_eq!(desk.all().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_doubles_nothing_and_what_came_before_is_known() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let live = mail(&["Message-ID: <live@posta.example>", "Subject: Bugün"], "Merhaba");
        let (_, _, today) = desk.arrives("destek@magaza.example", live.clone()).await;
        let mails = [question("q", 3, "Nerede?"), answer("a", "q", 4, "Yolda."), live];
        assert_eq!(counts(&desk.import_mbox(&channel, "", &mails).await), json!(["done", 2, 1, 0, 3]));
        assert_eq!(counts(&desk.import_mbox(&channel, "", &mails).await), json!(["done", 0, 3, 0, 3]));
        let all = desk.all().await;
        assert_eq!(all.len(), 2);
        let open = desk.conversation(&today).await;
        assert_eq!(
            json!([open["status"], open["unread"]]),
            json!(["open", true]),
            "what is of today stays as it is"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_that_wait_for_an_answer_of_the_last_days_are_open_if_that_is_asked() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let of = |id: &str, date: &str| {
            mail(
                &[
                    &format!("Message-ID: <{id}@posta.example>"),
                    &format!("From: {id}@posta.example"),
                    &format!("Subject: {id}"),
                    &format!("Date: {date}"),
                ],
                "Merhaba",
            )
        };
        let answered = mail(
            &[
                "Message-ID: <r@magaza.example>",
                "From: destek@magaza.example",
                "To: iki@posta.example",
                "In-Reply-To: <iki@posta.example>",
                "Date: 28 Feb 2026 12:00:00 +0000",
            ],
            "Buyurun",
        );
        let mails = [
            of("bir", "27 Feb 2026 10:00:00 +0000"),
            of("iki", "27 Feb 2026 11:00:00 +0000"),
            answered,
            of("uc", "1 Feb 2026 10:00:00 +0000"),
        ];
        desk.import_mbox(&channel, "open_days=7", &mails).await;
        let shown: Vec<Value> = desk
            .all()
            .await
            .iter()
            .map(|one| json!([one["subject"], one["status"], one["unread"], one["waiting_since"]]))
            .collect();
        assert_eq!(
            json!(shown),
            json!([
                ["uc", "solved", false, null],
                ["bir", "open", false, "2026-02-27T10:00:00.000Z"],
                ["iki", "solved", false, null]
            ])
        );
        desk.happen().await;
        assert_eq!(desk.count("SELECT COUNT(*) AS count FROM timer").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_today_to_a_mail_from_before_opens_its_conversation() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        desk.import_mbox(&channel, "", &[question("q", 3, "Nerede?"), answer("a", "q", 4, "Yolda.")]).await;
        let raw = mail(
            &["Message-ID: <new@posta.example>", "In-Reply-To: <a@magaza.example>", "Subject: Re: Siparişim"],
            "Hâlâ gelmedi",
        );
        let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([shown["status"], shown["unread"], shown["created_at"]]),
            json!(["open", true, "2024-01-03T10:00:00.000Z"])
        );
        assert_eq!(desk.messages(&conversation).await.len(), 3);
        // What comes from before now changes nothing that is of today.
        let between = mail(
            &[
                "Message-ID: <between@posta.example>",
                "In-Reply-To: <q@posta.example>",
                "Date: 4 Jan 2024 15:00:00 +0000",
            ],
            "Peki",
        );
        desk.import_mbox(&channel, "", &[between]).await;
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([shown["status"], shown["unread"], shown["snippet"]]),
            json!(["open", true, "Hâlâ gelmedi"])
        );
        let texts: Vec<Value> =
            desk.messages(&conversation).await.iter().map(|one| one["new_text"].clone()).collect();
        assert_eq!(json!(texts), json!(["Nerede?", "Yolda.", "Peki", "Hâlâ gelmedi"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_file_and_files_of_a_form_are_read_and_what_is_no_mail_is_named_with_its_place() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let deflated =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file("Takeout/Inbox.mbox", deflated).unwrap();
        zip.write_all(&mbox(&[question("q", 3, "Nerede?"), answer("a", "q", 4, "Yolda.")])).unwrap();
        zip.start_file("photo.jpg", deflated).unwrap();
        zip.write_all(&[0xff, 0xd8, 0xff, 0xe0]).unwrap();
        zip.start_file("__MACOSX/._x", deflated).unwrap();
        zip.write_all(b"x").unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let import = desk.import(&channel, "name=takeout.zip", "application/zip", bytes).await;
        assert_eq!(counts(&import), json!(["done", 2, 0, 1, 3]));
        let skip = &import["skips"][0];
        assert_eq!(
            json!([skip["document"], skip["reason"], skip["line"]]),
            json!(["takeout.zip/photo.jpg", "not_a_mail", 1])
        );

        let mut form = Vec::new();
        for (name, bytes) in [
            ("bir.eml", question("f1", 7, "Bir").into_bytes()),
            ("../../iki.eml", question("f2", 8, "İki").into_bytes()),
        ] {
            form.extend(
                format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                    .into_bytes(),
            );
            form.extend(bytes);
            form.extend(b"\r\n");
        }
        form.extend(b"--b--\r\n");
        let import = desk.import(&channel, "", "multipart/form-data; boundary=b", form).await;
        assert_eq!(json!([counts(&import), import["name"]]), json!([["done", 2, 0, 0, 2], "bir.eml"]));

        let mut broken = mbox(&[question("b", 9, "Üç")]);
        broken.extend_from_slice(b"From y@posta.example Mon Mar  2 08:59:00 2026\n\x01\x02\x03\n\n");
        let import = desk.import(&channel, "name=x.mbox", "application/octet-stream", broken.clone()).await;
        let skip = &import["skips"][0];
        assert_eq!(counts(&import), json!(["done", 1, 0, 1, 2]));
        let at = broken.windows(7).position(|seven| seven == b"From y@").unwrap();
        assert_eq!(
            json!([skip["offset"], skip["line"]]),
            json!([at, 1 + broken[..at].iter().filter(|b| **b == b'\n').count()])
        );
        let left = desk.test.folder.path().join("blobs/imports");
        assert_eq!(std::fs::read_dir(left).unwrap().count(), 0, "what was read is thrown away");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_and_maildirs_of_the_machine_are_read_and_an_interrupted_reading_goes_on() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let folder = desk.test.folder.path().join("mails");
        for part in ["Maildir/cur", "Maildir/new", "Maildir/tmp"] {
            std::fs::create_dir_all(folder.join(part)).unwrap();
        }
        std::fs::write(folder.join("Maildir/cur/1.host:2,S"), question("m1", 3, "Bir").replace("\r\n", "\n"))
            .unwrap();
        std::fs::write(folder.join("Maildir/new/2.host"), answer("m2", "m1", 4, "İki")).unwrap();
        std::fs::write(folder.join("Maildir/tmp/3.host"), "half").unwrap();
        let many: Vec<String> =
            (0..150).map(|number| question(&format!("n{number}"), 9, &format!("Mail {number}"))).collect();
        std::fs::write(folder.join("all.mbox"), mbox(&many)).unwrap();
        let paths = [folder.clone()];
        // It ends in the middle, as a process that is killed.
        let mut heard = 0;
        let mut told = |import: &inbox::channels::email::Import| {
            heard += 1;
            assert!(import.stored < 80, "killed");
        };
        let app = desk.app.clone();
        let killed = std::panic::AssertUnwindSafe(import_files(&app, channel.id, &paths, None, &mut told));
        assert!(futures::FutureExt::catch_unwind(killed).await.is_err());
        desk.wait(DAY);
        let mut quiet = |_: &inbox::channels::email::Import| {};
        let import = import_files(&app, channel.id, &paths, None, &mut quiet).await.unwrap();
        assert_eq!(
            (import.state, import.stored, import.repeated, import.skipped),
            (ImportState::Done, 152, 0, 0)
        );
        assert_eq!(desk.count("SELECT COUNT(*) AS count FROM message").await, 152);
        let list = desk.get(&format!("/channels/{}/imports", channel.id)).await.ok();
        assert_eq!(list["data"].as_array().unwrap().len(), 1, "it is one import");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_can_be_stopped_and_only_those_who_may_change_channels_begin_one() {
    on_both_engines(|desk| async move {
        let channel = desk.mailbox("destek@magaza.example", None).await;
        let path = format!("/channels/{}/imports", channel.id);
        let begun = desk.send(&path, "application/octet-stream", mbox(&[question("q", 3, "x")])).await.ok();
        assert_eq!(begun["state"], "waiting");
        let one = format!("{path}/{}", begun["id"].as_str().unwrap());
        assert_eq!(desk.post(&format!("{one}/cancel"), json!({})).await.ok()["state"], "cancelled");
        desk.post(&format!("{one}/cancel"), json!({})).await.problem(409, "conflict");
        assert!(!Importing::new(desk.app.clone()).next().await.unwrap());
        assert_eq!(desk.conversations().await, 0);
        desk.send(&path, "application/octet-stream", Vec::new()).await.problem(422, "validation");
        let nowhere = "/channels/chn_0000000000001/imports";
        desk.send(nowhere, "application/octet-stream", b"x".to_vec()).await.problem(404, "not-found");
        desk.send(&format!("{path}?open_days=0"), "application/octet-stream", b"x".to_vec())
            .await
            .problem(422, "validation");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_upload_left_that_died_half_way_is_thrown_away() {
    let desk = Desk::open(ENGINES[0]).await;
    let channel = desk.mailbox("destek@magaza.example", None).await;
    let uploads = desk.app.blobs.beside("imports");
    let names = || -> Vec<String> {
        let entries = std::fs::read_dir(&uploads).into_iter().flatten();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    // Who sends hangs up: the folder goes with the request.
    let path = format!("/channels/{}/imports?name=x.mbox", channel.id);
    let part = |text: &'static str| Ok::<_, std::io::Error>(axum::body::Bytes::from_static(text.as_bytes()));
    let never_ends = futures::stream::iter([part("From x@posta.example")])
        .chain(futures::stream::pending::<Result<axum::body::Bytes, std::io::Error>>());
    let sending = desk.send_stream(&path, axum::body::Body::from_stream(never_ends));
    let written = async {
        while names().is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        answer = sending => panic!("{}", answer.json),
        () = written => {}
    }
    assert_eq!(names(), Vec::<String>::new());

    // The process ends, and nothing is left of it but files.
    let dead = desk.app.database.id::<inbox::channels::email::ImportId>();
    let fresh = desk.app.database.id::<inbox::channels::email::ImportId>();
    for (id, hours_ago) in [(dead, 25), (fresh, 1)] {
        let folder = uploads.join(id.to_string()).join("0");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("x.mbox"), "From x@posta.example").unwrap();
        let at = desk.app.database.now().minus(jiff::SignedDuration::from_hours(hours_ago)).timestamp();
        for path in [folder.join("x.mbox"), folder.clone(), uploads.join(id.to_string())] {
            std::fs::File::open(path).unwrap().set_modified(at.into()).unwrap();
        }
    }
    // One that waits for its turn keeps its files, however old they are.
    let begun = desk.send(&path, "application/octet-stream", mbox(&[question("q", 3, "Nerede?")])).await.ok();
    let waiting = begun["id"].as_str().unwrap().to_owned();
    inbox::channels::email::sweep(&desk.app).await.unwrap();
    let kept = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(kept(names()), kept(vec![waiting.clone(), fresh.to_string()]), "somebody may be sending it");
    desk.wait(DAY);
    inbox::channels::email::sweep(&desk.app).await.unwrap();
    assert_eq!(names(), [waiting]);
    while Importing::new(desk.app.clone()).next().await.unwrap() {}
    assert_eq!(names(), Vec::<String>::new());
}
