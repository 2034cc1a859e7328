//! Mails that Tillside writes itself: invitation, new password, test of a mailbox.
//!
//! Here they are composed and put into the outbox as rows of kind [`KIND`]; the floor that knows mailboxes delivers them.

use database::outbox::{self, NewRow, OutboxId};
use database::{DbError, Time, Tx, WorkspaceId};
use language::{Catalogue, Language, Value, dates};
use serde::{Deserialize, Serialize};
use web::html::escaped;

/// The kind of these rows of the outbox.
pub const KIND: &str = "system_mail";

/// A mail, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemMail {
    /// To whom, an e-mail address.
    pub to: String,
    /// Their name; may be empty.
    pub name: String,
    /// The language that it is written in.
    pub language: Language,
    /// One line.
    pub subject: String,
    /// The whole text.
    pub text: String,
    /// The same as an HTML document.
    pub html: String,
    /// Through which mailbox; `None` for whichever can send.
    pub channel_id: Option<i64>,
}

/// Puts a mail into the outbox. The same key is put there once.
///
/// # Errors
/// [`DbError::Refused`] when the key is there already.
pub fn enqueue(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    subject: i64,
    key: &str,
    mail: &SystemMail,
) -> Result<OutboxId, DbError> {
    let due = tx.now;
    outbox::enqueue(tx, &NewRow::new(workspace, KIND, subject, key, mail, due))
}

/// What an invitation says.
#[derive(Debug, Clone, Copy)]
pub struct Invitation<'a> {
    /// To whom.
    pub to: &'a str,
    /// Their name.
    pub name: &'a str,
    /// The language to invite them in.
    pub language: Language,
    /// Who invites.
    pub inviter: &'a str,
    /// Into which workspace.
    pub workspace: &'a str,
    /// Where they accept.
    pub link: &'a str,
    /// Until when.
    pub expires_at: Time,
    /// In whose time zone that is told; an IANA name.
    pub time_zone: &'a str,
}

impl SystemMail {
    /// Invites somebody to work here.
    #[must_use]
    pub fn invitation(invitation: &Invitation<'_>) -> Self {
        let Invitation { to, name, language, inviter, workspace, link, expires_at, time_zone } = *invitation;
        let zone = jiff::tz::TimeZone::get(time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let date = dates::date(language, expires_at.timestamp().to_zoned(zone).date());
        let who: [(&str, Value<'_>); 2] = [("inviter", inviter.into()), ("workspace", workspace.into())];
        let words = Catalogue::embedded();
        let letter = Letter {
            language,
            name,
            workspace,
            paragraphs: vec![words.text_with(language, "mail-invitation-intro", &who)],
            button: Some((words.text(language, "mail-invitation-button"), link)),
            after: vec![
                words.text_with(language, "mail-invitation-expires", &[("date", date.into())]),
                words.text(language, "mail-invitation-ignore"),
            ],
        };
        letter.into_mail(to, words.line_with(language, "mail-invitation-subject", &who))
    }

    /// Hands somebody the link to a new password.
    #[must_use]
    pub fn password_reset(to: &str, name: &str, language: Language, workspace: &str, link: &str) -> Self {
        let words = Catalogue::embedded();
        let duration = dates::duration(language, 3600);
        let letter = Letter {
            language,
            name,
            workspace,
            paragraphs: vec![words.text_with(language, "mail-password-reset-intro", &[("email", to.into())])],
            button: Some((words.text(language, "mail-password-reset-button"), link)),
            after: vec![
                words.text_with(language, "mail-password-reset-expires", &[("duration", duration.into())]),
                words.text(language, "mail-password-reset-ignore"),
            ],
        };
        letter.into_mail(
            to,
            words.line_with(language, "mail-password-reset-subject", &[("workspace", workspace.into())]),
        )
    }
}

/// What every such mail is made of.
pub struct Letter<'a> {
    /// Its language.
    pub language: Language,
    /// The reader's name; may be empty.
    pub name: &'a str,
    /// The workspace that sends it.
    pub workspace: &'a str,
    /// What stands above the button.
    pub paragraphs: Vec<String>,
    /// What the button says and where it leads.
    pub button: Option<(String, &'a str)>,
    /// What stands below it.
    pub after: Vec<String>,
}

impl Letter<'_> {
    /// The mail, as text and as HTML with the same words.
    #[must_use]
    pub fn into_mail(self, to: &str, subject: String) -> SystemMail {
        SystemMail {
            to: to.to_owned(),
            name: self.name.to_owned(),
            language: self.language,
            subject,
            text: self.text(),
            html: self.html(),
            channel_id: None,
        }
    }

    fn greeting(&self) -> String {
        let words = Catalogue::embedded();
        if self.name.is_empty() {
            words.text(self.language, "mail-greeting-nameless")
        } else {
            words.text_with(self.language, "mail-greeting", &[("name", self.name.into())])
        }
    }

    fn footer(&self) -> String {
        Catalogue::embedded().text_with(self.language, "mail-footer", &[("workspace", self.workspace.into())])
    }

    fn text(&self) -> String {
        let mut blocks = vec![self.greeting()];
        blocks.extend(self.paragraphs.iter().cloned());
        blocks.extend(self.button.as_ref().map(|(words, link)| format!("{words}:\n{link}")));
        blocks.extend(self.after.iter().cloned());
        blocks.push(format!("-- \n{}", self.footer()));
        blocks.join("\n\n") + "\n"
    }

    fn html(&self) -> String {
        let mut body = paragraph(&self.greeting());
        self.paragraphs.iter().for_each(|text| body.push_str(&paragraph(text)));
        if let Some((words, link)) = &self.button {
            let (words, link) = (ammonia::clean_text(words), escaped(link));
            let hint = Catalogue::embedded().text(self.language, "mail-link-hint");
            body.push_str(&format!(
                "<p><a href=\"{link}\" style=\"{BUTTON}\">{words}</a></p>\n<p style=\"{SMALL}\">{}<br>\
                 <a href=\"{link}\" dir=\"ltr\">{link}</a></p>\n",
                ammonia::clean_text(&hint),
            ));
        }
        self.after.iter().for_each(|text| body.push_str(&paragraph(text)));
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"></head>\n<body style=\"{BODY}\">\n\
             {body}<p style=\"{SMALL}\">{}</p>\n</body></html>\n",
            self.language,
            self.language.direction(),
            ammonia::clean_text(&self.footer()),
        )
    }
}

const BODY: &str = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5;\
                    color:#1b1f24;max-width:560px;margin:24px auto;padding:0 16px";
const BUTTON: &str = "display:inline-block;padding:10px 18px;border-radius:8px;background:#1d5fd1;color:#ffffff;\
                      text-decoration:none;font-weight:600";
const SMALL: &str = "font-size:13px;color:#57606a;overflow-wrap:anywhere";

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", ammonia::clean_text(text))
}

#[cfg(test)]
mod tests {
    use database::Time;
    use language::Language;

    use super::{Invitation, SystemMail};

    fn invitation(language: Language, inviter: &str) -> SystemMail {
        SystemMail::invitation(&Invitation {
            to: "mina@shop.example",
            name: "مینا",
            language,
            inviter,
            workspace: "Çay & Co",
            link: "https://desk.example/invitation/abc",
            expires_at: "2026-11-28T21:30:00Z".parse::<Time>().unwrap(),
            time_zone: "Asia/Tehran",
        })
    }

    #[test]
    fn an_invitation_is_written_in_the_readers_language_and_direction() {
        for language in Language::ALL {
            let mail = invitation(language, "Ayşe");
            assert!(mail.text.contains("https://desk.example/invitation/abc"), "{language}");
            assert!(mail.html.contains(&format!("lang=\"{language}\" dir=\"{}\"", language.direction())));
            assert!(
                mail.html.contains("Çay &amp; Co") || mail.html.contains("Çay&#32;&amp;&#32;Co"),
                "{}",
                mail.html
            );
            assert!(mail.subject.contains("Çay & Co"), "{}", mail.subject);
        }
        assert!(invitation(Language::Fa, "Ayşe").text.contains("مینا"));
    }

    #[test]
    fn a_name_that_is_markup_stays_a_name() {
        let mail = invitation(Language::En, "<img src=x onerror=alert(1)>");
        assert!(!mail.html.contains("<img"), "{}", mail.html);
    }
}
