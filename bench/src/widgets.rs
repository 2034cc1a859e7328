//! Many shoppers chat at once.
//!
//! The load is open: each widget has its own timetable, and a message counts from the moment at which it was due, so a
//! slow answer never holds back the next question (no coordinated omission). Each widget comes from a loopback address
//! of its own, because the program limits how many visits one address may begin.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use crate::agents::Agents;
use crate::figures::{Table, Times, milliseconds, ratio};
use crate::limits;
use crate::program::{Memory, Program};
use crate::store::Store;

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Widgets that are connected all the time.
    #[arg(long, default_value_t = 1000)]
    count: u32,
    /// Agents with an open screen.
    #[arg(long, default_value_t = 50)]
    agents: usize,
    /// How often each widget says something, in seconds.
    #[arg(long, default_value_t = 10)]
    every: u32,
    /// For how long, in seconds.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
}

type Socket = WebSocketStream<TcpStream>;

impl Load {
    /// How often each widget speaks.
    fn turns(&self) -> u32 {
        self.seconds / self.every
    }
}

/// An open widget. It reads from the beginning: the program hangs up on who does not answer its pings.
struct Widget {
    sink: SplitSink<Socket, Message>,
    listening: JoinHandle<anyhow::Result<Vec<Kept>>>,
}

/// The widget's id of a message, the program's, and when it was acknowledged.
type Kept = (String, String, Instant);

/// Of one widget: when its messages were due, and when each was acknowledged as kept.
#[derive(Debug)]
struct Said {
    /// By the id that the widget gave.
    due: HashMap<String, Instant>,
    kept: Vec<Kept>,
    /// It stays connected while this is kept.
    _open: SplitSink<Socket, Message>,
}

/// Runs the load and says what came of it.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    let running = store.start().await?;
    let disk = limits::commit(&store.store, 500)?;
    let token = running.token(store)?;
    let channel = chat_channel(&running, &token).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let idle = running.memory()?;

    let agents = Agents::open(&running.address, &token, load.agents).await?;
    let widgets = connect(&running.address, &channel, load).await?;
    let connected = running.memory()?;
    let before = running.processor_time()?;
    let said = talk(widgets, load).await?;
    let used = running.processor_time()? - before;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let talked = running.memory()?;
    let heard = agents.heard();

    let (kept, screens) = join(&said, &heard, load.agents)?;
    let told = Told { load, disk, kept, screens, used, idle, connected, talked, ready: running.ready_after };
    let table = told.table();
    running.stop()?;
    Ok(table)
}

async fn chat_channel(running: &Program, token: &str) -> anyhow::Result<String> {
    let channels = running.ask(token, "/channels?limit=200").await?;
    let all = channels["data"].as_array().context("no list of channels")?;
    let chat = all.iter().find(|channel| channel["kind"] == "chat").context("no chat channel")?;
    Ok(chat["id"].as_str().context("a channel without an id")?.to_owned())
}

/// Opens the widgets, a few at a time.
async fn connect(address: &str, channel: &str, load: &Load) -> anyhow::Result<Vec<Widget>> {
    futures::stream::iter(0..load.count)
        .map(|index| widget(address, channel, index, load.turns()))
        .buffered(32)
        .collect::<Vec<_>>()
        .await
        .into_iter()
        .collect()
}

/// A visit and its socket, as `widget.js` makes them.
async fn widget(address: &str, channel: &str, index: u32, turns: u32) -> anyhow::Result<Widget> {
    let own = Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + index);
    let client = reqwest::Client::builder().local_address(IpAddr::from(own)).build()?;
    let page = json!({ "url": "https://shop.example/p/1", "title": "Bowl" });
    let asked = json!({ "channel": channel, "language": "en", "time_zone": "Europe/Istanbul", "page": page });
    let answer = client
        .post(format!("http://{address}/chat/v1/sessions"))
        .header("content-type", "application/json")
        .body(asked.to_string())
        .send()
        .await?
        .error_for_status()?;
    let session: Value = serde_json::from_str(&answer.text().await?)?;
    let token = session["token"].as_str().context("a visit without a token")?;

    let socket = TcpSocket::new_v4()?;
    socket.bind((own, 0).into())?;
    let stream = socket.connect(address.parse()?).await?;
    stream.set_nodelay(true)?;
    let url = format!("ws://{address}/chat/v1/socket?token={token}");
    let (mut socket, _) = tokio_tungstenite::client_async(url, stream).await?;
    let ready = socket.next().await.context("a socket closed at once")??;
    ensure!(ready.to_text()?.contains("\"ready\""), "a socket was not greeted: {ready}");
    let (sink, stream) = socket.split();
    Ok(Widget { sink, listening: tokio::spawn(acknowledged(stream, turns as usize)) })
}

/// Lets every widget speak by its timetable.
async fn talk(open: Vec<Widget>, load: &Load) -> anyhow::Result<Vec<Said>> {
    let count = load.count;
    let begin = Instant::now() + Duration::from_millis(500);
    let every = Duration::from_secs(load.every.into());
    let mut widgets = JoinSet::new();
    for (index, widget) in (0..count).zip(open) {
        let first = begin + every * index / count;
        let due: Vec<Instant> = (0..load.turns()).map(|turn| first + every * turn).collect();
        widgets.spawn(speak(widget, Arc::from(format!("w{index}")), due));
    }
    widgets.join_all().await.into_iter().collect()
}

async fn speak(widget: Widget, name: Arc<str>, due: Vec<Instant>) -> anyhow::Result<Said> {
    let Widget { sink, listening } = widget;
    let (sink, due) = say(sink, &name, due).await?;
    // Nobody leaves before the last word is kept; a minute is for ever here.
    let kept = tokio::time::timeout(Duration::from_secs(60), listening).await.context("no answer")???;
    Ok(Said { due, kept, _open: sink })
}

async fn say(
    mut sink: SplitSink<Socket, Message>,
    name: &str,
    due: Vec<Instant>,
) -> anyhow::Result<(SplitSink<Socket, Message>, HashMap<String, Instant>)> {
    let mut said = HashMap::new();
    for (turn, at) in due.into_iter().enumerate() {
        tokio::time::sleep_until(at.into()).await;
        let id = format!("{name}-{turn}");
        let text = format!("Hello, has my parcel left yet? I ask for the {turn}th time.");
        let frame = json!({ "type": "message", "client_id": id, "text": text });
        sink.send(Message::text(frame.to_string())).await?;
        said.insert(id, at);
    }
    Ok((sink, said))
}

async fn acknowledged(mut stream: SplitStream<Socket>, count: usize) -> anyhow::Result<Vec<Kept>> {
    let mut kept = Vec::with_capacity(count);
    while kept.len() < count {
        let frame = stream.next().await.context("a socket was closed")??;
        let now = Instant::now();
        let Ok(text) = frame.to_text() else { continue };
        let Ok(frame) = serde_json::from_str::<Value>(text) else { continue };
        ensure!(frame["type"] != "error", "a widget was refused: {frame}");
        if frame["type"] == "ack" {
            let of = |name: &str| frame[name].as_str().unwrap_or_default().to_owned();
            kept.push((of("client_id"), of("message_id"), now));
        }
    }
    Ok(kept)
}

/// From due to kept, and from due to each open screen. Every message must have reached every screen.
fn join(
    said: &[Said],
    heard: &HashMap<String, Vec<Instant>>,
    agents: usize,
) -> anyhow::Result<(Times, Times)> {
    let (mut kept, mut screens) = (Vec::new(), Vec::new());
    for said in said {
        for (client, message, at) in &said.kept {
            let due = said.due.get(client).context("an answer to nothing")?;
            kept.push(at.duration_since(*due));
            let reached = heard.get(message).map_or(0, Vec::len);
            ensure!(reached == agents, "message {message} reached {reached} of {agents} screens");
            screens.extend(heard[message].iter().map(|at| at.duration_since(*due)));
        }
    }
    Ok((Times::new(kept)?, Times::new(screens)?))
}

/// All that was measured.
struct Told<'a> {
    load: &'a Load,
    disk: Times,
    kept: Times,
    screens: Times,
    used: Duration,
    idle: Memory,
    connected: Memory,
    talked: Memory,
    ready: Duration,
}

impl Told<'_> {
    fn table(&self) -> String {
        let Load { count, agents, every, .. } = self.load;
        let mut table = Table::new(&["measure", "value", "goal or limit", "ratio"]);
        let none = || "–".to_owned();
        table.row(&[
            "process start to `/readyz`".to_owned(),
            milliseconds(self.ready),
            "300 ms".to_owned(),
            none(),
        ]);
        let limit = self.disk.percentile(50.0);
        table.row(&["the disk's own commit, median".to_owned(), milliseconds(limit), none(), none()]);
        for (name, times) in [("kept (acknowledged)", &self.kept), ("on an open screen", &self.screens)] {
            for percent in [50.0, 99.0] {
                let time = times.percentile(percent);
                let goal = if percent > 90.0 { "50 ms" } else { "–" };
                let measure = format!("due to {name}, p{percent}");
                table.row(&[
                    measure,
                    milliseconds(time),
                    goal.to_owned(),
                    format!("{} the commit", ratio(time, limit)),
                ]);
            }
        }
        let each = self.used / u32::try_from(self.kept.count()).unwrap_or(u32::MAX);
        table.row(&["processor time a message".to_owned(), milliseconds(each), none(), none()]);
        let of_many = if *count > 1_000 { "600 MB" } else { "150 MB" };
        for (name, memory, goal) in [
            ("idle", self.idle, "60 MB"),
            ("with the widgets connected", self.connected, of_many),
            ("after they talked", self.talked, of_many),
        ] {
            let value = format!("{} MB, {} MB its own", memory.resident / 1024, memory.own / 1024);
            table.row(&[format!("memory {name}"), value, goal.to_owned(), none()]);
        }
        format!(
            "{count} widgets, {agents} agents, each widget speaks every {every} s; {} messages, {} arrivals on screens.\n\n{table}",
            self.kept.count(),
            self.screens.count()
        )
    }
}
