//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The customer support of an online store in one program.
#[derive(Debug, Parser)]
#[command(name = "tillside", version, about, propagate_version = true)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Starts everything.
    Serve(ServeFlags),
    /// Starts everything on a sample store with a year of history, and prints how to sign in.
    Demo(DemoFlags),
    /// Works on the data beside a running server, or without one.
    #[command(subcommand)]
    Admin(Admin),
    /// Reads mails from files into a mailbox, beside a running server or without one: mbox files of any size, zip files,
    /// folders of .eml files, Maildirs. Nothing is sent. Called again after an interruption, it goes on where it was.
    ImportMail(ImportMail),
    /// Prints the description of the API (OpenAPI 3.1).
    Openapi,
}

/// Settings that every command takes; each can also stand in the file or the environment.
#[derive(Debug, Clone, Default, Args)]
pub struct DataFlags {
    /// The folder of the data.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A TOML file with settings; also `TILLSIDE_CONFIG`.
    #[arg(long, value_name = "FILE", env = "TILLSIDE_CONFIG")]
    pub config: Option<PathBuf>,
    /// A postgres:// address in place of the embedded database.
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
}

/// Settings of a server.
#[derive(Debug, Clone, Default, Args)]
pub struct ServeFlags {
    #[command(flatten)]
    pub data: DataFlags,
    /// Where HTTP is served; 127.0.0.1:8080 if absent.
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Where SMTP is served; 127.0.0.1:2525 if absent.
    #[arg(long, value_name = "ADDRESS")]
    pub smtp_listen: Option<String>,
    /// The address under which people reach this server.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
}

/// Settings of the demo.
#[derive(Debug, Clone, Args)]
pub struct DemoFlags {
    #[command(flatten)]
    pub serve: ServeFlags,
    /// How large the sample store is when it is made, in percent of 2,000 customers, 6,000 orders and 3,000 conversations.
    #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub size: u16,
    /// Of how many conversations it is made instead, with half as many customers and one and a half as many orders: a store
    /// of any size, to measure on.
    #[arg(long, value_name = "COUNT", conflicts_with = "size", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub conversations: Option<u32>,
}

/// What is read into which mailbox.
#[derive(Debug, Clone, Args)]
pub struct ImportMail {
    #[command(flatten)]
    pub data: DataFlags,
    /// The mailbox: its id, `chn_…`, as its page in the settings has it in its address.
    #[arg(long, value_name = "ID")]
    pub channel: String,
    /// Opens the conversations whose newest message is a customer's of so many days; all are solved without it.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub open_days: Option<u16>,
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Work on the data.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Makes an owner, and the workspace if there is none yet.
    CreateOwner {
        #[command(flatten)]
        data: DataFlags,
        /// Signs in with it.
        #[arg(long)]
        email: String,
        /// As others read it.
        #[arg(long)]
        name: String,
        /// Reads the password from standard input; one is made up and printed otherwise.
        #[arg(long)]
        password_stdin: bool,
        /// The language of the owner's screens: en, tr, ko, fa.
        #[arg(long, default_value = "en")]
        language: String,
        /// The owner's IANA time zone.
        #[arg(long, default_value = "UTC")]
        time_zone: String,
    },
    /// Makes an API token and prints it, and nothing else.
    CreateToken {
        #[command(flatten)]
        data: DataFlags,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// `all`, or permissions separated by commas.
        #[arg(long, default_value = "all")]
        scopes: String,
    },
    /// Gives somebody a new password.
    SetPassword {
        #[command(flatten)]
        data: DataFlags,
        /// Who.
        #[arg(long)]
        email: String,
        /// Reads the password from standard input; one is made up and printed otherwise.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Makes a fresh key for stored secrets; what was encrypted before still reads. Restart the server afterwards: it then
    /// encrypts everything anew.
    RotateKey {
        #[command(flatten)]
        data: DataFlags,
    },
    /// Takes the older keys out of the key file and prints their names; refused while anything is encrypted with them.
    DropOldKeys {
        #[command(flatten)]
        data: DataFlags,
    },
}

impl DataFlags {
    /// The settings that were given, by key.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let data = self.data.as_ref().map(|data| ("data", data.display().to_string()));
        let url = self.database_url.clone().map(|url| ("database_url", url));
        data.into_iter().chain(url).collect()
    }
}

impl ServeFlags {
    /// The settings that were given, by key.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let mut settings = self.data.settings();
        for (key, value) in
            [("listen", &self.listen), ("smtp_listen", &self.smtp_listen), ("public_url", &self.public_url)]
        {
            settings.extend(value.clone().map(|value| (key, value)));
        }
        settings
    }
}

/// A flag with a value that it cannot have.
#[derive(Debug, thiserror::Error)]
#[error("{flag} {value:?}: {reason}")]
pub struct WrongFlag {
    flag: &'static str,
    value: String,
    reason: String,
}

/// Reads the value of a flag.
///
/// # Errors
/// [`WrongFlag`] names the flag and the value.
pub fn read<T>(flag: &'static str, value: &str) -> Result<T, WrongFlag>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    value.parse().map_err(|reason: T::Err| WrongFlag {
        flag,
        value: value.to_owned(),
        reason: reason.to_string(),
    })
}
