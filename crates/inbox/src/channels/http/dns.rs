//! What stands in the DNS about a mailbox, and the keys that sign its mail.

use axum::extract::State;
use axum::http::StatusCode;
use database::{Time, Tx, WorkspaceId};
use mail::dkim::DkimAlgorithm;
use mail::dns::{Problem as Fault, Standing};
use people::idempotency::{self, Create, Once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Json, Path, Problem};

use super::shapes::{ChannelJson, KeyJson, Shown};
use super::{in_use, made, written};
use crate::Inbox;
use crate::channels::email::signing_keys::{self, KeyError};
use crate::channels::email::{Asked, DnsRecord, Publishing, RecordKind, Way, greeting_name, seen};
use crate::channels::{Channel, ChannelId, ChannelKind, Dkim, KeyStage, Sending, store};

database::text_enum!(
    /// How a record stands.
    pub enum Condition {
        /// There and right.
        Found = "found",
        /// Not there.
        Missing = "missing",
        /// There and wrong.
        Wrong = "wrong",
        /// The DNS gave no answer.
        Unknown = "unknown",
        /// Somebody else's to set: the provider's.
        NotNeeded = "not_needed",
    }
);

impl From<Standing> for Condition {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Found => Self::Found,
            Standing::Missing => Self::Missing,
            Standing::Wrong => Self::Wrong,
            Standing::Unknown => Self::Unknown,
            Standing::NotNeeded => Self::NotNeeded,
        }
    }
}

/// What is wrong, in a stable word that the console has words for.
fn word(fault: Fault) -> &'static str {
    match fault {
        Fault::Several => "several",
        Fault::OtherKey => "other-key",
        Fault::Revoked => "revoked",
        Fault::NotIncluded => "not-included",
        Fault::PerhapsNotIncluded => "perhaps-not-included",
        Fault::AllowsEveryone => "allows-everyone",
        Fault::Broken => "broken",
        Fault::TakesNoMail => "takes-no-mail",
        Fault::NoAddress => "no-address",
        Fault::OtherName => "other-name",
        Fault::OtherDomain => "other-domain",
    }
}

/// A record as it stands and as it should stand.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RecordJson {
    kind: RecordKind,
    /// `TXT`, `MX`, `PTR`.
    #[serde(rename = "type")]
    record_type: &'static str,
    /// Where it stands; empty where it is the provider's.
    name: String,
    state: Condition,
    /// What is wrong: `several`, `other-key`, `revoked`, `not-included`, `perhaps-not-included`, `allows-everyone`,
    /// `broken`, `takes-no-mail`, `no-address`, `other-name`, `other-domain`.
    problem: Option<&'static str>,
    found: Vec<String>,
    wanted: Option<String>,
    /// The key that it publishes.
    key: Option<KeyJson>,
}

/// What a look at the DNS gave.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DnsReport {
    checked_at: Time,
    records: Vec<RecordJson>,
    /// The mailbox; keys whose record was seen sign from now on.
    channel: ChannelJson,
}

fn record(found: DnsRecord, domain: &str) -> RecordJson {
    let record_type = match found.kind {
        RecordKind::Dkim | RecordKind::Spf | RecordKind::Dmarc | RecordKind::ReturnPath => "TXT",
        RecordKind::Mx => "MX",
        RecordKind::Ptr => "PTR",
    };
    RecordJson {
        kind: found.kind,
        record_type,
        name: found.name,
        state: found.finding.standing.into(),
        problem: found.finding.problem.map(word),
        found: found.finding.found,
        wanted: found.finding.wanted,
        key: found.key.map(|key| KeyJson::of(key, domain)),
    }
}

fn mailbox(db: &mut database::Db, workspace: WorkspaceId, id: ChannelId) -> Result<Channel, Failure> {
    let found = in_use(db, workspace, id)?;
    if found.kind == ChannelKind::Email && found.address.is_some() {
        return Ok(found);
    }
    Err(Problem::conflict("this channel is no mailbox").into())
}

fn asked(app: &App, channel: &Channel) -> Asked {
    let address = channel.address.clone().unwrap_or_default();
    let domain = address.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    let way = match (channel.settings.sending, &channel.settings.outgoing) {
        (Sending::Direct, _) => Way::Own,
        (Sending::Server, Some(server)) => Way::Server(server.host.clone(), server.username.clone()),
        (Sending::Server, None) => Way::None,
    };
    Asked { domain, address, keys: signing_keys::all(channel), way, helo: greeting_name(app) }
}

/// Looks into the DNS: which records about the mailbox's domain are there, missing or wrong, and what should stand there.
/// A key that waited for its record and has it signs from now on.
#[utoipa::path(post, path = "/channels/{id}/dns-check", tag = "channels", params(("id" = ChannelId, Path)), responses(
    (status = 200, body = DnsReport), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
    (status = 503, description = "there is no resolver", body = web::ProblemBody),
))]
pub(super) async fn check(
    State(inbox): State<Inbox>,
    staff: Staff,
    Path(id): Path<ChannelId>,
) -> Result<Json<DnsReport>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let app = inbox.app.clone();
    let workspace = staff.workspace;
    let channel = app.database.read(move |db| mailbox(db, workspace, id)).await?;
    let asked = asked(&app, &channel);
    let domain = asked.domain.clone();
    let dns = inbox.outside.dns().map_err(|cause| {
        tracing::warn!(%cause, "the DNS can't be asked");
        Problem::unavailable("there is no resolver")
    })?;
    let found = asked.look(dns).await;
    let published: Vec<Dkim> = found
        .iter()
        .filter(|record| record.finding.standing == Standing::Found)
        .filter_map(|record| record.key.as_ref().filter(|key| key.stage == KeyStage::Coming))
        .map(|key| key.key.clone())
        .collect();
    let write = move |tx: &mut Tx<'_>| {
        tx.hold("channel", workspace, id.0)?;
        let mut channel = mailbox(tx.db, workspace, id)?;
        for key in &published {
            seen(tx, &mut channel, key)?;
        }
        let keys = signing_keys::all(&channel);
        Ok::<_, Failure>((tx.now, keys, Shown::to(&app, tx.db, &staff)?.channel(channel)))
    };
    let (checked_at, keys, channel) = inbox.app.database.write(write).await?;
    let mut records = found;
    for record in &mut records {
        let is_same = |key: &crate::channels::SigningKey| {
            record.key.as_ref().is_some_and(|before| before.key == key.key)
        };
        record.key = keys.iter().find(|key| is_same(key)).cloned();
    }
    let records = records.into_iter().map(|one| record(one, &domain)).collect();
    Ok(Json(DnsReport { checked_at, records, channel }))
}

database::text_enum!(
    /// How a key signs.
    pub enum Algorithm {
        /// RSA, 2048 bits: understood everywhere.
        Rsa = "rsa",
        /// Ed25519: signs beside RSA.
        Ed25519 = "ed25519",
    }
);

/// Which key to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewKey {
    algorithm: Algorithm,
}

/// Makes a key that signs nothing until its record is seen in the DNS. The one of its kind that signs now leaves then; one
/// that waited is given up.
#[utoipa::path(post, path = "/channels/{id}/dkim-keys", tag = "channels", params(("id" = ChannelId, Path)), request_body = NewKey,
    responses((status = 201, body = ChannelJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn make_key(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Create { key, body }: Create<NewKey>,
) -> Result<Once, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let algorithm = match body.algorithm {
        Algorithm::Rsa => DkimAlgorithm::RsaSha256,
        Algorithm::Ed25519 => DkimAlgorithm::Ed25519Sha256,
    };
    let (secret, public) = made::dkim(algorithm).await?;
    let inner = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        idempotency::once(tx, key.as_ref(), |tx| {
            tx.hold("channel", staff.workspace, id.0)?;
            let mut channel = mailbox(tx.db, staff.workspace, id)?;
            let sealed = inner.secrets.seal(&channel.place("dkim"), &secret);
            let selector = signing_keys::add(&mut channel, algorithm, public.clone(), sealed, tx.now);
            store::update(tx, &channel)?;
            Publishing::begin(tx, &channel, &selector)?;
            written(tx, &staff, &channel, "channel.updated")?;
            Ok::<_, Failure>((StatusCode::CREATED, Shown::to(&inner, tx.db, &staff)?.channel(channel)))
        })
    };
    app.database.write(write).await
}

/// Takes a key away: one that waits at once, a second one that signs becomes one that leaves, and one that leaves when no
/// mail of its can be under way any more.
#[utoipa::path(delete, path = "/channels/{id}/dkim-keys/{selector}", tag = "channels",
    params(("id" = ChannelId, Path), ("selector" = String, Path)), responses(
    (status = 200, body = ChannelJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn take_key_away(
    State(app): State<App>,
    staff: Staff,
    Path((id, selector)): Path<(ChannelId, String)>,
) -> Result<Json<ChannelJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let inner = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        tx.hold("channel", staff.workspace, id.0)?;
        let mut channel = mailbox(tx.db, staff.workspace, id)?;
        signing_keys::take_away(&mut channel, &selector, tx.now).map_err(|cause| match cause {
            KeyError::NotFound => Problem::not_found("key"),
            KeyError::Signs | KeyError::UnderWay => Problem::conflict(cause.to_string()),
        })?;
        store::update(tx, &channel)?;
        written(tx, &staff, &channel, "channel.updated")?;
        Ok::<_, Failure>(Shown::to(&inner, tx.db, &staff)?.channel(channel))
    };
    Ok(Json(app.database.write(write).await?))
}
