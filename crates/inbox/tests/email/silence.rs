//! Two machines that answer each other fall silent, and nobody gets too many automatic mails.

use inbox::channels::email::MOST_AN_HOUR;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, mail, on_both_engines};
use crate::going_on::unseen_chats;
use crate::sending::{customer, received};

impl Desk {
    /// What a program of the team's does that answers every customer who waits: tells how many answers were refused.
    async fn answer_everybody(&self, text: &str) -> usize {
        let waiting = self.get("/conversations?limit=200&status=open").await.ok();
        let mut refused = 0;
        for one in waiting["data"].as_array().unwrap() {
            let path = format!("/conversations/{}/replies", one["id"].as_str().unwrap());
            let answer = self.post(&path, json!({"text": text})).await;
            if answer.status.as_u16() == 409 {
                answer.problem(409, "address-silenced");
                refused += 1;
            }
        }
        self.deliver().await;
        refused
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_whose_programs_answer_each_other_fall_silent() {
    for open in ENGINES {
        let (one, other) = (Desk::open(open).await, Desk::open(open).await);
        let (door_one, door_other) = (one.listen().await, other.listen().await);
        one.mailbox("destek@magaza.example", Some(door_other.address)).await;
        other.mailbox("help@store.example", Some(door_one.address)).await;
        let began = mail(
            &["Message-ID: <began@store.example>", "From: help@store.example", "Subject: Hello"],
            "We have received your mail.",
        );
        one.arrives("destek@magaza.example", began).await;
        let mut refused = Vec::new();
        for _ in 0..12 {
            let here = one.answer_everybody("E-postanız bize ulaştı.").await;
            let there = other.answer_everybody("We have received your mail.").await;
            refused.push(here + there);
            one.wait(SignedDuration::from_secs(20));
            other.wait(SignedDuration::from_secs(20));
        }
        assert_eq!(refused[0], 0, "{refused:?}");
        let came = one.count("SELECT COUNT(*) AS count FROM mail_arrival").await;
        assert!(came <= 5, "{came} mails before it was still: {refused:?}");
        assert_eq!(refused[11], 1, "it is still: {refused:?}");

        let silences =
            [&one, &other].map(|desk| async { desk.get("/mail/silences").await.ok()["data"].clone() });
        let [here, there] = silences;
        let all: Vec<Value> =
            [here.await, there.await].iter().flat_map(|page| page.as_array().unwrap().clone()).collect();
        assert_eq!(all[0]["why"], "repeats", "{all:?}");
        let (desk, address) = if all[0]["address"] == "help@store.example" {
            (&one, "help@store.example")
        } else {
            (&other, "destek@magaza.example")
        };
        let conversation = all[0]["conversation_id"].as_str().unwrap().to_owned();
        assert_eq!(desk.conversation(&conversation).await["silence"]["address"], address);
        let history = desk.get(&format!("/conversations/{conversation}/history")).await.ok();
        assert!(
            history["data"].as_array().unwrap().iter().any(|line| line["type"] == "silenced"),
            "{history}"
        );

        // A person ends it; what was before does not count any more.
        desk.delete(&format!("/mail/silences/{address}")).await.ok();
        desk.delete(&format!("/mail/silences/{address}")).await.problem(404, "not-found");
        let path = format!("/conversations/{conversation}/replies");
        desk.post(&path, json!({"text": "Merhaba"})).await.ok();
        let history = desk.get(&format!("/conversations/{conversation}/history")).await.ok();
        assert!(
            history["data"].as_array().unwrap().iter().any(|line| line["type"] == "silence_ended"),
            "{history}"
        );
        door_one.stop().await;
        door_other.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_and_a_row_of_automatic_answers_are_machines_and_time_ends_it() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        for number in 0..4 {
            let raw = mail(
                &[
                    &format!("Message-ID: <away{number}@posta.example>"),
                    "From: away@posta.example",
                    "Auto-Submitted: auto-replied",
                ],
                &format!("Away until the {number}th"),
            );
            desk.arrives("destek@magaza.example", raw).await;
        }
        for number in 0..11 {
            let raw = mail(
                &[&format!("Message-ID: <f{number}@posta.example>"), "From: flood@posta.example"],
                &format!("Mail {number}"),
            );
            desk.arrives("destek@magaza.example", raw).await;
        }
        // Whoever writes a few times is no machine.
        for number in 0..9 {
            let raw = mail(&[&format!("Message-ID: <m{number}@posta.example>")], &format!("Not {number}"));
            desk.arrives("destek@magaza.example", raw).await;
        }
        let shown = |page: Value| -> Vec<Value> {
            page["data"].as_array().unwrap().iter().map(|one| json!([one["address"], one["why"]])).collect()
        };
        assert_eq!(
            json!(shown(desk.get("/mail/silences").await.ok())),
            json!([["away@posta.example", "auto_replies"], ["flood@posta.example", "flood"]])
        );
        desk.wait(SignedDuration::from_hours(13));
        assert_eq!(json!(shown(desk.get("/mail/silences").await.ok())), json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_more_automatic_mails_in_an_hour_than_the_limit_and_the_rest_comes_later() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let mailbox = desk.mailbox("destek@magaza.example", Some(server.address)).await;
        let most = usize::try_from(MOST_AN_HOUR).unwrap();
        unseen_chats(&desk, mailbox.id, "mehmet@posta.example", most + 2).await;
        assert_eq!(desk.deliver().await, most + 2, "all of them are due");
        assert_eq!(received(&customer).await.len(), most);
        // Trying again earlier changes nothing; what has left counts for an hour.
        desk.wait(SignedDuration::from_mins(59));
        desk.deliver().await;
        assert_eq!(received(&customer).await.len(), most);
        desk.wait(SignedDuration::from_mins(2));
        desk.deliver().await;
        assert_eq!(received(&customer).await.len(), most + 2, "none of them is lost");
        server.stop().await;
    })
    .await;
}
