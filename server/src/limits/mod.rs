//! How much one address may ask for: everything together, and sign-ins in particular.

use crate::config;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The rate limits of a server.
#[derive(Debug)]
pub struct Limits {
    requests: Option<DefaultKeyedRateLimiter<IpAddr>>,
    sign_ins: Option<DefaultKeyedRateLimiter<IpAddr>>,
    proxies: u8,
    clock: DefaultClock,
    /// Addresses that failed to sign in too often, and until when they wait.
    barred: Mutex<HashMap<IpAddr, Instant>>,
    /// How long a request may take.
    pub timeout: Duration,
}

/// What is limited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limited {
    /// Any request.
    Request,
    /// A sign-in.
    SignIn,
}

impl Limited {
    /// Returns the limit's word in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::SignIn => "sign_in",
        }
    }
}

fn quota(count: u32, period: Duration, burst: u32) -> Option<Quota> {
    let each = period.checked_div(NonZeroU32::new(count)?.get())?;
    Some(Quota::with_period(each)?.allow_burst(NonZeroU32::new(burst)?))
}

/// IPv6 callers own whole networks of 64 bits, so those count as one address.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            let net = IpAddr::from([a, b, c, d, 0, 0, 0, 0]);
            v6.to_ipv4_mapped().map_or(net, IpAddr::V4)
        }
    }
}

impl Limits {
    /// Makes the limits that were set.
    #[must_use]
    pub fn new(set: &config::Limits) -> Self {
        let keyed = |quota: Option<Quota>| quota.map(RateLimiter::keyed);
        Self {
            requests: keyed(quota(set.requests_per_second, Duration::from_secs(1), set.burst)),
            sign_ins: keyed(quota(
                set.sign_ins_per_minute,
                Duration::from_mins(1),
                set.sign_in_burst,
            )),
            proxies: set.proxies,
            clock: DefaultClock::default(),
            barred: Mutex::default(),
            timeout: Duration::from_secs(set.timeout_seconds),
        }
    }

    /// Returns the address that counts: the peer's, or what the trusted proxies say it is.
    #[must_use]
    pub fn caller(&self, peer: IpAddr, forwarded: Option<&str>) -> IpAddr {
        let back = usize::from(self.proxies);
        let told = forwarded.filter(|_| back > 0).and_then(|list| {
            let hops: Vec<&str> = list.split(',').map(str::trim).collect();
            hops.get(hops.len().checked_sub(back)?)?.parse().ok()
        });
        network(told.unwrap_or(peer))
    }

    /// Counts a failed try to sign in along the way of another request.
    pub fn failed(&self, address: IpAddr) {
        let Err(wait) = self.take(Limited::SignIn, address) else { return };
        let mut barred = self.barred.lock().unwrap_or_else(PoisonError::into_inner);
        barred.insert(address, Instant::now() + Duration::from_secs(wait));
    }

    /// Tells whether an address may try to sign in along the way of another request.
    ///
    /// # Errors
    /// The seconds to wait, 1 or more, when it failed too often.
    pub fn may_try(&self, address: IpAddr) -> Result<(), u64> {
        let barred = self.barred.lock().unwrap_or_else(PoisonError::into_inner);
        let left = barred
            .get(&address)
            .map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()));
        if left.is_zero() { Ok(()) } else { Err(left.as_secs().saturating_add(1)) }
    }

    /// Takes one of what the address may have.
    ///
    /// # Errors
    /// The seconds to wait, 1 or more, when it has had too much.
    pub fn take(&self, what: Limited, address: IpAddr) -> Result<(), u64> {
        let limiter = match what {
            Limited::Request => &self.requests,
            Limited::SignIn => &self.sign_ins,
        };
        let Some(limiter) = limiter else { return Ok(()) };
        limiter.check_key(&address).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            wait.as_secs().saturating_add(1)
        })
    }

    /// Forgets addresses that have all of their allowance again; to be called now and then.
    pub fn forget(&self) {
        for limiter in [&self.requests, &self.sign_ins].into_iter().flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        let mut barred = self.barred.lock().unwrap_or_else(PoisonError::into_inner);
        barred.retain(|_, until| *until > Instant::now());
    }
}

/// The tries to sign in that one request's address has left; the request carries it along.
#[derive(Clone, Debug)]
pub struct Tries {
    /// The limits.
    pub limits: Arc<Limits>,
    /// The address that counts.
    pub address: IpAddr,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(proxies: u8) -> Limits {
        let set = config::Limits {
            sign_ins_per_minute: 2,
            sign_in_burst: 3,
            proxies,
            ..config::Limits::default()
        };
        Limits::new(&set)
    }

    #[test]
    fn an_address_that_had_too_much_waits_and_others_do_not() {
        let limits = limits(0);
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..3 {
            limits.take(Limited::SignIn, one).unwrap();
        }
        let wait = limits.take(Limited::SignIn, one).unwrap_err();
        assert!((1..=31).contains(&wait), "{wait}");
        limits.take(Limited::SignIn, other).unwrap();
        limits.take(Limited::Request, one).unwrap();
    }

    #[test]
    fn an_address_that_failed_too_often_waits_and_others_do_not() {
        let limits = limits(0);
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..3 {
            limits.failed(one);
            limits.may_try(one).unwrap();
        }
        limits.failed(one);
        let wait = limits.may_try(one).unwrap_err();
        assert!((1..=32).contains(&wait), "{wait}");
        limits.may_try(other).unwrap();
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let peer = IpAddr::from([10, 0, 0, 1]);
        let list = Some("6.6.6.6, 7.7.7.7");
        assert_eq!(limits(0).caller(peer, list), peer);
        assert_eq!(limits(1).caller(peer, list), IpAddr::from([7, 7, 7, 7]));
        assert_eq!(limits(2).caller(peer, list), IpAddr::from([6, 6, 6, 6]));
        assert_eq!(limits(3).caller(peer, list), peer);
        assert_eq!(limits(1).caller(peer, None), peer);
    }

    #[test]
    fn a_network_of_64_bits_is_one_address() {
        let a: IpAddr = "2001:db8:1:2:3::4".parse().unwrap();
        let b: IpAddr = "2001:db8:1:2:9::9".parse().unwrap();
        assert_eq!(limits(0).caller(a, None), limits(0).caller(b, None));
    }
}
