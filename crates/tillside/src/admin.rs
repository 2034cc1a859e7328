//! `tillside admin …`: works beside a running server, and without one.

use std::io::Read as _;

use database::Database;
use database::secrets::Secrets;
use people::admin::{Owner, create_owner, create_token, set_password};
use people::text::Name;
use people::tokens::NewToken;

use crate::Failed;
use crate::command_line::{Admin, DataFlags, read};
use crate::starting::{configure, open_database};
use crate::{keys, log_line};

pub async fn run(work: Admin) -> Result<(), Failed> {
    match work {
        Admin::CreateOwner { data, email, name, password_stdin, language, time_zone } => {
            read::<mail::EmailAddress>("--email", &email)?;
            read::<Name>("--name", &name)?;
            let owner = Owner {
                language: read("--language", &language)?,
                time_zone: read("--time-zone", &time_zone)?,
                password: if password_stdin { Some(read_password()?) } else { None },
                email,
                name,
            };
            let config = configure(&data, &data.settings())?;
            if let Some(made_up) = create_owner(&open_database(&config, false)?, owner).await? {
                log_line::out(&made_up);
            }
            Ok(())
        }
        Admin::CreateToken { data, name, scopes } => {
            let new = NewToken { name: read("--name", &name)?, scopes: read("--scopes", &scopes)? };
            log_line::out(&create_token(&open_existing(&data)?, new).await?);
            Ok(())
        }
        Admin::SetPassword { data, email, password_stdin } => {
            read::<mail::EmailAddress>("--email", &email)?;
            let made_up = (!password_stdin).then(database::secrets::fresh_token);
            let password = match &made_up {
                Some(made_up) => made_up.clone(),
                None => read_password()?,
            };
            set_password(&open_existing(&data)?, &email, &password).await?;
            if let Some(made_up) = made_up {
                log_line::out(&made_up);
            }
            Ok(())
        }
        Admin::RotateKey { data } => {
            let config = configure(&data, &data.settings())?;
            Ok(Secrets::rotate(&config.key_file())?)
        }
        Admin::DropOldKeys { data } => {
            let config = configure(&data, &data.settings())?;
            for name in keys::drop_old(&open_existing(&data)?, &config.key_file()).await? {
                log_line::out(&name);
            }
            Ok(())
        }
    }
}

/// Only an owner begins a database: a folder that was mistyped is not filled by other commands.
pub fn open_existing(data: &DataFlags) -> Result<Database, Failed> {
    let config = configure(data, &data.settings())?;
    if config.database_url.is_none() && !database::file_in(&config.data).exists() {
        return Err(format!("{}: there is no database here", config.data.display()).into());
    }
    open_database(&config, false)
}

/// One line; the newline at its end is not part of the password.
fn read_password() -> Result<String, Failed> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let password = text.lines().next().unwrap_or_default();
    if password.is_empty() {
        Err("there is no password on standard input".into())
    } else {
        Ok(password.to_owned())
    }
}
