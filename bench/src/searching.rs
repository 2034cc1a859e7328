//! Search: two words that stand in some message, over everything there is, and how soon a new message is found.

use std::time::{Duration, Instant};

use anyhow::ensure;
use serde_json::Value;

use crate::figures::{Table, Times, milliseconds};
use crate::mails;
use crate::program::Program;
use crate::store::Store;
use crate::wire::{self, Alone};

/// Searches that are measured.
const SEARCHES: usize = 1000;
/// Mails that are looked for as soon as they are kept.
const FRESH: usize = 25;

/// Measures, and tells it as a table.
pub async fn measure(store: &Store) -> anyhow::Result<String> {
    let running = store.start().await?;
    let token = running.token(store)?;
    let (messages, pairs) = two_words(store)?;
    let mut client = Alone::connect(&running.address)?;
    let requests: Vec<Vec<u8>> = pairs.iter().map(|words| request(words, &token)).collect();
    for request in requests.iter().take(100) {
        client.ask(request)?;
    }
    let before = running.processor_time()?;
    let (mut taken, mut found) = (Vec::with_capacity(SEARCHES), 0);
    for request in &requests {
        let begun = Instant::now();
        let length = client.ask(request)?.len();
        taken.push(begun.elapsed());
        found += usize::from(length > 40);
    }
    let used = (running.processor_time()? - before) / u32::try_from(SEARCHES)?;
    ensure!(found * 10 >= SEARCHES * 9, "only {found} of {SEARCHES} searches found anything");
    let (times, fresh) = (Times::new(taken)?, fresh(&running, &token).await?);
    running.stop()?;

    let mut table = Table::new(&["measure", "value", "goal"]);
    for percent in [50.0, 95.0, 99.0] {
        let goal = if percent > 98.0 { "≤ 10 ms" } else { "–" };
        table.row(&[
            format!("two words, ranked, p{percent}"),
            milliseconds(times.percentile(percent)),
            goal.to_owned(),
        ]);
    }
    table.row(&["– processor time of one".to_owned(), milliseconds(used), "–".to_owned()]);
    table.row(&[
        "from a mail's being kept to its being found, median".to_owned(),
        milliseconds(fresh.percentile(50.0)),
        "–".to_owned(),
    ]);
    table.row(&["– the slowest".to_owned(), milliseconds(fresh.percentile(100.0)), "≤ 1 s".to_owned()]);
    Ok(format!(
        "{messages} messages; {SEARCHES} searches for two words out of one message each, {FRESH} mails.\n\n{table}"
    ))
}

/// Pairs of words out of messages that are spread over the whole history, the words as frequent as they are.
pub fn two_words(store: &Store) -> anyhow::Result<(i64, Vec<String>)> {
    let reader = store.reader()?;
    let messages: i64 = reader.query_row("SELECT count(*) FROM message", [], |row| row.get(0))?;
    let workspace: i64 = reader.query_row("SELECT id FROM workspace", [], |row| row.get(0))?;
    let (first, last): (i64, i64) = reader.query_row(
        "SELECT (SELECT id FROM message WHERE workspace_id = ?1 ORDER BY id LIMIT 1),
                (SELECT id FROM message WHERE workspace_id = ?1 ORDER BY id DESC LIMIT 1)",
        [workspace],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut statement = reader
        .prepare("SELECT new_text FROM message WHERE workspace_id = ?1 AND id >= ?2 ORDER BY id LIMIT 1")?;
    let (mut pairs, mut number) = (Vec::with_capacity(SEARCHES), 0_i64);
    while pairs.len() < SEARCHES {
        let part = i128::from(last - first) * i128::from(number * 7919 % 10_007) / 10_007;
        let text: String =
            statement.query_row([workspace, first + i64::try_from(part)?], |row| row.get(0))?;
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).collect();
        if words.len() >= 4 {
            let place = usize::try_from(number)? % (words.len() - 2);
            pairs.push(format!("{} {}", words[place], words[place + 2]));
        }
        number += 1;
        ensure!(number < 100_000, "the messages have no words");
    }
    Ok((messages, pairs))
}

/// The request that searches for these words.
pub fn request(words: &str, token: &str) -> Vec<u8> {
    wire::get(&format!("/api/v1/search?limit=20&q={}", escaped(words)), token)
}

/// Percent-encoded as a query needs it (RFC 3986 §2.1).
fn escaped(text: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// From the answer that says that a mail is kept to the first search that finds it.
async fn fresh(running: &Program, token: &str) -> anyhow::Result<Times> {
    let (mailbox, run) = (mails::mailbox(running, token).await?, mails::run());
    let mut client = Alone::connect(&running.address)?;
    let mut taken = Vec::with_capacity(FRESH);
    for number in 0..FRESH {
        let word = format!("fresh{run}x{number}");
        let mail = String::from_utf8(mails::mail(&run, number, None))?.replace("Number", &word);
        client.ask(&mails::brings(mail.as_bytes(), &mailbox, token))?;
        let (kept, search) = (Instant::now(), wire::get(&format!("/api/v1/search?q={word}"), token));
        loop {
            let answer: Value = serde_json::from_slice(client.ask(&search)?)?;
            if answer["data"].as_array().is_some_and(|data| !data.is_empty()) {
                break;
            }
            ensure!(kept.elapsed() < Duration::from_secs(30), "a mail is not found");
            std::thread::sleep(Duration::from_millis(5));
        }
        taken.push(kept.elapsed());
    }
    Times::new(taken)
}
