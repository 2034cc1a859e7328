//! The conversation: who may say what when, and what is answered.

use super::address::Address;
use super::command::{Command, Mail, Rcpt};
use super::data::{Received, Receiver};
use super::dealings::{Action, Config, Delivery, Envelope, HangUp, Recipient, Refused, Why};
use super::response::{self, Response};

/// The longest command line, CRLF included, in bytes. RFC 5321 §4.5.3.1.4 wants 512, its extensions add to it.
const LONGEST_COMMAND: usize = 2048;

/// A question that the caller has not answered yet.
#[derive(Debug)]
enum Question {
    Recipient(Address),
    Delivery,
}

#[derive(Debug)]
enum Phase {
    Commands,
    /// The rest of a line that is too long is thrown away.
    LongLine,
    Data(Receiver),
    Tls,
    Closed,
}

/// A mail between its MAIL and its end.
#[derive(Debug)]
struct Transaction {
    mail: Mail,
    recipients: Vec<Address>,
}

/// One conversation with one client, from the greeting to the end.
#[derive(Debug)]
pub struct Session {
    config: Config,
    input: Vec<u8>,
    /// How much of the input has been dealt with.
    taken: usize,
    phase: Phase,
    question: Option<Question>,
    helo: Option<String>,
    transaction: Option<Transaction>,
    errors: usize,
    refused: Vec<Refused>,
    tls: bool,
}

impl Session {
    /// A conversation in which nothing has been said yet.
    pub fn new(config: Config) -> Self {
        Self {
            config,
            input: Vec::new(),
            taken: 0,
            phase: Phase::Commands,
            question: None,
            helo: None,
            transaction: None,
            errors: 0,
            refused: Vec::new(),
            tls: false,
        }
    }

    /// The server's first line. Not for use after STARTTLS, where the client speaks first.
    pub fn greeting(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(format!("220 {} ESMTP\r\n", self.config.hostname).as_bytes());
    }

    /// Takes bytes that the client sent; [`Session::next`] looks at them.
    pub fn feed(&mut self, bytes: &[u8]) {
        if !matches!(self.phase, Phase::Tls | Phase::Closed) {
            self.input.drain(..std::mem::take(&mut self.taken));
            self.input.extend_from_slice(bytes);
        }
    }

    /// Goes on until the caller is needed. Replies are appended to `out`.
    pub fn next(&mut self, out: &mut Vec<u8>) -> Action {
        match self.question {
            Some(Question::Recipient(_)) => self.recipient(Recipient::TryLater, out),
            Some(Question::Delivery) => self.delivered(Delivery::TryLater, out),
            None => {}
        }
        loop {
            let action = match self.phase {
                Phase::Closed => Some(Action::Close),
                Phase::Tls => Some(Action::StartTls),
                Phase::Commands => self.read_command(out),
                Phase::LongLine => self.skip_line(out),
                Phase::Data(_) => self.read_data(out),
            };
            if let Some(action) = action {
                return action;
            }
        }
    }

    /// Answers [`Action::CheckRecipient`]; without a question, nothing happens.
    pub fn recipient(&mut self, answer: Recipient, out: &mut Vec<u8>) {
        let Some(Question::Recipient(address)) = self.question.take() else { return };
        let Some(transaction) = &mut self.transaction else { return };
        match answer {
            Recipient::Accept => {
                if !transaction.recipients.contains(&address) {
                    transaction.recipients.push(address);
                }
                self.reply(response::RECIPIENT_OK, out);
            }
            Recipient::Unknown => {
                let sender = transaction.mail.sender.clone();
                self.refused.push(Refused { why: Why::UnknownRecipient, sender, recipients: vec![address] });
                self.reply(response::UNKNOWN_RECIPIENT, out);
            }
            Recipient::TryLater => self.reply(response::RECIPIENT_LATER, out),
        }
    }

    /// Answers [`Action::Deliver`]; without a question, nothing happens.
    pub fn delivered(&mut self, answer: Delivery, out: &mut Vec<u8>) {
        let Some(Question::Delivery) = self.question.take() else { return };
        let response = match answer {
            Delivery::Stored => response::STORED,
            Delivery::Refused => response::REFUSED,
            Delivery::TryLater => response::DELIVERY_LATER,
        };
        self.reply(response, out);
    }

    /// What was turned away since this was last asked, for who writes such things down.
    pub fn refused(&mut self) -> Vec<Refused> {
        std::mem::take(&mut self.refused)
    }

    /// The connection is encrypted from here on. Everything said before is forgotten (RFC 3207 §4.2), and
    /// what was sent behind STARTTLS in the clear was thrown away: it may be somebody else's.
    pub fn tls_started(&mut self) {
        if matches!(self.phase, Phase::Tls) {
            self.phase = Phase::Commands;
            self.tls = true;
            self.helo = None;
            self.transaction = None;
        }
    }

    /// Ends the conversation from this side; the next action is [`Action::Close`].
    pub fn hang_up(&mut self, reason: HangUp, out: &mut Vec<u8>) {
        if !matches!(self.phase, Phase::Closed) {
            let response = match reason {
                HangUp::TimedOut => response::TIMED_OUT,
                HangUp::ShuttingDown => response::SHUTTING_DOWN,
            };
            self.close(response, out);
        }
    }

    fn read_command(&mut self, out: &mut Vec<u8>) -> Option<Action> {
        let Some(length) = self.line_length() else {
            if self.input.len() - self.taken < LONGEST_COMMAND {
                return Some(Action::NeedInput);
            }
            self.phase = Phase::LongLine;
            return None;
        };
        let line = &self.input[self.taken..self.taken + length];
        self.taken += length;
        let command = match line.strip_suffix(b"\r\n") {
            _ if length > LONGEST_COMMAND => Err(response::LINE_TOO_LONG),
            Some(line) => Command::parse(line),
            None => Err(response::NOT_A_LINE),
        };
        match command.and_then(|command| self.obey(command, out)) {
            Ok(action) => action,
            Err(refusal) => {
                self.reply(refusal, out);
                None
            }
        }
    }

    /// The length of the next line, its LF included, once all of it is here.
    fn line_length(&self) -> Option<usize> {
        self.input[self.taken..].iter().position(|&byte| byte == b'\n').map(|end| end + 1)
    }

    fn forget_input(&mut self) {
        self.input.clear();
        self.taken = 0;
    }

    fn skip_line(&mut self, out: &mut Vec<u8>) -> Option<Action> {
        let Some(length) = self.line_length() else {
            self.forget_input();
            return Some(Action::NeedInput);
        };
        self.taken += length;
        self.phase = Phase::Commands;
        self.reply(response::LINE_TOO_LONG, out);
        None
    }

    fn obey(&mut self, command: Command, out: &mut Vec<u8>) -> Result<Option<Action>, Response> {
        match command {
            Command::Helo { name } => self.greet(name, None, out),
            Command::Ehlo { name } => self.greet(name, Some(self.extensions()), out),
            Command::Mail(mail) => self.begin(mail, out)?,
            Command::Rcpt(rcpt) => return self.ask_recipient(rcpt).map(Some),
            Command::Data => self.begin_data(out)?,
            Command::StartTls => return self.start_tls(out).map(Some),
            Command::Rset => {
                self.transaction = None;
                self.reply(response::OK, out);
            }
            Command::Noop => self.reply(response::OK, out),
            Command::Vrfy => self.reply(response::CANNOT_VERIFY, out),
            Command::Help => self.reply(response::HELP, out),
            Command::Quit => self.close(response::GOODBYE, out),
            Command::OtherProtocol => self.close(response::NOT_A_MAIL_CLIENT, out),
            Command::NotOffered => return Err(response::NOT_IMPLEMENTED),
        }
        Ok(None)
    }

    fn extensions(&self) -> Vec<String> {
        let mut extensions = vec![
            "PIPELINING".to_owned(),
            "8BITMIME".to_owned(),
            "SMTPUTF8".to_owned(),
            "ENHANCEDSTATUSCODES".to_owned(),
            format!("SIZE {}", self.config.max_message_bytes),
        ];
        if self.config.starttls && !self.tls {
            extensions.push("STARTTLS".to_owned());
        }
        extensions
    }

    fn greet(&mut self, name: String, extensions: Option<Vec<String>>, out: &mut Vec<u8>) {
        self.helo = Some(name);
        self.transaction = None;
        let mut lines = vec![self.config.hostname.clone()];
        lines.extend(extensions.unwrap_or_default());
        let last = lines.len() - 1;
        for (index, line) in lines.iter().enumerate() {
            let separator = if index == last { ' ' } else { '-' };
            out.extend_from_slice(format!("250{separator}{line}\r\n").as_bytes());
        }
    }

    fn begin(&mut self, mail: Mail, out: &mut Vec<u8>) -> Result<(), Response> {
        if self.helo.is_none() || self.transaction.is_some() {
            return Err(response::WRONG_ORDER);
        }
        if mail.size.is_some_and(|size| size > self.config.max_message_bytes as u64) {
            self.refused.push(Refused { why: Why::TooLarge, sender: mail.sender, recipients: Vec::new() });
            return Err(response::TOO_BIG);
        }
        self.transaction = Some(Transaction { mail, recipients: Vec::new() });
        self.reply(response::SENDER_OK, out);
        Ok(())
    }

    fn ask_recipient(&mut self, rcpt: Rcpt) -> Result<Action, Response> {
        let transaction = self.transaction.as_ref().ok_or(response::WRONG_ORDER)?;
        let address = match rcpt {
            Rcpt::Mailbox(address) => address,
            Rcpt::Postmaster => Address::parse(&format!("postmaster@{}", self.config.hostname))
                .ok_or(response::UNKNOWN_RECIPIENT)?,
        };
        if address.needs_utf8() && !transaction.mail.smtputf8 {
            return Err(response::NEEDS_SMTPUTF8);
        }
        if transaction.recipients.len() >= self.config.max_recipients {
            return Err(response::TOO_MANY_RECIPIENTS);
        }
        self.question = Some(Question::Recipient(address.clone()));
        Ok(Action::CheckRecipient { address })
    }

    fn begin_data(&mut self, out: &mut Vec<u8>) -> Result<(), Response> {
        let transaction = self.transaction.as_ref().ok_or(response::WRONG_ORDER)?;
        if transaction.recipients.is_empty() {
            return Err(response::NO_RECIPIENTS);
        }
        self.phase = Phase::Data(Receiver::new(self.config.max_message_bytes));
        self.reply(response::SEND_DATA, out);
        Ok(())
    }

    fn read_data(&mut self, out: &mut Vec<u8>) -> Option<Action> {
        let Phase::Data(receiver) = &mut self.phase else { return None };
        match receiver.receive(&self.input[self.taken..]) {
            Received::More => {
                self.forget_input();
                Some(Action::NeedInput)
            }
            Received::Mail { taken, raw } => {
                let envelope = self.end_data(taken)?;
                self.question = Some(Question::Delivery);
                Some(Action::Deliver { envelope, raw })
            }
            Received::TooBig { taken } => {
                self.turn_away(Why::TooLarge);
                self.end_data(taken);
                self.reply(response::TOO_BIG, out);
                None
            }
            Received::Endless => {
                self.turn_away(Why::TooLarge);
                self.close(response::TOO_BIG, out);
                None
            }
            Received::BareLf => {
                self.turn_away(Why::NotALine);
                self.close(response::BARE_LF, out);
                None
            }
        }
    }

    fn turn_away(&mut self, why: Why) {
        if let Some(Transaction { mail, recipients }) = &self.transaction {
            let (sender, recipients) = (mail.sender.clone(), recipients.clone());
            self.refused.push(Refused { why, sender, recipients });
        }
    }

    fn end_data(&mut self, taken: usize) -> Option<Envelope> {
        self.taken += taken;
        self.phase = Phase::Commands;
        let Transaction { mail, recipients } = self.transaction.take()?;
        Some(Envelope {
            helo: self.helo.clone()?,
            sender: mail.sender,
            recipients,
            smtputf8: mail.smtputf8,
            eight_bit: mail.eight_bit,
            tls: self.tls,
        })
    }

    fn start_tls(&mut self, out: &mut Vec<u8>) -> Result<Action, Response> {
        if self.tls {
            return Err(response::ALREADY_TLS);
        }
        if !self.config.starttls {
            return Err(response::NOT_IMPLEMENTED);
        }
        self.forget_input();
        self.phase = Phase::Tls;
        self.reply(response::READY_FOR_TLS, out);
        Ok(Action::StartTls)
    }

    fn reply(&mut self, response: Response, out: &mut Vec<u8>) {
        response.write(out);
        if response.is_failure() {
            self.errors += 1;
            if self.errors >= self.config.max_errors {
                self.close(response::TOO_MANY_ERRORS, out);
            }
        }
    }

    fn close(&mut self, response: Response, out: &mut Vec<u8>) {
        response.write(out);
        self.forget_input();
        self.question = None;
        self.phase = Phase::Closed;
    }
}
