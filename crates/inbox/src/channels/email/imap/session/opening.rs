//! Connecting, encrypting and signing in.

use mail::imap::{self, Framer, Response, Status, StatusCode, Told};
use people::App;

use super::{LINES, Session};
use crate::channels::Security;
use crate::channels::email::imap::credentials::Credentials;
use crate::channels::email::imap::problem::{Problem, ProblemCode};
use crate::channels::email::imap::settings::Incoming;
use crate::channels::email::imap::wire::{self, Wire};

impl Session {
    /// Connects and signs in.
    pub(in crate::channels::email::imap) async fn open(
        app: &App,
        incoming: &Incoming,
        credentials: &Credentials,
    ) -> Result<Self, Problem> {
        let stream = wire::connect(app, incoming).await?;
        let wire = match incoming.security {
            Security::Tls => wire::encrypt(stream, incoming).await?,
            Security::Starttls | Security::None => Wire::Plain(stream),
        };
        let mut session = Self {
            wire,
            framer: Framer::new(LINES),
            buffer: vec![0; 64 * 1024],
            tags: 0,
            capabilities: Vec::new(),
            grown: false,
        };
        session.greeted().await?;
        if incoming.security == Security::Starttls {
            session = session.encrypted(incoming).await?;
        }
        session.sign_in(incoming, credentials).await?;
        Ok(session)
    }

    async fn greeted(&mut self) -> Result<(), Problem> {
        match self.receive().await? {
            Response::Status(told) if told.status == Status::Ok => Ok(()),
            Response::Status(told) => Err(Problem::refused(&told, ProblemCode::Dropped)),
            other => Err(Problem::new(ProblemCode::NotImap, format!("{other:?}"))),
        }
    }

    async fn encrypted(mut self, incoming: &Incoming) -> Result<Self, Problem> {
        let told = self.command("STARTTLS", |_| Ok(())).await?;
        if told.status != Status::Ok {
            return Err(Problem::new(ProblemCode::NoStarttls, told.text));
        }
        // What came in the clear behind the answer was not said by the server that will prove its name.
        let (Wire::Plain(stream), true) = (self.wire, self.framer.is_empty()) else {
            return Err(Problem::new(ProblemCode::Tls, "STARTTLS"));
        };
        let wire = wire::encrypt(stream, incoming).await?;
        Ok(Self { wire, capabilities: Vec::new(), ..self })
    }

    async fn sign_in(&mut self, incoming: &Incoming, credentials: &Credentials) -> Result<(), Problem> {
        self.know_capabilities().await?;
        let Incoming { host, port, username, .. } = incoming;
        let told = match credentials {
            Credentials::Password(password) if self.can("AUTH=PLAIN") => {
                self.authenticate("PLAIN", &imap::plain(username, password)).await?
            }
            Credentials::Password(password) => {
                let quoted = imap::quoted(username).zip(imap::quoted(password));
                let (username, password) = quoted.ok_or_else(|| {
                    Problem::new(ProblemCode::NoSuchSignIn, "the server offers no AUTH=PLAIN")
                })?;
                self.command(&format!("LOGIN {username} {password}"), |_| Ok(())).await?
            }
            Credentials::Token(token) if self.can("AUTH=XOAUTH2") => {
                self.authenticate("XOAUTH2", &imap::xoauth2(username, token)).await?
            }
            Credentials::Token(token) if self.can("AUTH=OAUTHBEARER") => {
                self.authenticate("OAUTHBEARER", &imap::bearer(username, host, *port, token)).await?
            }
            Credentials::Token(_) => {
                let offered = self.capabilities.join(" ");
                return Err(Problem::new(ProblemCode::NoSuchSignIn, offered));
            }
        };
        if told.status != Status::Ok {
            return Err(Problem::refused(&told, ProblemCode::SignIn));
        }
        // Others are offered after the sign-in.
        self.capabilities.clear();
        if let Some(StatusCode::Capabilities(told)) = told.code {
            self.capabilities = told;
        }
        self.know_capabilities().await
    }

    /// The response is sent when the server is ready for it; a second question is a refusal that wants an empty answer
    /// before it says so.
    async fn authenticate(&mut self, mechanism: &str, response: &str) -> Result<Told, Problem> {
        let tag = self.send(&format!("AUTHENTICATE {mechanism}")).await?;
        let mut answers = [response, "", ""].into_iter();
        loop {
            match self.receive().await? {
                Response::Continue(_) => {
                    let answer =
                        answers.next().ok_or_else(|| Problem::new(ProblemCode::NotImap, mechanism))?;
                    self.write(format!("{answer}\r\n").as_bytes()).await?;
                }
                Response::Done { tag: done, told } if done == tag => return Ok(told),
                _ => {}
            }
        }
    }

    async fn know_capabilities(&mut self) -> Result<(), Problem> {
        if self.capabilities.is_empty() {
            self.ok("CAPABILITY", ProblemCode::NotImap, |_| Ok(())).await?;
        }
        Ok(())
    }
}
