//! Reading mail, without a server: real mails one after the other, and the worst that a megabyte can hold.
//!
//! Parsing alone with the library below us is measured in the same run, so that the ratio holds on any machine.

mod worst;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use clap::Args;
use mail::authentication::Sealers;
use mail::html::{ImagePolicy, clean};
use mail::{Envelope, Limits, ThreadKey};

use crate::figures::{Table, Times, milliseconds};

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Where the mails are.
    #[arg(long, default_value = "crates/mail/tests/fixtures")]
    mails: PathBuf,
    /// How often each is read.
    #[arg(long, default_value_t = 20)]
    rounds: u32,
    /// Only the worst cases whose names contain this.
    #[arg(long, default_value = "")]
    only: String,
}

/// What a mail of a megabyte may take at most.
const LIMIT: Duration = Duration::from_millis(200);

/// Reads everything and says how long it took.
pub fn measure(load: &Load) -> anyhow::Result<String> {
    let real = if load.only.is_empty() { real(load)? } else { String::new() };
    let worst = worst(load)?;
    Ok(format!("{real}\n{worst}"))
}

fn real(load: &Load) -> anyhow::Result<String> {
    let mails = mails(&load.mails)?;
    ensure!(!mails.is_empty(), "no mails in {}", load.mails.display());
    let bytes: usize = mails.iter().map(Vec::len).sum();
    let limits = Limits::default();
    let all: [(&str, Work); 3] = [
        ("parsing alone with `mail-parser`", parse_alone),
        ("parsing", parse),
        ("parsing, sorting, telling what is new, cleaning", receive),
    ];
    let mut table = Table::new(&["what is done with a mail", "mails/s", "MB/s", "of parsing alone"]);
    let mut alone = None;
    for (name, work) in all {
        let before = processor_time()?;
        for _ in 0..load.rounds {
            mails.iter().for_each(|raw| work(raw, &limits));
        }
        let seconds = (processor_time()? - before).as_secs_f64();
        let times = f64::from(load.rounds);
        let alone = *alone.get_or_insert(seconds);
        table.row(&[
            name.to_owned(),
            format!("{:.0}", mails.len() as f64 * times / seconds),
            format!("{:.1}", bytes as f64 * times / seconds / 1e6),
            format!("{:.0} %", alone / seconds * 100.0),
        ]);
    }
    Ok(format!(
        "{} real mails of {} KB on average, by the processor time of one core.\n\n{table}",
        mails.len(),
        bytes / mails.len() / 1000
    ))
}

fn worst(load: &Load) -> anyhow::Result<String> {
    let mut table = Table::new(&["a megabyte of", "processor time", "limit", "held"]);
    for case in worst::cases().into_iter().filter(|case| case.name.contains(&load.only)) {
        let limits = Limits::default();
        let times = (0..3).map(|_| {
            let before = processor_time()?;
            match &case.content {
                worst::Content::Mail(raw) => receive(raw, &limits),
                worst::Content::Tnef(bytes) => drop(black_box(mail::tnef::read(bytes, &limits))),
                worst::Content::Calendar(bytes) => drop(black_box(mail::calendar::read(bytes))),
            }
            Ok(processor_time()? - before)
        });
        let time = Times::new(times.collect::<anyhow::Result<_>>()?)?.percentile(50.0);
        let held = if time <= LIMIT { "yes" } else { "**no**" };
        table.row(&[case.name.to_owned(), milliseconds(time), milliseconds(LIMIT), held.to_owned()]);
    }
    Ok(format!(
        "The worst that was thought of or found, whole mails from their bytes to what an agent sees; by the processor time of one core.\n\n{table}"
    ))
}

/// What this thread has computed so far: others on the machine do not count (`proc_pid_schedstat(5)`).
fn processor_time() -> anyhow::Result<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = stat.split_ascii_whitespace().next().context("no time in schedstat")?;
    Ok(Duration::from_nanos(nanoseconds.parse()?))
}

type Work = fn(&[u8], &Limits);

fn parse_alone(raw: &[u8], _: &Limits) {
    black_box(mail_parser::MessageParser::new().parse(raw));
}

fn parse(raw: &[u8], limits: &Limits) {
    black_box(mail::parse(raw, limits).is_ok());
}

/// All that is done with a mail that arrives, before the database is asked.
fn receive(raw: &[u8], limits: &Limits) {
    let Ok(email) = mail::parse(raw, limits) else { return };
    let envelope = Envelope::default();
    black_box(mail::classify(&email, &envelope, &[]));
    black_box(mail::may_auto_reply(&email, &envelope, &[]).is_ok());
    black_box(mail::authentication::trusted_results(&email, "mx.example", Sealers::default()));
    black_box(mail::spam_filter::verdict_on_top(&email.headers));
    black_box(ThreadKey::new([1; 32]).evidence(&email, &envelope));
    black_box(mail::forward::forwarded(&email, limits));
    black_box(match &email.html {
        Some(html) => mail::reply::extract_html(html, &email.text),
        None => mail::reply::extract(&email.text),
    });
    if let Some(html) = &email.html {
        let (html, pictures) = mail::html::take_pictures_out(html);
        black_box((clean(&html, |_| None, ImagePolicy::HoldBack), pictures));
    }
}

/// Every mail below a folder.
fn mails(folder: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(mails(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "eml") {
            found.push(fs::read(&path)?);
        }
    }
    Ok(found)
}
