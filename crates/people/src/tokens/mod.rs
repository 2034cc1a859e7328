//! API tokens: how programs come in.
//!
//! A token is shown once, when it is made; its SHA-256 is kept. What it may do are its scopes: permissions, or all. Nobody
//! makes a token that may do more than they may themselves.

pub mod http;
mod store;
pub mod token;

pub use store::{create, is_known, list, recognise, revoke};
pub use token::{NewToken, ScopeError, Scopes, Token, TokenId};
