//! Files of answers: in the text, beside it, or by a link where the mail would be too large.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{Desk, mail, on_both_engines};
use crate::sending::{answer, customer, received};

const ADDRESS: &str = "destek@magaza.example";
/// A picture of four pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x06\0\0\0\x1f\x15\xc4\x89";

async fn asked(desk: &Desk) -> String {
    let words = "Merhaba, siparişim hâlâ gelmedi. Kargom nerede acaba?";
    desk.arrives(ADDRESS, mail(&["Message-ID: <q@posta.example>", "Subject: Kargo"], words)).await.2
}

/// What somebody gets who follows a link and has nothing else.
async fn followed(desk: &Desk, path: &str) -> (StatusCode, String, Vec<u8>) {
    let (status, headers, body) = desk.public(Request::get(path).body(Body::empty()).unwrap()).await;
    let value = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(value(header::CACHE_CONTROL).as_deref(), Some("private, no-store"));
    (status, value(header::CONTENT_DISPOSITION).unwrap_or_default(), body)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_for_a_mail_is_had_by_a_link_until_its_day() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let mailbox = desk.mailbox(ADDRESS, Some(server.address)).await;
        let settings = json!({"carries": 1000, "link_days": 7});
        desk.patch(&format!("/channels/{}", mailbox.id), settings).await.ok();
        let conversation = asked(&desk).await;
        let large = vec![b'x'; 900];
        let (small, film) = (
            desk.upload("makbuz.pdf", "application/pdf", b"%PDF-1.7").await,
            desk.upload("kurulum & montaj.mp4", "video/mp4", &large).await,
        );
        let other = desk.upload("foto.bin", "application/octet-stream", &vec![b'y'; 500]).await;
        let body = json!({"text": "Ekte.", "attachments": [film, small, other]});
        let path = format!("/conversations/{conversation}/replies/preview");
        assert_eq!(desk.post(&path, body.clone()).await.ok()["linked"], json!([film]));
        answer(&desk, &conversation, body).await;
        desk.deliver().await;

        let email = mail::parse(received(&customer).await[0].as_bytes(), &mail::Limits::default()).unwrap();
        let carried: Vec<_> = email.attachments.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(carried, ["makbuz.pdf", "foto.bin"]);
        let intro = "Bir dosya, eklenemeyecek kadar büyüktü. Dosyayı 9 Mart 2026 tarihine kadar buradan indirebilirsiniz:";
        assert!(email.text.contains(&format!("{intro}\nkurulum & montaj.mp4 (900 bayt):\nhttps://desk.example/files/")), "{}", email.text);
        let url = email.text.lines().find(|line| line.starts_with("https://desk.example/files/")).unwrap().to_owned();
        let html = email.html.unwrap();
        assert!(html.contains(&format!("<a href=\"{url}\"")) && html.contains("kurulum &amp; montaj.mp4"), "{html}");

        // The team sees how it went.
        let said = desk.last_message(&conversation).await;
        let until: Vec<_> = said["attachments"].as_array().unwrap().iter().map(|one| one["link_until"].clone()).collect();
        assert_eq!(json!(until), json!([null, "2026-03-09T09:00:00.000Z", null]));

        // The customer has it without signing in.
        let page = url.strip_prefix("https://desk.example").unwrap();
        let (status, _, body) = followed(&desk, page).await;
        let body = String::from_utf8(body).unwrap();
        assert_eq!(status, StatusCode::OK);
        for words in ["Çay &amp; Co size bir dosya gönderdi", "kurulum &amp; montaj.mp4", "09.03.2026 12:00", "lang=\"tr\""] {
            assert!(body.contains(words), "{words}: {body}");
        }
        let (status, disposition, bytes) = followed(&desk, &format!("{page}/content")).await;
        assert_eq!((status, bytes), (StatusCode::OK, large));
        assert!(disposition.starts_with("attachment;"), "{disposition}");

        // Nobody makes one up, and after its day it is gone.
        let forged = format!("{}{}", &page[..page.len() - 1], if page.ends_with('A') { 'E' } else { 'A' });
        assert_eq!(followed(&desk, &forged).await.0, StatusCode::NOT_FOUND);
        assert_eq!(followed(&desk, "/files/x").await.0, StatusCode::NOT_FOUND);
        desk.wait(SignedDuration::from_hours(7 * 24));
        for path in [page.to_owned(), format!("{page}/content")] {
            let (status, _, body) = followed(&desk, &path).await;
            assert_eq!(status, StatusCode::GONE);
            assert!(String::from_utf8(body).unwrap().contains("9 Mart 2026"));
        }
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_was_put_into_an_answer_travels_with_it_and_stands_in_its_place() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let mailbox = desk.mailbox(ADDRESS, Some(server.address)).await;
        // However little a mail may carry: a picture is a part of the text.
        desk.patch(&format!("/channels/{}", mailbox.id), json!({"carries": 0})).await.ok();
        let conversation = asked(&desk).await;
        let (picture, beside) =
            (desk.upload("etiket.png", "image/png", PNG).await, desk.upload("fatura.pdf", "application/pdf", b"%PDF").await);
        let html = format!("<p>Şöyle: <img src=\"cid:{picture}\" alt=\"etiket\"><img src=\"cid:att_nobody\"></p>");
        let body = json!({"html": html, "attachments": [picture, beside]});
        let path = format!("/conversations/{conversation}/replies/preview");
        assert_eq!(desk.post(&path, body.clone()).await.ok()["linked"], json!([beside]));
        let sent = desk.post(&format!("/conversations/{conversation}/replies"), body).await.ok();
        let inline: Vec<_> = sent["attachments"].as_array().unwrap().iter().map(|one| one["inline"].clone()).collect();
        assert_eq!(json!(inline), json!([true, false]));
        let shown = sent["html"].as_str().unwrap();
        assert!(shown.contains(&format!("src=\"/api/v1/attachments/{picture}\"")), "{shown}");
        desk.deliver().await;

        let raw = received(&customer).await.remove(0);
        assert!(raw.contains("multipart/related") && raw.contains(&format!("Content-ID: <{picture}@tillside>")), "{raw}");
        let email = mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap();
        assert!(email.html.unwrap().contains(&format!("src=\"cid:{picture}@tillside\"")));
        // It stands there in the customer's own program too.
        let rows = customer.get("/conversations").await.ok();
        let theirs = customer.last_message(rows["data"][0]["id"].as_str().unwrap()).await;
        assert!(theirs["html"].as_str().unwrap().contains("src=\"/api/v1/attachments/att_"), "{theirs}");

        // Taken back and sent without it, it is a file like others; in a note it stands in its place.
        let picture = desk.upload("etiket.png", "image/png", PNG).await;
        let note = json!({"html": format!("<img src=\"cid:{picture}@tillside\">"), "attachments": [picture]});
        let note = desk.post(&format!("/conversations/{conversation}/notes"), note).await.ok();
        assert_eq!(note["attachments"][0]["inline"], true);
        let picture = desk.upload("etiket.png", "image/png", PNG).await;
        let body = json!({"html": format!("<img src=\"cid:{picture}\">"), "attachments": [picture], "undo_seconds": 60});
        let id = answer(&desk, &conversation, body).await;
        let back = desk.post(&format!("/messages/{id}/undo"), json!({})).await.ok();
        assert!(back["draft"]["html"].as_str().unwrap().contains(&format!("cid:{picture}")), "{back}");
        let again = json!({"text": "Ekte.", "attachments": [picture]});
        let again = desk.post(&format!("/conversations/{conversation}/replies"), again).await.ok();
        let file = &again["attachments"][0];
        assert_eq!(json!([file["inline"], file["link_until"].is_string()]), json!([false, true]));
        server.stop().await;
    })
    .await;
}
