//! What all HTTP handlers share.
