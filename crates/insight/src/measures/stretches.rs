//! When a conversation was unresolved: read from the changes of its status.

use database::Time;
use inbox::conversations::Status;

use super::measure::Cause;

/// Something that happened to a conversation, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// When.
    pub at: Time,
    /// The status before and after, where the log says it. A merge may move the status without saying so.
    pub change: Option<(Status, Status)>,
}

/// A time in which a conversation was unresolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unresolved {
    /// From when.
    pub began_at: Time,
    /// Why.
    pub cause: Cause,
    /// Until when.
    pub ended_at: Option<Time>,
    /// When the next one began.
    pub reopened_at: Option<Time>,
}

/// The stretches of a conversation that began at `began_at` and now stands at `status`.
pub(super) fn stretches(began_at: Time, status: Status, steps: &[Step]) -> Vec<Unresolved> {
    let mut walk = Walk::default();
    for (at, status) in standings(began_at, status, steps) {
        match is_resolved(status) {
            Some(true) => walk.resolve(at),
            Some(false) => walk.open(at),
            // Called spam, it is neither open nor done; called back, it goes on where it was.
            None => {}
        }
    }
    walk.stretches
}

/// Whether nothing is left to do; `None` for spam.
const fn is_resolved(status: Status) -> Option<bool> {
    match status {
        Status::Solved | Status::Closed => Some(true),
        Status::Open | Status::Pending | Status::Snoozed => Some(false),
        Status::Spam => None,
    }
}

/// Which status the conversation had from when on. A step that does not say what it left behind left what the next one
/// found; so a merge that opened its target is seen although no event names the status.
fn standings(began_at: Time, status: Status, steps: &[Step]) -> Vec<(Time, Status)> {
    let mut found = status;
    let mut standings: Vec<(Time, Status)> = Vec::with_capacity(steps.len() + 1);
    for step in steps.iter().rev() {
        let left = match step.change {
            Some((before, after)) => {
                found = before;
                after
            }
            None => found,
        };
        standings.push((step.at.max(began_at), left));
    }
    standings.push((began_at, found));
    standings.reverse();
    standings
}

#[derive(Default)]
struct Walk {
    stretches: Vec<Unresolved>,
    has_been_resolved: bool,
}

impl Walk {
    fn open(&mut self, at: Time) {
        if self.stretches.last().is_some_and(|last| last.ended_at.is_none()) {
            return;
        }
        if let Some(last) = self.stretches.last_mut() {
            last.reopened_at = Some(at);
        }
        let cause = if self.has_been_resolved { Cause::Reopened } else { Cause::First };
        self.stretches.push(Unresolved { began_at: at, cause, ended_at: None, reopened_at: None });
    }

    /// What was opened and resolved in one moment was never unresolved: an outbound message that is done when it is sent.
    fn resolve(&mut self, at: Time) {
        self.has_been_resolved = true;
        let Some(last) = self.stretches.last_mut() else { return };
        if last.ended_at.is_some() {
            return;
        }
        if last.began_at < at {
            last.ended_at = Some(at);
            return;
        }
        self.stretches.pop();
        if let Some(before) = self.stretches.last_mut() {
            before.reopened_at = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use database::Time;
    use inbox::conversations::Status::{self, Closed, Open, Pending, Snoozed, Solved, Spam};

    use super::{Step, stretches};
    use crate::measures::measure::Cause;

    fn step(at: i64, change: Option<(Status, Status)>) -> Step {
        Step { at: Time::from_micros(at), change }
    }

    /// (began, ended, reopened, whether it was a reopening)
    fn read(now: Status, steps: &[Step]) -> Vec<(i64, i64, i64, bool)> {
        let micros = |at: Option<Time>| at.map_or(0, Time::micros);
        stretches(Time::from_micros(10), now, steps)
            .into_iter()
            .map(|one| {
                (
                    one.began_at.micros(),
                    micros(one.ended_at),
                    micros(one.reopened_at),
                    one.cause == Cause::Reopened,
                )
            })
            .collect()
    }

    #[test]
    fn a_conversation_is_unresolved_until_it_is_solved_and_again_when_it_is_reopened() {
        let steps = [
            step(10, None),
            step(20, Some((Open, Pending))),
            step(30, Some((Pending, Solved))),
            step(35, Some((Solved, Closed))),
            step(50, Some((Closed, Open))),
            step(60, Some((Open, Snoozed))),
            step(90, Some((Snoozed, Solved))),
        ];
        assert_eq!(read(Solved, &steps), [(10, 30, 50, false), (50, 90, 0, true)]);
        assert_eq!(read(Open, &steps[..5]), [(10, 30, 50, false), (50, 0, 0, true)]);
        assert_eq!(read(Open, &[]), [(10, 0, 0, false)]);
    }

    #[test]
    fn a_merge_that_opens_its_target_reopens_it_at_that_moment() {
        let steps = [step(10, None), step(30, Some((Open, Solved))), step(40, None)];
        assert_eq!(read(Open, &steps), [(10, 30, 40, false), (40, 0, 0, true)]);
        let later = [steps.as_slice(), &[step(70, Some((Open, Solved)))]].concat();
        assert_eq!(read(Solved, &later), [(10, 30, 40, false), (40, 70, 0, true)]);
        assert_eq!(read(Solved, &steps), [(10, 30, 0, false)]);
    }

    #[test]
    fn what_was_called_spam_by_mistake_goes_on_where_it_was() {
        let steps =
            [step(20, Some((Open, Spam))), step(30, Some((Spam, Open))), step(40, Some((Open, Solved)))];
        assert_eq!(read(Solved, &steps), [(10, 40, 0, false)]);
        let from_the_start = [step(30, Some((Spam, Open)))];
        assert_eq!(read(Open, &from_the_start), [(30, 0, 0, false)]);
    }

    #[test]
    fn what_is_done_the_moment_it_begins_was_never_unresolved() {
        let steps = [step(10, None), step(10, Some((Open, Solved)))];
        assert_eq!(read(Solved, &steps), []);
        let answered = [steps.as_slice(), &[step(50, Some((Solved, Open)))]].concat();
        assert_eq!(read(Open, &answered), [(50, 0, 0, true)]);
    }
}
