//! Looking from outside whether a chat is set up: the widget on a page.

use std::time::Duration;

use axum::http::StatusCode;
use url::Url;
use web::{FetchError, GuardedClient};

use super::channel::{Channel, ChannelId};

database::text_enum!(
    /// What a page was found to have.
    pub enum PageState {
        /// The widget of this channel.
        Found = "found",
        /// No widget in what the server sent; a script may still put it there.
        Missing = "missing",
        /// The widget of another channel.
        OtherChannel = "other_channel",
        /// The widget, on a page that the channel does not allow.
        NotAllowed = "not_allowed",
        /// There is a server, but it gave no page.
        NoPage = "no_page",
        /// Nobody answers there.
        Unreachable = "unreachable",
        /// The address leads into this server's own network.
        AddressRefused = "address_refused",
    }
);

/// A page as it was found.
#[derive(Debug)]
pub(super) struct Page {
    pub state: PageState,
    /// In English, for developers.
    pub detail: Option<String>,
}

impl Page {
    fn of(state: PageState) -> Self {
        Self { state, detail: None }
    }
}

/// A page that is fetched to look for the widget: its time and its size.
const LIMITS: web::Limits = web::Limits { time: Duration::from_secs(15), body: 4 * 1024 * 1024 };

/// Fetches a page as a visitor's browser would and looks for the channel's widget.
pub(super) async fn page(client: &GuardedClient, url: &Url, channel: &Channel) -> Page {
    let answer = match client.with_limits(LIMITS).get(url).await {
        Ok(answer) => answer,
        Err(FetchError::Refused(why)) => {
            return Page { state: PageState::AddressRefused, detail: Some(why.to_string()) };
        }
        Err(FetchError::TooLarge(_)) => {
            return Page { state: PageState::NoPage, detail: Some("the page is too large".to_owned()) };
        }
        Err(error) => return Page { state: PageState::Unreachable, detail: Some(error.to_string()) },
    };
    if answer.status() != StatusCode::OK {
        return Page { state: PageState::NoPage, detail: Some(format!("HTTP {}", answer.status())) };
    }
    let html = String::from_utf8_lossy(answer.body());
    let found = widget_in(&html, channel.id);
    let allowed = &channel.settings.allowed_origins;
    let origin = url.origin().ascii_serialization();
    let is_allowed = allowed.is_empty() || allowed.iter().any(|one| one.trim_end_matches('/') == origin);
    Page::of(if found == PageState::Found && !is_allowed { PageState::NotAllowed } else { found })
}

/// The tag of the widget: whatever rewrites pages leaves the name of its attribute and the channel's id as they are.
fn widget_in(html: &str, channel: ChannelId) -> PageState {
    let ours = channel.to_string();
    let ids: Vec<&str> = html
        .split("data-channel")
        .skip(1)
        .map(|rest| rest.trim_start_matches(['=', '"', '\'', ' ', '\\']))
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default())
        .filter(|id| id.starts_with("chn_"))
        .collect();
    if ids.contains(&ours.as_str()) {
        PageState::Found
    } else if ids.is_empty() {
        PageState::Missing
    } else {
        PageState::OtherChannel
    }
}

#[cfg(test)]
mod tests {
    use super::{ChannelId, PageState, widget_in};

    #[test]
    fn the_widget_is_found_however_its_tag_is_written() {
        let channel = ChannelId(7);
        let id = channel.to_string();
        for (html, state) in [
            (
                format!("<script async src=\"https://x/widget.js\" data-channel=\"{id}\"></script>"),
                PageState::Found,
            ),
            (format!("<script data-channel={id} src=/cache/a1.js>"), PageState::Found),
            (format!("<script data-channel = '{id}'>"), PageState::Found),
            (format!("insert(\"<script data-channel=\\\"{id}\\\">\")"), PageState::Found),
            (format!("<script data-channel=\"{}\">", ChannelId(8)), PageState::OtherChannel),
            (format!("<p>{id}</p>"), PageState::Missing),
            ("<video data-channel=\"news\">".to_owned(), PageState::Missing),
        ] {
            assert_eq!(widget_in(&html, channel), state, "{html}");
        }
    }
}
