//! What the mail providers that stores use want to see in an SPF record.

/// The end of a provider's server names, and the name that it asks its customers to include, as its help pages say.
const PROVIDERS: [(&str, &str); 20] = [
    ("gmail.com", "_spf.google.com"),
    ("google.com", "_spf.google.com"),
    ("office365.com", "spf.protection.outlook.com"),
    ("outlook.com", "spf.protection.outlook.com"),
    ("zoho.com", "zohomail.com"),
    ("zoho.eu", "zohomail.eu"),
    ("yandex.com", "_spf.yandex.net"),
    ("yandex.com.tr", "_spf.yandex.net"),
    ("amazonaws.com", "amazonses.com"),
    ("sendgrid.net", "sendgrid.net"),
    ("mailgun.org", "mailgun.org"),
    ("postmarkapp.com", "spf.mtasv.net"),
    ("brevo.com", "spf.brevo.com"),
    ("mailjet.com", "spf.mailjet.com"),
    ("sparkpostmail.com", "sparkpostmail.com"),
    ("fastmail.com", "spf.messagingengine.com"),
    ("protonmail.ch", "_spf.protonmail.ch"),
    ("mail.me.com", "icloud.com"),
    ("hostinger.com", "_spf.mail.hostinger.com"),
    ("ovh.net", "mx.ovh.com"),
];

/// What a domain has to include so that this outgoing server may send for it; `None` for a provider that is not known.
pub fn spf_entry_of(host: &str) -> Option<&'static str> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_of = |end: &str| host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    PROVIDERS.into_iter().find(|(end, _)| is_of(end)).map(|(_, entry)| entry)
}

#[cfg(test)]
mod tests {
    use super::spf_entry_of;

    #[test]
    fn a_provider_is_known_by_the_end_of_its_server_s_name() {
        for (host, entry) in [
            ("smtp.gmail.com", Some("_spf.google.com")),
            ("SMTP.Office365.com.", Some("spf.protection.outlook.com")),
            ("email-smtp.eu-west-1.amazonaws.com", Some("amazonses.com")),
            ("smtp.yandex.com.tr", Some("_spf.yandex.net")),
            ("notgmail.com", None),
            ("mail.magaza.example", None),
        ] {
            assert_eq!(spf_entry_of(host), entry, "{host}");
        }
    }
}
