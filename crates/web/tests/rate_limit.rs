//! Whoever tries too often waits, and nobody waits for ever.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use web::{Problem, Quota, RateLimiter, RetryAfter};

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_000_000 + seconds)
}

fn three_then_one_each_ten_seconds() -> RateLimiter<&'static str> {
    RateLimiter::new(Quota { burst: 3, every: Duration::from_secs(10) }, 100)
}

#[test]
fn a_burst_passes_and_then_one_at_a_time() {
    let limiter = three_then_one_each_ten_seconds();
    for _ in 0..3 {
        assert_eq!(limiter.check("a", at(0)), Ok(()));
    }
    assert_eq!(limiter.check("a", at(0)), Err(RetryAfter(Duration::from_secs(10))));
    assert_eq!(limiter.check("a", at(4)), Err(RetryAfter(Duration::from_secs(6))));
    assert_eq!(limiter.check("b", at(4)), Ok(()));
    assert_eq!(limiter.check("a", at(10)), Ok(()));
    assert!(limiter.check("a", at(10)).is_err());
    assert_eq!(limiter.check("a", at(1_000)), Ok(()));
}

#[test]
fn refused_tries_do_not_lengthen_the_wait() {
    let limiter = three_then_one_each_ten_seconds();
    let passed = (0..600).filter(|second| limiter.check("a", at(*second)).is_ok()).count();
    assert_eq!(passed, 3 + 59);
}

#[test]
fn a_success_can_be_given_back() {
    let limiter = three_then_one_each_ten_seconds();
    for _ in 0..50 {
        assert_eq!(limiter.check("a", at(0)), Ok(()));
        limiter.refund(&"a");
    }
    limiter.refund(&"a");
    limiter.refund(&"unknown");
    let passed = (0..10).filter(|_| limiter.check("a", at(0)).is_ok()).count();
    assert_eq!(passed, 3, "what is given back never makes more than a whole bucket");
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out() {
    let limiter = three_then_one_each_ten_seconds();
    for _ in 0..3 {
        limiter.check("a", at(100_000)).unwrap();
    }
    assert_eq!(limiter.check("a", at(0)), Err(RetryAfter(Duration::from_secs(10))));
    assert_eq!(limiter.check("a", at(1)), Err(RetryAfter(Duration::from_secs(9))));
    assert_eq!(limiter.check("a", at(10)), Ok(()));
}

#[test]
fn memory_is_bounded_and_the_busiest_are_remembered() {
    let limiter: RateLimiter<u32> =
        RateLimiter::new(Quota { burst: 5, every: Duration::from_secs(60) }, 1_000);
    for _ in 0..5 {
        limiter.check(u32::MAX, at(0)).unwrap();
    }
    for stranger in 0..100_000 {
        limiter.check(stranger, at(0)).unwrap();
        assert!(limiter.len() <= 1_000);
    }
    assert!(
        limiter.check(u32::MAX, at(0)).is_err(),
        "a flood of strangers does not free the one who is limited"
    );
}

#[test]
fn the_wait_becomes_a_problem() {
    let problem = Problem::from(RetryAfter(Duration::from_secs(3)));
    assert_eq!((problem.status().as_u16(), problem.code()), (429, "rate-limited"));
}
