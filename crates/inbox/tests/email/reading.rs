//! Whose words a mail holds, and what comes with it besides words.

use serde_json::json;

use crate::desk::{mail, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_an_agent_passes_on_is_its_first_authors() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let passed_on = "Bakar mısınız?\n\n---------- Forwarded message ---------\nGönderen: Zeynep Koç <zeynep@posta.example>\n\
            Date: 1 Mart 2026 Pazar 11:20\nSubject: Halım nerede?\nTo: <satis@magaza.example>\n\n\nMerhaba, halım hâlâ gelmedi.\n";
        let headers = |from: &str, id: &str| {
            mail(
                &[&format!("From: {from}"), &format!("Message-ID: <{id}@posta.example>"), "Subject: Fwd: Halım nerede?", "Cc: Satış <satis@posta.example>"],
                passed_on,
            )
        };
        let (disposition, _, conversation) =
            desk.arrives("destek@magaza.example", headers("Ayşe <Ayse@magaza.example>", "1")).await;
        assert_eq!(disposition, "stored");
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([shown["customer"]["email"], shown["customer"]["name"], shown["subject"], shown["language"]]),
            json!(["zeynep@posta.example", "Zeynep Koç", "Halım nerede?", "tr"]),
        );
        let people = &shown["participants"];
        assert_eq!(json!([people[0]["address"], people[0]["verified"], people[1]]), json!(["zeynep@posta.example", false, null]));
        let message = desk.last_message(&conversation).await;
        assert_eq!(json!([message["author"]["type"], message["author"]["name"]]), json!(["customer", "Zeynep Koç"]));
        assert_eq!(message["from"]["address"], "Ayse@magaza.example", "who passed it on is not hidden: {message}");
        assert!(message["text"].as_str().unwrap().starts_with("Bakar mısınız?"), "{message}");
        assert!(message["new_text"].as_str().unwrap().contains("halım hâlâ gelmedi"), "{message}");

        // What a stranger passes on is the stranger's.
        let (_, _, other) = desk.arrives("destek@magaza.example", headers("Can <can@posta.example>", "2")).await;
        assert_eq!(desk.conversation(&other).await["customer"]["email"], "can@posta.example");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_an_agent_attaches_is_read_as_it_was_written() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = mail(
            &["From: ayse@magaza.example", "Subject: bunu yanıtlayalım", "Content-Type: multipart/mixed; boundary=b"],
            "--b\n\n\n--b\nContent-Type: message/rfc822\n\nFrom: Zeynep <zeynep@posta.example>\nDate: Sun, 01 Mar 2026 10:00:00 +0300\n\
             Subject: Renk\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html; charset=utf-8\n\n<p>Lacivert <b>var mı</b>?</p>\n\
             --c\nContent-Type: application/pdf; name=fatura.pdf\n\nx\n--c--\n--b--\n",
        );
        let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
        let shown = desk.conversation(&conversation).await;
        assert_eq!(json!([shown["customer"]["email"], shown["subject"]]), json!(["zeynep@posta.example", "Renk"]));
        let message = desk.last_message(&conversation).await;
        assert_eq!(message["new_text"], "Lacivert var mı?");
        assert!(message["html"].as_str().unwrap().contains("<b>var mı</b>"));
        assert_eq!(message["sent_at"], "2026-03-01T07:00:00.000Z");
        let names: Vec<_> = message["attachments"].as_array().unwrap().iter().map(|file| file["name"].clone()).collect();
        assert_eq!(json!(names), json!(["mail.eml", "fatura.pdf"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_written_into_a_mail_are_files_and_single_pixels_are_none() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        // A GIF of two by two pixels, and one of one by one.
        let (picture, pixel) = ("R0lGODlhAgACAA==", "R0lGODlhAQABAA==");
        let raw = mail(
            &["Content-Type: multipart/related; boundary=b"],
            &format!(
                "--b\nContent-Type: text/html\n\n<p>Look <img src=\"data:image/gif;base64,{picture}\"><img src=\"cid:dot\"></p>\n\
                 --b\nContent-Type: image/gif\nContent-ID: <dot>\nContent-Transfer-Encoding: base64\n\n{pixel}\n--b--\n"
            ),
        );
        let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
        let message = desk.last_message(&conversation).await;
        let files = message["attachments"].as_array().unwrap();
        assert_eq!(json!([files.len(), files[0]["name"], files[0]["inline"], files[0]["size"]]), json!([1, "picture-1.gif", true, 10]));
        let html = message["html"].as_str().unwrap();
        assert!(html.contains("src=\"/api/v1/attachments/att_") && !html.contains("data:"), "{html}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_told_in_the_conversation() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = mail(
            &["Content-Type: multipart/mixed; boundary=b"],
            "--b\n\nYarın uygun mu?\n--b\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\n\
             SUMMARY:Montaj\nDTSTART;TZID=Europe/Istanbul:20260303T100000\nDURATION:PT1H\nLOCATION:Moda\\, Kadıköy\n\
             ORGANIZER;CN=Mehmet Demir:mailto:mehmet@posta.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:destek@magaza.example\nEND:VEVENT\nEND:VCALENDAR\n--b--\n",
        );
        let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
        let file = desk.last_message(&conversation).await["attachments"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(
            desk.get(&format!("/attachments/{file}/event")).await.ok(),
            json!({
                "method": "request", "title": "Montaj", "start": "2026-03-03T07:00:00Z", "end": "2026-03-03T08:00:00Z",
                "repeats": null, "location": "Moda, Kadıköy", "description": "",
                "organizer": {"name": "Mehmet Demir", "address": "mehmet@posta.example", "answer": null},
                "attendees": [{"name": "", "address": "destek@magaza.example", "answer": "accepted"}], "cancelled": false,
            })
        );
        let other = desk.upload("note.txt", "text/plain", b"no event").await;
        desk.get(&format!("/attachments/{other}/event")).await.problem(404, "not-found");
    })
    .await;
}
