//! Conversations and the channels they come through.
