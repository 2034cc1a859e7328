//! `tillside serve`: everything on one machine, and its orderly end.

use std::future::Future;
use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use database::outbox::{self, Sender};
use database::readers::{self, Reader};
use database::{Database, timers};
use inbox::Inbox;
use inbox::channels::email;
use search::Index;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::Failed;
use crate::config::Config;
use crate::health::Readiness;
use crate::router::router;
use crate::starting::{app, open_database};

/// How long what is under way may take after the signal to stop; the process itself has to be gone within ten seconds.
const PATIENCE: Duration = Duration::from_secs(9);

/// Serves until SIGTERM or SIGINT.
pub async fn serve(config: &Config) -> Result<(), Failed> {
    start_logging(&config.log);
    let database = open_database(config, true)?;
    serve_on(config, database, async |_| Ok(())).await
}

/// Serves a database that is open already; `started` runs when it listens.
pub async fn serve_on(
    config: &Config,
    database: Database,
    started: impl AsyncFnOnce(SocketAddr) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let index = Index::open(&config.data.join("search"))?;
    let inbox = Inbox::searching(app(config, database)?, index);
    let (stop, stopping) = watch::channel(false);
    let readiness = Readiness::default();
    let listener =
        TcpListener::bind(config.listen).await.map_err(|cause| format!("{}: {cause}", config.listen))?;
    let address = listener.local_addr()?;
    let mail = email::Server::bind(inbox.app.clone(), mail_server(config)).await?;
    let mail_address = mail.address()?;
    let mut workers = JoinSet::new();
    start_workers(&mut workers, &inbox, &stopping);
    workers.spawn(mail.run(stopping.clone()));
    workers.spawn(email::Reading::new(inbox.app.clone()).run(stopping.clone()));
    workers.spawn(email::Importing::new(inbox.app.clone()).run(stopping.clone()));
    let router = router(config, &inbox, &readiness, u32::from(crate::starting::node()));
    let mut until = stopping.clone();
    let server = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { drop(until.wait_for(|stop| *stop).await) });
    let serving = tokio::spawn(server.into_future());
    readiness.ready();
    tracing::info!(http = %address, smtp = %mail_address, "serving");
    started(address).await?;
    tokio::select! {
        signal = stop_signal() => signal?,
        () = readiness.watch(&mut workers) => {}
    }
    tracing::info!("stopping");
    readiness.stopping();
    stop.send_replace(true);
    let ended = async {
        while workers.join_next().await.is_some() {}
        drop(serving.await);
    };
    if tokio::time::timeout(PATIENCE, ended).await.is_err() {
        tracing::warn!("some work did not end in time; it is taken up again at the next start");
    }
    Ok(())
}

fn mail_server(config: &Config) -> email::Listening {
    email::Listening { address: config.smtp_listen, host: config.mail_host(), folder: config.data.clone() }
}

/// Readers of the log, the index of words, timers, senders of the outbox, sync with stores,
/// the sealing of secrets after a rotation, and the hourly sweep.
fn start_workers(workers: &mut JoinSet<()>, inbox: &Inbox, stopping: &watch::Receiver<bool>) {
    let database = inbox.app.database.clone();
    let of_floors: Vec<Arc<dyn Reader>> = shop::readers(&inbox.app)
        .into_iter()
        .chain(inbox::readers(inbox))
        .chain(insight::readers(&inbox.app))
        .collect();
    for reader in of_floors {
        workers.spawn(readers::run(database.clone(), reader, stopping.clone()));
    }
    let senders: Vec<Arc<dyn Sender>> =
        shop::senders(&inbox.app).into_iter().chain(inbox::senders(inbox)).collect();
    for sender in senders {
        workers.spawn(outbox::run(database.clone(), sender, stopping.clone()));
    }
    workers.spawn(insight::search::follow(database.clone(), inbox.index.clone(), stopping.clone()));
    workers.spawn(timers::run(database.clone(), stopping.clone()));
    workers.spawn(inbox.tail.clone().run(database.clone(), stopping.clone()));
    workers.spawn(until_stopped(shop::run(inbox.app.clone(), stopping.clone()), stopping.clone()));
    workers.spawn(crate::keys::keep_sealed(inbox.app.clone(), stopping.clone()));
    workers.spawn(sweep(inbox.app.clone(), stopping.clone()));
}

async fn until_stopped(work: impl Future<Output = ()>, mut stopping: watch::Receiver<bool>) {
    tokio::select! {
        () = work => {}
        _ = stopping.changed() => {}
    }
}

async fn sweep(app: people::App, mut stopping: watch::Receiver<bool>) {
    let mut hourly = tokio::time::interval(Duration::from_secs(3600));
    loop {
        tokio::select! {
            _ = hourly.tick() => {
                if let Err(cause) = people::sweep(&app.database).await {
                    tracing::warn!(%cause, "what has ended could not be swept away");
                }
                if let Err(cause) = email::sweep(&app).await {
                    tracing::warn!(%cause, "old mails could not be let go");
                }
            }
            _ = stopping.changed() => return,
        }
    }
}

async fn stop_signal() -> Result<(), Failed> {
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    Ok(())
}

/// Logs to standard error; a second call in one process changes nothing.
pub fn start_logging(filter: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    drop(log.with_ansi(std::io::stderr().is_terminal()).try_init());
}
