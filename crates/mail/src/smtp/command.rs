//! One line of the client, read.

use super::address::{Address, path};
use super::response::{self, Response};

/// What a client may ask for. Commands that are known but not offered are told apart from noise, because
/// the standard has a code for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    Helo {
        name: String,
    },
    Ehlo {
        name: String,
    },
    Mail(Mail),
    Rcpt(Rcpt),
    Data,
    Rset,
    Noop,
    Vrfy,
    Help,
    StartTls,
    Quit,
    NotOffered,
    /// A web browser or proxy that was talked into speaking to a mail port.
    OtherProtocol,
}

/// `MAIL FROM:<…> SIZE=… BODY=… SMTPUTF8`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mail {
    /// `None` is the empty sender `<>` of a bounce.
    pub(super) sender: Option<Address>,
    /// Announced size in bytes (RFC 1870).
    pub(super) size: Option<u64>,
    pub(super) eight_bit: bool,
    pub(super) smtputf8: bool,
}

/// `RCPT TO:<…>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rcpt {
    Mailbox(Address),
    /// `<postmaster>` without a domain, which every server must take (RFC 5321 §4.5.1).
    Postmaster,
}

impl Command {
    /// Reads a line without its CRLF; a line that is not a command gives the reply that says why.
    pub(super) fn parse(line: &[u8]) -> Result<Self, Response> {
        let line = std::str::from_utf8(line).map_err(|_| response::NOT_A_LINE)?;
        if line.contains(|c: char| c.is_control() && c != '\t') {
            return Err(response::NOT_A_LINE);
        }
        let line = line.trim_end_matches([' ', '\t']);
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim_start_matches(' ');
        let alone = |command| if rest.is_empty() { Ok(command) } else { Err(response::WRONG_ARGUMENTS) };
        match verb.to_ascii_uppercase().as_str() {
            "HELO" => Ok(Self::Helo { name: client_name(rest)? }),
            "EHLO" => Ok(Self::Ehlo { name: client_name(rest)? }),
            "MAIL" => Ok(Self::Mail(Mail::parse(rest)?)),
            "RCPT" => Ok(Self::Rcpt(Rcpt::parse(rest)?)),
            "DATA" => alone(Self::Data),
            "RSET" => alone(Self::Rset),
            "STARTTLS" => alone(Self::StartTls),
            "QUIT" => alone(Self::Quit),
            "NOOP" => Ok(Self::Noop),
            "HELP" => Ok(Self::Help),
            "VRFY" if rest.is_empty() => Err(response::WRONG_ARGUMENTS),
            "VRFY" => Ok(Self::Vrfy),
            "EXPN" | "BDAT" | "AUTH" | "ETRN" | "TURN" | "ATRN" | "SEND" | "SOML" | "SAML" => {
                Ok(Self::NotOffered)
            }
            "GET" | "POST" | "PUT" | "HEAD" | "OPTIONS" | "CONNECT" => Ok(Self::OtherProtocol),
            _ => Err(response::UNKNOWN_COMMAND),
        }
    }
}

/// The client's own name is kept as it came: many clients do not know theirs, so only its form is looked at.
fn client_name(argument: &str) -> Result<String, Response> {
    let well_formed = !argument.is_empty() && !argument.contains(char::is_whitespace);
    if well_formed { Ok(argument.to_owned()) } else { Err(response::WRONG_ARGUMENTS) }
}

impl Mail {
    fn parse(argument: &str) -> Result<Self, Response> {
        let (address, parameters) =
            after_keyword(argument, "FROM:").and_then(path).ok_or(response::BAD_SENDER)?;
        let sender = match address {
            "" => None,
            address => Some(Address::parse(address).ok_or(response::BAD_SENDER)?),
        };
        let mut mail = Self { sender, size: None, eight_bit: false, smtputf8: false };
        for parameter in parameters_of(parameters)? {
            let (key, value) = match parameter.split_once('=') {
                Some((key, value)) => (key, Some(value)),
                None => (parameter, None),
            };
            match (key.to_ascii_uppercase().as_str(), value.map(str::to_ascii_uppercase).as_deref()) {
                ("SIZE", Some(size)) => mail.size = Some(parse_size(size)?),
                ("BODY", Some("7BIT")) => mail.eight_bit = false,
                ("BODY", Some("8BITMIME")) => mail.eight_bit = true,
                ("SMTPUTF8", None) => mail.smtputf8 = true,
                ("SIZE" | "BODY" | "SMTPUTF8", _) => return Err(response::WRONG_ARGUMENTS),
                _ => return Err(response::UNKNOWN_PARAMETER),
            }
        }
        match mail.sender.as_ref().is_some_and(Address::needs_utf8) && !mail.smtputf8 {
            true => Err(response::NEEDS_SMTPUTF8),
            false => Ok(mail),
        }
    }
}

/// At most twenty digits (RFC 1870 §3); a number too large for the machine is simply too large.
fn parse_size(digits: &str) -> Result<u64, Response> {
    let well_formed = (1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if well_formed { Ok(digits.parse().unwrap_or(u64::MAX)) } else { Err(response::WRONG_ARGUMENTS) }
}

impl Rcpt {
    fn parse(argument: &str) -> Result<Self, Response> {
        let (address, parameters) =
            after_keyword(argument, "TO:").and_then(path).ok_or(response::BAD_RECIPIENT)?;
        if parameters_of(parameters)?.next().is_some() {
            return Err(response::UNKNOWN_PARAMETER);
        }
        if address.eq_ignore_ascii_case("postmaster") {
            return Ok(Self::Postmaster);
        }
        Address::parse(address).map(Self::Mailbox).ok_or(response::BAD_RECIPIENT)
    }
}

/// What follows `FROM:` or `TO:`, in any case.
fn after_keyword<'a>(argument: &'a str, keyword: &str) -> Option<&'a str> {
    let found = argument.get(..keyword.len())?;
    found.eq_ignore_ascii_case(keyword).then(|| &argument[keyword.len()..])
}

fn parameters_of(text: &str) -> Result<impl Iterator<Item = &str>, Response> {
    if text.is_empty() || text.starts_with(' ') {
        Ok(text.split(' ').filter(|parameter| !parameter.is_empty()))
    } else {
        Err(response::WRONG_ARGUMENTS)
    }
}
