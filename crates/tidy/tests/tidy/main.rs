//! House rules. A test that fails names the file and the rule; ARCHITECTURE.md says why the rule is there.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree has failed")]

mod directions;
mod documents;
mod layers;
mod migrations;
mod sizes;
mod styles;
mod texts;

/// Fails with all that was found, not only the first.
#[track_caller]
fn none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}\n  {}\n", found.join("\n  "));
}
