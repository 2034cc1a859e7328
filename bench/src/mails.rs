//! Mails as customers send them: with text and HTML, in the store's languages, some in an answer to others.

use anyhow::{Context as _, ensure};
use database::{Clock as _, SystemClock};
use serde_json::Value;

use crate::program::Program;
use crate::shapes::Id;
use crate::wire::{self, Alone};

/// What customers say, in four languages.
const SAID: [(&str, &str); 4] = [
    (
        "Where is my order 31042?",
        "I ordered the large bowl on Monday and the tracking page has shown the same line for days. Could you tell me where \
         it is? It is meant as a present, so the date matters to me.",
    ),
    (
        "Siparişim nerede?",
        "Geçen hafta verdiğim sipariş hâlâ ulaşmadı. Kargo takip sayfasında günlerdir aynı satır duruyor. Ne zaman teslim \
         edileceğini öğrenebilir miyim?",
    ),
    (
        "주문한 그릇이 깨져서 왔어요",
        "어제 도착한 소포를 열어 보니 그릇 두 개가 깨져 있었습니다. 사진을 함께 보냅니다. 교환이 가능한지 알려 주시면 감사하겠습니다.",
    ),
    (
        "سفارش من هنوز نرسیده است",
        "سلام، سفارش من قرار بود هفتهٔ گذشته برسد، اما هنوز خبری نیست. لطفاً بفرمایید بستهٔ من کجاست و چه زمانی به دستم می‌رسد.",
    ),
];

/// A mail as it comes over the wire; `number` makes it one of its own, `answers` is a Message-ID.
pub fn mail(run: &str, number: usize, answers: Option<&str>) -> Vec<u8> {
    let (subject, text) = SAID[number % SAID.len()];
    let from = format!("customer{number}.{run}@mail.example");
    let threading =
        answers.map_or_else(String::new, |id| format!("In-Reply-To: <{id}>\r\nReferences: <{id}>\r\n"));
    let re = if answers.is_some() { "Re: " } else { "" };
    let html: String = text.split(". ").map(|part| format!("<p>{part}.</p>\r\n")).collect();
    format!(
        "From: \"Customer {number}\" <{from}>\r\nTo: Nar <hello@nar.example>\r\nSubject: =?utf-8?B?{}?=\r\n\
         Date: Sat, 21 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{}>\r\n{threading}MIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"b{number}\"\r\n\r\n\
         --b{number}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n\r\n\
         Number {number}\r\n\
         --b{number}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         <html><body><div dir=\"auto\">{html}<p>Number {number}</p></div></body></html>\r\n--b{number}--\r\n",
        base64(format!("{re}{subject}").as_bytes()),
        message_id(run, number),
    )
    .into_bytes()
}

/// The Message-ID of a mail.
pub fn message_id(run: &str, number: usize) -> String {
    format!("{run}.{number}@mail.example")
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// The address of a mailbox of the store.
pub async fn mailbox(running: &Program, token: &str) -> anyhow::Result<String> {
    let channels = running.ask(token, "/channels?limit=200").await?;
    let all = channels["data"].as_array().context("no list of channels")?;
    let mailbox = all.iter().find(|channel| channel["kind"] == "email").context("no mailbox")?;
    Ok(mailbox["email"]["address"].as_str().context("a mailbox without an address")?.to_owned())
}

/// What a run is called: its mails are of no other.
pub fn run() -> String {
    format!("r{:x}", SystemClock.now().micros())
}

/// The request that brings a mail.
pub fn brings(mail: &[u8], mailbox: &str, token: &str) -> Vec<u8> {
    wire::post(&format!("/api/v1/inbound/email?mailbox={mailbox}"), token, "message/rfc822", mail)
}

/// A conversation of many messages.
pub struct Long {
    id: String,
    /// The id as the database has it.
    pub number: i64,
}

impl Long {
    /// One that is there.
    pub fn of(number: i64) -> Self {
        Self { id: Id("cnv", number).to_string(), number }
    }

    /// Where it is.
    pub fn path(&self) -> String {
        format!("/api/v1/conversations/{}", self.id)
    }

    /// Where its messages are.
    pub fn messages(&self) -> String {
        format!("/api/v1/conversations/{}/messages?limit=50", self.id)
    }
}

/// Makes a conversation in which a customer writes again and again, each mail quoting nothing.
pub async fn long_conversation(running: &Program, token: &str, messages: usize) -> anyhow::Result<Long> {
    let (mailbox, run) = (mailbox(running, token).await?, run());
    let mut client = Alone::connect(&running.address)?;
    let mut id = None;
    for number in 0..messages {
        let before = number.checked_sub(1).map(|before| message_id(&run, before));
        let mail = mail(&run, number, before.as_deref());
        // One customer writes them all.
        let mail = String::from_utf8(mail)?
            .replace(&format!("customer{number}.{run}@"), &format!("customer0.{run}@"));
        let answer: Value = serde_json::from_slice(client.ask(&brings(mail.as_bytes(), &mailbox, token))?)?;
        let conversation = answer["conversation_id"].as_str().context("no conversation")?.to_owned();
        ensure!(
            id.as_ref().is_none_or(|known| *known == conversation),
            "an answer began a conversation of its own"
        );
        id = Some(conversation);
    }
    let id = id.context("no message at all")?;
    Ok(Long::of(database::parse_id("cnv", &id)?))
}

#[cfg(test)]
mod tests {
    use super::{base64, mail, message_id};

    #[test]
    fn a_mail_is_read_as_it_is_meant() {
        let first = mail("r1", 2, None);
        let read = mail_parser::MessageParser::default().parse(&first).expect("it is a mail");
        assert_eq!(read.message_id(), Some(message_id("r1", 2).as_str()));
        assert_eq!(read.subject(), Some("주문한 그릇이 깨져서 왔어요"));
        assert!(read.body_html(0).is_some_and(|html| html.contains("Number 2")));
        assert_eq!(base64(b"ab"), "YWI=");
    }
}
