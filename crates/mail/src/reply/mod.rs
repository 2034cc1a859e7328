//! What the writer wrote now: quoted history and signatures told apart from the new text.
