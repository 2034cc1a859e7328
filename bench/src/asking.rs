//! Many questions to any HTTP server of this machine, each connection asking its next as soon as it has an answer: the same
//! for Tillside and for the programs beside it (`scripts/bench-peers`).

use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde::Serialize;

use crate::figures::Times;

/// What is asked, and how often.
#[derive(Debug, Args)]
pub struct Questions {
    /// `http://127.0.0.1:PORT/PATH`, all of one server; several are asked one after the other and count as one question.
    /// A method may stand before the address, and a body of its own behind it, parted by spaces. In paths, headers and bodies
    /// `{N}` is the number of the question, `{1}` the first field of its line.
    #[arg(required = true)]
    urls: Vec<String>,
    #[arg(long, default_value = "GET")]
    method: String,
    /// `Name: value`
    #[arg(long = "header")]
    headers: Vec<String>,
    /// A file with the body.
    #[arg(long)]
    body: Option<PathBuf>,
    /// A folder with a body for each question, in the order of their names; the last one is the last question.
    #[arg(long)]
    bodies: Option<PathBuf>,
    /// A file with a line for each question, its fields parted by tabs; after the last comes the first again.
    #[arg(long)]
    lines: Option<PathBuf>,
    /// Who ask at once.
    #[arg(long, default_value_t = 1)]
    connections: usize,
    /// Seconds after which nothing more is asked.
    #[arg(long, default_value_t = 60.0)]
    seconds: f64,
    /// Questions after which nothing more is asked.
    #[arg(long, default_value_t = u64::MAX)]
    times: u64,
    /// The number of the first question.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// The status of a good answer.
    #[arg(long, default_value_t = 200)]
    status: u16,
    /// What the last body of a good answer holds.
    #[arg(long, default_value = "")]
    says: String,
}

/// How it went.
#[derive(Debug, Serialize)]
struct Answers {
    good: usize,
    bad: usize,
    seconds: f64,
    /// Milliseconds of all that were answered, good or bad.
    p50: f64,
    p99: f64,
    /// Bytes of the bodies of a question, in the mean.
    bytes: u64,
    /// The first bad answer.
    wrong: Option<String>,
}

/// One answer to a question.
struct Answered {
    time: Duration,
    bytes: usize,
    wrong: Option<String>,
}

/// One request of a question.
struct One<'q> {
    method: &'q str,
    path: &'q str,
    body: &'q str,
}

impl<'q> One<'q> {
    /// As it stands among the flags, with the server that it is for.
    fn read(text: &'q str, method: &'q str, body: &'q str) -> anyhow::Result<(&'q str, Self)> {
        let (method, rest) = match text.split_once(' ') {
            Some((own, rest)) if !own.contains(':') => (own, rest),
            _ => (method, text),
        };
        let (url, body) = rest.split_once(' ').unwrap_or((rest, body));
        let rest = url.strip_prefix("http://").context("no address")?;
        let (address, path) = rest.split_at(rest.find('/').context("no path")?);
        ensure!(address.starts_with("127.0.0.1:"), "only servers of this machine are asked");
        Ok((address, Self { method, path, body }))
    }
}

/// What every connection reads from.
struct Asked<'q> {
    questions: &'q Questions,
    address: &'q str,
    requests: Vec<One<'q>>,
    headers: String,
    bodies: Vec<Vec<u8>>,
    lines: Vec<String>,
    next: AtomicU64,
    until: Instant,
}

/// Asks, and says how it went as JSON.
pub fn ask(questions: &Questions) -> anyhow::Result<String> {
    let read = |path: &Option<PathBuf>| path.as_ref().map_or(Ok(String::new()), std::fs::read_to_string);
    let body = read(&questions.body)?;
    let (mut address, mut requests) = ("", Vec::with_capacity(questions.urls.len()));
    for url in &questions.urls {
        let (its, request) = One::read(url, &questions.method, &body)?;
        ensure!(address.is_empty() || address == its, "another server: {url}");
        address = its;
        requests.push(request);
    }
    let mut bodies = Vec::new();
    if let Some(folder) = &questions.bodies {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<std::io::Result<_>>()?;
        files.sort();
        bodies = files.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    }
    let asked = Asked {
        questions,
        address,
        requests,
        headers: questions.headers.iter().map(|header| format!("{header}\r\n")).collect(),
        bodies,
        lines: read(&questions.lines)?.lines().map(str::to_owned).collect(),
        next: AtomicU64::new(0),
        until: Instant::now() + Duration::from_secs_f64(questions.seconds),
    };
    let begun = Instant::now();
    let all = std::thread::scope(|scope| {
        let asking: Vec<_> =
            (0..questions.connections).map(|_| scope.spawn(|| asked.again_and_again())).collect();
        let mut all = Vec::new();
        for one in asking {
            all.extend(one.join().map_err(|_| anyhow::anyhow!("a connection panicked"))?);
        }
        Ok::<_, anyhow::Error>(all)
    })?;
    Ok(serde_json::to_string(&told(all, begun.elapsed())?)?)
}

fn told(all: Vec<Answered>, taken: Duration) -> anyhow::Result<Answers> {
    let count = all.len();
    let bytes = all.iter().map(|one| one.bytes as u64).sum::<u64>() / count.max(1) as u64;
    let bad = all.iter().filter(|one| one.wrong.is_some()).count();
    let wrong = all.iter().find_map(|one| one.wrong.clone());
    let times = Times::new(all.into_iter().map(|one| one.time).collect())?;
    let milliseconds = |percent| times.percentile(percent).as_secs_f64() * 1000.0;
    Ok(Answers {
        good: count - bad,
        bad,
        seconds: taken.as_secs_f64(),
        p50: milliseconds(50.0),
        p99: milliseconds(99.0),
        bytes,
        wrong,
    })
}

impl Asked<'_> {
    fn again_and_again(&self) -> Vec<Answered> {
        let mut connection = Connection { address: self.address, stream: None };
        let (mut all, mut body) = (Vec::new(), Vec::new());
        let last = if self.bodies.is_empty() { self.questions.times } else { self.bodies.len() as u64 };
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            if at >= last || Instant::now() >= self.until {
                return all;
            }
            let requests: Vec<Vec<u8>> = self.requests.iter().map(|one| self.request(one, at)).collect();
            let (begun, mut bytes, mut wrong) = (Instant::now(), 0, None);
            for (place, request) in requests.iter().enumerate() {
                let answer = connection.ask(request, &mut body);
                bytes += body.len();
                let says = if place + 1 == requests.len() { self.questions.says.as_str() } else { "" };
                wrong = wrong.or_else(|| self.wrong(answer, says, &body));
            }
            all.push(Answered { time: begun.elapsed(), bytes, wrong });
        }
    }

    fn request(&self, one: &One<'_>, at: u64) -> Vec<u8> {
        let place = usize::try_from(at).unwrap_or(usize::MAX);
        let line = if self.lines.is_empty() { "" } else { &self.lines[place % self.lines.len()] };
        let number = self.questions.first + at;
        let written = filled(one.body, number, line);
        let body = self.bodies.get(place).map_or(written.as_bytes(), Vec::as_slice);
        let length =
            if one.method == "GET" { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let (path, headers) = (filled(one.path, number, line), filled(&self.headers, number, line));
        let head =
            format!("{} {path} HTTP/1.1\r\nHost: {}\r\n{headers}{length}\r\n", one.method, self.address);
        let mut request = head.into_bytes();
        if one.method != "GET" {
            request.extend_from_slice(body);
        }
        request
    }

    /// What is wrong with an answer.
    fn wrong(&self, answer: anyhow::Result<u16>, says: &str, body: &[u8]) -> Option<String> {
        let beginning = || String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
        match answer {
            Err(cause) => Some(cause.to_string()),
            Ok(204) if self.requests.len() > 1 => None,
            Ok(status) if status != self.questions.status => Some(format!("{status}: {}", beginning())),
            Ok(_) if says.is_empty() || body.windows(says.len()).any(|part| part == says.as_bytes()) => None,
            Ok(_) => Some(format!("it does not say {says}: {}", beginning())),
        }
    }
}

/// A text with the question's number and the fields of its line.
fn filled(text: &str, number: u64, line: &str) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let text = text.replace("{N}", &number.to_string());
    line.split('\t')
        .enumerate()
        .fold(text, |text, (place, field)| text.replace(&format!("{{{}}}", place + 1), field))
}

/// One connection; a server that has closed it is connected to again.
struct Connection<'a> {
    address: &'a str,
    stream: Option<BufReader<TcpStream>>,
}

impl Connection<'_> {
    /// The status of the answer; its body is put into `body`.
    fn ask(&mut self, request: &[u8], body: &mut Vec<u8>) -> anyhow::Result<u16> {
        let kept = self.stream.is_some();
        let mut answer = self.once(request, body);
        if answer.is_err() && kept {
            answer = self.once(request, body);
        }
        answer
    }

    fn once(&mut self, request: &[u8], body: &mut Vec<u8>) -> anyhow::Result<u16> {
        body.clear();
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => BufReader::with_capacity(64 * 1024, connect(self.address)?),
        };
        stream.get_mut().write_all(request)?;
        let head = Head::read(&mut stream)?;
        head.body(&mut stream, body)?;
        if !head.closes {
            self.stream = Some(stream);
        }
        Ok(head.status)
    }
}

fn connect(address: &str) -> anyhow::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    Ok(stream)
}

/// What stands above the body of an answer.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    status: u16,
    length: Option<u64>,
    chunked: bool,
    closes: bool,
}

impl Head {
    fn read(stream: &mut impl std::io::BufRead) -> anyhow::Result<Self> {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).context("no answer")?.trim().parse()?;
        let mut head = Self { status, length: None, chunked: false, closes: line.starts_with("HTTP/1.0") };
        loop {
            line.clear();
            ensure!(stream.read_line(&mut line)? > 0, "the connection was closed");
            let text = line.trim_end().to_ascii_lowercase();
            match text.split_once(':').map(|(name, value)| (name, value.trim())) {
                None if text.is_empty() => break,
                Some(("content-length", value)) => head.length = Some(value.parse()?),
                Some(("transfer-encoding", value)) => head.chunked = value.contains("chunked"),
                Some(("connection", value)) => head.closes = value.contains("close"),
                _ => {}
            }
        }
        head.closes |= !head.chunked && head.length.is_none() && !matches!(status, 204 | 304);
        Ok(head)
    }

    fn body(&self, stream: &mut impl std::io::BufRead, body: &mut Vec<u8>) -> anyhow::Result<()> {
        if matches!(self.status, 204 | 304) {
            return Ok(());
        }
        if !self.chunked {
            let length = self.length.unwrap_or(u64::MAX);
            let read = stream.by_ref().take(length).read_to_end(body)? as u64;
            ensure!(self.length.is_none_or(|length| length == read), "the connection was closed");
            return Ok(());
        }
        let mut line = String::new();
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            let length = u64::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16)?;
            ensure!(
                stream.by_ref().take(length).read_to_end(body)? as u64 == length,
                "the connection was closed"
            );
            line.clear();
            stream.read_line(&mut line)?;
            if length == 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, One, filled};

    fn read(answer: &str) -> anyhow::Result<(Head, String)> {
        let mut stream = std::io::Cursor::new(answer.as_bytes());
        let head = Head::read(&mut stream)?;
        let mut body = Vec::new();
        head.body(&mut stream, &mut body)?;
        Ok((head, String::from_utf8(body)?))
    }

    #[test]
    fn an_answer_is_read_however_its_length_is_told() -> anyhow::Result<()> {
        let (head, body) = read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, not this")?;
        assert_eq!((head.status, head.closes, body.as_str()), (200, false, "hello"));
        let (head, body) = read(
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
        )?;
        assert_eq!((head.status, head.closes, body.as_str()), (201, false, "hello"));
        let (head, body) = read("HTTP/1.0 200 OK\r\n\r\nhello")?;
        assert_eq!((head.closes, body.as_str()), (true, "hello"));
        assert!(read("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello").is_err());
        Ok(())
    }

    #[test]
    fn a_request_may_have_a_method_and_a_body_of_its_own() -> anyhow::Result<()> {
        let (address, one) = One::read("http://127.0.0.1:80/a?b", "GET", "")?;
        assert_eq!((address, one.method, one.path, one.body), ("127.0.0.1:80", "GET", "/a?b", ""));
        let (_, one) = One::read(r#"POST http://127.0.0.1:80/a {"b": 1}"#, "GET", "")?;
        assert_eq!((one.method, one.path, one.body), ("POST", "/a", r#"{"b": 1}"#));
        assert!(One::read("http://example.org/", "GET", "").is_err());
        Ok(())
    }

    #[test]
    fn a_question_has_its_number_and_the_fields_of_its_line() {
        assert_eq!(filled("/t/{1}?n={N}&of={2}", 7, "a\tb"), "/t/a?n=7&of=b");
        assert_eq!(filled(r#"{"text":"{1}"}"#, 7, "a"), r#"{"text":"a"}"#);
    }
}
