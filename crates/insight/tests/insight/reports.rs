//! Reports on a week whose numbers were worked out by hand.

use axum::http::Method;
use inbox::channels::ChannelKind;
use serde_json::{Value, json};

use crate::desk::{Caller, in_zone_on_both_engines, on_both_engines};
use crate::week;

const WEEK: &str = "/reports/overview?from=2026-02-02&to=2026-02-08";

async fn measures(caller: &mut Caller, query: &str) -> Value {
    caller.get(&format!("/reports/overview?{query}")).await.ok()["measures"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_has_the_numbers_that_were_worked_out_by_hand() {
    on_both_engines(|desk| async move {
        week::tell(&desk).await;
        desk.measure().await;
        let overview = desk.owners_browser().await.get(WEEK).await.ok();
        let expected = json!({
            "volume": {"definition": "ME-VOLUME", "value": 6, "previous": 0},
            "first_response": {
                "definition": "ME-FRT", "median_seconds": 3600, "p90_seconds": 7200, "business_median_seconds": 3600,
                "n": 3, "previous_median_seconds": null,
            },
            "resolution": {
                "definition": "ME-RES", "median_seconds": 10_800, "p90_seconds": 172_800,
                "business_median_seconds": 10_800, "n": 3, "previous_median_seconds": null,
            },
            "backlog": {"definition": "ME-BACKLOG", "value": 3, "previous": 0},
            "solved": {"definition": "ME-SOLVED", "value": 3, "previous": 0},
            "reopened": {"definition": "ME-REOPENED", "value": 1, "previous": 0},
        });
        assert_eq!(overview["measures"], expected);
        assert_eq!(
            (&overview["from"], &overview["to"], &overview["time_zone"], &overview["granularity"]),
            (&json!("2026-02-02"), &json!("2026-02-08"), &json!("Europe/Istanbul"), &json!("day"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_counted_when_it_happens_and_a_wait_over_the_weekend_by_both_clocks() {
    on_both_engines(|desk| async move {
        week::tell(&desk).await;
        desk.measure().await;
        let mut browser = desk.owners_browser().await;
        let next = measures(&mut browser, "from=2026-02-09&to=2026-02-15").await;
        let expected = json!({
            "volume": {"definition": "ME-VOLUME", "value": 0, "previous": 6},
            "first_response": {
                "definition": "ME-FRT", "median_seconds": 234_000, "p90_seconds": 234_000,
                "business_median_seconds": 7200, "n": 1, "previous_median_seconds": 3600,
            },
            "resolution": {
                "definition": "ME-RES", "median_seconds": 237_600, "p90_seconds": 237_600,
                "business_median_seconds": 10_800, "n": 1, "previous_median_seconds": 10_800,
            },
            "backlog": {"definition": "ME-BACKLOG", "value": 2, "previous": 3},
            "solved": {"definition": "ME-SOLVED", "value": 1, "previous": 3},
            "reopened": {"definition": "ME-REOPENED", "value": 0, "previous": 1},
        });
        assert_eq!(next, expected);
        // Solved on Tuesday and still so when Tuesday ended, although it was reopened on Wednesday.
        let tuesday = measures(&mut browser, "from=2026-02-03&to=2026-02-03").await;
        assert_eq!(
            (&tuesday["solved"]["value"], &tuesday["resolution"]["median_seconds"]),
            (&json!(1), &json!(3600))
        );
        assert_eq!((&tuesday["backlog"]["value"], &tuesday["reopened"]["value"]), (&json!(1), &json!(0)));
        // Both in one period: it was not solved at the end of it.
        let both = measures(&mut browser, "from=2026-02-03&to=2026-02-04").await;
        assert_eq!((&both["solved"]["value"], &both["reopened"]["value"]), (&json!(1), &json!(1)));
        assert_eq!(both["resolution"]["median_seconds"], 10_800);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_week_is_told_by_days_channels_agents_teams_tags_and_languages() {
    on_both_engines(|desk| async move {
        let week = week::tell(&desk).await;
        desk.measure().await;
        let overview = desk.owners_browser().await.get(WEEK).await.ok();
        let day = |start: &str, created: i64, solved: i64, answer: Option<i64>, whole: Option<i64>| {
            json!({"start": start, "created": created, "solved": solved, "first_response_median_seconds": answer,
                "resolution_median_seconds": whole})
        };
        let days = json!([
            day("2026-02-02", 1, 1, Some(1800), Some(7200)),
            day("2026-02-03", 2, 0, Some(3600), None),
            day("2026-02-04", 2, 1, Some(7200), Some(10_800)),
            day("2026-02-05", 0, 1, None, Some(172_800)),
            day("2026-02-06", 1, 0, None, None),
            day("2026-02-07", 0, 0, None, None),
            day("2026-02-08", 0, 0, None, None),
        ]);
        assert_eq!(overview["series"], days);
        let group = |key: &str, name: &str, created: i64, solved: i64, answer: Option<i64>, whole: Option<i64>| {
            json!({"key": key, "name": name, "created": created, "solved": solved,
                "first_response_median_seconds": answer, "resolution_median_seconds": whole})
        };
        let groups = json!([
            [
                group("email", "E-mail", 5, 3, Some(3600), Some(10_800)),
                group("chat", "Chat", 1, 0, None, None),
            ],
            [
                group(&desk.owner.to_string(), "Ayşe", 2, 2, Some(3600), Some(90_000)),
                group(&week.burak.to_string(), "Burak", 2, 1, None, Some(10_800)),
                group("none", "Nobody", 2, 0, None, None),
            ],
            [
                group("none", "No team", 5, 3, Some(2700), Some(10_800)),
                group(&week.team.to_string(), "Kargo", 1, 0, Some(7200), None),
            ],
            [
                group("acil", "acil", 1, 1, Some(1800), Some(7200)),
                group("iade", "iade", 1, 1, Some(3600), Some(172_800)),
                group("kargo", "kargo", 1, 1, Some(1800), Some(7200)),
            ],
            [
                group("tr", "Türkçe", 5, 3, Some(3600), Some(10_800)),
                group("ko", "한국어", 1, 0, None, None),
            ],
        ]);
        let shown =
            ["by_channel", "by_agent", "by_team", "by_tag", "by_language"].map(|part| overview[part].clone());
        assert_eq!(json!(shown), groups);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_leave_only_what_is_asked_for() {
    on_both_engines(|desk| async move {
        let week = week::tell(&desk).await;
        desk.measure().await;
        let mut browser = desk.owners_browser().await;
        for (filter, volume, answers, solved, backlog) in [
            (String::new(), 6, 3, 3, 3),
            ("&channel=chat".to_owned(), 1, 0, 0, 1),
            ("&channel=api".to_owned(), 0, 0, 0, 0),
            (format!("&team={}", week.team), 1, 1, 0, 1),
            (format!("&agent={}", week.burak), 2, 0, 1, 1),
            (format!("&agent={}&channel=email", desk.owner), 2, 3, 2, 0),
            ("&agent=agt_0000000000001".to_owned(), 0, 0, 0, 0),
        ] {
            let shown = browser.get(&format!("{WEEK}{filter}")).await.ok()["measures"].take();
            let numbers = (
                &shown["volume"]["value"],
                &shown["first_response"]["n"],
                &shown["solved"]["value"],
                &shown["backlog"]["value"],
            );
            assert_eq!(
                numbers,
                (&json!(volume), &json!(answers), &json!(solved), &json!(backlog)),
                "{filter}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_begins_at_the_workspaces_midnight_also_when_clocks_change() {
    in_zone_on_both_engines("Europe/Berlin", |desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("Jonas", "jonas@example.com").await;
        // On 29 March 2026 the clock goes from 02:00 to 03:00: the day ends at 22:00 UTC, an hour earlier than it began.
        for when in
            ["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"]
        {
            desk.asks(when, &mail, customer, "Wo ist meine Bestellung?", "de").await;
        }
        desk.measure().await;
        let mut browser = desk.owners_browser().await;
        let days = browser.get("/reports/overview?from=2026-03-28&to=2026-03-30").await.ok();
        let created: Vec<_> = days["series"]
            .as_array()
            .unwrap()
            .iter()
            .map(|day| (day["start"].as_str().unwrap(), day["created"].as_i64().unwrap()))
            .collect();
        assert_eq!(created, [("2026-03-28", 1), ("2026-03-29", 2), ("2026-03-30", 1)]);
        let weeks =
            browser.get("/reports/overview?from=2026-03-28&to=2026-03-30&granularity=week").await.ok();
        let created: Vec<_> = weeks["series"]
            .as_array()
            .unwrap()
            .iter()
            .map(|week| week["created"].as_i64().unwrap())
            .collect();
        assert_eq!(created, [3, 1]);
        // A language that Tillside does not speak is shown by its tag.
        assert_eq!(
            (&days["by_language"][0]["key"], &days["by_language"][0]["name"]),
            (&json!("de"), &json!("de"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_has_a_line_for_the_period_the_one_before_each_day_and_each_group() {
    on_both_engines(|desk| async move {
        let week = week::tell(&desk).await;
        desk.measure().await;
        let mut burak = desk.browser("burak@shop.example").await;
        let answer = burak.get("/reports/overview.csv?from=2026-02-02&to=2026-02-03").await;
        assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
        let name = "attachment; filename=\"overview-2026-02-02-2026-02-03.csv\"";
        assert_eq!(answer.headers["content-disposition"], name);
        let expected = [
            "part,key,name,created (ME-VOLUME),solved (ME-SOLVED),reopened (ME-REOPENED),backlog (ME-BACKLOG),first_response_median_seconds (ME-FRT),first_response_p90_seconds (ME-FRT),first_response_business_median_seconds (ME-FRT),first_response_n (ME-FRT),resolution_median_seconds (ME-RES),resolution_p90_seconds (ME-RES),resolution_business_median_seconds (ME-RES),resolution_n (ME-RES)",
            "total,2026-02-02/2026-02-03,,3,2,0,1,2700,3600,2700,2,5400,7200,5400,2",
            "previous,2026-01-31/2026-02-01,,0,0,0,0,,,,,,,,",
            "day,2026-02-02,,1,1,,,1800,,,,7200,,,",
            "day,2026-02-03,,2,1,,,3600,,,,3600,,,",
            "channel,email,E-posta,3,2,,,2700,,,,5400,,,",
            &format!("agent,{},Ayşe,2,2,,,2700,,,,5400,,,", desk.owner),
            "agent,none,Atanmamış,1,0,,,,,,,,,,",
            "team,none,Ekip yok,3,2,,,2700,,,,5400,,,",
            "tag,acil,acil,1,1,,,1800,,,,7200,,,",
            "tag,iade,iade,1,1,,,3600,,,,3600,,,",
            "tag,kargo,kargo,1,1,,,1800,,,,7200,,,",
            "language,tr,Türkçe,3,2,,,2700,,,,5400,,,",
            "",
        ];
        assert_eq!(answer.body.trim_start_matches('\u{feff}').split("\r\n").collect::<Vec<_>>(), expected);
        assert_eq!(week.burak.to_string().len(), 17);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn definitions_speak_the_readers_language() {
    on_both_engines(|desk| async move {
        let ids = ["ME-VOLUME", "ME-FRT", "ME-RES", "ME-BACKLOG", "ME-SOLVED", "ME-REOPENED"];
        let mut program = desk.program(&["reports.read"]).await;
        for (header, name) in [
            ("fa-IR, en;q=0.5", "گفتگوهای تازه"),
            ("ko", "새 대화"),
            ("tr-TR", "Yeni konuşmalar"),
            ("de", "New conversations"),
        ] {
            let answer = program
                .ask(Method::GET, "/reports/definitions", None, &[("accept-language", header)])
                .await
                .ok();
            let listed: Vec<_> =
                answer["data"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
            assert_eq!(listed, ids);
            assert_eq!(answer["data"][0]["name"], name);
            assert!(
                answer["data"].as_array().unwrap().iter().all(|one| one["text"].as_str().unwrap().len() > 40)
            );
        }
        // A person reads in their own language, whatever their browser says.
        desk.hire("Burak", "burak@shop.example", people::team::Role::Viewer, language::Language::Ko).await;
        let mut browser = desk.browser("burak@shop.example").await;
        let answer =
            browser.ask(Method::GET, "/reports/definitions", None, &[("accept-language", "en")]).await.ok();
        assert_eq!(answer["data"][0]["name"], "새 대화");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn definitions_come_in_pages_when_fewer_are_asked_for() {
    on_both_engines(|desk| async move {
        let mut program = desk.program(&["reports.read"]).await;
        let first = program.get("/reports/definitions?limit=4").await.ok();
        let next = first["next"].as_str().unwrap();
        let rest = program.get(&format!("/reports/definitions?limit=4&after={next}")).await.ok();
        assert_eq!(rest["next"], serde_json::Value::Null);
        let ids: std::collections::BTreeSet<&str> = [&first, &rest]
            .iter()
            .flat_map(|page| page["data"].as_array().unwrap())
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        assert_eq!((first["data"].as_array().unwrap().len(), ids.len()), (4, 6));
        assert_eq!(program.get("/reports/definitions?limit=0").await.problem(400, "invalid-query"), "?limit");
        assert_eq!(
            program.get("/reports/definitions?colour=red").await.problem(400, "invalid-query"),
            "?colour"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_written_definitions_name_every_measure_that_is_served() {
    let written = include_str!("../../../../docs/measures.md");
    for definition in insight::reports::Definition::ALL {
        assert!(written.contains(&format!("## {definition} ")), "{definition}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_reported_is_refused_by_the_name_of_its_parameter() {
    on_both_engines(|desk| async move {
        let mut browser = desk.owners_browser().await;
        for (query, parameter) in [
            ("from=2026-02-08&to=2026-02-02", "?from"),
            ("from=2000-01-01&to=2026-02-02", "?from"),
            ("from=2020-01-01&to=2026-02-02&granularity=day", "?granularity"),
            ("from=yesterday", "?from"),
            ("to=2026-02-30", "?to"),
            ("granularity=hour", "?granularity"),
            ("channel=fax", "?channel"),
            ("agent=tm_0000000000001", "?agent"),
            ("teams=all", "?teams"),
        ] {
            for path in ["/reports/overview", "/reports/overview.csv"] {
                assert_eq!(
                    browser.get(&format!("{path}?{query}")).await.problem(400, "invalid-query"),
                    parameter,
                    "{query}"
                );
            }
        }
        // Nothing said: the last 30 days there.
        let usual = browser.get("/reports/overview").await.ok();
        assert_eq!((&usual["from"], &usual["to"]), (&json!("2026-02-01"), &json!("2026-03-02")));
        assert_eq!(usual["series"].as_array().unwrap().len(), 30);
    })
    .await;
}
