//! How often somebody may try, so that guessing is slow and nobody is shut out for good.
//!
//! Three buckets; a try that succeeds is given back, so only failures count.
//! * the client's address: a whole office behind one address has room, a machine that tries many accounts has not;
//! * the account, for browsers that never signed in to it: an attacker with many addresses gets one try a minute;
//! * the device, alone, for browsers that did: an attacker's tries don't count here, not even from the same address, so
//!   the owner still gets in.
//!
//! Who is attacked and has no known device gets in by the mailed link, which no bucket of the account stops.

use std::net::IpAddr;
use std::time::Duration;

use database::Time;
use web::{ClientAddress, Problem, Quota, RateLimiter};

const PER_ADDRESS: Quota = Quota { burst: 30, every: Duration::from_secs(20) };
const PER_ACCOUNT: Quota = Quota { burst: 10, every: Duration::from_secs(60) };
const PER_DEVICE: Quota = Quota { burst: 10, every: Duration::from_secs(60) };
const RESETS_PER_ADDRESS: Quota = Quota { burst: 10, every: Duration::from_secs(180) };
const RESETS_PER_ACCOUNT: Quota = Quota { burst: 3, every: Duration::from_secs(600) };
const TOKENS_PER_ADDRESS: Quota = Quota { burst: 30, every: Duration::from_secs(10) };
/// Keys remembered in each limiter; about 100 bytes each.
const KEYS: usize = 20_000;

/// The buckets of one node.
pub struct Limits {
    addresses: RateLimiter<IpAddr>,
    accounts: RateLimiter<String>,
    devices: RateLimiter<String>,
    reset_addresses: RateLimiter<IpAddr>,
    reset_accounts: RateLimiter<String>,
    token_addresses: RateLimiter<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            addresses: RateLimiter::new(PER_ADDRESS, KEYS),
            accounts: RateLimiter::new(PER_ACCOUNT, KEYS),
            devices: RateLimiter::new(PER_DEVICE, KEYS),
            reset_addresses: RateLimiter::new(RESETS_PER_ADDRESS, KEYS),
            reset_accounts: RateLimiter::new(RESETS_PER_ACCOUNT, KEYS),
            token_addresses: RateLimiter::new(TOKENS_PER_ADDRESS, KEYS),
        }
    }
}

/// One try to sign in, taken from its buckets.
pub(super) enum Try {
    /// From a browser that never signed in to the account.
    Stranger {
        /// As it is counted.
        address: IpAddr,
        /// The account.
        email: String,
    },
    /// From a browser that did; the nonce of its cookie.
    Device(String),
}

impl Limits {
    /// Takes one try to sign in. `device` is the nonce of a device that is known for this account.
    pub(super) fn sign_in(
        &self,
        address: ClientAddress,
        email: &str,
        device: Option<String>,
        now: Time,
    ) -> Result<Try, Problem> {
        let now = now.timestamp();
        if let Some(nonce) = device {
            self.devices.check(nonce.clone(), now)?;
            return Ok(Try::Device(nonce));
        }
        let (address, email) = (address.rate_key(), email.to_owned());
        self.addresses.check(address, now)?;
        if let Err(wait) = self.accounts.check(email.clone(), now) {
            self.addresses.refund(&address);
            return Err(wait.into());
        }
        Ok(Try::Stranger { address, email })
    }

    /// Gives a try back that succeeded.
    pub(super) fn succeeded(&self, tried: &Try) {
        match tried {
            Try::Stranger { address, email } => {
                self.addresses.refund(address);
                self.accounts.refund(email);
            }
            Try::Device(nonce) => self.devices.refund(nonce),
        }
    }

    /// Takes one request for a link to a new password.
    pub(super) fn reset(&self, address: ClientAddress, now: Time) -> Result<(), Problem> {
        Ok(self.reset_addresses.check(address.rate_key(), now.timestamp())?)
    }

    /// Whether one more such mail may go to this account now.
    pub(super) fn may_mail_reset(&self, email: &str, now: Time) -> bool {
        self.reset_accounts.check(email.to_owned(), now.timestamp()).is_ok()
    }

    /// Takes one use of a link from a mail (a reset or an invitation).
    pub(crate) fn link(&self, address: ClientAddress, now: Time) -> Result<(), Problem> {
        Ok(self.token_addresses.check(address.rate_key(), now.timestamp())?)
    }
}
