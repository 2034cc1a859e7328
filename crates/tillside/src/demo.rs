//! `tillside demo`: the sample store with a year of history, and the shop's page that embeds the widget.

use std::fs;
use std::path::PathBuf;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use database::{Database, DbError, readers};
use inbox::channels::{self, ChannelKind};
use language::Language;
use people::{App, Failure};
use sample_store::Plan;
use serde::Deserialize;
use web::{Problem, Query};

use crate::Failed;
use crate::command_line::DemoFlags;
use crate::config::Config;
use crate::serve::{serve_on, start_logging};
use crate::starting::{app, configure, open_database};
use crate::{assets, demo_mail, log_line};

/// Serves the sample store; makes it first if the folder has none.
pub async fn demo(flags: &DemoFlags) -> Result<(), Failed> {
    let mut settings = flags.serve.settings();
    if flags.serve.data.data.is_none() {
        settings.push(("data", PathBuf::from("data/demo").display().to_string()));
    }
    let mut config = configure(&flags.serve.data, &settings)?;
    // The sample store's own servers, and those that somebody tries it with, are on this machine.
    config.allow_private_addresses = true;
    start_logging(if config.log == "info" { "warn" } else { &config.log });
    begin_anew_if_unfinished(&config)?;
    let database = open_database(&config, true)?;
    prepare(&config, &database, plan(flags)).await?;
    let sent = config.data.join("sent-mail");
    let mail = demo_mail::start(sent.clone()).await?;
    demo_mail::use_for_mailboxes(&database, mail).await?;
    let public = config.public_url.clone();
    serve_on(&config, database, async move |address| {
        let shown = public.map_or_else(|| format!("http://{address}/"), |url| url.to_string());
        log_line::out(&format!("\n  Tillside runs on the sample store.\n\n  Console   {shown}"));
        log_line::out(&format!("  Sign in   {}  /  {}", sample_store::OWNER_EMAIL, sample_store::PASSWORD));
        log_line::out(&format!("  Shop      {shown}demo/store   (a page with the chat widget)"));
        log_line::out(&format!(
            "  Mail      {}   (what is sent is kept there; nothing leaves this machine)\n",
            sent.display()
        ));
        Ok(())
    })
    .await
}

fn plan(flags: &DemoFlags) -> Plan {
    let whole = Plan::default();
    let count = flags.conversations.and_then(|count| usize::try_from(count).ok());
    count.map_or_else(|| whole.percent(flags.size), |count| whole.with_conversations(count))
}

/// Stands in the folder while the sample store is being made.
fn unfinished(config: &Config) -> PathBuf {
    config.data.join("sample-store.unfinished")
}

/// Half a sample store, left by a start that was interrupted, is nobody's: it is made anew. One that another server is
/// making just now is left alone; opening the folder then says that it is in use.
fn begin_anew_if_unfinished(config: &Config) -> Result<(), Failed> {
    if config.database_url.is_some() || !unfinished(config).exists() {
        return Ok(());
    }
    if database::discard(&config.data)? {
        fs::remove_file(unfinished(config))?;
    }
    Ok(())
}

async fn prepare(config: &Config, database: &Database, plan: Plan) -> Result<(), Failed> {
    if !database.workspaces().await?.is_empty() {
        return Ok(());
    }
    if config.database_url.is_none() {
        fs::write(unfinished(config), "")?;
    }
    let app = app(config, database.clone())?;
    let mut last = 0;
    log_line::out("  Making the sample store …");
    sample_store::fill(&app, &plan, |percent| {
        if percent >= last + 10 {
            last = percent;
            log_line::out(&format!("  {percent} %"));
        }
    })
    .await?;
    log_line::out("  Counting for the reports …");
    for reader in insight::readers(&app) {
        readers::catch_up(database, &reader).await?;
    }
    if config.database_url.is_none() {
        fs::remove_file(unfinished(config))?;
    }
    Ok(())
}

/// In which language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreQuery {
    lang: Option<String>,
}

/// A page of a believable shop with the widget of the oldest chat channel on it.
pub async fn store_page(
    State(app): State<App>,
    headers: HeaderMap,
    Query(query): Query<StoreQuery>,
) -> Result<Response, Failure> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let asked = query.lang.as_deref().and_then(|tag| tag.parse::<Language>().ok());
    let language =
        asked.or_else(|| accepted.and_then(Language::from_accept_language)).unwrap_or(Language::En);
    let channel = app.database.read(oldest_chat).await?;
    let channel = channel.ok_or_else(|| Problem::not_found("chat channel"))?;
    let page = assets::demo_page(&format!("/demo/store.{language}.html"))
        .ok_or_else(|| Problem::not_found("demo page"))?;
    let page = page.replace("{{channel}}", &channel.to_string());
    let policy = HeaderValue::from_static(
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:",
    );
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    Ok((headers, page).into_response())
}

fn oldest_chat(db: &mut database::Db) -> Result<Option<channels::ChannelId>, DbError> {
    use database::schema::workspace;
    use diesel::prelude::*;
    let first: Option<database::WorkspaceId> =
        workspace::table.select(workspace::id).order(workspace::id).first(db).optional()?;
    let Some(first) = first else { return Ok(None) };
    let all = channels::all(db, first)?;
    Ok(all
        .into_iter()
        .find(|channel| channel.kind == ChannelKind::Chat && channel.active.is_yes())
        .map(|channel| channel.id))
}
