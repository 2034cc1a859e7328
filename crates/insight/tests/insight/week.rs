//! A week in a shop in Istanbul whose numbers were worked out by hand; hours are 9 to 18, Monday to Friday.

use inbox::channels::ChannelKind;
use inbox::conversations::{self, Author, Change, ConversationId, MessageKind, Status, Visibility};
use language::Language;
use people::team::{AgentId, Role, teams};

use crate::desk::Desk;

/// The week of Monday, 2 February 2026, and who is in it.
pub struct Week {
    pub burak: AgentId,
    pub team: people::team::TeamId,
}

pub async fn tell(desk: &Desk) -> Week {
    let (ayse, workspace) = (desk.owner, desk.workspace);
    let burak = desk.hire("Burak", "burak@shop.example", Role::Agent, Language::Tr).await;
    let mail = desk.channel(ChannelKind::Email).await;
    let chat = desk.channel(ChannelKind::Chat).await;
    let customer = desk.customer("Mehmet Demir", "mehmet@example.com").await;
    let by = |agent: AgentId| Author::Agent(agent, "an agent".to_owned());
    let theirs = || Author::Customer(customer, "Mehmet".to_owned());
    let assign = |to: AgentId| Change { assignee: Some(Some(to)), ..Change::default() };

    // Quick: half an hour to the answer, two to the solution.
    let quick = desk.asks("2026-02-02T10:00+03:00", &mail, customer, "Siparişim nerede?", "tr").await;
    desk.changes("2026-02-02T10:20+03:00", quick, assign(ayse)).await;
    let tags = Change { tags: Some(vec!["kargo".to_owned(), "acil".to_owned()]), ..Change::default() };
    desk.changes("2026-02-02T10:21+03:00", quick, tags).await;
    desk.says("2026-02-02T10:30+03:00", quick, by(ayse)).await;
    desk.status("2026-02-02T12:00+03:00", quick, Status::Solved).await;

    // Over the weekend: 65 hours to the answer, 2 of them in business hours.
    let weekend = desk.asks("2026-02-06T17:00+03:00", &chat, customer, "교환 문의", "ko").await;
    desk.says("2026-02-09T10:00+03:00", weekend, by(burak)).await;
    desk.changes("2026-02-09T10:00+03:00", weekend, assign(burak)).await;
    desk.status("2026-02-09T11:00+03:00", weekend, Status::Solved).await;

    // Nobody answers.
    desk.asks("2026-02-03T09:00+03:00", &mail, customer, "Kimse yok mu?", "tr").await;

    // Spam counts nowhere.
    let spam = desk.asks("2026-02-03T09:30+03:00", &mail, customer, "You won", "en").await;
    desk.says("2026-02-03T09:31+03:00", spam, by(ayse)).await;
    desk.status("2026-02-03T09:40+03:00", spam, Status::Spam).await;

    // Machines and notes are no answer; solved, reopened by the customer, solved for good 48 hours after it began.
    let again = desk.asks("2026-02-03T11:00+03:00", &mail, customer, "İade", "tr").await;
    desk.says("2026-02-03T11:00:10+03:00", again, Author::Assistant("Bot".to_owned())).await;
    desk.writes("2026-02-03T11:05+03:00", again, by(burak), Visibility::Note, MessageKind::Message).await;
    desk.writes("2026-02-03T11:06+03:00", again, theirs(), Visibility::Public, MessageKind::AutoReply).await;
    desk.says("2026-02-03T12:00+03:00", again, by(ayse)).await;
    desk.changes("2026-02-03T12:00+03:00", again, assign(ayse)).await;
    desk.changes(
        "2026-02-03T12:00+03:00",
        again,
        Change { tags: Some(vec!["iade".to_owned()]), ..Change::default() },
    )
    .await;
    desk.status("2026-02-03T12:00+03:00", again, Status::Solved).await;
    desk.says("2026-02-04T10:00+03:00", again, theirs()).await;
    desk.says("2026-02-04T10:20+03:00", again, by(burak)).await;
    desk.status("2026-02-05T11:00+03:00", again, Status::Solved).await;

    // The team began: no first response.
    let outbound =
        desk.opens("2026-02-04T09:00+03:00", &mail, customer, "Kargonuz", ("tr", Status::Pending)).await;
    desk.says("2026-02-04T09:00+03:00", outbound, by(burak)).await;
    desk.changes("2026-02-04T09:00+03:00", outbound, assign(burak)).await;
    desk.says("2026-02-04T10:00+03:00", outbound, theirs()).await;
    desk.says("2026-02-04T10:05+03:00", outbound, by(burak)).await;
    desk.status("2026-02-04T12:00+03:00", outbound, Status::Solved).await;

    // Two that become one: it waits since the first message of either.
    let kept = desk.asks("2026-02-04T14:00+03:00", &mail, customer, "Fatura", "tr").await;
    let gone = desk.asks("2026-02-04T13:00+03:00", &chat, customer, "Fatura?", "tr").await;
    merge(desk, "2026-02-04T14:30+03:00", gone, kept).await;
    desk.says("2026-02-04T15:00+03:00", kept, by(ayse)).await;
    desk.status("2026-02-04T15:00+03:00", kept, Status::Pending).await;

    let actor = people::audit::Actor::agent(ayse, "Ayşe", "");
    let team = desk
        .app
        .database
        .write(move |tx| teams::create(tx, workspace, &actor, &"Kargo".parse().unwrap(), &[]))
        .await
        .unwrap();
    desk.changes("2026-02-04T16:00+03:00", kept, Change { team: Some(Some(team.id)), ..Change::default() })
        .await;
    Week { burak, team: team.id }
}

pub async fn merge(desk: &Desk, when: &str, from: ConversationId, into: ConversationId) {
    let (when, workspace) = (crate::desk::at(when), desk.workspace);
    let merged = desk.app.database.write(move |tx| {
        conversations::merge(&mut tx.at(when), workspace, from, into, "system")
            .map_err(|cause| database::DbError::Other(cause.to_string()))
    });
    merged.await.unwrap();
}
