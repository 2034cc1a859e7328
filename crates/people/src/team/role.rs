//! What each role may do: one table.

database::text_enum!(
    /// What somebody may do here.
    pub enum Role {
        /// Everything, also to other owners. One owner always remains.
        Owner = "owner",
        /// Everything but changing owners.
        Admin = "admin",
        /// Answers customers.
        Agent = "agent",
        /// Looks, and changes nothing.
        Viewer = "viewer",
    }
);

database::text_enum!(
    /// One thing that a role or a token may do.
    pub enum Permission {
        /// See conversations.
        ConversationsRead = "conversations.read",
        /// Answer and change conversations.
        ConversationsWrite = "conversations.write",
        /// See customers.
        CustomersRead = "customers.read",
        /// Change and merge customers.
        CustomersWrite = "customers.write",
        /// See orders and products.
        OrdersRead = "orders.read",
        /// Have stores change orders: refunds, notes, addresses, as far as the workspace lets their role.
        OrdersWrite = "orders.write",
        /// See the measures.
        ReportsRead = "reports.read",
        /// See settings, team members and teams.
        SettingsRead = "settings.read",
        /// Change the workspace's settings.
        SettingsWrite = "settings.write",
        /// Invite, change and disable team members; change teams.
        TeamWrite = "team.write",
        /// See, make and revoke API tokens.
        TokensWrite = "tokens.write",
        /// Connect and change stores.
        StoresWrite = "stores.write",
        /// Connect and change channels.
        ChannelsWrite = "channels.write",
        /// Read the audit log.
        AuditRead = "audit.read",
        /// See what could not be delivered and try it again.
        OutboxWrite = "outbox.write",
    }
);

/// A set of permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions(u32);

impl Permissions {
    /// Every permission.
    #[must_use]
    pub fn all() -> Self {
        Self::of(Permission::ALL)
    }

    /// These permissions.
    #[must_use]
    pub fn of(permissions: &[Permission]) -> Self {
        Self(permissions.iter().fold(0, |set, permission| set | 1 << *permission as u32))
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn has(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u32) != 0
    }

    /// Whether every one of `others` is among them.
    #[must_use]
    pub fn include(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// The permissions, in the order of their definition.
    #[must_use]
    pub fn list(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|permission| self.has(*permission)).collect()
    }
}

const AGENT: &[Permission] = &[
    Permission::ConversationsRead,
    Permission::ConversationsWrite,
    Permission::CustomersRead,
    Permission::CustomersWrite,
    Permission::OrdersRead,
    Permission::OrdersWrite,
    Permission::ReportsRead,
    Permission::SettingsRead,
];
const VIEWER: &[Permission] = &[
    Permission::ConversationsRead,
    Permission::CustomersRead,
    Permission::OrdersRead,
    Permission::ReportsRead,
    Permission::SettingsRead,
];

impl Role {
    /// What this role may do.
    #[must_use]
    pub fn permissions(self) -> Permissions {
        match self {
            Self::Owner | Self::Admin => Permissions::all(),
            Self::Agent => Permissions::of(AGENT),
            Self::Viewer => Permissions::of(VIEWER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Permission, Permissions, Role};

    #[test]
    fn a_viewer_reads_and_writes_nothing() {
        for permission in Role::Viewer.permissions().list() {
            assert!(permission.as_str().ends_with(".read"), "{permission}");
        }
        assert!(!Role::Viewer.permissions().has(Permission::AuditRead));
    }

    #[test]
    fn each_role_includes_the_one_below() {
        let order = [Role::Owner, Role::Admin, Role::Agent, Role::Viewer];
        for pair in order.windows(2) {
            assert!(pair[0].permissions().include(pair[1].permissions()), "{pair:?}");
        }
        assert_eq!(Permissions::all().list(), Permission::ALL);
    }
}
