//! `tillside import-mail`: reads mails from files into a mailbox.

use std::time::{Duration, Instant};

use inbox::channels::ChannelId;
use inbox::channels::email::{Import, ImportState, import_files};

use crate::Failed;
use crate::admin::open_existing;
use crate::command_line::{ImportMail, read};
use crate::log_line;
use crate::starting::{app, configure};

/// How often a line is written.
const EVERY: Duration = Duration::from_secs(2);

pub async fn run(wanted: &ImportMail) -> Result<(), Failed> {
    let channel: ChannelId = read("--channel", &wanted.channel)?;
    let config = configure(&wanted.data, &wanted.data.settings())?;
    let app = app(&config, open_existing(&wanted.data)?)?;
    let mut last: Option<Instant> = None;
    let mut told = |import: &Import| {
        if import.is_under_way() && last.is_none_or(|at| at.elapsed() >= EVERY) {
            last = Some(Instant::now());
            log_line::note(&line(import));
        }
    };
    let import = import_files(&app, channel, &wanted.paths, wanted.open_days, &mut told).await?;
    log_line::out(&line(&import));
    match (import.state, import.problem) {
        (ImportState::Failed, problem) => Err(problem.unwrap_or_default().into()),
        (ImportState::Cancelled, _) => Err("somebody stopped the import in the console".into()),
        (ImportState::Waiting | ImportState::Running, _) => {
            Err("another process has taken the import over".into())
        }
        (ImportState::Done, _) => Ok(()),
    }
}

fn line(import: &Import) -> String {
    let share = match import.bytes_total {
        0 => 100,
        total => i128::from(import.bytes_done) * 100 / i128::from(total),
    };
    let rate = import.mails_per_second().map(|rate| format!(", {rate} mails/s")).unwrap_or_default();
    format!(
        "{share} %: {} mails, {} taken, {} here already, {} passed over{rate}",
        import.mails(),
        import.stored,
        import.repeated,
        import.skipped
    )
}
