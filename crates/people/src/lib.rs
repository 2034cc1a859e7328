//! Workspaces, sign-in, team and customers.
