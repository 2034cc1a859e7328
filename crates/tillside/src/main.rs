//! The program: command line, configuration, wiring. No rules.

mod admin;
mod assets;
mod command_line;
mod config;
mod demo;
mod demo_mail;
mod description;
mod health;
mod import_mail;
mod keys;
mod log_line;
mod memory;
mod metrics;
mod router;
mod serve;
mod starting;

use std::num::NonZero;
use std::process::ExitCode;

use clap::Parser;
use command_line::{Command, CommandLine};

/// Anything that ends a command; the Display is the one line on stderr.
type Failed = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers()).enable_all().build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(run(line.command)),
        Err(cause) => Err(cause.into()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            log_line::error(&cause.to_string());
            if is_wrong_usage(&cause) { ExitCode::from(WRONG_USAGE) } else { ExitCode::FAILURE }
        }
    }
}

/// Threads for what does not wait: one for each core beside those that a long question to SQLite holds.
fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get) + config::SQLITE_READERS
}

/// The exit code of a command that can't be meant, as clap has it.
const WRONG_USAGE: u8 = 2;

/// Whether the flags of a command are to blame.
fn is_wrong_usage(cause: &Failed) -> bool {
    cause.downcast_ref::<config::ConfigError>().is_some_and(config::ConfigError::is_wrong_usage)
        || cause.is::<command_line::WrongFlag>()
}

async fn run(command: Command) -> Result<(), Failed> {
    match command {
        Command::Serve(flags) => serve::serve(&starting::configure(&flags.data, &flags.settings())?).await,
        Command::Demo(flags) => demo::demo(&flags).await,
        Command::Admin(work) => admin::run(work).await,
        Command::ImportMail(wanted) => import_mail::run(&wanted).await,
        Command::Openapi => {
            log_line::out(&router::openapi().to_pretty_json()?);
            Ok(())
        }
    }
}
