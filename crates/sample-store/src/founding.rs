//! The workspace and what is set up in it before the first customer writes: team, tags, channels, the store itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use commerce::woocommerce::StoreUrl;
use database::schema::workspace;
use database::{DbError, Flag, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use inbox::channels::{self, Channel, ChannelId, ChannelKind, ChannelSecrets, ChannelSettings, Dkim};
use inbox::conversations::tags;
use inbox::conversations::views::{self, SavedView, ViewFilter};
use jiff::SignedDuration;
use language::Language;
use mail::dkim::{DkimAlgorithm, DkimKey};
use people::App;
use people::audit::Actor;
use people::sign_in::NewPassword;
use people::team::{self, AgentId, NewAgent, TeamId};
use people::workspaces::setup::found_workspace;
use people::workspaces::{BusinessHours, Founder, Settings};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shop::stores::{Store, StoreId, StoreState, WebhookState, Webhooks};

use crate::FillError;

/// Whom the demo signs in as.
pub const OWNER_EMAIL: &str = "owner@demo.tillside.example";
/// The password of everybody who works in the sample store.
pub const PASSWORD: &str = "red-pomegranate";

/// The mailbox that customers write to.
pub(crate) const MAILBOX: &str = "hello@nar.example";
/// The mailbox of those who buy by the hundred.
const WHOLESALE_MAILBOX: &str = "wholesale@nar.example";
/// The name beside the store's addresses.
pub(crate) const BRAND: &str = "Nar";
/// The red of a pomegranate.
const BRAND_COLOR: &str = "#9f2d3f";
/// Where the public keys of the mailboxes would stand in DNS: `tillside._domainkey.nar.example`.
const SELECTOR: &str = "tillside";
const STORE_URL: &str = "https://shop.nar.example";

/// How long before the end of the history the workspace is set up.
pub(crate) const HISTORY: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Who works in the store, as `data/team.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamFile {
    agents: Vec<AgentFile>,
    teams: Vec<TeamOf>,
    tags: BTreeMap<String, String>,
    greeting: BTreeMap<String, String>,
    views: Vec<ViewFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgentFile {
    name: String,
    email: String,
    role: String,
    language: Language,
    time_zone: String,
    /// The languages that they answer in; none for those who do not answer.
    answers: Vec<Language>,
    /// Days before the end of the history at which they joined.
    #[serde(default)]
    joined_days_ago: Option<i64>,
    /// How much longer they take to answer than a colleague usually does.
    pace: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamOf {
    name: String,
    members: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ViewFile {
    name: String,
    filter: ViewFilter,
}

/// Somebody who answers customers.
#[derive(Debug, Clone)]
pub(crate) struct Colleague {
    pub id: AgentId,
    pub name: String,
    pub answers: Vec<Language>,
    pub since: Time,
    pub pace: f64,
}

/// What was set up.
#[derive(Debug, Clone)]
pub(crate) struct Founded {
    pub workspace: WorkspaceId,
    pub store: StoreId,
    pub colleagues: Vec<Colleague>,
    pub teams: BTreeMap<String, TeamId>,
    pub mailbox: Channel,
    pub wholesale: Channel,
    pub chat: Channel,
    pub form: Channel,
}

/// Sets everything up at the beginning of the history; those who joined later, later.
pub(crate) async fn found(app: &App, until: Time) -> Result<Founded, FillError> {
    let file: TeamFile =
        toml::from_str(include_str!("../data/team.toml")).map_err(|cause| refused(&cause))?;
    let mut hashes = Vec::with_capacity(file.agents.len());
    for agent in &file.agents {
        let password = NewPassword::parse(PASSWORD, &agent.email).map_err(|cause| refused(&cause))?;
        hashes.push(app.passwords().hash(password).await.map_err(|cause| refused(&cause))?);
    }
    // An RSA key takes up to a second, aside from everything else.
    let keys = tokio::task::spawn_blocking(|| [signing_key(), signing_key()]).await;
    let [first, second] = keys.map_err(|cause| refused(&cause))?;
    let keys = [first?, second?];
    let (app, file) = (app.clone(), Arc::new(file));
    let database = app.database.clone();
    database
        .write_much(move |tx| Founding { app: &app, file: &file, keys: &keys, until }.run(tx, &hashes))
        .await
}

fn refused(cause: &impl ToString) -> FillError {
    FillError::Refused(cause.to_string())
}

/// A fresh key with which a mailbox signs; the demo's mails are signed as a customer's would be.
fn signing_key() -> Result<DkimKey, FillError> {
    let seed = Sha256::digest(database::secrets::fresh_token());
    DkimKey::generate(DkimAlgorithm::RsaSha256, seed.into()).map_err(|cause| refused(&cause))
}

struct Founding<'a> {
    app: &'a App,
    file: &'a TeamFile,
    keys: &'a [DkimKey; 2],
    until: Time,
}

impl Founding<'_> {
    fn run(&self, tx: &mut Tx<'_>, hashes: &[String]) -> Result<Founded, FillError> {
        let start = self.until.minus(HISTORY);
        let (workspace, agents) = self.people(tx, hashes, start)?;
        let by = Actor::agent(agents[0], &self.file.agents[0].name, "");
        let teams = self.teams(tx, workspace, &agents, &by)?;
        let tx = &mut tx.at(later(start, 2));
        for (name, color) in &self.file.tags {
            tags::create(tx, workspace, name, color).map_err(DbError::from)?;
        }
        let store = self.store(tx, workspace)?;
        let [first, second] = self.keys;
        let mailbox = self.mailbox(tx, workspace, store, (MAILBOX, "Nar"), first, None)?;
        let team = teams.get("Wholesale").copied();
        let wholesale =
            self.mailbox(tx, workspace, store, (WHOLESALE_MAILBOX, "Nar Wholesale"), second, team)?;
        let chat = self.chat(tx, workspace, store, &mailbox)?;
        let form = self.form(tx, workspace, store, &mailbox)?;
        self.views(tx, workspace, agents[0])?;
        Ok(Founded {
            workspace,
            store,
            colleagues: self.colleagues(&agents),
            teams,
            mailbox,
            wholesale,
            chat,
            form,
        })
    }

    fn people(
        &self,
        tx: &mut Tx<'_>,
        hashes: &[String],
        start: Time,
    ) -> Result<(WorkspaceId, Vec<AgentId>), FillError> {
        let first = &self.file.agents[0];
        let founder = Founder {
            workspace_name: BRAND.parse().map_err(|cause| refused(&cause))?,
            name: first.name.parse().map_err(|cause| refused(&cause))?,
            email: first.email.clone(),
            password_hash: hashes[0].clone(),
            language: first.language,
            time_zone: first.time_zone.parse().map_err(|cause| refused(&cause))?,
        };
        let (workspace, owner) = found_workspace(&mut tx.at(start), &founder, "")?;
        self.look(tx, workspace)?;
        let mut agents = vec![owner];
        for (agent, hash) in self.file.agents.iter().zip(hashes).skip(1) {
            let new = NewAgent {
                workspace,
                name: agent.name.parse().map_err(|cause| refused(&cause))?,
                email: agent.email.clone(),
                role: agent.role.parse().map_err(|cause| refused(&cause))?,
                password_hash: hash.clone(),
                language: agent.language,
                time_zone: agent.time_zone.clone(),
            };
            agents.push(team::insert_agent(&mut tx.at(later(start, 1)), &new)?);
        }
        for agent in agents.iter().take(6) {
            team::mark_seen(&mut tx.at(self.until), workspace, *agent)?;
        }
        Ok((workspace, agents))
    }

    fn look(&self, tx: &mut Tx<'_>, id: WorkspaceId) -> Result<(), FillError> {
        let mut hours = BusinessHours::weekdays_in("Europe/Istanbul");
        let saturday = serde_json::from_str(r#"{"day":"sat","from":"10:00","to":"15:00"}"#);
        hours.days.push(saturday.map_err(|cause| refused(&cause))?);
        let settings = Settings { business_hours: hours, ..Settings::default() };
        let change = (
            workspace::brand_color.eq(BRAND_COLOR),
            workspace::currency.eq("TRY"),
            workspace::settings.eq(settings),
        );
        diesel::update(workspace::table.find(id)).set(change).execute(tx.db).map_err(DbError::from)?;
        Ok(())
    }

    fn teams(
        &self,
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        agents: &[AgentId],
        by: &Actor,
    ) -> Result<BTreeMap<String, TeamId>, FillError> {
        let start = self.until.minus(HISTORY);
        let mut teams = BTreeMap::new();
        for team in &self.file.teams {
            let name = team.name.parse().map_err(|cause| refused(&cause))?;
            let is_member = |agent: &AgentFile| {
                team.members.iter().any(|member| agent.email.starts_with(&format!("{member}@")))
            };
            let members: Vec<AgentId> = self
                .file
                .agents
                .iter()
                .zip(agents)
                .filter(|(agent, _)| is_member(agent))
                .map(|(_, id)| *id)
                .collect();
            let made = team::teams::create(&mut tx.at(later(start, 1)), workspace, by, &name, &members)
                .map_err(|cause| refused(&cause))?;
            teams.insert(team.name.clone(), made.id);
        }
        Ok(teams)
    }

    fn colleagues(&self, agents: &[AgentId]) -> Vec<Colleague> {
        let all = self.file.agents.iter().zip(agents);
        all.filter(|(agent, _)| !agent.answers.is_empty())
            .map(|(agent, id)| Colleague {
                id: *id,
                name: agent.name.clone(),
                answers: agent.answers.clone(),
                since: agent.joined_days_ago.map_or(self.until.minus(HISTORY), |days| {
                    self.until.minus(SignedDuration::from_hours(24 * days))
                }),
                pace: agent.pace,
            })
            .collect()
    }

    /// A store that was read: it is ready, and has no keys by which it could be asked anything.
    fn store(&self, tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<StoreId, FillError> {
        let url: StoreUrl = STORE_URL.parse().map_err(|cause| refused(&cause))?;
        let mut store = Store::new(workspace, tx.id(), BRAND, &url, &self.app.secrets, tx.now);
        store.currency = Some("TRY".to_owned());
        store.time_zone = Some("Europe/Istanbul".to_owned());
        store.version = Some("10.3.4".to_owned());
        store.state = StoreState::Ready;
        store.webhooks =
            Webhooks { state: WebhookState::Active, created: 9, failing: 0, checked_at: Some(self.until) };
        store.health_at = self.until;
        store.last_event_at = Some(self.until);
        diesel::insert_into(shop::schema::store::table)
            .values(&store)
            .execute(tx.db)
            .map_err(DbError::from)?;
        Ok(store.id)
    }

    fn mailbox(
        &self,
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        store: StoreId,
        (address, name): (&str, &str),
        key: &DkimKey,
        team: Option<TeamId>,
    ) -> Result<Channel, FillError> {
        let dkim = Dkim { selector: SELECTOR.to_owned(), record: key.dns_record() };
        let settings =
            ChannelSettings { display_name: name.to_owned(), dkim: Some(dkim), ..ChannelSettings::default() };
        let mut channel = blank(tx, workspace, store, ChannelKind::Email, address, settings);
        channel.address = Some(address.to_owned());
        channel.team_id = team;
        channel.secrets.dkim = Some(self.app.secrets.seal(&channel.place("dkim"), &key.to_secret()));
        channels::insert(tx, &channel)?;
        Ok(channel)
    }

    fn chat(
        &self,
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        store: StoreId,
        mailbox: &Channel,
    ) -> Result<Channel, FillError> {
        let settings = ChannelSettings {
            color: Some(BRAND_COLOR.to_owned()),
            greeting: self.file.greeting.clone(),
            email_channel_id: Some(mailbox.id),
            ..ChannelSettings::default()
        };
        let mut channel = blank(tx, workspace, store, ChannelKind::Chat, "shop.nar.example", settings);
        let secret = database::secrets::fresh_token();
        channel.secrets.signing = Some(self.app.secrets.seal(&channel.place("signing"), &secret));
        channels::insert(tx, &channel)?;
        Ok(channel)
    }

    fn form(
        &self,
        tx: &mut Tx<'_>,
        workspace: WorkspaceId,
        store: StoreId,
        mailbox: &Channel,
    ) -> Result<Channel, FillError> {
        let settings = ChannelSettings { email_channel_id: Some(mailbox.id), ..ChannelSettings::default() };
        let channel =
            blank(tx, workspace, store, ChannelKind::ContactForm, "shop.nar.example/contact", settings);
        channels::insert(tx, &channel)?;
        Ok(channel)
    }

    fn views(&self, tx: &mut Tx<'_>, workspace: WorkspaceId, owner: AgentId) -> Result<(), FillError> {
        for view in &self.file.views {
            let row = SavedView {
                workspace_id: workspace,
                id: tx.id(),
                name: view.name.clone(),
                filter: view.filter.clone(),
                owner_id: owner,
                shared: Flag::Yes,
                created_at: tx.now,
            };
            views::insert(tx, &row)?;
        }
        Ok(())
    }
}

fn blank(
    tx: &Tx<'_>,
    workspace_id: WorkspaceId,
    store: StoreId,
    kind: ChannelKind,
    name: &str,
    settings: ChannelSettings,
) -> Channel {
    Channel {
        workspace_id,
        id: tx.id::<ChannelId>(),
        kind,
        name: name.to_owned(),
        address: None,
        store_id: Some(store),
        team_id: None,
        active: Flag::Yes,
        settings,
        secrets: ChannelSecrets::default(),
        created_at: tx.now,
    }
}

fn later(start: Time, hours: i64) -> Time {
    start.plus(SignedDuration::from_hours(hours))
}
