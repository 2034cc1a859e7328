//! The configuration: defaults, then a TOML file, then `TILLSIDE_…` in the environment, then the command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use database::{Engine, Settings};
use ipnet::IpNet;
use url::Url;

/// All that can be set. Each field is a key of the file, `TILLSIDE_` and its name in the environment, and a flag.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the embedded database, of large files and of the keys.
    pub data: PathBuf,
    /// A `postgres://` address in place of the embedded database.
    pub database_url: Option<String>,
    /// Where HTTP is served.
    pub listen: SocketAddr,
    /// Where SMTP is served.
    pub smtp_listen: SocketAddr,
    /// The address under which people reach this server.
    pub public_url: Option<Url>,
    /// The name that the mail server greets with and that its checks are signed by; the public address's host if absent.
    pub mail_host: Option<String>,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether stores, webhooks and mail servers may be in private networks.
    pub allow_private_addresses: bool,
    /// What is logged: `info`, `warn,shop=debug`.
    pub log: String,
}

/// Why there is no configuration; the Display is the line on stderr.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key that means nothing.
    #[error("{place}: there is no setting `{key}`; did you mean `{nearest}`?")]
    Unknown {
        /// The file, or `the environment`.
        place: String,
        /// The key as it stands there.
        key: String,
        /// The known one that is most like it.
        nearest: String,
    },
    /// A value that does not read.
    #[error("{place}: `{key}` {reason}")]
    Value {
        /// The file, `the environment` or `the command line`.
        place: String,
        /// The key.
        key: String,
        /// What it has to be.
        reason: String,
    },
    /// The file can't be read or is no TOML.
    #[error("{0}: {1}")]
    File(String, String),
}

/// Connections to read from the embedded database, and so the most threads that read at once.
pub const SQLITE_READERS: usize = 4;
/// Connections to PostgreSQL, each for a request that asks it something.
const POSTGRES_CONNECTIONS: usize = 16;
/// The place of what was given as flags.
const COMMAND_LINE: &str = "the command line";

impl ConfigError {
    /// Whether the command was called wrongly, and not set up wrongly.
    pub fn is_wrong_usage(&self) -> bool {
        matches!(self, Self::Value { place, .. } if place == COMMAND_LINE)
    }
}

/// The keys, as the file has them.
const KEYS: [&str; 9] = [
    "data",
    "database_url",
    "listen",
    "smtp_listen",
    "public_url",
    "mail_host",
    "trusted_proxies",
    "allow_private_addresses",
    "log",
];

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database_url: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            smtp_listen: SocketAddr::from(([127, 0, 0, 1], 2525)),
            public_url: None,
            mail_host: None,
            trusted_proxies: Vec::new(),
            allow_private_addresses: false,
            log: "info".to_owned(),
        }
    }
}

impl Config {
    /// Puts it together from a file, the environment and flags (`key`, `value`), the later over the earlier.
    ///
    /// # Errors
    /// [`ConfigError`] names the place and the key.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
        flags: &[(&'static str, String)],
    ) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        if let Some(file) = file {
            config.read_file(file)?;
        }
        config.read_environment(environment)?;
        for (key, value) in flags {
            config.set(COMMAND_LINE, key, value)?;
        }
        Ok(config)
    }

    fn read_file(&mut self, file: &Path) -> Result<(), ConfigError> {
        let place = file.display().to_string();
        let wrong = |cause: String| ConfigError::File(place.clone(), cause);
        let text = std::fs::read_to_string(file).map_err(|cause| wrong(cause.to_string()))?;
        let table: toml::Table = text.parse().map_err(|cause: toml::de::Error| wrong(cause.to_string()))?;
        for (key, value) in table {
            known(&place, &key, &key)?;
            self.set(&place, &key, &plain(&value))?;
        }
        Ok(())
    }

    fn read_environment(
        &mut self,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<(), ConfigError> {
        for (name, value) in environment {
            let Some(key) = name.strip_prefix("TILLSIDE_") else { continue };
            // Settings of the tests and of the file's own place are not settings of the server.
            if key == "CONFIG" || key.starts_with("TEST_") {
                continue;
            }
            let key = key.to_lowercase();
            known("the environment", &key, &name)?;
            self.set("the environment", &key, &value)?;
        }
        Ok(())
    }

    fn set(&mut self, place: &str, key: &str, value: &str) -> Result<(), ConfigError> {
        let wrong = |reason: &str| ConfigError::Value {
            place: place.to_owned(),
            key: key.to_owned(),
            reason: reason.to_owned(),
        };
        let address = || {
            value
                .parse::<SocketAddr>()
                .map_err(|_| wrong("is an address with a port, such as 127.0.0.1:8080"))
        };
        match key {
            "data" => self.data = PathBuf::from(value),
            "database_url" => self.database_url = Some(value.to_owned()),
            "listen" => self.listen = address()?,
            "smtp_listen" => self.smtp_listen = address()?,
            "public_url" => {
                let url = value
                    .parse::<Url>()
                    .ok()
                    .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
                self.public_url =
                    Some(url.ok_or_else(|| wrong("is an address such as https://support.example.com"))?);
            }
            "mail_host" => self.mail_host = Some(value.to_owned()),
            "trusted_proxies" => {
                let networks = value.split(',').map(str::trim).filter(|one| !one.is_empty());
                let networks: Result<Vec<IpNet>, _> = networks.map(network).collect();
                self.trusted_proxies =
                    networks.map_err(|()| wrong("is a list of networks such as 10.0.0.0/8,::1"))?;
            }
            "allow_private_addresses" => {
                self.allow_private_addresses = value.parse().map_err(|_| wrong("is true or false"))?;
            }
            "log" => self.log = value.to_owned(),
            _ => known(place, key, key)?,
        }
        Ok(())
    }

    /// The file of the keys that encrypt stored secrets.
    pub fn key_file(&self) -> PathBuf {
        self.data.join("secret.key")
    }

    /// How the database is opened. `exclusive`: as the server that owns the folder.
    pub fn database(&self, exclusive: bool) -> Settings {
        let engine = match &self.database_url {
            Some(url) => Engine::Postgres { url: url.clone() },
            None => Engine::Sqlite { folder: self.data.clone() },
        };
        let readers = if self.database_url.is_some() { POSTGRES_CONNECTIONS } else { SQLITE_READERS };
        Settings { engine, readers, exclusive }
    }

    /// The public address; the one that is listened on if none is set.
    pub fn public_url(&self) -> Url {
        let own = || format!("http://{}/", self.listen).parse().expect("a socket address makes a URL");
        self.public_url.clone().unwrap_or_else(own)
    }

    /// The name of the mail server.
    pub fn mail_host(&self) -> String {
        let of_url = || self.public_url().host_str().unwrap_or("localhost").to_owned();
        self.mail_host.clone().unwrap_or_else(of_url)
    }
}

/// A network, or one address as a network of its own.
fn network(text: &str) -> Result<IpNet, ()> {
    text.parse::<IpNet>().or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from)).map_err(|_| ())
}

fn known(place: &str, key: &str, shown: &str) -> Result<(), ConfigError> {
    if KEYS.contains(&key) {
        return Ok(());
    }
    let nearest =
        KEYS.iter().max_by(|a, b| strsim::jaro_winkler(a, key).total_cmp(&strsim::jaro_winkler(b, key)));
    let nearest = nearest.copied().unwrap_or_default();
    let nearest =
        if shown == key { nearest.to_owned() } else { format!("TILLSIDE_{}", nearest.to_uppercase()) };
    Err(ConfigError::Unknown { place: place.to_owned(), key: shown.to_owned(), nearest })
}

/// A TOML value as the other places would write it.
fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    fn from(pairs: &[(&str, &str)]) -> Result<Config, String> {
        let environment = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::load(None, environment, &[]).map_err(|error| error.to_string())
    }

    #[test]
    fn a_misspelt_setting_is_an_error_that_names_the_nearest() {
        let error = from(&[("TILLSIDE_LISTN", "127.0.0.1:80")]).unwrap_err();
        assert_eq!(
            error,
            "the environment: there is no setting `TILLSIDE_LISTN`; did you mean `TILLSIDE_LISTEN`?"
        );
        let error = from(&[("TILLSIDE_LISTEN", "80")]).unwrap_err();
        assert_eq!(error, "the environment: `listen` is an address with a port, such as 127.0.0.1:8080");
    }

    #[test]
    fn a_wrong_flag_is_wrong_usage_and_a_wrong_file_or_environment_is_not() {
        let flag = Config::load(None, std::iter::empty(), &[("listen", "nowhere".to_owned())]).unwrap_err();
        assert!(flag.is_wrong_usage(), "{flag}");
        let variable = ("TILLSIDE_LISTEN".to_owned(), "nowhere".to_owned());
        let variable = Config::load(None, std::iter::once(variable), &[]).unwrap_err();
        assert!(!variable.is_wrong_usage(), "{variable}");
    }

    #[test]
    fn a_flag_beats_the_environment_and_the_environment_beats_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tillside.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nsmtp_listen = \"127.0.0.1:2\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n").unwrap();
        let environment = [("TILLSIDE_SMTP_LISTEN".to_owned(), "127.0.0.1:3".to_owned())];
        let config =
            Config::load(Some(&file), environment.into_iter(), &[("listen", "127.0.0.1:4".to_owned())])
                .unwrap();
        assert_eq!(
            (config.listen.port(), config.smtp_listen.port(), config.trusted_proxies.len()),
            (4, 3, 2)
        );

        std::fs::write(&file, "lissten = \"x\"\n").unwrap();
        let error = Config::load(Some(&file), std::iter::empty(), &[]).unwrap_err().to_string();
        assert!(error.ends_with("there is no setting `lissten`; did you mean `listen`?"), "{error}");
    }
}
