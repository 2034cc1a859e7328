//! Who comes second waits ([`database::Tx::alone_with`]), and who collided all the same tries again.

use std::collections::HashSet;

use database::DbError;

/// Whether two transactions got into each other's way: both made the same new customer, or each waited for the other.
pub(crate) fn is_collision(cause: &DbError) -> bool {
    cause.is_duplicate() || cause.to_string().contains("deadlock detected")
}

/// What came, in pieces in which no id comes twice: things that are taken over together are each known by what was there before.
pub(crate) fn distinct_runs<'a, T>(things: &'a [T], id: impl Fn(&T) -> &str) -> Vec<&'a [T]> {
    let (mut runs, mut begun, mut seen) = (Vec::new(), 0, HashSet::with_capacity(things.len()));
    for (place, thing) in things.iter().enumerate() {
        if !seen.insert(id(thing).to_owned()) {
            runs.push(&things[begun..place]);
            begun = place;
            seen.clear();
            seen.insert(id(thing).to_owned());
        }
    }
    if begun < things.len() {
        runs.push(&things[begun..]);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::distinct_runs;

    #[test]
    fn what_comes_twice_begins_a_new_piece() {
        let runs = |text: &str| -> Vec<String> {
            let words: Vec<&str> = text.split(' ').collect();
            distinct_runs(&words, |word| word).iter().map(|run| run.join(" ")).collect()
        };
        assert_eq!(runs("a b c"), ["a b c"]);
        assert_eq!(runs("a b a c b b"), ["a b", "a c b", "b"]);
    }
}
