/* Made by generate.js after docs/api/openapi.json: `make openapi`. */
export interface paths {
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who works or worked here, oldest first. */
        get: operations["get_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes somebody's name, role or teams, or shuts them out; that ends their sessions. Only owners change owners. */
        patch: operations["patch_agents_by_id"];
        trace?: never;
    };
    "/api/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file; put its id into a reply. */
        post: operations["post_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file. Images and PDF may be shown by the browser, all else is only saved. */
        get: operations["get_attachments_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event in a calendar file that came with a message. */
        get: operations["get_attachments_by_id_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, newest first. */
        get: operations["get_audit_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores as their customers see them, those that a workspace had included; what is not a store's own is the workspace's. */
        get: operations["get_brands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The carriers that are known, those that the workspace added first. */
        get: operations["get_carriers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The channels, oldest first. Their secrets are shown to those who may change them. */
        get: operations["get_channels"];
        put?: never;
        /** Makes a channel. A mailbox gets a key that signs its mail, chat and API a secret. */
        post: operations["post_channels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel. */
        get: operations["get_channels_by_id"];
        put?: never;
        post?: never;
        /** Takes a channel out of use for good. Its conversations stay. */
        delete: operations["delete_channels_by_id"];
        options?: never;
        head?: never;
        /**
         * Changes a channel; its kind never does. An outgoing server without a password keeps the one that is known, as long as
         *     server and account stay.
         */
        patch: operations["patch_channels_by_id"];
        trace?: never;
    };
    "/api/v1/channels/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Looks whether a chat is set up: whether the widget is on a page, and when and where it was last opened. Takes up to a
         *     quarter of a minute. Of a mailbox, `/channels/{id}/dns-check` tells.
         */
        post: operations["post_channels_by_id_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/dkim-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a key that signs nothing until its record is seen in the DNS. The one of its kind that signs now leaves then; one
         *     that waited is given up.
         */
        post: operations["post_channels_by_id_dkim_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/dkim-keys/{selector}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a key away: one that waits at once, a second one that signs becomes one that leaves, and one that leaves when no
         *     mail of its can be under way any more.
         */
        delete: operations["delete_channels_by_id_dkim_keys_by_selector"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/dns-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Looks into the DNS: which records about the mailbox's domain are there, missing or wrong, and what should stand there.
         *     A key that waited for its record and has it signs from now on.
         */
        post: operations["post_channels_by_id_dns_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The imports of a mailbox, newest first. */
        get: operations["get_channels_by_id_imports"];
        put?: never;
        /**
         * Reads mails into a mailbox: an mbox, a zip file of mails, one mail, as the body or as the parts `file` of a form; at most
         *     4 GiB. They are mails from before: they stand where they belong in time, their conversations are solved, nothing is sent
         *     and nobody is told. What was here already is not taken again. The answer is given when the files are on disk; reading
         *     goes on behind it.
         */
        post: operations["post_channels_by_id_imports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import, with what it passed over and where that stands. */
        get: operations["get_channels_by_id_imports_by_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/imports/{import}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops an import. What was taken stays; what was uploaded is thrown away. */
        post: operations["post_channels_by_id_imports_by_import_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/incoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this mailbox is read by IMAP, and how that goes; both are null where its mail is brought by SMTP or HTTP alone. */
        get: operations["get_channels_by_id_incoming"];
        /**
         * Reads this mailbox by IMAP from now on, or otherwise than before. Secrets that are absent stay as they are, as long as
         *     server and account do. Another account, or an earlier start, is read from its beginning; what is here is known.
         */
        put: operations["put_channels_by_id_incoming"];
        post?: never;
        /** Reads this mailbox no longer: its mail is brought by SMTP or HTTP. */
        delete: operations["delete_channels_by_id_incoming"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/incoming/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to agree with the provider of this mailbox. The page may be answered within 15 minutes. */
        post: operations["post_channels_by_id_incoming_authorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/incoming/authorization/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it: the provider's code becomes the tokens with which the mailbox is read. Each answer counts once. */
        post: operations["post_channels_by_id_incoming_authorization_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/incoming/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with these settings and says in words what is wrong, or which folders there are. Nothing is changed or kept. */
        post: operations["post_channels_by_id_incoming_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test mail through a mailbox, by the outbox: what becomes of it shows there, at `/outbox/{id}`. */
        post: operations["post_channels_by_id_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes the way of a mail to this address up to its content and stops there: nothing is sent. Takes up to 45 seconds. */
        post: operations["post_channels_by_id_try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inbox: a page of conversations. */
        get: operations["get_conversations"];
        put?: never;
        /** Begins a conversation with a message of the team's. */
        post: operations["post_conversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes several conversations; each for itself, so that one that can't be changed does not hold up the others. */
        post: operations["post_conversations_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation. */
        get: operations["get_conversations_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a conversation. */
        patch: operations["patch_conversations_by_id"];
        trace?: never;
    };
    "/api/v1/conversations/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own draft; null when there is none. */
        get: operations["get_conversations_by_id_draft"];
        /** Keeps one's draft. */
        put: operations["put_conversations_by_id_draft"];
        post?: never;
        /** Throws one's draft away. */
        delete: operations["delete_conversations_by_id_draft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history of a conversation, oldest first. */
        get: operations["get_conversations_by_id_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merges this conversation into another; answers with that one. */
        post: operations["post_conversations_by_id_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The messages of a conversation, oldest first. */
        get: operations["get_conversations_by_id_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes an internal note: the team alone reads it. */
        post: operations["post_conversations_by_id_notes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the others who is looking and who is typing. It is true for some seconds; say it again while it is. */
        post: operations["post_conversations_by_id_presence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks a conversation as opened by the team. */
        post: operations["post_conversations_by_id_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers the customer. It is `queued` until the channel has it; `delivery` tells how far it has come. Variables such as
         *     `{{order.number}}` get the values of this moment, worded in the conversation's language; one with neither a value nor a
         *     fallback (`{{customer.first_name|there}}`) is refused with its name.
         */
        post: operations["post_conversations_by_id_replies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/replies/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a reply would say if it were sent now; nothing is kept. */
        post: operations["post_conversations_by_id_replies_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/scheduled-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What leaves later in a conversation, soonest first. */
        get: operations["get_conversations_by_id_scheduled_replies"];
        put?: never;
        /** Plans an answer for a time to come. Until then nothing was said; when it comes it is an answer like any other. */
        post: operations["post_conversations_by_id_scheduled_replies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Splits a conversation; answers with the new one. */
        post: operations["post_conversations_by_id_split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undoes the merge of this conversation; answers with it. */
        post: operations["post_conversations_by_id_unmerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks a conversation as not opened. */
        post: operations["post_conversations_by_id_unread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/unsplit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a split-off conversation back; answers with the one that it came from. */
        post: operations["post_conversations_by_id_unsplit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coupons, the newest first. */
        get: operations["get_coupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/coupons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One coupon. */
        get: operations["get_coupons_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All custom fields. */
        get: operations["get_custom_fields"];
        put?: never;
        /** Makes a custom field. */
        post: operations["post_custom_fields"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/custom-fields/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a custom field away. */
        delete: operations["delete_custom_fields_by_id"];
        options?: never;
        head?: never;
        /** Renames a custom field or changes its choices. */
        patch: operations["patch_custom_fields_by_id"];
        trace?: never;
    };
    "/api/v1/customer-merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undoes a merge; answers with the profile that is back. */
        post: operations["post_customer_merges_by_id_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers, newest first unless asked otherwise. */
        get: operations["get_customers"];
        put?: never;
        /** Makes a customer, or finds the one who has the address already and fills in blanks. */
        post: operations["post_customers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One customer. */
        get: operations["get_customers_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a customer. */
        patch: operations["patch_customers_by_id"];
        trace?: never;
    };
    "/api/v1/customers/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merges another profile into this one. */
        post: operations["post_customers_by_id_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/order-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a customer's orders say about them. */
        get: operations["get_customers_by_id_order_facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may be the same person. */
        get: operations["get_customers_by_id_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/suggestions/{other}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that two are not the same person; it is not suggested again. */
        post: operations["post_customers_by_id_suggestions_by_other_dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened with a customer, the newest first. Conversations and orders are shown to those who may see them. */
        get: operations["get_customers_by_id_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens in the workspace from now on, or behind `since`, or from `Last-Event-ID` on. Events are named by their kind of thing
         *     (`conversation`, `message`, `customer`, `order`, `store`, `presence`, `typing`, `seen`, `reset`), their data says what
         *     exactly and to what; the thing itself is fetched. `reset`: too much was missed or
         *     the last event is not known, fetch anew. The stream ends with the session or token that opened it.
         */
        get: operations["get_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The days on which parcels don't move, which are no business days for what is called late. */
        get: operations["get_holidays"];
        /**
         * Sets the workspace's own holidays, and which of the known ones don't count. Every order is judged anew, in the background;
         *     nobody is told of what is late by that.
         */
        put: operations["put_holidays"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An image of another server; only addresses that stand in a mail's document. */
        get: operations["get_images_by_address"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbound/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes one mail as it came over the wire, at most 35 MiB. The answer is given after the commit: what it names is on disk.
         *     The same mail may be brought again; it is then a `duplicate`, or with the same `Idempotency-Key` answered as it was.
         */
        post: operations["post_inbound_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitation/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the link is an invitation to. */
        get: operations["get_invitation_by_token"];
        put?: never;
        /** Joins the team and signs in. */
        post: operations["post_invitation_by_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invitations that nobody accepted, newest first. */
        get: operations["get_invitations"];
        put?: never;
        /** Invites somebody by mail. Only owners invite owners. */
        post: operations["post_invitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an invitation back; its link stops working. */
        delete: operations["delete_invitations_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an invitation again, with a new link; the old one stops working. */
        post: operations["post_invitations_by_id_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/late-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is called late. */
        get: operations["get_late_rules"];
        /** Decides what is called late. Every order is judged anew, in the background; nobody is told of what is late by that. */
        put: operations["put_late_rules"];
        post?: never;
        /** Goes back to the usual rules. */
        delete: operations["delete_late_rules"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal, newest first. */
        get: operations["get_mail_journal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/journal/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mail that came: its header, why it stands where it stands, what it repeats. */
        get: operations["get_mail_journal_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/journal/{id}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mail as it came, byte for byte. That it was read stands in the audit log. */
        get: operations["get_mail_journal_by_id_raw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/journal/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a mail again with today's rules: what it says is read anew where it stands; one that was not taken, or taken for
         *     spam, is judged once more. Doing it twice changes nothing the second time.
         */
        post: operations["post_mail_journal_by_id_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came against what is here: each line of the journal, its bytes, its message, and what the folders that are read
         *     elsewhere had when they were last compared. Nothing should differ.
         */
        get: operations["get_mail_reconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/reconciliation/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compares each folder that is read elsewhere with the journal, now. It takes as long as the servers do, at most ten minutes a
         *     mailbox.
         */
        post: operations["post_mail_reconciliation_compare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/reconciliation/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compares, and fetches what is missing here. Doing it twice fetches nothing the second time. */
        post: operations["post_mail_reconciliation_fetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/reconciliation/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each folder that is read elsewhere against the journal, as they were compared the last time: once a day, and when somebody asks. */
        get: operations["get_mail_reconciliation_servers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses that get nothing automatic now, by address. */
        get: operations["get_mail_silences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets automatic mail go to an address again. Should it behave as before, it is silenced again. */
        delete: operations["delete_mail_silences_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses that no mail is sent to, by address. */
        get: operations["get_mail_suppressions"];
        put?: never;
        /** Sends no more mail to an address. */
        post: operations["post_mail_suppressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets mail go to an address again. */
        delete: operations["delete_mail_suppressions_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes one's own profile. */
        patch: operations["patch_me"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one's own password and ends one's other sessions. */
        post: operations["post_me_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The HTML of a mail as a document for a sandboxed frame: cleaned, quotes folded, nothing runs, nothing is fetched but
         *     through this server.
         */
        get: operations["get_messages_by_id_html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves one message to another conversation or into a new one; answers with that. Answers to the message follow it. */
        post: operations["post_messages_by_id_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mail as it came, byte for byte. */
        get: operations["get_messages_by_id_raw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/readdress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a failed mail to another address than the one that did not take it. Who has it already is not sent it again. */
        post: operations["post_messages_by_id_readdress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a failed answer again. */
        post: operations["post_messages_by_id_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back an answer that has not left. */
        post: operations["post_messages_by_id_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/unmove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a message back to where it was moved from; answers with that conversation. */
        post: operations["post_messages_by_id_unmove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each role may have stores do. */
        get: operations["get_order_policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-policy/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one may have stores do oneself. */
        get: operations["get_order_policy_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-policy/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Decides what a role may have stores do. */
        put: operations["put_order_policy_by_role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, the newest first unless asked otherwise. */
        get: operations["get_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders as a table for spreadsheets (RFC 4180, UTF-8), without pages. */
        get: operations["get_orders_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order. What was written on it in its store is asked for again unless that was done lately; `order.noted` tells of what came. */
        get: operations["get_orders_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/abilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the order's store can be had to do with it, and why not the rest. The store is not asked. */
        get: operations["get_orders_by_id_abilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done with an order, the newest first; at most 100. */
        get: operations["get_orders_by_id_actions"];
        put?: never;
        /**
         * Has the store do something with an order. It is `pending` until the store has answered; `order` events tell how far it
         *     has come. Sent twice, it is done once.
         */
        post: operations["post_orders_by_id_actions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/actions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an action would do. Nothing is done; the store is asked how the order is now. */
        post: operations["post_orders_by_id_actions_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/actions/{action}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an action back, where the store can. */
        post: operations["post_orders_by_id_actions_by_action_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/refundable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of an order can be given back, and whether its payment provider can do it. The store is asked now. */
        get: operations["get_orders_by_id_refundable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits or was given up, newest first. */
        get: operations["get_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbox/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One thing that is to leave, or has left: what became of a test mail, for instance. */
        get: operations["get_outbox_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbox/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries again what was given up. */
        post: operations["post_outbox_by_id_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/own-carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The carriers that the workspace added. */
        get: operations["get_own_carriers"];
        /**
         * Sets the carriers that the workspace adds. Parcels whose carrier was not recognised, and that have not arrived, are recognised by
         *     them at once, all others as they are told of again.
         */
        put: operations["put_own_carriers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link to a new password, if somebody has this address. The answer is always the same, and as fast. */
        post: operations["post_password_resets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose password a link changes. */
        get: operations["get_password_resets_by_token"];
        put?: never;
        /** Sets the password, ends every session of the account and signs in. */
        post: operations["post_password_resets_by_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What products are filed under, in the order of their letters: the first 500. */
        get: operations["get_product_categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products, the newest first. */
        get: operations["get_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product with its variants. */
        get: operations["get_products_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reader-failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the program's own readers of what happens could not take into account, newest first: lists, reports or search are
         *     not up to date there.
         */
        get: operations["get_reader_failures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reader-failures/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the reader try it again now. It is gone from the list when that went well; otherwise it stays, with the new reason. */
        post: operations["post_reader_failures_by_id_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the measures mean, in the signed-in person's language; a program says in `Accept-Language` which it reads. */
        get: operations["get_reports_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The measures of a period, with those of the period before, over time and by group. */
        get: operations["get_reports_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/overview.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table: a line for the whole period, for the one before, for each piece of the series and each group. */
        get: operations["get_reports_overview_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews, the newest first. */
        get: operations["get_reviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review. */
        get: operations["get_reviews_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers a review: everybody will read it in the store, in the name of the store's user whose keys are used. It is `pending`
         *     until the store has it; events `review.answer_…` tell how far it has come. Sent twice, it is written once. WooCommerce needs our
         *     plug-in for it.
         */
        post: operations["post_reviews_by_id_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{id}/answers/{answer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Throws an answer that failed away. What the store has is taken away in the store. */
        delete: operations["delete_reviews_by_id_answers_by_answer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{id}/answers/{answer}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries an answer that failed again. */
        post: operations["post_reviews_by_id_answers_by_answer_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled-replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an answer back that has not left: it leaves no more, what was written comes back. */
        delete: operations["delete_scheduled_replies_by_id"];
        options?: never;
        head?: never;
        /** Changes when an answer leaves, or whether it waits for its author. */
        patch: operations["patch_scheduled_replies_by_id"];
        trace?: never;
    };
    "/api/v1/scheduled-replies/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an answer now that was to leave later. */
        post: operations["post_scheduled_replies_by_id_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Things by what people remember of them: numbers and addresses that are exactly so first, then by how rare and how
         *     telling the words are, then the newest; spam behind everything else. All words have to be found, of each its beginning
         *     will do. At most 2,000 hits can be paged through. What has just happened is found within a second.
         */
        get: operations["get_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["get_session"];
        put?: never;
        /** Signs in. */
        post: operations["post_session"];
        /** Signs out. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions, newest first. */
        get: operations["get_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions. */
        delete: operations["delete_sessions_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether there is no workspace yet. */
        get: operations["get_setup"];
        put?: never;
        /** Makes the workspace and its first owner, and signs the owner in. */
        post: operations["post_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Tells where parcels are, of orders of any store. A parcel is found by its number or that of its order. Each is taken or refused
         *     by itself; sent again, nothing changes. At most 500 and 16 MB at a time.
         */
        put: operations["put_shipments"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores, in the order in which they were connected. */
        get: operations["get_stores"];
        put?: never;
        /**
         * Connects a store: WooCommerce by its keys and Shopify by an access token, which are tried at once; any other one by its
         *     address, and it tells of itself from then on.
         */
        post: operations["post_stores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to connect a store by its own authorisation page. */
        post: operations["post_stores_authorize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/authorize/shopify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to connect a Shopify store by Shopify's own page. `https://HOST/hooks/shopify/return` has to stand among the
         *     redirection addresses of the app.
         */
        post: operations["post_stores_authorize_shopify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store. */
        get: operations["get_stores_by_id"];
        put?: never;
        post?: never;
        /** Takes a store away. Its keys are forgotten; its orders stay. */
        delete: operations["delete_stores_by_id"];
        options?: never;
        head?: never;
        /** Renames, pauses or resumes a store, changes how it shows itself, or gives it new keys, which are tried at once. */
        patch: operations["patch_stores_by_id"];
        trace?: never;
    };
    "/api/v1/stores/{id}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A store tells of accounts, by its own ids. An account that is gone leaves its person here, with orders and
         *     conversations. At most 500 and 16 MB at a time.
         */
        put: operations["put_stores_by_id_customers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The imports of a store, newest first. */
        get: operations["get_stores_by_id_imports"];
        put?: never;
        /**
         * Sends a file: as the body or as the part `file` of a form; at most 4 GiB. Nothing is read into the store yet: the answer
         *     says how it is most likely read.
         */
        post: operations["post_stores_by_id_imports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import, with what can't be read and where that stands. */
        get: operations["get_stores_by_id_imports_by_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes how a file is read, as long as it is not being read. Another kind, encoding or delimiter proposes the columns anew. */
        patch: operations["patch_stores_by_id_imports_by_import"];
        trace?: never;
    };
    "/api/v1/stores/{id}/imports/{import}/bad-lines.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that can't be read, as a table: line, column, reason and what stands there. */
        get: operations["get_stores_by_id_imports_by_import_bad_lines_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/imports/{import}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops an import. What was taken stays; a check that is stopped leaves the file for another one. */
        post: operations["post_stores_by_id_imports_by_import_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/imports/{import}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads all of a file and takes nothing: what can't be read is found, by line and column. Goes on behind the answer. */
        post: operations["post_stores_by_id_imports_by_import_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/imports/{import}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first things of a file, as they would be read, also while it is. */
        get: operations["get_stores_by_id_imports_by_import_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/imports/{import}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a file into the store, as its past: nobody is told. What can't be read is passed over. Goes on behind the answer, and
         *     after a restart; what was taken is not taken twice.
         */
        post: operations["post_stores_by_id_imports_by_import_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives a store its logo: the body is a PNG of at most 512 kB with sides of 16 to 1024 pixels. Only its pixels are kept. */
        put: operations["put_stores_by_id_logo"];
        post?: never;
        /** Takes a store's logo away. */
        delete: operations["delete_stores_by_id_logo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A store tells of orders, by its own ids: new ones are made, known ones changed, those with the mark of a deletion go to
         *     the bin. Each is taken or refused by itself; sent again, nothing changes. At most 500 and 16 MB at a time.
         */
        put: operations["put_stores_by_id_orders"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A store tells of products, by its own ids. At most 500 and 16 MB at a time. */
        put: operations["put_stores_by_id_products"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has all of a store read anew; one that is being read is read on. */
        post: operations["post_stores_by_id_sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a store now whether it answers and its keys work, and writes down how it is doing. Takes up to a minute. */
        post: operations["post_stores_by_id_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tags, by name. */
        get: operations["get_tags"];
        put?: never;
        /** Makes a tag. Its name is no other tag's, in whatever case. */
        post: operations["post_tags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a tag away, also from its conversations. */
        delete: operations["delete_tags_by_id"];
        options?: never;
        head?: never;
        /** Renames or recolours a tag; its conversations follow. */
        patch: operations["patch_tags_by_id"];
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The teams, oldest first. */
        get: operations["get_teams"];
        put?: never;
        /** Makes a team. */
        post: operations["post_teams"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a team; its members stay. */
        delete: operations["delete_teams_by_id"];
        options?: never;
        head?: never;
        /** Renames a team or sets its members. */
        patch: operations["patch_teams_by_id"];
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tokens, newest first. */
        get: operations["get_tokens"];
        put?: never;
        /** Makes a token. */
        post: operations["post_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token; it stops working at once. */
        delete: operations["delete_tokens_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tracking-hooks/aftership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether AfterShip is listened to. */
        get: operations["get_tracking_hooks_aftership"];
        /** Listens to AfterShip; where it does already, the secret is changed. The address stays the same for good. */
        put: operations["put_tracking_hooks_aftership"];
        post?: never;
        /** Listens no more: messages are answered 404. */
        delete: operations["delete_tracking_hooks_aftership"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views that the asker sees, with their numbers: built-in ones, teams', saved ones. */
        get: operations["get_views"];
        put?: never;
        /** Saves a view. */
        post: operations["post_views"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Throws a view of one's own away. */
        delete: operations["delete_views_by_id"];
        options?: never;
        head?: never;
        /** Changes a view of one's own. */
        patch: operations["patch_views_by_id"];
        trace?: never;
    };
    "/api/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workspace. */
        get: operations["get_workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the workspace. */
        patch: operations["patch_workspace"];
        trace?: never;
    };
    "/api/v1/workspace/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What customers are told now: whether somebody is there, and otherwise when. */
        get: operations["get_workspace_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file; put its id into a message. */
        post: operations["post_chat_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a conversation that the visitor may see. */
        get: operations["get_chat_attachments_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was said before a message, oldest first: in this conversation and in those before it, also on the other devices of
         *     somebody whom the store has signed.
         */
        get: operations["get_chat_messages"];
        put?: never;
        /** Says something, where sockets are blocked. The same client-made id is the same message. */
        post: operations["post_chat_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens or goes on with a visitor's session. */
        post: operations["post_chat_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/v1/shopify/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in to a Shopify store, for its chat: an app proxy of the store's app leads here. Shopify adds
         *     `logged_in_customer_id`, `path_prefix`, `shop` and `timestamp`, and signs all with the app's secret.
         */
        get: operations["get_chat_shopify_identity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/v1/socket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The WebSocket of a widget: messages both ways, typing, what was seen. What goes over it is told in the documentation of
         *     the chat.
         */
        get: operations["get_chat_socket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a file is, until when it can be had, and where: for people, in the language of the conversation. */
        get: operations["get_files_by_token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{token}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, to be saved. */
        get: operations["get_files_by_token_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page with the form, for people. */
        get: operations["get_forms_by_id"];
        put?: never;
        /** Takes what was written as a new conversation, and answers with a page. */
        post: operations["post_forms_by_id"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/aftership/{hook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a message of AfterShip, or of a service that speaks as it does. It is answered after it was taken over; a parcel
         *     that nobody knows is no error.
         */
        post: operations["post_hooks_aftership_by_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/shopify/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A merchant installs an app at Shopify, or opens it there. The address is signed with the app's secret; an app is known that was
         *     entered for some store. The merchant is sent on to Shopify's own page, or to the console where the store is connected already, was
         *     taken away here, or the app is not known.
         */
        get: operations["get_hooks_shopify_install"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/shopify/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes what Shopify passes on of people's demands to an app, which has one address for all its stores. It is answered after it was
         *     met in the store that it is about; one about a store that is not here, too: nothing is known of it.
         */
        post: operations["post_hooks_shopify_privacy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/shopify/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The merchant's browser comes back from Shopify with a signed code, and goes on to the console when the store is connected,
         *     or it is known why not.
         */
        get: operations["get_hooks_shopify_return"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/woocommerce/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the keys that a store posts after its merchant agreed. On anything but 200 the store deletes them again. */
        post: operations["post_hooks_woocommerce_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/woocommerce/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The merchant's browser comes back from the store and goes on to the console. */
        get: operations["get_hooks_woocommerce_return"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receives what a store or another source sends; answered after it is on disk. `chn_…`: a message for an API channel,
         *     signed as Standard Webhooks with the channel's secret. `sto_…`: what a store sends, signed in the store's own form.
         */
        post: operations["post_hooks_by_id"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{id}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of an answer, by the link that the webhook told; it works for seven days and needs nothing else. */
        get: operations["get_hooks_by_id_attachments_by_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logos/{id}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A store's logo. Its address changes with it, so that it may be kept for ever; pages of every origin may show it. */
        get: operations["get_logos_by_id_by_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        AbilitiesStoreAbility: "coupons" | "reviews";
        /** @enum {string} */
        AbilitiesStoreLack: "unknown" | "right_missing";
        /** @enum {string} */
        AbilitiesWhat: "refund" | "restock" | "cancel" | "cancel_choices" | "note" | "mailed_note" | "shipping_address" | "billing_address" | "items" | "resend" | "coupon" | "replacement" | "returns";
        /** @enum {string} */
        AbilitiesWhy: "unknown" | "right_missing";
        /** @description How somebody joins. */
        Acceptance: {
            name: string;
            password: components["schemas"]["Secret"];
        };
        ActionId: string;
        /** @enum {string} */
        ActionKind: "refund" | "cancel" | "note" | "address" | "items" | "resend" | "coupon" | "replacement" | "approve_return" | "decline_return" | "close_return" | "undo";
        /** @enum {string} */
        ActionState: "pending" | "done" | "failed" | "unknown";
        /** @description An action that a person confirmed. */
        ActionToDo: {
            action: components["schemas"]["OrderActionWanted"];
            /** @description `cnv_…`: in its history the result stands. */
            conversation_id?: string | null;
            /** @description From the preview. */
            version: string;
        };
        /** @description What a preview is asked for. */
        ActionToPreview: {
            action: components["schemas"]["OrderActionWanted"];
        };
        /** @description A postal address, each line as the person wrote it; empty lines are absent. */
        Address: {
            /**
             * @description City.
             * @default
             */
            city?: string;
            /**
             * @description Company.
             * @default
             */
            company?: string;
            /**
             * @description ISO 3166-1 alpha-2.
             * @default
             */
            country?: string;
            /**
             * @description Street and number.
             * @default
             */
            line1?: string;
            /**
             * @description Flat, floor, door.
             * @default
             */
            line2?: string;
            /**
             * @description Postal code.
             * @default
             */
            postcode?: string;
            /**
             * @description State or province.
             * @default
             */
            state?: string;
        };
        /** @description Fields of addresses, by WooCommerce's names (`address_1`, `postcode`); an empty text clears one. */
        AddressWanted: {
            /** @description Who pays. */
            billing?: {
                [key: string]: string;
            };
            /** @description Where it goes. */
            shipping?: {
                [key: string]: string;
            };
        };
        /** @description Somebody who works here. */
        Agent: {
            /** @description `#rrggbb`. */
            avatar_color: string;
            /** @description When they joined. */
            created_at: components["schemas"]["Time"];
            /** @description Whether they are shut out. */
            disabled: boolean;
            /** @description Signs in with it. */
            email: string;
            /** @description Their id. */
            id: components["schemas"]["AgentId"];
            /** @description The language of their screens and mails. */
            language: components["schemas"]["Language"];
            last_seen_at: null | components["schemas"]["Time"];
            /** @description As customers and colleagues read it. */
            name: string;
            /** @description Whether they can be reached now. */
            presence: components["schemas"]["AgentPresence"];
            /** @description What they may do. */
            role: components["schemas"]["RoleRole"];
            /** @description Cleaned HTML; may be empty. */
            signature: string;
            /** @description The same by language, where it is another than `signature`. */
            signatures: {
                [key: string]: string;
            };
            /** @description The teams they are in. */
            team_ids: components["schemas"]["TeamId"][];
            /** @description IANA name. */
            time_zone: string;
        };
        AgentId: string;
        /** @description What to change of an agent. */
        AgentPatch: {
            /** @default null */
            disabled?: boolean | null;
            /** @default null */
            name?: string | null;
            /** @default null */
            role?: null | components["schemas"]["RoleRole"];
            /** @default null */
            team_ids?: components["schemas"]["TeamId"][] | null;
        };
        /** @enum {string} */
        AgentPresence: "online" | "away" | "offline";
        /** @enum {string} */
        AnswerAnswerable: "yes" | "plug_in_missing" | "not_shown" | "not_connected" | "not_supported";
        AnswerId: string;
        /** @enum {string} */
        AnswerState: "pending" | "published" | "failed" | "gone";
        /** @description What to answer. */
        AnswerToWrite: {
            /** @description Plain text; at most 5000 characters. */
            text: string;
        };
        ApiJson: {
            /** @description Where messages are posted to. */
            hook_url: string;
            /** @description Signs both directions (Standard Webhooks); only for those who may change channels. */
            secret: string | null;
            /** @description Where replies are sent to. */
            webhook_url: string | null;
        };
        /** @description All that is known of a mail that came. */
        ArrivalDetail: components["schemas"]["ArrivalJson"] & {
            conversation: null | components["schemas"]["LinkedJson"];
            envelope: components["schemas"]["EnvelopeJson"];
            evidence: null | components["schemas"]["Threading"];
            /** @description Its header, while its bytes are kept. */
            headers: components["schemas"]["HeaderJson"][];
            /** @description The address of the server that brought it. */
            peer: string | null;
            /** @description Its further arrivals, at most 50. */
            repeats: components["schemas"]["ArrivalJson"][];
            replayed: null | components["schemas"]["ReplayJson"];
            spam: null | components["schemas"]["SpamSeen"];
        };
        ArrivalId: string;
        /** @description A mail that came. */
        ArrivalJson: {
            /** @description As its header says, `Name <address>`. */
            author: string;
            channel_id: null | components["schemas"]["ChannelId"];
            /** @description Its name. */
            channel_name: string | null;
            conversation_id: null | components["schemas"]["ConversationId"];
            disposition: components["schemas"]["JournalDisposition"];
            first_id: null | components["schemas"]["ArrivalId"];
            id: components["schemas"]["ArrivalId"];
            /** @description Its Message-ID without brackets. */
            identifier: string | null;
            message_id: null | components["schemas"]["MessageId"];
            raw: components["schemas"]["HttpRawState"];
            /** @description Why, where the disposition does not say it all. */
            reason: string | null;
            received_at: components["schemas"]["Time"];
            recipients: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            source: null | components["schemas"]["JournalSource"];
            subject: string;
        };
        /** @description What became of the mail. */
        Arrived: {
            conversation_id: null | components["schemas"]["ConversationId"];
            disposition: components["schemas"]["JournalDisposition"];
            message_id: null | components["schemas"]["MessageId"];
            /** @description Why, where the disposition does not say it all. */
            reason?: string;
        };
        /** @description Where a person agrees. */
        AskedJson: {
            /** @description The provider's page; it sends the person back to `/settings/channels/authorized` with `state` and `code`. */
            url: string;
        };
        AttachmentId: string;
        /** @description A file. */
        AttachmentJson: {
            /** @description To put into a reply, or to fetch it by. */
            id: components["schemas"]["AttachmentId"];
            /** @description Whether it stands within the text. */
            inline: boolean;
            link_until: null | components["schemas"]["Time"];
            /** @description The file's name. */
            name: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description The media type, as its sender gave it. */
            type: string;
            /** @description Where to fetch it. */
            url: string;
        };
        /** @description Whether somebody is there, by the business hours. */
        Attendance: {
            next_open_at: null | components["schemas"]["Time"];
            /** @description The present moment on the server. */
            now: components["schemas"]["Time"];
            /** @description Now is within business hours. */
            open: boolean;
        };
        /** @description Who did it. */
        AuditActor: {
            /** @description `agt_…`, `tok_…`, or null. */
            id: string | null;
            name: string;
            type: components["schemas"]["EntryActorKind"];
        };
        /** @description One security event. */
        AuditEntry: {
            /** @description `thing.happened`, such as `session.started`. */
            action: string;
            actor: components["schemas"]["AuditActor"];
            at: components["schemas"]["Time"];
            /** @description Particulars that depend on the action. */
            detail: unknown;
            id: components["schemas"]["AuditId"];
            /** @description The client's address; empty when there was none. */
            ip: string;
            /** @description An id or an address; empty when the workspace itself is meant. */
            target: string;
        };
        AuditId: string;
        /** @description What is known of a mail's sender. */
        Authentication: {
            /** @description DKIM, in the same words (RFC 6376). */
            dkim: string;
            /** @description DMARC, in the same words (RFC 7489). */
            dmarc: string;
            /** @description The domain that is proved, if any. */
            domain: string | null;
            /**
             * @description Whose results these are, where they are those of a forwarder that sealed them before it passed the mail on (ARC, RFC
             *     8617): its domain.
             */
            sealed_by?: string;
            /** @description SPF: `pass`, `fail`, `softfail`, `neutral`, `none`, `temperror`, `permerror` (RFC 7208). */
            spf: string;
        };
        /** @description The author of a message. */
        AuthorJson: {
            /** @description `cus_…`, `agt_…`, or `tok_…` of a program that wrote in the team's name; null for assistant and system. */
            id: string | null;
            name: string;
            type: components["schemas"]["MessageAuthorType"];
        };
        /** @description Where to send the merchant. */
        Authorization: {
            /** @description The store's own page; good for a quarter of an hour. */
            authorize_url: string;
            store_id: components["schemas"]["StoreId"];
        };
        /** @description Whether somebody is there. */
        Availability: {
            /** @description The hours themselves. */
            hours: Record<string, unknown>;
            next_open_at: null | components["schemas"]["Time"];
            /** @description Within business hours. */
            open: boolean;
            /**
             * Format: int64
             * @description How long a first answer usually takes within business hours; null while too little is known.
             */
            reply_time_seconds: number | null;
        };
        /** @description A store as its customers see it, all in all. */
        Brand: {
            /** @description `#rrggbb`. */
            color: string;
            /** @description Of its prices (ISO 4217); null until the store has told. */
            currency: string | null;
            language: components["schemas"]["Language"];
            logo_url: string | null;
            name: string;
            /** @description Whether it is one of the stores that the workspace has now; the orders of one that it had still name it. */
            present: boolean;
            store_id: components["schemas"]["StoreId"];
            /** @description IANA. */
            time_zone: string;
        };
        /** @description One change for several conversations. */
        Bulk: {
            /** @description At most 200. */
            ids: components["schemas"]["ConversationId"][];
            patch: components["schemas"]["ConversationPatch"];
        };
        /** @description How it went with one of them. */
        BulkResult: {
            /** @description Why not. */
            error: string | null;
            id: components["schemas"]["ConversationId"];
            ok: boolean;
        };
        /** @enum {string} */
        BusPresenceState: "viewing" | "typing" | "left";
        /** @description When somebody answers. */
        BusinessHours: {
            /** @description Days that are not named are closed. At most 50. */
            days: components["schemas"]["DayHours"][];
            /** @description Days on which nobody answers, `2026-01-01`. At most 500. */
            holidays?: string[];
            /** @description IANA name of the zone that the hours are in. */
            time_zone: string;
        };
        /** @enum {string} */
        CancellingReason: "customer" | "declined" | "fraud" | "inventory" | "staff" | "other";
        /** @description A company that carries parcels. */
        Carrier: {
            /** @description ISO 3166-1 alpha-2; null when it works everywhere. */
            country: string | null;
            name: string;
            /** @description Whether the workspace added it. */
            own: boolean;
            slug: string;
        };
        /** @enum {string} */
        ChannelChannelKind: "email" | "chat" | "contact_form" | "api";
        ChannelId: string;
        ChannelInfo: {
            color: string | null;
            greeting: {
                [key: string]: string;
            };
            id: components["schemas"]["ChannelId"];
            languages: string[];
            /** @description The store's logo, as a path from the root. */
            logo_url: string | null;
            /** @description The store's name, else the workspace's. */
            name: string;
            require_email: boolean;
        };
        /** @description A channel. The part of its own kind is there, the others are absent. */
        ChannelJson: {
            active: boolean;
            api?: components["schemas"]["ApiJson"];
            chat?: components["schemas"]["ChatJson"];
            contact_form?: components["schemas"]["ContactFormJson"];
            created_at: components["schemas"]["Time"];
            email?: components["schemas"]["EmailJson"];
            id: components["schemas"]["ChannelId"];
            kind: components["schemas"]["ChannelChannelKind"];
            name: string;
            store_id: null | components["schemas"]["StoreId"];
            team_id: null | components["schemas"]["TeamId"];
        };
        /** @enum {string} */
        ChannelKeyStage: "coming" | "signing" | "leaving";
        /** @description `email`, `chat`, `contact_form`, `api`, or the id of a channel. */
        ChannelNamed: string;
        /** @description What to change of a channel; see [`NewChannel`]. `outgoing`, `signatures` and `greeting` are merged field by field. */
        ChannelPatch: {
            /** @default null */
            active?: boolean | null;
            /** @default null */
            address?: string | null;
            /** @default null */
            allowed_origins?: string[] | null;
            /**
             * @description Domains of forwarders whose ARC seals are believed, at most 50, beside those of Google, Microsoft, Fastmail and Zoho.
             * @default null
             */
            arc_sealers?: string[] | null;
            /** @default null */
            authserv_id?: string | null;
            /**
             * Format: int64
             * @description Bytes of files that a mail carries, at most 100 MiB; larger ones are had by a link. Null: 18 MiB.
             * @default null
             */
            carries?: number | null;
            /** @default null */
            color?: string | null;
            /** @default null */
            display_name?: string | null;
            /** @default null */
            email_channel_id?: null | components["schemas"]["ChannelId"];
            /** @default null */
            greeting?: {
                [key: string]: string | null;
            } | null;
            /**
             * Format: int32
             * @description Days for which such a link works. Null: 30.
             * @default null
             */
            link_days?: number | null;
            /** @default null */
            name?: string | null;
            /** @default null */
            outgoing?: null | components["schemas"]["Merge_NewOutgoing"];
            /** @default null */
            require_email?: boolean | null;
            /** @default null */
            sending?: null | components["schemas"]["ChannelSending"];
            /**
             * @description What stands below answers: HTML with variables, cleaned; `{{agent.signature}}` is the author's own. Null or empty: that
             *     alone.
             * @default null
             */
            signature?: string | null;
            /**
             * @description The same by language (`en`, `tr`, `ko`, `fa`); `signature` stands where there is none.
             * @default null
             */
            signatures?: {
                [key: string]: string | null;
            } | null;
            /** @default null */
            spam_filter?: null | components["schemas"]["ChannelSpamFilter"];
            /** @default null */
            store_id?: null | components["schemas"]["StoreId"];
            /** @default null */
            team_id?: null | components["schemas"]["TeamId"];
            /** @default null */
            webhook_url?: string | null;
        };
        /** @enum {string} */
        ChannelSecurity: "tls" | "starttls" | "none";
        /** @enum {string} */
        ChannelSending: "server" | "direct";
        /** @enum {string} */
        ChannelSignIn: "password" | "token";
        /** @enum {string} */
        ChannelSpamFilter: "nearby" | "always" | "never";
        ChatAuthor: {
            avatar_color: string | null;
            name: string | null;
            type: components["schemas"]["MessageAuthorType"];
        };
        ChatChecked: {
            page: null | components["schemas"]["PageChecked"];
            seen: null | components["schemas"]["SeenOn"];
        };
        ChatFile: {
            id: components["schemas"]["AttachmentId"];
            name: string;
            /** Format: int64 */
            size: number;
            type: string;
            url: string;
        };
        ChatJson: {
            allowed_origins: string[];
            color: string | null;
            email_channel_id: null | components["schemas"]["ChannelId"];
            /** @description The script tag that puts it on a page. */
            embed: string;
            greeting: {
                [key: string]: string;
            };
            /** @description Signs who is signed in; only for those who may change channels. */
            identity_secret: string | null;
            require_email: boolean;
        };
        /** @description A message as the visitor sees it. */
        ChatMessage: {
            attachments: components["schemas"]["ChatFile"][];
            author: components["schemas"]["ChatAuthor"];
            /** @description The id that the widget made; of the visitor's own. */
            client_id: string | null;
            created_at: components["schemas"]["Time"];
            html: string | null;
            id: components["schemas"]["MessageId"];
            text: string;
        };
        /** @description One file, as `multipart/form-data`. */
        ChatUpload: {
            /** Format: binary */
            file: string;
        };
        /** @description Where to look. */
        Check: {
            /**
             * @description A page that should have the widget. Without it none is fetched.
             * @default null
             */
            page?: string | null;
        };
        /** @description What was found. */
        Checked: {
            chat: components["schemas"]["ChatChecked"];
        };
        /** @enum {string} */
        CheckingPageState: "found" | "missing" | "other_channel" | "not_allowed" | "no_page" | "unreachable" | "address_refused";
        /** @description A parcel was seen somewhere. */
        Checkpoint: {
            at: components["schemas"]["Time"];
            place: string | null;
            status: components["schemas"]["ShipmentParcelStatus"];
            /** @description What the carrier wrote, without people's names, numbers and addresses. */
            text: string | null;
        };
        /** @description Who somebody is, as the store's page says. */
        Claim: {
            /** @description The account's address. */
            email?: string | null;
            /** @description The account's id in the store. */
            id: string;
            /** @description The account's name. */
            name?: string | null;
            /**
             * @description Hex HMAC-SHA256 by the channel's identity secret over `id`, a newline and the address (empty if there is none); or
             *     a JWT (RFC 7519) signed HS256 by it with `sub` and `email`.
             */
            signature?: string | null;
        };
        ClockTime: string;
        /** @enum {string} */
        ConnectedStoreStoreKind: "woocommerce" | "shopify" | "other";
        /** @enum {string} */
        ConnectedStoreStoreState: "connecting" | "syncing" | "ready" | "failed" | "paused" | "disconnected";
        /** @enum {string} */
        ConnectedStoreWebhookState: "pending" | "active" | "not_allowed" | "failing";
        /** @description What a browser sends. Where a field is missing or wrong, the page comes again and says so. */
        ContactForm: {
            /**
             * @description Where the answer goes.
             * @default
             */
            email?: string;
            /**
             * @description At most 20,000 characters.
             * @default
             */
            message?: string;
            /**
             * @description At most 200 characters, as `order` and `subject`.
             * @default
             */
            name?: string;
            /**
             * @description The number of an order, if it is about one.
             * @default
             */
            order?: string;
            /** @default  */
            subject?: string;
            /**
             * @description People do not see this field; robots fill it in.
             * @default
             */
            website?: string;
        };
        ContactFormJson: {
            email_channel_id: null | components["schemas"]["ChannelId"];
            /** @description The frame that puts it on a page. */
            embed: string;
            /** @description What it asks for. */
            fields: string[];
            url: string;
        };
        /** @description A conversation as its own page shows it. */
        ConversationDetail: components["schemas"]["ConversationJson"] & {
            custom_fields: Record<string, unknown>;
            first_response_at: null | components["schemas"]["Time"];
            followers: components["schemas"]["Named_AgentId"][];
            /** @description The conversations that it goes on from or goes on in. */
            linked: components["schemas"]["LinkedJson"][];
            merged_into: null | components["schemas"]["ConversationId"];
            participants: components["schemas"]["ParticipantJson"][];
            /** @description The ways in which it can be answered, the usual one first. */
            reply_channels: components["schemas"]["ReplyChannel"][];
            silence: null | components["schemas"]["SilenceJson"];
            solved_at: null | components["schemas"]["Time"];
        };
        ConversationId: string;
        ConversationInfo: {
            id: components["schemas"]["ConversationId"];
            status: components["schemas"]["ConversationStatus"];
        };
        /** @description A conversation as a list shows it. */
        ConversationJson: {
            assignee: null | components["schemas"]["Named_AgentId"];
            /** @description The channel of the newest public message. */
            channel: components["schemas"]["ChannelChannelKind"];
            channel_id: components["schemas"]["ChannelId"];
            created_at: components["schemas"]["Time"];
            customer: components["schemas"]["CustomerRef"];
            has_attachments: boolean;
            id: components["schemas"]["ConversationId"];
            /** @description The customer's language, BCP 47. */
            language: string | null;
            last_activity_at: components["schemas"]["Time"];
            last_author: components["schemas"]["MessageAuthorType"];
            /** Format: int64 */
            message_count: number;
            /**
             * Format: int64
             * @description The number that people say.
             */
            number: number;
            priority: components["schemas"]["ConversationPriority"];
            /** @description The beginning of the newest public message, at most 140 characters in one line. */
            snippet: string;
            snoozed_until: null | components["schemas"]["Time"];
            status: components["schemas"]["ConversationStatus"];
            store_id: null | components["schemas"]["StoreId"];
            subject: string;
            tags: string[];
            team: null | components["schemas"]["Named_TeamId"];
            /** @description Whether the customer wrote something that nobody has opened. */
            unread: boolean;
            waiting_since: null | components["schemas"]["Time"];
        };
        /** @description What to change; JSON Merge Patch. */
        ConversationPatch: {
            /** @default null */
            assignee_id?: components["schemas"]["Patch_AgentId"];
            /** @description Merged key by key; null takes a value out. */
            custom_fields?: Record<string, unknown>;
            /** @default null */
            followers?: components["schemas"]["Patch_Vec_AgentId"];
            /** @default null */
            priority?: components["schemas"]["Patch_ConversationPriority"];
            /** @default null */
            snoozed_until?: components["schemas"]["Patch_Time"];
            /** @default null */
            status?: components["schemas"]["Patch_ConversationStatus"];
            /** @default null */
            store_id?: components["schemas"]["Patch_StoreId"];
            /** @default null */
            subject?: components["schemas"]["Patch_String"];
            /** @default null */
            tags?: components["schemas"]["Patch_Vec_String"];
            /** @default null */
            team_id?: components["schemas"]["Patch_TeamId"];
        };
        /** @enum {string} */
        ConversationPriority: "low" | "normal" | "high" | "urgent";
        /** @enum {string} */
        ConversationStatus: "open" | "pending" | "snoozed" | "solved" | "closed" | "spam";
        /** @description Somebody with an address. */
        Correspondent: {
            /** @description The address. */
            address: string;
            /** @description The name, as the mail gives it; may be empty. */
            name?: string;
        };
        /** @description A number of things. */
        Count: {
            /** @description What it means. */
            definition: components["schemas"]["DefinitionsDefinition"];
            /**
             * Format: int64
             * @description How many in the period before, which is as long.
             */
            previous: number;
            /**
             * Format: int64
             * @description How many.
             */
            value: number;
        };
        /** @description A coupon. Whom it is for, and who redeemed it, only the store knows. */
        Coupon: {
            /** @description Whether it can't be redeemed together with others. */
            alone: boolean;
            amount: null | components["schemas"]["Money"];
            /** @description What the customer types. */
            code: string;
            created_at: null | components["schemas"]["Time"];
            description: string | null;
            excludes_sale_items: boolean;
            expires_at: null | components["schemas"]["Time"];
            free_shipping: boolean;
            id: components["schemas"]["CouponId"];
            /** @description The store's word for how it takes something off: `percent`, `fixed_cart`, … */
            kind: string;
            maximum: null | components["schemas"]["Money"];
            minimum: null | components["schemas"]["Money"];
            modified_at: null | components["schemas"]["Time"];
            /** @description Whether it is for certain people only. */
            only_for_some: boolean;
            /** @description Whether it is for certain products only. */
            only_for_some_products: boolean;
            /** @description What it takes off, where that is a part: exact decimal, `12.5`. */
            percent: string | null;
            /** @description The store's own word. */
            raw_status: string;
            source_id: string;
            starts_at: null | components["schemas"]["Time"];
            /** @description Where it stands now. */
            status: components["schemas"]["CouponStatus"];
            store_id: components["schemas"]["StoreId"];
            /** Format: int64 */
            usage_limit: number | null;
            /** Format: int64 */
            usage_limit_per_customer: number | null;
            /**
             * Format: int64
             * @description How often it was redeemed.
             */
            used: number;
        };
        CouponId: string;
        /** @enum {string} */
        CouponStatus: "active" | "scheduled" | "expired" | "used_up" | "hidden" | "gone";
        /** @description A coupon to make. */
        CouponWanted: {
            /** @description Takes off this amount, an exact decimal in the order's currency; or `percent`. */
            amount: string | null;
            /**
             * Format: int32
             * @description Good for so many days, 1 to 3650; for ever if absent.
             */
            days: number | null;
            /**
             * Format: int32
             * @description Takes off so many hundredths, 1 to 100.
             */
            percent: number | null;
        };
        /** @description An address and its password. */
        Credentials: {
            email: string;
            password: components["schemas"]["Secret"];
        };
        CursorJson: {
            /**
             * Format: int64
             * @description Of the mails that were there before: how many are here, and of how many.
             */
            done: number;
            /** Format: int64 */
            last_uid: number;
            /**
             * Format: int64
             * @description Zero where the server does not count changes.
             */
            mod_seq: number;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            uid_validity: number;
        };
        CustomFieldId: string;
        /** @enum {string} */
        CustomFieldsFieldKind: "text" | "number" | "boolean" | "date" | "choice";
        /** @enum {string} */
        CustomerEmailState: "ok" | "soft_bounce" | "hard_bounce" | "complaint";
        CustomerId: string;
        /** @description A customer. */
        CustomerJson: {
            address: components["schemas"]["Address"];
            attributes: Record<string, unknown>;
            /** @description By purpose. */
            consent: Record<string, unknown>;
            /** Format: int64 */
            conversation_count: number;
            /** @description ISO 3166-1 alpha-2. */
            country: string | null;
            created_at: components["schemas"]["Time"];
            email: string | null;
            email_state: components["schemas"]["EmailStateJson"];
            id: components["schemas"]["CustomerId"];
            identities: components["schemas"]["IdentityJson"][];
            /** @description BCP 47. */
            language: string | null;
            last_seen_at: null | components["schemas"]["Time"];
            last_seen_page: string | null;
            /** @description What they have spent, by currency. */
            lifetime_value: components["schemas"]["MoneyJson"][];
            merged_into: null | components["schemas"]["CustomerId"];
            name: string;
            /** @description What the team wrote about them. */
            notes: string;
            /**
             * Format: int64
             * @description Orders that count: not failed, not cancelled.
             */
            orders_count: number;
            phone: string | null;
            preferred_channel: string | null;
            /** @description IANA. */
            time_zone: string | null;
        };
        /** @description An account, or that one is gone. */
        CustomerOrGone: components["schemas"]["PushedCustomer"] | components["schemas"]["PushedDeletion"];
        /** @description What a customer's orders say about them. */
        CustomerOrderFacts: {
            /**
             * Format: double
             * @description Days from one order to the next on average; null before the second.
             */
            days_between: number | null;
            first_order_at: null | components["schemas"]["Time"];
            last_order_at: null | components["schemas"]["Time"];
            /** @description How much, by currency. */
            refunded: components["schemas"]["Money"][];
            /** @description How often money was given back. */
            refunds: number;
            /**
             * Format: int64
             * @description Pieces that were given back with it.
             */
            returned_pieces: number;
            /** @description Stores of their orders of which not everything is known at the moment; empty while all is well. */
            stale_stores: components["schemas"]["StaleStore"][];
        };
        /** @description What to change; JSON Merge Patch. */
        CustomerPatch: {
            /** @default null */
            address?: components["schemas"]["Patch_Merge_Address"];
            attributes?: Record<string, unknown> | null;
            /** @description By purpose. */
            consent?: Record<string, unknown> | null;
            /** @default null */
            country?: components["schemas"]["Patch_String"];
            /** @default null */
            email?: components["schemas"]["Patch_String"];
            /** @default null */
            language?: components["schemas"]["Patch_String"];
            /** @default null */
            name?: components["schemas"]["Patch_String"];
            /** @default null */
            notes?: components["schemas"]["Patch_String"];
            /** @default null */
            phone?: components["schemas"]["Patch_String"];
            /** @default null */
            preferred_channel?: components["schemas"]["Patch_String"];
            /** @default null */
            time_zone?: components["schemas"]["Patch_String"];
        };
        /** @description The customer of a conversation. */
        CustomerRef: {
            /** @description The address, if there is one. */
            email: string | null;
            /** @description The customer. */
            id: components["schemas"]["CustomerId"];
            /** @description The name, or what is shown in its place. */
            name: string;
        };
        /** @description Some hours of one day of the week; a day with a break has two of them. */
        DayHours: {
            /** @description Which day. */
            day: components["schemas"]["HoursDay"];
            /** @description From when. */
            from: components["schemas"]["ClockTime"];
            /** @description Until when, later than `from`. */
            to: components["schemas"]["ClockTime"];
        };
        /** @enum {string} */
        DeadlineLateReason: "past-expected-day" | "long-on-the-way" | "no-movement" | "not-shipped";
        /** @description What a measure means. */
        DefinitionJson: {
            /** @description As reports name it. */
            id: components["schemas"]["DefinitionsDefinition"];
            /** @description What it is called, in the reader's language. */
            name: string;
            /** @description What it means; the whole of it stands in `docs/measures.md`. */
            text: string;
        };
        /** @enum {string} */
        DefinitionsDefinition: "ME-VOLUME" | "ME-FRT" | "ME-RES" | "ME-BACKLOG" | "ME-SOLVED" | "ME-REOPENED";
        /** @description How far a message of ours has come, and why. */
        DeliveryJson: {
            at: components["schemas"]["Time"];
            /** Format: int64 */
            attempts: number;
            /** @description When it was also put into a mail, for a chat visitor who had left. */
            mailed_at?: components["schemas"]["Time"];
            next_attempt_at: null | components["schemas"]["Time"];
            /** @description The other side's words when it failed, or is tried again. */
            reason: string | null;
            /** @description Mail: what came of each recipient, once it was tried. */
            recipients: components["schemas"]["RecipientJson"][];
            state: components["schemas"]["MessageDeliveryState"];
            /**
             * @description What they mean, where that is known: `user-unknown`, `mailbox-full`, …; `unconfirmed` when the server has the mail
             *     and its answer was lost.
             */
            why: string | null;
        };
        DkimJson: {
            record_name: string;
            record_value: string;
            selector: string;
        };
        /** @enum {string} */
        DnsAlgorithm: "rsa" | "ed25519";
        /** @enum {string} */
        DnsCheckRecordKind: "dkim" | "spf" | "dmarc" | "mx" | "ptr" | "return_path";
        /** @enum {string} */
        DnsCondition: "found" | "missing" | "wrong" | "unknown" | "not_needed";
        /** @description What a look at the DNS gave. */
        DnsReport: {
            /** @description The mailbox; keys whose record was seen sign from now on. */
            channel: components["schemas"]["ChannelJson"];
            checked_at: components["schemas"]["Time"];
            records: components["schemas"]["RecordJson"][];
        };
        /** @description What the asker has written and not sent. */
        DraftBody: {
            html?: string | null;
            kind: components["schemas"]["DraftsDraftKind"];
            text?: string;
        };
        /** @enum {string} */
        DraftsDraftKind: "reply" | "note";
        /** @description How long something takes. */
        Duration: {
            /**
             * Format: int64
             * @description The median within business hours.
             */
            business_median_seconds: number | null;
            /** @description What it means. */
            definition: components["schemas"]["DefinitionsDefinition"];
            /**
             * Format: int64
             * @description Half took no longer; null when there was none.
             */
            median_seconds: number | null;
            /**
             * Format: int64
             * @description How many there were.
             */
            n: number;
            /**
             * Format: int64
             * @description Nine of ten took no longer.
             */
            p90_seconds: number | null;
            /**
             * Format: int64
             * @description The median of the period before, which is as long.
             */
            previous_median_seconds: number | null;
        };
        /** @description What was said before. */
        EarlierMessages: {
            /** @description Oldest first. */
            messages: components["schemas"]["ChatMessage"][];
            /** @description Whether there are still earlier ones. */
            more: boolean;
        };
        /** @enum {string} */
        EffectsEffect: "money_back" | "money_by_hand" | "recorded_only" | "restock" | "no_restock" | "stays" | "status_becomes" | "store_mails" | "stock_back" | "no_refund" | "promise_released" | "note_internal" | "note_mailed" | "address_changes" | "item_becomes" | "item_removed" | "item_added" | "total_becomes" | "total_about" | "still_to_pay" | "paid_too_much" | "stock_by_store" | "items_back" | "parcel_has_left" | "order_mailed" | "coupon_amount" | "coupon_percent" | "coupon_for" | "coupon_for_anybody" | "coupon_until" | "replacement_made" | "stock_taken" | "return_approved" | "return_declined" | "return_note" | "return_closed" | "return_reopened" | "customer_not_told" | "removed" | "undo_possible" | "undo_without_mail" | "undo_until_used" | "undo_impossible";
        EmailJson: {
            address: string;
            /** @description Domains of forwarders whose ARC seals are believed, beside those of the large providers. */
            arc_sealers: string[];
            /** @description Whose `Authentication-Results` are believed. */
            authserv_id: string | null;
            /**
             * Format: int64
             * @description Bytes of files that a mail carries; larger ones are had by a link.
             */
            carries: number;
            display_name: string;
            dkim: null | components["schemas"]["DkimJson"];
            /** @description All keys: the one that signs first, then the others as they were made. */
            dkim_keys: components["schemas"]["KeyJson"][];
            /**
             * Format: int32
             * @description Days for which such a link works.
             */
            link_days: number;
            outgoing: null | components["schemas"]["OutgoingJson"];
            /** @description By which way mail leaves: through `outgoing`, or straight to the servers of those who get it. */
            sending: components["schemas"]["ChannelSending"];
            /** @description What stands below answers: cleaned HTML with variables; empty for the author's own signature alone. */
            signature: string;
            /** @description The same by language, where it is another. */
            signatures: {
                [key: string]: string;
            };
            /** @description Whose word on spam is taken. */
            spam_filter: components["schemas"]["ChannelSpamFilter"];
        };
        /** @description Whether mail to them arrives. */
        EmailStateJson: {
            /** @description The other side's words. */
            reason: string | null;
            state: components["schemas"]["CustomerEmailState"];
        };
        /** @enum {string} */
        EntryActorKind: "agent" | "token" | "command_line" | "stranger" | "system";
        /** @enum {string} */
        EntryEntryKind: "conversation" | "order" | "refund" | "shipment" | "review" | "answer";
        /** @description Who sent it to whom, as the transport said. */
        EnvelopeJson: {
            recipients: string[];
            /** @description Empty for `<>`; null where the source does not tell. */
            sender: string | null;
        };
        EventId: string;
        /** @description An event, as an invitation or its answer tells it. */
        EventJson: {
            /** @description Who is invited or answers, at most 100. */
            attendees: components["schemas"]["PersonJson"][];
            /** @description Whether it is called off. */
            cancelled: boolean;
            /** @description What is said about it. */
            description: string;
            /** @description When it ends, in the same forms; of whole days the first one after it. */
            end: string | null;
            /** @description Where it is held. */
            location: string;
            /** @description What the mail wants. */
            method: components["schemas"]["InvitationsEventMethod"];
            organizer: null | components["schemas"]["PersonJson"];
            repeats: null | components["schemas"]["InvitationsEventRepeats"];
            /**
             * @description When it begins: a day (`2026-11-16`), a moment (`2026-11-16T09:30:00Z`), or a time without a zone
             *     (`2026-11-16T09:30:00`).
             */
            start: string;
            /** @description What it is called; may be empty. */
            title: string;
        };
        FailureId: string;
        /** @description What is wrong with one part of the input. */
        FieldError: {
            /** @description Why, as a stable kebab-case word: `unknown-field`, `missing-field`, `wrong-type`, `required`, `too-long`, … */
            code: string;
            /** @description Why, in English for developers. */
            detail: string;
            /**
             * @description Where: a JSON pointer into the body (RFC 6901: `/outgoing/port`, empty for the whole), or a parameter of the
             *     query (`?limit`).
             */
            pointer: string;
        };
        /** @description A field of the workspace's own. */
        FieldJson: {
            choices: string[];
            id: components["schemas"]["CustomFieldId"];
            key: string;
            label: string;
            type: components["schemas"]["CustomFieldsFieldKind"];
        };
        /** @description What to change of a field. */
        FieldPatch: {
            /** @default null */
            choices?: components["schemas"]["Patch_Vec_String"];
            /** @default null */
            label?: components["schemas"]["Patch_String"];
        };
        /** @enum {string} */
        FieldsStoreImportField: "source_id" | "number" | "status" | "total" | "currency" | "discount_total" | "shipping_total" | "tax_total" | "refunded_total" | "placed_at" | "updated_at" | "paid_at" | "completed_at" | "customer_source_id" | "email" | "name" | "first_name" | "last_name" | "phone" | "company" | "address_1" | "address_2" | "city" | "state" | "postcode" | "country" | "shipping_name" | "shipping_address_1" | "shipping_address_2" | "shipping_city" | "shipping_state" | "shipping_postcode" | "shipping_country" | "customer_note" | "payment_method" | "shipping_method" | "language" | "line_name" | "line_sku" | "line_product_id" | "line_variant_id" | "line_quantity" | "line_price" | "line_total" | "carrier" | "tracking_number" | "tracking_url" | "parcel_status" | "shipped_at" | "created_at" | "sku" | "price" | "regular_price" | "stock_quantity" | "url" | "images" | "categories" | "description" | "published" | "variant_id" | "variant_image" | "option_1_name" | "option_1" | "option_2_name" | "option_2" | "option_3_name" | "option_3";
        /** @enum {string} */
        FieldsStoreImportKind: "orders" | "customers" | "products";
        /** @description The figures of a part. */
        Figures: {
            /**
             * Format: int64
             * @description Conversations that began.
             */
            created: number;
            /**
             * Format: int64
             * @description Half of the first answers took no longer.
             */
            first_response_median_seconds: number | null;
            /**
             * Format: int64
             * @description Half of the solved conversations took no longer.
             */
            resolution_median_seconds: number | null;
            /**
             * Format: int64
             * @description Conversations that were resolved, and still were at the end of the period.
             */
            solved: number;
        };
        /** @description A folder that is read, against the journal. */
        FolderComparison: {
            /** @description The mailbox here that fetches from there. */
            channel_id: components["schemas"]["ChannelId"];
            /** @description Its name. */
            channel_name: string;
            compared_at: null | components["schemas"]["Time"];
            /** @description The same in the words of whoever refused. */
            detail: string | null;
            /** @description The folder at the server. */
            folder: string;
            /**
             * Format: int64
             * @description How many mails that are here the folder had no longer: somebody deleted or moved them there.
             */
            gone: number;
            /**
             * Format: int64
             * @description How many of them were here.
             */
            here: number;
            /**
             * Format: int64
             * @description How many mails the folder had that are to be here.
             */
            listed: number;
            /**
             * Format: int64
             * @description How many of them were missing; none should be.
             */
            missing: number;
            problem: null | components["schemas"]["ProblemProblemCode"];
            /**
             * Format: int64
             * @description How many of them were not read yet.
             */
            waiting: number;
        };
        FolderJson: {
            cursor: null | components["schemas"]["CursorJson"];
            junk: boolean;
            name: string;
        };
        /** @description One difference. */
        Found: {
            arrival_id: null | components["schemas"]["ArrivalId"];
            /** @description Where a server has it: `FOLDER/UIDVALIDITY/UID`, with its Message-ID. */
            detail: string | null;
            /** @description In which way. */
            difference: components["schemas"]["ReconcilingDifference"];
            message_id: null | components["schemas"]["MessageId"];
        };
        /** @description One of the groups that a period falls into. */
        Group: components["schemas"]["Figures"] & {
            /** @description A kind of channel, an id, a tag, a language; `none` for those that have none. */
            key: string;
            /** @description What people call it, in the reader's language. */
            name: string;
        };
        /** @description A line of a mail's header. */
        HeaderJson: {
            name: string;
            value: string;
        };
        /** @enum {string} */
        HealthHealthCode: "unreachable" | "address-refused" | "certificate" | "timed-out" | "not-woocommerce" | "not-shopify" | "store-closed" | "scopes-missing" | "page-instead-of-data" | "moved" | "keys-refused" | "keys-read-only" | "keys-write-only" | "site-protected" | "clock-differs" | "keys-without-rights" | "keys-unreadable" | "forbidden" | "rate-limited" | "busy" | "store-failed" | "unreadable" | "endless-pages" | "webhooks-failing" | "authorization-denied" | "authorization-expired" | "authorization-not-genuine" | "app-refused" | "grant-ended";
        /** @enum {string} */
        HealthHealthState: "ok" | "warning" | "error";
        /** @description Who did it. */
        HistoryActor: {
            id: string | null;
            name: string | null;
            /** @description `agent`, `customer`, `token`, `assistant`, `system`. */
            type: string;
        };
        /** @description One line of history. */
        HistoryEntry: {
            actor: components["schemas"]["HistoryActor"];
            at: components["schemas"]["Time"];
            /** @description What it was and is, or the other conversation. */
            data: Record<string, unknown>;
            id: components["schemas"]["EventId"];
            /**
             * @description `created`, `status`, `assignee`, `team`, `priority`, `tags`, `subject`, `snoozed`, `custom_fields`, `followers`,
             *     `merged`, `unmerged`, `split`, `message_moved`, `linked`, `order_action`, `arrived_elsewhere`,
             *     `delivery_failed`.
             */
            type: string;
        };
        /** @description A known holiday that is none here, or all those of a country. */
        HolidayOff: {
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            /**
             * Format: date
             * @description The day on which parcels move all the same; null: on every holiday of the country.
             */
            date?: string | null;
        };
        /** @description The days on which parcels don't move. */
        Holidays: {
            /** @description Those that are known. */
            known: components["schemas"]["KnownHolidays"][];
            /** @description What of the known ones is switched off. */
            off: components["schemas"]["HolidayOff"][];
            /** @description The workspace's own. */
            own: components["schemas"]["OwnHoliday"][];
        };
        /** @description The days on which parcels don't move from now on, beside the known ones. */
        HolidaysToSet: {
            /** @description What of the known ones does not count. */
            off?: components["schemas"]["HolidayOff"][];
            /** @description The workspace's own. */
            own: components["schemas"]["OwnHoliday"][];
        };
        /** @enum {string} */
        HookHookState: "on" | "off";
        /** @description What messages are signed with from now on. */
        HookToSwitchOn: {
            /** @description The secret that AfterShip shows, 16 to 200 characters. Without it one is made, and told once. */
            secret?: string | null;
        };
        /** @enum {string} */
        HookTrackingOutcome: "applied" | "unchanged" | "unknown" | "ignored" | "unreadable";
        /** @enum {string} */
        HoursDay: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
        /** @enum {string} */
        HttpRawState: "kept" | "dropped" | "never";
        /** @enum {string} */
        IdentityIdentityKind: "email" | "phone" | "chat" | "store" | "api";
        /** @description What a customer is known by. */
        IdentityJson: {
            /** @description What kind. */
            kind: components["schemas"]["IdentityIdentityKind"];
            /** @description The normalised value. */
            value: string;
            /** @description Whether it is sure that it is theirs. */
            verified: boolean;
        };
        /** @description An import with what it passed over. */
        ImportDetail: components["schemas"]["ImportJson"] & {
            /** @description What was passed over, the first 500, in the order of the files. */
            skips: components["schemas"]["SkipJson"][];
        };
        /** @description One file or several, as `multipart/form-data`. */
        ImportForm: {
            /**
             * Format: binary
             * @description An mbox, a zip file, or a mail; may be there several times.
             */
            file: string;
        };
        ImportId: string;
        /** @enum {string} */
        ImportImportState: "waiting" | "running" | "done" | "cancelled" | "failed";
        /** @description Files that are read into a mailbox, and how far that is. */
        ImportJson: {
            /**
             * Format: int64
             * @description Bytes that were read.
             */
            bytes_done: number;
            /**
             * Format: int64
             * @description Bytes that there are; 0 before it is begun.
             */
            bytes_total: number;
            channel_id: components["schemas"]["ChannelId"];
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["ImportId"];
            /**
             * Format: int64
             * @description Mails that were looked at.
             */
            mails: number;
            /**
             * Format: double
             * @description In this run; null while nothing can be said.
             */
            mails_per_second: number | null;
            /** @description The file's name, or the first one's. */
            name: string;
            /**
             * Format: int64
             * @description Conversations whose newest message is a customer's of so many days are open; null: all are solved.
             */
            open_days: number | null;
            origin: components["schemas"]["ImportOrigin"];
            /** @description Why it can't go on, in English. */
            problem: string | null;
            /**
             * Format: int64
             * @description Of them: here already.
             */
            repeated: number;
            /**
             * Format: int64
             * @description Of them: passed over.
             */
            skipped: number;
            state: components["schemas"]["ImportImportState"];
            /**
             * Format: int64
             * @description Of them: taken.
             */
            stored: number;
            /** @description When it last went on. */
            updated_at: components["schemas"]["Time"];
        };
        /** @enum {string} */
        ImportOrigin: "upload" | "command";
        /** @enum {string} */
        ImportSkipReason: "too_large" | "not_a_mail" | "unreadable" | "rejected" | "failed";
        /** @enum {string} */
        ImportStoreImportProblem: "store_away" | "unreadable" | "too_many_bad_lines";
        /** @enum {string} */
        ImportStoreImportPurpose: "check" | "take";
        /** @enum {string} */
        ImportStoreImportState: "draft" | "waiting" | "running" | "checked" | "done" | "cancelled" | "failed";
        /** @description A message of the source. */
        Incoming: {
            attachments?: components["schemas"]["IncomingFile"][];
            customer: components["schemas"]["Writer"];
            /** @description The source's own id of the message: the same id is the same message. */
            id: string;
            /** @description At most 400 characters. */
            subject?: string;
            /** @description May be empty beside a file. */
            text?: string;
            /** @description The source's own id of the thread; messages of one thread are one conversation. */
            thread?: string | null;
        };
        /** @description A file that comes with a message. */
        IncomingFile: {
            /** @description The bytes in base 64 (RFC 4648 §4); all files of a message together at most 18 MiB. */
            content: string;
            /** @description The file's name, 1 to 200 characters. */
            name: string;
            /** @description The media type; `application/octet-stream` if absent. */
            type?: string | null;
        };
        /** @description How a mailbox is read, and how that goes. */
        IncomingJson: {
            reading: null | components["schemas"]["ReadingJson"];
            settings: null | components["schemas"]["SettingsJson"];
        };
        /** @description What came of trying. */
        IncomingTried: {
            /** @description The same in the words of whoever refused. */
            detail: string | null;
            folders: components["schemas"]["ServerFolderJson"][];
            problem: null | components["schemas"]["ProblemProblemCode"];
            /** @description Whether the server tells by itself when mail comes. */
            tells: boolean;
        };
        /** @description An invitation that nobody accepted yet. */
        Invitation: {
            created_at: components["schemas"]["Time"];
            email: string;
            /** @description The link works until then. */
            expires_at: components["schemas"]["Time"];
            id: components["schemas"]["InvitationId"];
            invited_by: string;
            language: components["schemas"]["Language"];
            /** @description What became of the mail with the link; absent where it is not looked up. */
            mail?: components["schemas"]["InvitationMail"];
            name: string;
            role: components["schemas"]["RoleRole"];
            team_ids: components["schemas"]["TeamId"][];
        };
        InvitationId: string;
        /** @description How far the mail of an invitation has come. */
        InvitationMail: {
            /** @description What the mail server said, where it was not taken. */
            last_error: string | null;
            settled_at: null | components["schemas"]["Time"];
            state: components["schemas"]["OutboxState"];
        };
        /** @description An invitation that was just sent, with its link. */
        InvitationSent: components["schemas"]["Invitation"] & {
            /** @description Where they accept. It is mailed, and shown here this once, to be handed over where no mailbox is set up. */
            url: string;
        };
        /** @description What somebody is invited to. */
        InvitationShown: {
            email: string;
            language: components["schemas"]["Language"];
            name: string;
            workspace_name: string;
        };
        /** @description Somebody to invite. */
        InvitationToMake: {
            email: string;
            language: components["schemas"]["Language"];
            name: string;
            role: components["schemas"]["RoleRole"];
            team_ids?: components["schemas"]["TeamId"][];
        };
        /** @enum {string} */
        InvitationsEventMethod: "publish" | "request" | "reply" | "counter" | "cancel";
        /** @enum {string} */
        InvitationsEventRepeats: "daily" | "weekly" | "monthly" | "yearly";
        /** @enum {string} */
        InvitationsGuestAnswer: "open" | "accepted" | "tentative" | "declined";
        /** @description What shall be in the order. */
        ItemsWanted: {
            /** @description Products that come, at the store's price of now. */
            add?: components["schemas"]["OrderActionItem"][];
            /** @description Lines that shall have other numbers of pieces; the others stay. */
            lines?: components["schemas"]["OrderActionPieces"][];
        };
        /** @enum {string} */
        JournalDisposition: "stored" | "duplicate" | "auto_reply" | "bounce" | "complaint" | "spam" | "rejected" | "refused";
        /** @enum {string} */
        JournalSource: "smtp" | "http" | "imap" | "import";
        /** @description A key that signs mail, did so, or is to. */
        KeyJson: {
            /** @description `rsa-sha256`, `ed25519-sha256`. */
            algorithm: string;
            record_name: string;
            record_value: string;
            removable_at: null | components["schemas"]["Time"];
            selector: string;
            since: components["schemas"]["Time"];
            stage: components["schemas"]["ChannelKeyStage"];
        };
        /** @enum {string} */
        KindKind: "conversation" | "customer" | "order" | "product";
        /** @description A public holiday that is known. */
        KnownHoliday: {
            /** @description Whether it is no business day here; false when the workspace has switched it off. */
            counts: boolean;
            /** Format: date */
            date: string;
            /** @description Which holiday it is: `republic-day`. */
            key: string;
        };
        /** @description The public holidays that are known of a country. */
        KnownHolidays: {
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            /** @description Whether they count; false when the workspace has switched the country off. */
            counts: boolean;
            /** @description Those of this year and the next. */
            days: components["schemas"]["KnownHoliday"][];
            /**
             * Format: date
             * @description Moving holidays after this day are not known: name them yourself.
             */
            known_until: string;
            /** @description Who published them. */
            sources: string[];
        };
        /**
         * @description A language that Tillside speaks. In JSON and in Display it is its BCP 47 tag: `en`, `tr`, `ko`, `fa`.
         * @enum {string}
         */
        Language: "en" | "tr" | "ko" | "fa";
        /**
         * @description How many business days of the country that a parcel goes to may pass. The rule that names most of store, carrier and
         *     country decides, each of its limits by itself; a store counts more than a carrier, a carrier more than a country.
         */
        LateRule: {
            /** @description Parcels of this carrier only: its slug in the table of carriers, `tr.yurtici`. */
            carrier?: string | null;
            /** @description What goes to this country only: ISO 3166-1 alpha-2. */
            country?: string | null;
            /**
             * Format: int32
             * @description From the day of dispatch until the parcel has arrived. A day that the carrier names wins over it.
             */
            delivery_days?: number | null;
            /**
             * Format: int32
             * @description From the day of payment until the order is sent.
             */
            dispatch_days?: number | null;
            /**
             * Format: int32
             * @description From one sign of the parcel to the next.
             */
            silence_days?: number | null;
            /** @description Orders of this store only. */
            store_id?: string | null;
        };
        /** @description What a workspace calls late. */
        LateRules: {
            rules: components["schemas"]["LateRule"][];
            /** @description Nobody has decided: these are the usual ones. */
            usual: boolean;
        };
        /** @description What is called late from now on. */
        LateRulesToSet: {
            rules: components["schemas"]["LateRule"][];
        };
        /** @description Something is late. */
        Lateness: {
            /** @description The public holidays that the rule's days don't count, the earliest first. */
            holidays: components["schemas"]["SkippedHoliday"][];
            /** @description Why. */
            reason: components["schemas"]["DeadlineLateReason"];
            rule: null | components["schemas"]["LatenessRule"];
            /** @description Since when. */
            since: components["schemas"]["Time"];
        };
        /** @description A rule as it was when it decided: what it speaks of, and how many business days it allows. */
        LatenessRule: {
            /** @description One carrier's parcels. */
            carrier: string | null;
            /** @description What goes to one country. */
            country: string | null;
            /**
             * Format: int32
             * @description Business days.
             */
            days: number;
            /** @description One store's orders. */
            store_id: string | null;
        };
        /** @description Another conversation of the same matter: a mail in a closed conversation begins a new one. */
        LinkedJson: {
            /** @description The other conversation. */
            conversation_id: components["schemas"]["ConversationId"];
            /**
             * Format: int64
             * @description The number that people say.
             */
            number: number;
            subject: string;
        };
        /** @description One page of a list. */
        List_Agent: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description `#rrggbb`. */
                avatar_color: string;
                /** @description When they joined. */
                created_at: components["schemas"]["Time"];
                /** @description Whether they are shut out. */
                disabled: boolean;
                /** @description Signs in with it. */
                email: string;
                /** @description Their id. */
                id: components["schemas"]["AgentId"];
                /** @description The language of their screens and mails. */
                language: components["schemas"]["Language"];
                last_seen_at: null | components["schemas"]["Time"];
                /** @description As customers and colleagues read it. */
                name: string;
                /** @description Whether they can be reached now. */
                presence: components["schemas"]["AgentPresence"];
                /** @description What they may do. */
                role: components["schemas"]["RoleRole"];
                /** @description Cleaned HTML; may be empty. */
                signature: string;
                /** @description The same by language, where it is another than `signature`. */
                signatures: {
                    [key: string]: string;
                };
                /** @description The teams they are in. */
                team_ids: components["schemas"]["TeamId"][];
                /** @description IANA name. */
                time_zone: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ArrivalJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description As its header says, `Name <address>`. */
                author: string;
                channel_id: null | components["schemas"]["ChannelId"];
                /** @description Its name. */
                channel_name: string | null;
                conversation_id: null | components["schemas"]["ConversationId"];
                disposition: components["schemas"]["JournalDisposition"];
                first_id: null | components["schemas"]["ArrivalId"];
                id: components["schemas"]["ArrivalId"];
                /** @description Its Message-ID without brackets. */
                identifier: string | null;
                message_id: null | components["schemas"]["MessageId"];
                raw: components["schemas"]["HttpRawState"];
                /** @description Why, where the disposition does not say it all. */
                reason: string | null;
                received_at: components["schemas"]["Time"];
                recipients: string;
                /**
                 * Format: int64
                 * @description Bytes.
                 */
                size: number;
                source: null | components["schemas"]["JournalSource"];
                subject: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_AuditEntry: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description `thing.happened`, such as `session.started`. */
                action: string;
                actor: components["schemas"]["AuditActor"];
                at: components["schemas"]["Time"];
                /** @description Particulars that depend on the action. */
                detail: unknown;
                id: components["schemas"]["AuditId"];
                /** @description The client's address; empty when there was none. */
                ip: string;
                /** @description An id or an address; empty when the workspace itself is meant. */
                target: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Brand: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description `#rrggbb`. */
                color: string;
                /** @description Of its prices (ISO 4217); null until the store has told. */
                currency: string | null;
                language: components["schemas"]["Language"];
                logo_url: string | null;
                name: string;
                /** @description Whether it is one of the stores that the workspace has now; the orders of one that it had still name it. */
                present: boolean;
                store_id: components["schemas"]["StoreId"];
                /** @description IANA. */
                time_zone: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_BulkResult: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description Why not. */
                error: string | null;
                id: components["schemas"]["ConversationId"];
                ok: boolean;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Carrier: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description ISO 3166-1 alpha-2; null when it works everywhere. */
                country: string | null;
                name: string;
                /** @description Whether the workspace added it. */
                own: boolean;
                slug: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ChannelJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                active: boolean;
                api?: components["schemas"]["ApiJson"];
                chat?: components["schemas"]["ChatJson"];
                contact_form?: components["schemas"]["ContactFormJson"];
                created_at: components["schemas"]["Time"];
                email?: components["schemas"]["EmailJson"];
                id: components["schemas"]["ChannelId"];
                kind: components["schemas"]["ChannelChannelKind"];
                name: string;
                store_id: null | components["schemas"]["StoreId"];
                team_id: null | components["schemas"]["TeamId"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ConversationJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                assignee: null | components["schemas"]["Named_AgentId"];
                /** @description The channel of the newest public message. */
                channel: components["schemas"]["ChannelChannelKind"];
                channel_id: components["schemas"]["ChannelId"];
                created_at: components["schemas"]["Time"];
                customer: components["schemas"]["CustomerRef"];
                has_attachments: boolean;
                id: components["schemas"]["ConversationId"];
                /** @description The customer's language, BCP 47. */
                language: string | null;
                last_activity_at: components["schemas"]["Time"];
                last_author: components["schemas"]["MessageAuthorType"];
                /** Format: int64 */
                message_count: number;
                /**
                 * Format: int64
                 * @description The number that people say.
                 */
                number: number;
                priority: components["schemas"]["ConversationPriority"];
                /** @description The beginning of the newest public message, at most 140 characters in one line. */
                snippet: string;
                snoozed_until: null | components["schemas"]["Time"];
                status: components["schemas"]["ConversationStatus"];
                store_id: null | components["schemas"]["StoreId"];
                subject: string;
                tags: string[];
                team: null | components["schemas"]["Named_TeamId"];
                /** @description Whether the customer wrote something that nobody has opened. */
                unread: boolean;
                waiting_since: null | components["schemas"]["Time"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Coupon: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description Whether it can't be redeemed together with others. */
                alone: boolean;
                amount: null | components["schemas"]["Money"];
                /** @description What the customer types. */
                code: string;
                created_at: null | components["schemas"]["Time"];
                description: string | null;
                excludes_sale_items: boolean;
                expires_at: null | components["schemas"]["Time"];
                free_shipping: boolean;
                id: components["schemas"]["CouponId"];
                /** @description The store's word for how it takes something off: `percent`, `fixed_cart`, … */
                kind: string;
                maximum: null | components["schemas"]["Money"];
                minimum: null | components["schemas"]["Money"];
                modified_at: null | components["schemas"]["Time"];
                /** @description Whether it is for certain people only. */
                only_for_some: boolean;
                /** @description Whether it is for certain products only. */
                only_for_some_products: boolean;
                /** @description What it takes off, where that is a part: exact decimal, `12.5`. */
                percent: string | null;
                /** @description The store's own word. */
                raw_status: string;
                source_id: string;
                starts_at: null | components["schemas"]["Time"];
                /** @description Where it stands now. */
                status: components["schemas"]["CouponStatus"];
                store_id: components["schemas"]["StoreId"];
                /** Format: int64 */
                usage_limit: number | null;
                /** Format: int64 */
                usage_limit_per_customer: number | null;
                /**
                 * Format: int64
                 * @description How often it was redeemed.
                 */
                used: number;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_CustomerJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                address: components["schemas"]["Address"];
                attributes: Record<string, unknown>;
                /** @description By purpose. */
                consent: Record<string, unknown>;
                /** Format: int64 */
                conversation_count: number;
                /** @description ISO 3166-1 alpha-2. */
                country: string | null;
                created_at: components["schemas"]["Time"];
                email: string | null;
                email_state: components["schemas"]["EmailStateJson"];
                id: components["schemas"]["CustomerId"];
                identities: components["schemas"]["IdentityJson"][];
                /** @description BCP 47. */
                language: string | null;
                last_seen_at: null | components["schemas"]["Time"];
                last_seen_page: string | null;
                /** @description What they have spent, by currency. */
                lifetime_value: components["schemas"]["MoneyJson"][];
                merged_into: null | components["schemas"]["CustomerId"];
                name: string;
                /** @description What the team wrote about them. */
                notes: string;
                /**
                 * Format: int64
                 * @description Orders that count: not failed, not cancelled.
                 */
                orders_count: number;
                phone: string | null;
                preferred_channel: string | null;
                /** @description IANA. */
                time_zone: string | null;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_DefinitionJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description As reports name it. */
                id: components["schemas"]["DefinitionsDefinition"];
                /** @description What it is called, in the reader's language. */
                name: string;
                /** @description What it means; the whole of it stands in `docs/measures.md`. */
                text: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_FieldJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                choices: string[];
                id: components["schemas"]["CustomFieldId"];
                key: string;
                label: string;
                type: components["schemas"]["CustomFieldsFieldKind"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_HistoryEntry: {
            /** @description The things on this page, in the list's order. */
            data: {
                actor: components["schemas"]["HistoryActor"];
                at: components["schemas"]["Time"];
                /** @description What it was and is, or the other conversation. */
                data: Record<string, unknown>;
                id: components["schemas"]["EventId"];
                /**
                 * @description `created`, `status`, `assignee`, `team`, `priority`, `tags`, `subject`, `snoozed`, `custom_fields`, `followers`,
                 *     `merged`, `unmerged`, `split`, `message_moved`, `linked`, `order_action`, `arrived_elsewhere`,
                 *     `delivery_failed`.
                 */
                type: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ImportJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /**
                 * Format: int64
                 * @description Bytes that were read.
                 */
                bytes_done: number;
                /**
                 * Format: int64
                 * @description Bytes that there are; 0 before it is begun.
                 */
                bytes_total: number;
                channel_id: components["schemas"]["ChannelId"];
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["ImportId"];
                /**
                 * Format: int64
                 * @description Mails that were looked at.
                 */
                mails: number;
                /**
                 * Format: double
                 * @description In this run; null while nothing can be said.
                 */
                mails_per_second: number | null;
                /** @description The file's name, or the first one's. */
                name: string;
                /**
                 * Format: int64
                 * @description Conversations whose newest message is a customer's of so many days are open; null: all are solved.
                 */
                open_days: number | null;
                origin: components["schemas"]["ImportOrigin"];
                /** @description Why it can't go on, in English. */
                problem: string | null;
                /**
                 * Format: int64
                 * @description Of them: here already.
                 */
                repeated: number;
                /**
                 * Format: int64
                 * @description Of them: passed over.
                 */
                skipped: number;
                state: components["schemas"]["ImportImportState"];
                /**
                 * Format: int64
                 * @description Of them: taken.
                 */
                stored: number;
                /** @description When it last went on. */
                updated_at: components["schemas"]["Time"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Invitation: {
            /** @description The things on this page, in the list's order. */
            data: {
                created_at: components["schemas"]["Time"];
                email: string;
                /** @description The link works until then. */
                expires_at: components["schemas"]["Time"];
                id: components["schemas"]["InvitationId"];
                invited_by: string;
                language: components["schemas"]["Language"];
                /** @description What became of the mail with the link; absent where it is not looked up. */
                mail?: components["schemas"]["InvitationMail"];
                name: string;
                role: components["schemas"]["RoleRole"];
                team_ids: components["schemas"]["TeamId"][];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_MessageJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                attachments: components["schemas"]["AttachmentJson"][];
                authentication: null | components["schemas"]["Authentication"];
                author: components["schemas"]["AuthorJson"];
                /** @description Only of our own mails. */
                bcc: components["schemas"]["Correspondent"][];
                cc: components["schemas"]["Correspondent"][];
                channel: components["schemas"]["ChannelChannelKind"];
                channel_id: components["schemas"]["ChannelId"];
                conversation_id: components["schemas"]["ConversationId"];
                created_at: components["schemas"]["Time"];
                delivery: null | components["schemas"]["DeliveryJson"];
                from: null | components["schemas"]["Correspondent"];
                /** @description Whether the text holds more than what its author wrote now. */
                has_quote: boolean;
                /** @description Cleaned, quotes folded, images of other servers held back. */
                html: string | null;
                id: components["schemas"]["MessageId"];
                kind: components["schemas"]["MessageMessageKind"];
                mentions: components["schemas"]["AgentId"][];
                /** @description What its author wrote now, without quotes and signature. */
                new_text: string;
                /**
                 * Format: int64
                 * @description Images of other servers in the HTML.
                 */
                remote_images: number;
                seen_at: null | components["schemas"]["Time"];
                sent_at: components["schemas"]["Time"];
                subject: string;
                /** @description The whole text. */
                text: string;
                threading: null | components["schemas"]["Threading"];
                to: components["schemas"]["Correspondent"][];
                visibility: components["schemas"]["MessageVisibility"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Order: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description The order's page in the store's administration. */
                admin_url: string | null;
                billing: components["schemas"]["OrderAddress"];
                completed_at: null | components["schemas"]["Time"];
                coupons: string[];
                currency: string;
                customer_id: null | components["schemas"]["CustomerId"];
                /** @description As given at the checkout; empty when none was. */
                customer_name: string;
                /** @description What the customer wrote at the checkout; null in Shopify, where it stands in `note`. */
                customer_note: string | null;
                discount_total: components["schemas"]["Money"];
                email: string | null;
                fees: components["schemas"]["OrderFee"][];
                id: components["schemas"]["OrderId"];
                /** @description In which it was placed (BCP 47); null where the store does not tell. */
                language: string | null;
                late: null | components["schemas"]["Lateness"];
                lines: components["schemas"]["OrderLine"][];
                modified_at: components["schemas"]["Time"];
                /**
                 * @description The one note that an order has in Shopify: what the customer wrote at the checkout and what the store's people wrote
                 *     there or from here, one text. Null in other stores.
                 */
                note: string | null;
                notes: components["schemas"]["OrderNote"][];
                /** @description What the customer calls it. */
                number: string;
                paid_at: null | components["schemas"]["Time"];
                payment_method: string | null;
                /** @description In the order in which they were made; refunds are apart. */
                payments: components["schemas"]["OrderPayment"][];
                phone: string | null;
                placed_at: components["schemas"]["Time"];
                /** @description The store's own word. */
                raw_status: string;
                refunded_total: components["schemas"]["Money"];
                refunds: components["schemas"]["Refund"][];
                /** @description What the customer sends back, where the store keeps that itself. */
                returns: components["schemas"]["OrderReturn"][];
                shipments: components["schemas"]["Shipment"][];
                shipping: components["schemas"]["OrderAddress"];
                shipping_method: string | null;
                /** @description Without tax. */
                shipping_total: components["schemas"]["Money"];
                /** @description The store's id. */
                source_id: string;
                status: components["schemas"]["OrderStatus"];
                /** @description Whether its store can be asked now to do something with it; one that only tells of itself, is paused or not connected can't. */
                store_acts: boolean;
                store_id: components["schemas"]["StoreId"];
                store_name: string;
                store_state: null | components["schemas"]["StoreStaleness"];
                store_total: null | components["schemas"]["Money"];
                /** @description Lines before discounts, without tax. */
                subtotal: components["schemas"]["Money"];
                tax_total: components["schemas"]["Money"];
                /** @description Refunds are not taken off. */
                total: components["schemas"]["Money"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_OrderAbility: {
            /** @description The things on this page, in the list's order. */
            data: {
                possible: boolean;
                reason: null | components["schemas"]["AbilitiesWhy"];
                /** @description The right that is missing, by the store's name for it. */
                right: string | null;
                what: components["schemas"]["AbilitiesWhat"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_OrderAction: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description Who asked for it. */
                actor_name: string;
                amount: null | components["schemas"]["Money"];
                /** @description `cnv_…`: where it was asked for. */
                conversation_id: string | null;
                /** @description A coupon's code. */
                coupon_code: string | null;
                created_at: components["schemas"]["Time"];
                /** @description Whether the answer had been lost and the store was found to have done it. */
                found_later: boolean;
                id: components["schemas"]["ActionId"];
                kind: components["schemas"]["ActionKind"];
                /** @description What a note says, also that to the customer whose return was declined. */
                note: string | null;
                order_id: components["schemas"]["OrderId"];
                /** @description The number of an order that was made. */
                order_number: string | null;
                reason: null | components["schemas"]["OrderActionReason"];
                /** @description What the store calls the return that it was about. */
                return_number: string | null;
                settled_at: null | components["schemas"]["Time"];
                state: components["schemas"]["ActionState"];
                /** @description What taking it back would do; null when it can't be. */
                undo: components["schemas"]["OrderActionEffect"][] | null;
                undoes: null | components["schemas"]["ActionId"];
                undone_by: null | components["schemas"]["ActionId"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_OrderPolicy: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description The kinds of actions. */
                kinds: components["schemas"]["ActionKind"][];
                /**
                 * @description The most that one person may give away on one order, by currency; null is without limit, a currency that is not
                 *     listed has none to give.
                 */
                limits: components["schemas"]["Money"][] | null;
                role: null | components["schemas"]["RoleRole"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_OutboxJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** Format: int64 */
                attempts: number;
                conversation_id: null | components["schemas"]["ConversationId"];
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["OutboxId"];
                /** @description `email`, `chat`, `api_reply`, `system_mail`, `sent_copy`. */
                kind: string;
                /** @description The other side's words. */
                last_error: string | null;
                message_id: null | components["schemas"]["MessageId"];
                next_attempt_at: null | components["schemas"]["Time"];
                state: components["schemas"]["OutboxState"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Product: {
            /** @description The things on this page, in the list's order. */
            data: {
                id: components["schemas"]["ProductId"];
                image_url: string | null;
                name: string;
                permalink: string | null;
                price: null | components["schemas"]["Money"];
                regular_price: null | components["schemas"]["Money"];
                sku: string | null;
                state: components["schemas"]["ProductState"];
                /**
                 * Format: int64
                 * @description Null where the store does not count.
                 */
                stock_quantity: number | null;
                stock_status: components["schemas"]["ProductStock"];
                store_id: components["schemas"]["StoreId"];
                store_name: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ProductCategory: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description The store's name for it. */
                name: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ReaderFailure: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description When it was last tried. */
                at: components["schemas"]["Time"];
                conversation_id: null | components["schemas"]["ConversationId"];
                event_at: null | components["schemas"]["Time"];
                event_id: components["schemas"]["EventId"];
                /** @description What happened, such as `message.created`; null when the event is gone. */
                event_kind: string | null;
                id: components["schemas"]["FailureId"];
                /** @description `conversations`, `insight-measures`, `shop.orders.follow_customers`, …: what is not up to date. */
                reader: string;
                /** @description In English, for developers. */
                reason: string;
                /** @description It waits for another try. */
                retrying: boolean;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Review: {
            /** @description The things on this page, in the list's order. */
            data: {
                /**
                 * @description Whether it can be answered from here. While our plug-in was not in the store when the review was last read
                 *     (`plug_in_missing`) an answer is tried all the same.
                 */
                answerable: components["schemas"]["AnswerAnswerable"];
                /** @description What the store answered, the oldest first, and what is on its way there. */
                answers: components["schemas"]["ReviewAnswer"][];
                customer_id: null | components["schemas"]["CustomerId"];
                /** @description Their address, which nobody but the store sees. Whoever wrote without an account may have typed any. */
                email: string | null;
                id: components["schemas"]["ReviewId"];
                product: null | components["schemas"]["ReviewedProduct"];
                /**
                 * Format: int64
                 * @description 1 to 5 stars; 0 when none were given.
                 */
                rating: number;
                /** @description The store's own word. */
                raw_status: string;
                /** @description Who wrote it, as everybody sees it. */
                reviewer: string | null;
                source_id: string;
                status: components["schemas"]["ReviewStatus"];
                store_id: components["schemas"]["StoreId"];
                /** @description What they wrote, without markup. */
                text: string;
                /** @description Whether the store knows that they bought it. */
                verified: boolean;
                written_at: components["schemas"]["Time"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ScheduledJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description Whether the customer has written since. */
                answered: boolean;
                attachments: components["schemas"]["AttachmentJson"][];
                author_name: string;
                bcc: components["schemas"]["Correspondent"][];
                cc: components["schemas"]["Correspondent"][];
                channel: null | components["schemas"]["ChannelChannelKind"];
                channel_id: null | components["schemas"]["ChannelId"];
                conversation_id: components["schemas"]["ConversationId"];
                created_at: components["schemas"]["Time"];
                hold_if_answered: boolean;
                html: string | null;
                id: components["schemas"]["ScheduledId"];
                /** @description Why it could not be sent. */
                reason: string | null;
                send_at: components["schemas"]["Time"];
                state: components["schemas"]["ScheduledScheduledState"];
                status: null | components["schemas"]["ConversationStatus"];
                text: string;
                /** @description Mail: the customer if empty. */
                to: components["schemas"]["Correspondent"][];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_SearchHit: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description When it last mattered. */
                at: components["schemas"]["Time"];
                /** @description Where else the words were found, as HTML: escaped, with the words in `<mark>`. */
                excerpt: string;
                /** @description Its id. */
                id: string;
                /** @description What it is. */
                kind: components["schemas"]["KindKind"];
                message_id: null | components["schemas"]["MessageId"];
                /**
                 * Format: float
                 * @description How well it fits, between 0 and 1; to compare within one answer.
                 */
                score: number;
                /** @description Where it stands, in its own words for that; null for customers. */
                status: string | null;
                /** @description The subject, name or number, as text. */
                title: string;
                /** @description The title as HTML: escaped, with the words in `<mark>`. */
                title_html: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_SessionRow: {
            /** @description The things on this page, in the list's order. */
            data: {
                created_at: components["schemas"]["Time"];
                /** @description Whether it is the one that asks. */
                current: boolean;
                id: components["schemas"]["SessionId"];
                ip: string;
                last_seen_at: components["schemas"]["Time"];
                user_agent: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_SilenceJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                address: string;
                conversation_id: null | components["schemas"]["ConversationId"];
                since: components["schemas"]["Time"];
                /** @description Over once this has passed. */
                until: components["schemas"]["Time"];
                why: components["schemas"]["SilenceWhySilent"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Store: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description What of its coupons and reviews can be had from it. */
                abilities: components["schemas"]["StoreAbilityState"][];
                /** @description How it shows itself to its customers. */
                brand: components["schemas"]["StoreBrand"];
                created_at: components["schemas"]["Time"];
                /** @description Of its prices; null until the store has told. */
                currency: string | null;
                health: components["schemas"]["StoreHealth"];
                id: components["schemas"]["StoreId"];
                kind: components["schemas"]["ConnectedStoreStoreKind"];
                last_event_at: null | components["schemas"]["Time"];
                name: string;
                state: components["schemas"]["ConnectedStoreStoreState"];
                sync: components["schemas"]["StoreSync"];
                /** @description IANA; null until the store has told. */
                time_zone: string | null;
                url: string;
                webhooks: components["schemas"]["StoreWebhooks"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_StoreImport: {
            /** @description The things on this page, in the list's order. */
            data: {
                /**
                 * Format: int64
                 * @description What is wrong with them, line by line.
                 */
                bad_lines: number;
                /**
                 * Format: int64
                 * @description Bytes that were read.
                 */
                bytes_done: number;
                /** Format: int64 */
                bytes_total: number;
                /**
                 * Format: int64
                 * @description Of them: new.
                 */
                created: number;
                created_at: components["schemas"]["Time"];
                /** @description What a column of this kind can hold. */
                fields: components["schemas"]["FieldsStoreImportField"][];
                id: components["schemas"]["StoreImportId"];
                kind: components["schemas"]["FieldsStoreImportKind"];
                /** @description The file's name. */
                name: string;
                plan: components["schemas"]["StoreImportPlan"];
                problem: null | components["schemas"]["ImportStoreImportProblem"];
                /** @description What the numbers below are of: a check takes nothing. */
                purpose: components["schemas"]["ImportStoreImportPurpose"];
                /**
                 * Format: int64
                 * @description Of them: can't be read.
                 */
                refused: number;
                state: components["schemas"]["ImportStoreImportState"];
                store_id: components["schemas"]["StoreId"];
                /**
                 * Format: int64
                 * @description Things that were read: orders, accounts or products.
                 */
                things: number;
                /**
                 * Format: double
                 * @description In this run; null while nothing can be said.
                 */
                things_per_second: number | null;
                /**
                 * Format: int64
                 * @description Of them: known already, in this state or a newer one.
                 */
                unchanged: number;
                /**
                 * Format: int64
                 * @description Of them: changed.
                 */
                updated: number;
                /** @description When it last went on. */
                updated_at: components["schemas"]["Time"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Suggestion: {
            /** @description The things on this page, in the list's order. */
            data: {
                customer: components["schemas"]["CustomerJson"];
                /** @description `same_email`, `same_phone`. */
                reason: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_SuppressedJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                address: string;
                created_at: components["schemas"]["Time"];
                /** @description The other side's words. */
                detail: string | null;
                message_id: null | components["schemas"]["MessageId"];
                why: components["schemas"]["SuppressionWhy"];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_TagJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description `#rrggbb`. */
                color: string;
                /**
                 * Format: int64
                 * @description Conversations that have it.
                 */
                count: number;
                id: components["schemas"]["TagId"];
                name: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Team: {
            /** @description The things on this page, in the list's order. */
            data: {
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["TeamId"];
                member_ids: components["schemas"]["AgentId"][];
                name: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_TimelineEntry: {
            /** @description The things on this page, in the list's order. */
            data: {
                /** @description What the order costs, or how much was given back. */
                amount?: components["schemas"]["Money"];
                /** @description When. */
                at: components["schemas"]["Time"];
                /** @description The channel of a conversation. */
                channel?: components["schemas"]["ChannelChannelKind"];
                /** @description The newest words of a conversation, the reason of a refund, the carrier of a parcel, what a review or an answer says. */
                detail: string | null;
                /** @description Of the conversation, order, refund, parcel or review; of an answer, that of the review. */
                id: string;
                /**
                 * Format: int64
                 * @description The conversation's number.
                 */
                number?: number;
                /** @description The order of a refund or parcel. */
                order_id?: components["schemas"]["OrderId"];
                /**
                 * Format: int64
                 * @description The stars of a review, 1 to 5; 0 when none were given.
                 */
                rating?: number;
                /** @description Where the conversation, order, parcel or review stands, in its own words for that. */
                status?: string;
                /** @description The store of an order, review or answer, or that a conversation is about. */
                store_id?: components["schemas"]["StoreId"];
                /** @description The subject; the number of the order; of a parcel its own number, else its carrier; of a review or an answer to one the product's name. */
                title: string;
                /** @description What. */
                type: components["schemas"]["EntryEntryKind"];
                /** @description Where a parcel can be followed. */
                url?: string;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_Token: {
            /** @description The things on this page, in the list's order. */
            data: {
                created_at: components["schemas"]["Time"];
                /** @description Who made it, by name. */
                created_by: string;
                id: components["schemas"]["TokenId"];
                last_used_at: null | components["schemas"]["Time"];
                name: string;
                /** @description `all`, or permissions. */
                scopes: string[];
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description One page of a list. */
        List_ViewJson: {
            /** @description The things on this page, in the list's order. */
            data: {
                /**
                 * Format: int64
                 * @description How many conversations; null where nobody wants to know, or where it tells of orders that the asker may not see.
                 */
                count: number | null;
                filter: null | components["schemas"]["ViewFilter"];
                /** @description `mine`, `tm_…`, `viw_…`. */
                id: string;
                kind: components["schemas"]["ViewKind"];
                /** @description The team's or the saved view's name; built-in ones are named by the reader's language. */
                name: string | null;
                /** @description Whether the asker may change it. */
                own: boolean;
                shared: boolean;
            }[];
            /** @description The cursor of the next page for `?after=`; null on the last one. */
            next: string | null;
        };
        /** @description What somebody changes of themselves. */
        MePatch: {
            /** @default null */
            language?: null | components["schemas"]["Language"];
            /** @default null */
            name?: string | null;
            /** @default null */
            presence?: null | components["schemas"]["AgentPresence"];
            /**
             * @description HTML; it is cleaned. Null or empty for none.
             * @default null
             */
            signature?: string | null;
            /**
             * @description The same by language (`en`, `tr`, `ko`, `fa`), merged; null takes one out, and `signature` stands there then.
             * @default null
             */
            signatures?: {
                [key: string]: string | null;
            } | null;
            /**
             * @description IANA name.
             * @default null
             */
            time_zone?: string | null;
        };
        /** @description Which profile goes. */
        MergeFrom: {
            from: components["schemas"]["CustomerId"];
        };
        MergeId: string;
        /** @description Where to merge to. */
        MergeInto: {
            into: components["schemas"]["ConversationId"];
        };
        /** @description When somebody answers. */
        Merge_BusinessHours: {
            days?: null | components["schemas"]["DayHours"][];
            holidays?: null | string[];
            time_zone?: null | string;
        };
        /** @description The server that takes a mailbox's mail. */
        Merge_NewOutgoing: {
            host?: null | string;
            port?: null | number;
            security?: null | components["schemas"]["ChannelSecurity"];
            sign_in?: null | components["schemas"]["ChannelSignIn"];
            username?: null | (string | null);
        };
        /** @description The filter of a view as programs write it: the parameters of the list of conversations. What is absent does not narrow. */
        Merge_ViewFilter: {
            assignee?: null | (string | null);
            channel?: null | (null | components["schemas"]["ChannelChannelKind"]);
            channel_id?: null | (null | components["schemas"]["ChannelId"]);
            customer?: null | (null | components["schemas"]["CustomerId"]);
            follower?: null | (string | null);
            order?: null | (string | null);
            order_late?: null | (boolean | null);
            order_open?: null | (boolean | null);
            order_status?: null | components["schemas"]["OrderStatus"][];
            status?: null | components["schemas"]["ConversationStatus"][];
            store?: null | (null | components["schemas"]["StoreId"]);
            tag?: null | (string | null);
            team?: null | (null | components["schemas"]["TeamId"]);
        };
        /** @description A merge, to be undone by its id. */
        MergedJson: {
            customer: components["schemas"]["CustomerJson"];
            merge_id: components["schemas"]["MergeId"];
        };
        /** @enum {string} */
        MessageAuthorType: "customer" | "agent" | "assistant" | "system";
        /** @enum {string} */
        MessageDeliveryState: "queued" | "sent" | "delivered" | "failed";
        MessageId: string;
        /** @description A message. */
        MessageJson: {
            attachments: components["schemas"]["AttachmentJson"][];
            authentication: null | components["schemas"]["Authentication"];
            author: components["schemas"]["AuthorJson"];
            /** @description Only of our own mails. */
            bcc: components["schemas"]["Correspondent"][];
            cc: components["schemas"]["Correspondent"][];
            channel: components["schemas"]["ChannelChannelKind"];
            channel_id: components["schemas"]["ChannelId"];
            conversation_id: components["schemas"]["ConversationId"];
            created_at: components["schemas"]["Time"];
            delivery: null | components["schemas"]["DeliveryJson"];
            from: null | components["schemas"]["Correspondent"];
            /** @description Whether the text holds more than what its author wrote now. */
            has_quote: boolean;
            /** @description Cleaned, quotes folded, images of other servers held back. */
            html: string | null;
            id: components["schemas"]["MessageId"];
            kind: components["schemas"]["MessageMessageKind"];
            mentions: components["schemas"]["AgentId"][];
            /** @description What its author wrote now, without quotes and signature. */
            new_text: string;
            /**
             * Format: int64
             * @description Images of other servers in the HTML.
             */
            remote_images: number;
            seen_at: null | components["schemas"]["Time"];
            sent_at: components["schemas"]["Time"];
            subject: string;
            /** @description The whole text. */
            text: string;
            threading: null | components["schemas"]["Threading"];
            to: components["schemas"]["Correspondent"][];
            visibility: components["schemas"]["MessageVisibility"];
        };
        /** @enum {string} */
        MessageMessageKind: "message" | "auto_reply" | "bounce" | "complaint";
        /** @enum {string} */
        MessageVisibility: "public" | "note";
        /** @description An amount. */
        Money: {
            /** @description Exact decimal, with the digits of its currency: `12.50`. */
            amount: string;
            /** @description ISO 4217. */
            currency: string;
        };
        /** @description Money, exact: a decimal in the currency's own places. */
        MoneyJson: {
            /** @description `12.50`. */
            amount: string;
            /** @description ISO 4217. */
            currency: string;
        };
        /** @description Where to move a message. */
        MoveInto: {
            into?: null | components["schemas"]["ConversationId"];
        };
        /** @description What became of one. */
        MovementResult: {
            /** @description Why it was refused, by JSON pointers into the request. */
            errors: components["schemas"]["FieldError"][];
            outcome: components["schemas"]["MovementsMovementOutcome"];
            /** @description The parcels that it was about; a number may be that of several orders, which travel together. */
            shipment_ids: components["schemas"]["ShipmentId"][];
        };
        /** @description What became of a request, parcel by parcel in its order. */
        MovementResults: {
            applied: number;
            data: components["schemas"]["MovementResult"][];
            refused: number;
            unchanged: number;
            /** @description No order here has such a parcel. */
            unknown: number;
        };
        /** @enum {string} */
        MovementsMovementOutcome: "applied" | "unchanged" | "unknown" | "refused";
        /** @description A person by id and name. */
        Named_AgentId: {
            id: string;
            /** @description The name now. */
            name: string;
        };
        /** @description A person by id and name. */
        Named_TeamId: {
            id: string;
            /** @description The name now. */
            name: string;
        };
        /** @description What the provider sent the person back with. */
        NewAnswer: {
            code: string;
            state: string;
        };
        /**
         * @description A channel to make. A mailbox has `address`, `display_name`, `outgoing`, `sending`, `authserv_id`, `arc_sealers`,
         *     `signature`, `signatures`,
         *     `carries`, `link_days` and `spam_filter`; a chat `color`, `greeting`,
         *     `allowed_origins`, `require_email` and `email_channel_id`; a form `email_channel_id`; an API channel `webhook_url`.
         */
        NewChannel: {
            active?: boolean | null;
            address?: string | null;
            allowed_origins?: string[] | null;
            arc_sealers?: string[] | null;
            authserv_id?: string | null;
            /**
             * Format: int64
             * @description 18 MiB if absent.
             */
            carries?: number | null;
            color?: string | null;
            display_name?: string | null;
            email_channel_id?: null | components["schemas"]["ChannelId"];
            greeting?: {
                [key: string]: string;
            } | null;
            kind: components["schemas"]["ChannelChannelKind"];
            /**
             * Format: int32
             * @description 30 if absent.
             */
            link_days?: number | null;
            name: string;
            outgoing?: null | components["schemas"]["NewOutgoing"];
            require_email?: boolean | null;
            sending?: null | components["schemas"]["ChannelSending"];
            signature?: string | null;
            signatures?: {
                [key: string]: string;
            } | null;
            spam_filter?: null | components["schemas"]["ChannelSpamFilter"];
            store_id?: null | components["schemas"]["StoreId"];
            team_id?: null | components["schemas"]["TeamId"];
            webhook_url?: string | null;
        };
        /** @description A message of the visitor, by request. */
        NewChatMessage: {
            attachments?: components["schemas"]["AttachmentId"][];
            /** @description Made by the widget; the same id is the same message. 1 to 64 characters. */
            client_id: string;
            email?: string | null;
            name?: string | null;
            page?: null | components["schemas"]["Page"];
            text?: string;
        };
        /** @description A conversation that the team begins. */
        NewConversation: {
            attachments?: components["schemas"]["AttachmentId"][];
            /** @description The mailbox that it goes out from. */
            channel_id: components["schemas"]["ChannelId"];
            customer_id?: null | components["schemas"]["CustomerId"];
            html?: string | null;
            status?: null | components["schemas"]["ConversationStatus"];
            subject: string;
            text?: string | null;
            /** @description To whom; or `customer_id`. */
            to?: components["schemas"]["Correspondent"][];
        };
        /** @description A customer to make. */
        NewCustomer: {
            country?: string | null;
            email?: string | null;
            language?: string | null;
            name?: string;
            /** @description With the country's code, `+90…`, or as written there if `country` is given. */
            phone?: string | null;
            time_zone?: string | null;
        };
        /** @description A field to make. */
        NewField: {
            /** @description For `choice`: 1 to 100 values. */
            choices?: string[];
            /** @description Lower-case letters, digits and `_`; never changes. */
            key: string;
            /** @description 1 to 80 characters. */
            label: string;
            type: components["schemas"]["CustomFieldsFieldKind"];
        };
        /** @description How a mailbox is to be read. */
        NewIncoming: {
            after?: null | components["schemas"]["SettingsAfter"];
            /** @description The certificate of a server of one's own, PEM. */
            certificate?: string | null;
            /** @description What is read; `INBOX` if absent. Of what comes into the first seven the server tells at once. */
            folders?: components["schemas"]["WatchedFolder"][] | null;
            /** @description Host name or address. */
            host: string;
            /**
             * Format: int32
             * @description Of larger mails only the headers are fetched, in bytes; 50 MiB if absent, which is the most.
             */
            largest?: number | null;
            /** @description Only with `move`. */
            move_to?: string | null;
            /**
             * Format: int32
             * @description Of the mails that were there before: conversations whose newest mail is a customer's of so many days are open. Absent:
             *     all are solved. Not with `now`.
             */
            open_days?: number | null;
            /** @description Kept encrypted and never shown. Absent: the one that is known, as long as server and account stay. */
            password?: string | null;
            /** Format: int32 */
            port: number;
            provider?: null | components["schemas"]["NewProvider"];
            /** @description `none` only to this machine. */
            security: components["schemas"]["ChannelSecurity"];
            /** @description Where a copy of what is sent is put; absent where the provider does that itself. */
            sent_folder?: string | null;
            start?: null | components["schemas"]["SettingsStartFrom"];
            /**
             * Format: date
             * @description Only with `date`.
             */
            start_date?: string | null;
            /** @description The account. */
            username: string;
        };
        /** @description Which key to make. */
        NewKey: {
            algorithm: components["schemas"]["DnsAlgorithm"];
        };
        /** @description An internal note. */
        NewNote: {
            attachments?: components["schemas"]["AttachmentId"][];
            html?: string | null;
            /** @description Agents that it calls. */
            mentions?: components["schemas"]["AgentId"][];
            /** @description Plain text; made from `html` when absent. */
            text?: string | null;
        };
        /** @description The server that takes a mailbox's mail. */
        NewOutgoing: {
            host: string;
            /** Format: int32 */
            port: number;
            /** @description `none` only to this machine. */
            security: components["schemas"]["ChannelSecurity"];
            /** @description `password` if absent. `token`: the one with which the mailbox is read, and its account if `username` is absent. */
            sign_in?: components["schemas"]["ChannelSignIn"];
            username?: string | null;
        };
        /** @description The provider that gives tokens. */
        NewProvider: {
            /** @description Where a person agrees. */
            authorize_url: string;
            /** @description The name under which this desk is known there. */
            client_id: string;
            /** @description Kept encrypted and never shown. Absent: the one that is known, as long as endpoint and name stay. */
            client_secret?: string | null;
            /** @description What is asked for, separated by spaces. */
            scope: string;
            /** @description Where tokens are had. */
            token_url: string;
        };
        /** @description An answer to the customer. */
        NewReply: {
            /** @description Files that were uploaded before. */
            attachments?: components["schemas"]["AttachmentId"][];
            bcc?: components["schemas"]["Correspondent"][];
            cc?: components["schemas"]["Correspondent"][];
            channel?: null | components["schemas"]["ChannelNamed"];
            channel_id?: null | components["schemas"]["ChannelId"];
            html?: string | null;
            order_id?: null | components["schemas"]["OrderId"];
            status?: null | components["schemas"]["ConversationStatus"];
            /** @description Plain text; made from `html` when absent. */
            text?: string | null;
            /** @description Mail: the customer if absent. */
            to?: components["schemas"]["Correspondent"][];
            /**
             * Format: int32
             * @description For how long it can be taken back, 0 to 300.
             */
            undo_seconds?: number;
        };
        /** @description An answer that leaves later. */
        NewScheduled: {
            /** @description Whether it waits for its author if the customer writes first. */
            hold_if_answered?: boolean;
            /** @description What is said; `undo_seconds` counts for nothing. */
            reply: components["schemas"]["NewReply"];
            /** @description When it leaves: a time to come, at most a year ahead. */
            send_at: components["schemas"]["Time"];
        };
        /** @description A tag to make. */
        NewTag: {
            /** @description `#rrggbb`; grey if absent. */
            color?: string | null;
            /** @description 1 to 60 characters. */
            name: string;
        };
        /** @description A team to make. */
        NewTeam: {
            member_ids?: components["schemas"]["AgentId"][];
            name: string;
        };
        /** @description To whom a test mail goes. */
        NewTest: {
            /** @description An e-mail address. */
            to: string;
        };
        /** @description A view to save. */
        NewView: {
            filter: components["schemas"]["ViewFilter"];
            /** @description 1 to 80 characters. */
            name: string;
            /** @description Whether the others see it too. */
            shared?: boolean;
        };
        /** @description A note to write. */
        NoteWanted: {
            /** @description Whether the store mails it to the customer. */
            for_customer?: boolean;
            /** @description What it says, as plain text. */
            text: string;
        };
        /** @description An order. Amounts are in its own currency. */
        Order: {
            /** @description The order's page in the store's administration. */
            admin_url: string | null;
            billing: components["schemas"]["OrderAddress"];
            completed_at: null | components["schemas"]["Time"];
            coupons: string[];
            currency: string;
            customer_id: null | components["schemas"]["CustomerId"];
            /** @description As given at the checkout; empty when none was. */
            customer_name: string;
            /** @description What the customer wrote at the checkout; null in Shopify, where it stands in `note`. */
            customer_note: string | null;
            discount_total: components["schemas"]["Money"];
            email: string | null;
            fees: components["schemas"]["OrderFee"][];
            id: components["schemas"]["OrderId"];
            /** @description In which it was placed (BCP 47); null where the store does not tell. */
            language: string | null;
            late: null | components["schemas"]["Lateness"];
            lines: components["schemas"]["OrderLine"][];
            modified_at: components["schemas"]["Time"];
            /**
             * @description The one note that an order has in Shopify: what the customer wrote at the checkout and what the store's people wrote
             *     there or from here, one text. Null in other stores.
             */
            note: string | null;
            notes: components["schemas"]["OrderNote"][];
            /** @description What the customer calls it. */
            number: string;
            paid_at: null | components["schemas"]["Time"];
            payment_method: string | null;
            /** @description In the order in which they were made; refunds are apart. */
            payments: components["schemas"]["OrderPayment"][];
            phone: string | null;
            placed_at: components["schemas"]["Time"];
            /** @description The store's own word. */
            raw_status: string;
            refunded_total: components["schemas"]["Money"];
            refunds: components["schemas"]["Refund"][];
            /** @description What the customer sends back, where the store keeps that itself. */
            returns: components["schemas"]["OrderReturn"][];
            shipments: components["schemas"]["Shipment"][];
            shipping: components["schemas"]["OrderAddress"];
            shipping_method: string | null;
            /** @description Without tax. */
            shipping_total: components["schemas"]["Money"];
            /** @description The store's id. */
            source_id: string;
            status: components["schemas"]["OrderStatus"];
            /** @description Whether its store can be asked now to do something with it; one that only tells of itself, is paused or not connected can't. */
            store_acts: boolean;
            store_id: components["schemas"]["StoreId"];
            store_name: string;
            store_state: null | components["schemas"]["StoreStaleness"];
            store_total: null | components["schemas"]["Money"];
            /** @description Lines before discounts, without tax. */
            subtotal: components["schemas"]["Money"];
            tax_total: components["schemas"]["Money"];
            /** @description Refunds are not taken off. */
            total: components["schemas"]["Money"];
        };
        /** @description Whether the store can do something. */
        OrderAbility: {
            possible: boolean;
            reason: null | components["schemas"]["AbilitiesWhy"];
            /** @description The right that is missing, by the store's name for it. */
            right: string | null;
            what: components["schemas"]["AbilitiesWhat"];
        };
        /** @description An action on an order. */
        OrderAction: {
            /** @description Who asked for it. */
            actor_name: string;
            amount: null | components["schemas"]["Money"];
            /** @description `cnv_…`: where it was asked for. */
            conversation_id: string | null;
            /** @description A coupon's code. */
            coupon_code: string | null;
            created_at: components["schemas"]["Time"];
            /** @description Whether the answer had been lost and the store was found to have done it. */
            found_later: boolean;
            id: components["schemas"]["ActionId"];
            kind: components["schemas"]["ActionKind"];
            /** @description What a note says, also that to the customer whose return was declined. */
            note: string | null;
            order_id: components["schemas"]["OrderId"];
            /** @description The number of an order that was made. */
            order_number: string | null;
            reason: null | components["schemas"]["OrderActionReason"];
            /** @description What the store calls the return that it was about. */
            return_number: string | null;
            settled_at: null | components["schemas"]["Time"];
            state: components["schemas"]["ActionState"];
            /** @description What taking it back would do; null when it can't be. */
            undo: components["schemas"]["OrderActionEffect"][] | null;
            undoes: null | components["schemas"]["ActionId"];
            undone_by: null | components["schemas"]["ActionId"];
        };
        /** @description One thing that will happen, with its particulars. */
        OrderActionEffect: {
            amount: null | components["schemas"]["Money"];
            /** @description What. */
            code: components["schemas"]["EffectsEffect"];
            /**
             * Format: int64
             * @description How many.
             */
            count: number | null;
            /** @description Which; a word or an address of the store's. */
            text: string | null;
        };
        /** @description A product that comes into the order. */
        OrderActionItem: {
            /** @description The store's id of the product. */
            product: string;
            /**
             * Format: int64
             * @description Pieces, 1 to 9999.
             */
            quantity: number;
            /** @description The store's id of the variant, for a product that has several. */
            variant?: string | null;
        };
        /** @description A line and how many pieces of it. */
        OrderActionLine: {
            /** @description The store's id of the line, as `refundable` lists it. */
            id: string;
            /**
             * Format: int64
             * @description Pieces; all that are left if absent. Shipping and fees have none.
             */
            quantity?: number | null;
        };
        /** @description How many pieces a line shall have. */
        OrderActionPieces: {
            /** @description The store's id of the line. */
            id: string;
            /**
             * Format: int64
             * @description Pieces without those that were given back, 0 to 9999; 0 takes the line away.
             */
            quantity: number;
        };
        /** @description What an action would do. */
        OrderActionPreview: {
            /** @description Whether this person may do it. */
            allowed: boolean;
            amount: null | components["schemas"]["Money"];
            /** @description What will happen, in the order in which it is told. */
            effects: components["schemas"]["OrderActionEffect"][];
            limit: null | components["schemas"]["Money"];
            /** @description Why not: `not-allowed`, `over-limit`. */
            refusal: string | null;
            used: null | components["schemas"]["Money"];
            /** @description Of the order as it was seen; has to come with the confirmation. */
            version: string;
        };
        /** @description Why an action failed or waits. */
        OrderActionReason: {
            /**
             * @description A stable word: `order-changed`, `return-changed`, `order-gone`, `refused`, `not-moved`, `not-supported`, `not-known`, or a
             *     health code.
             */
            code: string;
            /** @description The store's words; may be empty. */
            detail: string;
        };
        /** @description An action that a person wants. */
        OrderActionWanted: {
            /** @description For `amount`: an exact decimal in the order's currency. */
            amount?: string | null;
            /** @enum {string} */
            kind: "refund";
            /** @description For `lines`. */
            lines?: components["schemas"]["OrderActionLine"][];
            /** @description How much. */
            mode: components["schemas"]["RefundMode"];
            /**
             * @description Whether the payment provider is to move the money. Refused where it can't, and where the store would have it do so
             *     anyway and this is false.
             */
            pay_back?: boolean;
            /** @description Why; WooCommerce shows it to the customer, Shopify to the store's people. */
            reason?: string;
            /** @description Whether the pieces go back into stock. */
            restock?: boolean;
        } | {
            /** @enum {string} */
            kind: "cancel";
            /**
             * @description Whether the store mails the customer.
             * @default false
             */
            notify?: boolean;
            /** @default null */
            reason?: null | components["schemas"]["CancellingReason"];
            /**
             * @description Whether what was paid goes back by the ways it came. Counts as a refund.
             * @default false
             */
            refund?: boolean;
            /**
             * @description Whether the items go back into stock; they do if absent.
             * @default null
             */
            restock?: boolean | null;
        } | {
            /** @description Whether the store mails it to the customer. */
            for_customer?: boolean;
            /** @enum {string} */
            kind: "note";
            /** @description What it says, as plain text. */
            text: string;
        } | {
            /** @description Who pays. */
            billing?: {
                [key: string]: string;
            };
            /** @enum {string} */
            kind: "address";
            /** @description Where it goes. */
            shipping?: {
                [key: string]: string;
            };
        } | {
            /** @description Products that come, at the store's price of now. */
            add?: components["schemas"]["OrderActionItem"][];
            /** @enum {string} */
            kind: "items";
            /** @description Lines that shall have other numbers of pieces; the others stay. */
            lines?: components["schemas"]["OrderActionPieces"][];
        } | {
            /** @enum {string} */
            kind: "resend";
        } | {
            /** @description Takes off this amount, an exact decimal in the order's currency; or `percent`. */
            amount?: string | null;
            /**
             * Format: int32
             * @description Good for so many days, 1 to 3650; for ever if absent.
             */
            days?: number | null;
            /** @enum {string} */
            kind: "coupon";
            /**
             * Format: int32
             * @description Takes off so many hundredths, 1 to 100.
             */
            percent?: number | null;
        } | {
            /** @enum {string} */
            kind: "replacement";
            /** @description Which; all of the order if empty. */
            lines?: components["schemas"]["OrderActionLine"][];
        } | {
            /** @description Its id among the order's `returns`. */
            id: string;
            /** @enum {string} */
            kind: "approve_return";
            /** @description Whether the store mails the customer. */
            notify?: boolean;
        } | {
            /** @description Its id among the order's `returns`. */
            id: string;
            /** @enum {string} */
            kind: "decline_return";
            /** @description What the customer is told about it, at most 500 characters. */
            note?: string;
            /** @description Whether the store mails the customer. */
            notify?: boolean;
            /** @description Why. */
            reason: components["schemas"]["ReturningDeclineReason"];
        } | {
            /** @description Its id among the order's `returns`. */
            id: string;
            /** @enum {string} */
            kind: "close_return";
        };
        /** @description Nothing more to say. */
        OrderActionWithoutFields: Record<string, unknown>;
        /** @description An address as typed at the checkout; what was left empty is absent. */
        OrderAddress: {
            city?: string;
            company?: string;
            country?: string;
            email?: string;
            first_name?: string;
            last_name?: string;
            line1?: string;
            line2?: string;
            name?: string;
            phone?: string;
            postcode?: string;
            state?: string;
        };
        /** @description How an order is called off. Only a store that has `cancel_choices` takes anything but the usual. */
        OrderCancelWanted: {
            /**
             * @description Whether the store mails the customer.
             * @default false
             */
            notify?: boolean;
            /** @default null */
            reason: null | components["schemas"]["CancellingReason"];
            /**
             * @description Whether what was paid goes back by the ways it came. Counts as a refund.
             * @default false
             */
            refund?: boolean;
            /**
             * @description Whether the items go back into stock; they do if absent.
             * @default null
             */
            restock: boolean | null;
        };
        /** @description An order of the customer's. */
        OrderChoice: {
            id: components["schemas"]["OrderId"];
            number: string;
        };
        /** @description A surcharge, or a discount when negative. */
        OrderFee: {
            name: string;
            total: components["schemas"]["Money"];
        };
        OrderId: string;
        /** @description A line of an order. */
        OrderLine: {
            image_url: string | null;
            name: string;
            /** @description What was chosen or engraved; what makes the variant what it is, where the store does not say. */
            options: components["schemas"]["OrderLineOption"][];
            product_id: null | components["schemas"]["ProductId"];
            product_source_id: string | null;
            /**
             * Format: int64
             * @description Also those that were given back since.
             */
            quantity: number;
            /**
             * Format: int64
             * @description Those that are in the order still, neither given back nor taken out: by these a line is changed.
             */
            quantity_left: number;
            sku: string | null;
            /** @description The store's id of the line. */
            source_id: string;
            tax: components["schemas"]["Money"];
            /** @description After discounts, without tax. */
            total: components["schemas"]["Money"];
            /** @description After discounts, without tax, rounded: to show, not to multiply. */
            unit_price: components["schemas"]["Money"];
            /** @description The store's id of the variant, for a product that has them. */
            variant_source_id: string | null;
        };
        /** @description What was chosen of a product. */
        OrderLineOption: {
            name: string;
            value: string;
        };
        /** @description A note on an order. */
        OrderNote: {
            at: components["schemas"]["Time"];
            /** @description Empty when the store itself wrote it, or does not say who did. */
            author: string;
            /** @description Whether it was mailed to the customer. */
            customer_note: boolean;
            text: string;
        };
        /** @description An order, or that one is gone. */
        OrderOrGone: components["schemas"]["PushedOrder"] | components["schemas"]["PushedDeletion"];
        /** @description Money that the customer pays. */
        OrderPayment: {
            amount: components["schemas"]["Money"];
            at: null | components["schemas"]["Time"];
            /** @description The store's word for the provider: `stripe`. */
            gateway: string | null;
            /** @description By what, in words. */
            method: string | null;
            state: components["schemas"]["OrderPaymentState"];
            /** @description By what the provider knows it. */
            transaction_id: string | null;
        };
        /** @enum {string} */
        OrderPaymentState: "pending" | "authorized" | "paid" | "failed" | "voided";
        /** @description What somebody may have stores do. */
        OrderPolicy: {
            /** @description The kinds of actions. */
            kinds: components["schemas"]["ActionKind"][];
            /**
             * @description The most that one person may give away on one order, by currency; null is without limit, a currency that is not
             *     listed has none to give.
             */
            limits: components["schemas"]["Money"][] | null;
            role: null | components["schemas"]["RoleRole"];
        };
        /** @description What of an order can be given back, as the store has it now. */
        OrderRefundable: {
            /** @description Whether a refund can be written down without asking a provider that could move the money. */
            can_record: boolean;
            /** @description All that is left. */
            left: components["schemas"]["Money"];
            /** @description The lines of which something is left. */
            lines: components["schemas"]["OrderRefundableLine"][];
            /** @description The provider, in the store's words; may be empty. */
            provider: string;
            /** @description Whether the payment provider can move the money back. */
            provider_can: boolean;
        };
        /** @description What is left of a line. */
        OrderRefundableLine: {
            id: string;
            kind: components["schemas"]["RefundingLineKind"];
            /** @description With tax. */
            left: components["schemas"]["Money"];
            name: string;
            /** Format: int64 */
            quantity: number;
            /** Format: int64 */
            quantity_left: number;
        };
        /** @description Items that the customer sends back, or wants to. */
        OrderReturn: {
            asked_at: null | components["schemas"]["Time"];
            closed_at: null | components["schemas"]["Time"];
            /** @description What the customer was told when it was declined. */
            declined_for: string | null;
            /** @description The store's id, by which actions name it. */
            id: string;
            lines: components["schemas"]["OrderReturnLine"][];
            /** @description What the store calls it. */
            number: string | null;
            state: components["schemas"]["OrderReturnState"];
        };
        /** @description A line of a return. */
        OrderReturnLine: {
            /** @description As the customer saw it; may be empty. */
            name: string;
            /** @description What the customer, or else the store, wrote about it. */
            note: string | null;
            /** Format: int64 */
            quantity: number;
            /** @description Why, in the store's words. */
            reason: string | null;
        };
        /** @enum {string} */
        OrderReturnState: "requested" | "open" | "closed" | "declined" | "cancelled";
        /** @enum {string} */
        OrderStatus: "pending" | "processing" | "on_hold" | "completed" | "cancelled" | "refunded" | "failed" | "draft" | "trash" | "other";
        OutboxId: string;
        /** @description Something that is to leave. */
        OutboxJson: {
            /** Format: int64 */
            attempts: number;
            conversation_id: null | components["schemas"]["ConversationId"];
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["OutboxId"];
            /** @description `email`, `chat`, `api_reply`, `system_mail`, `sent_copy`. */
            kind: string;
            /** @description The other side's words. */
            last_error: string | null;
            message_id: null | components["schemas"]["MessageId"];
            next_attempt_at: null | components["schemas"]["Time"];
            state: components["schemas"]["OutboxState"];
        };
        /** @enum {string} */
        OutboxState: "pending" | "leased" | "done" | "dead" | "cancelled";
        OutgoingJson: {
            /** @description Whether a password is known; it is never shown. */
            has_password: boolean;
            host: string;
            /** Format: int32 */
            port: number;
            security: components["schemas"]["ChannelSecurity"];
            /** @description `token`: the one with which the mailbox is read. */
            sign_in: components["schemas"]["ChannelSignIn"];
            username: string | null;
        };
        /** @description The measures of a period. */
        Overview: {
            /** @description By assignee; first responses by their author. */
            by_agent: components["schemas"]["Group"][];
            /** @description By the channel that conversations began on. */
            by_channel: components["schemas"]["Group"][];
            /** @description By the customer's language. */
            by_language: components["schemas"]["Group"][];
            /** @description By tag; a conversation with several is in each. */
            by_tag: components["schemas"]["Group"][];
            /** @description By team. */
            by_team: components["schemas"]["Group"][];
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /** @description How the series is cut. */
            granularity: components["schemas"]["PeriodGranularity"];
            /** @description Totals of the whole period. */
            measures: components["schemas"]["Totals"];
            /** @description The period in pieces, oldest first. */
            series: components["schemas"]["Piece"][];
            /** @description The workspace's; days begin there. */
            time_zone: string;
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
        };
        /** @description A carrier that a workspace added. */
        OwnCarrier: {
            /** @description ISO 3166-1 alpha-2 of the country that it works in; null for all. */
            country?: string | null;
            /** @description Where to follow a parcel, with `{n}` for the number: `https://kurye.example/track?n={n}`. */
            link?: string | null;
            /** @description What customers call it, 1 to 100 characters. */
            name: string;
            /**
             * @description What its numbers look like, at most 10: `#` is a digit, `@` a letter, `*` any run of both, everything else is itself:
             *     `BK########`.
             */
            patterns?: string[];
            /** @description What rules and parcels call it; made of the name when it is new. That of a known carrier replaces it. */
            slug?: string | null;
        };
        /** @description The carriers that the workspace added. */
        OwnCarriers: {
            carriers: components["schemas"]["OwnCarrier"][];
        };
        /** @description A day on which parcels don't move, as a workspace names it. */
        OwnHoliday: {
            /** @description For parcels of this carrier only: its slug in the table of carriers. */
            carrier?: string | null;
            /** @description In this country only: ISO 3166-1 alpha-2. */
            country?: string | null;
            /**
             * Format: date
             * @description `2026-10-29`.
             */
            date: string;
            /** @description What it is called, 1 to 100 characters. */
            name: string;
        };
        /** @description The page that the visitor is on. */
        Page: {
            /** @description Taken, so that a widget may send it; nothing is done with it yet. */
            title?: string;
            url: string;
        };
        PageChecked: {
            /** @description In English, for developers. */
            detail: string | null;
            state: components["schemas"]["CheckingPageState"];
            url: string;
        };
        /** @description Somebody who takes part by mail. */
        ParticipantJson: {
            address: string;
            name: string;
            /** @description False for a stranger who wrote to the conversation's reply address. */
            verified: boolean;
        };
        /** @description The password now and the one to come. */
        PasswordChange: {
            current: components["schemas"]["Secret"];
            new: components["schemas"]["Secret"];
        };
        Patch_AgentId: null | string;
        Patch_ConversationPriority: null | ("low" | "normal" | "high" | "urgent");
        Patch_ConversationStatus: null | ("open" | "pending" | "snoozed" | "solved" | "closed" | "spam");
        Patch_Merge_Address: null | {
            city?: null | string;
            company?: null | string;
            country?: null | string;
            line1?: null | string;
            line2?: null | string;
            postcode?: null | string;
            state?: null | string;
        };
        Patch_StoreId: null | string;
        Patch_String: null | string;
        Patch_TeamId: null | string;
        Patch_Time: null | string;
        Patch_Vec_AgentId: null | string[];
        Patch_Vec_String: null | string[];
        Patch_bool: null | boolean;
        /** @enum {string} */
        PeriodGranularity: "day" | "week" | "month";
        /** @description Somebody at an event. */
        PersonJson: {
            address: string;
            answer: null | components["schemas"]["InvitationsGuestAnswer"];
            name: string;
        };
        /** @description A day, week or month. */
        Piece: components["schemas"]["Figures"] & {
            /**
             * Format: date
             * @description Its first day within the period.
             */
            start: string;
        };
        /** @enum {string} */
        PlanDayOrder: "day" | "month" | "persian";
        /** @enum {string} */
        PlanDecimalMark: "point" | "comma";
        /** @enum {string} */
        PlanFileEncoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1254" | "cp949";
        /** @enum {string} */
        PlanFileFormat: "csv" | "json";
        /** @description What a role may do from now on. */
        PolicyToSet: {
            kinds: components["schemas"]["ActionKind"][];
            /** @description Null is without limit. */
            limits?: components["schemas"]["Money"][] | null;
        };
        /** @description What the asker does in the conversation now. */
        PresenceBody: {
            state: components["schemas"]["BusPresenceState"];
        };
        /** @description The body of a problem, for OpenAPI and for clients. */
        Problem: {
            /** @description A stable kebab-case word. */
            code: string;
            /** @description What happened this time, in English for developers. */
            detail: string;
            /** @description What is wrong with the input; empty when the input is not to blame. */
            errors: components["schemas"]["FieldError"][];
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The kind of problem in English; the same for every problem of a code. */
            title: string;
            /** @description `urn:tillside:problem:` and the code. */
            type: string;
        };
        /** @enum {string} */
        ProblemProblemCode: "host" | "unreachable" | "not_allowed" | "tls" | "no_starttls" | "not_imap" | "sign_in" | "no_such_sign_in" | "not_authorized" | "provider" | "folder" | "throttled" | "dropped" | "timed_out" | "refused" | "too_much" | "storing" | "secret" | "superseded";
        /** @description A product. */
        Product: {
            id: components["schemas"]["ProductId"];
            image_url: string | null;
            name: string;
            permalink: string | null;
            price: null | components["schemas"]["Money"];
            regular_price: null | components["schemas"]["Money"];
            sku: string | null;
            state: components["schemas"]["ProductState"];
            /**
             * Format: int64
             * @description Null where the store does not count.
             */
            stock_quantity: number | null;
            stock_status: components["schemas"]["ProductStock"];
            store_id: components["schemas"]["StoreId"];
            store_name: string;
        };
        /** @description Something that a product comes in several of. */
        ProductAttribute: {
            name: string;
            options: string[];
        };
        /** @description What products are filed under. */
        ProductCategory: {
            /** @description The store's name for it. */
            name: string;
        };
        /** @description A product with all that is known of it. */
        ProductDetail: components["schemas"]["Product"] & {
            /** @description The product's page in the store's administration. */
            admin_url: string | null;
            /** @description What it comes in several of. */
            attributes: components["schemas"]["ProductAttribute"][];
            categories: string[];
            /** @description What the store's page says, cleaned. */
            description_html: string | null;
            /** @description The main one first. */
            images: string[];
            /** @description The store's word: `simple`, `variable` and the like. */
            kind: string;
            /** @description BCP 47, where the store says so. */
            language: string | null;
            modified_at: null | components["schemas"]["Time"];
            /** @description The store's id. */
            source_id: string;
            /** @description As the store lists them; empty for what comes in one form. */
            variants: components["schemas"]["ProductVariant"][];
        };
        ProductId: string;
        /** @description A product, or that one is gone. */
        ProductOrGone: components["schemas"]["PushedProduct"] | components["schemas"]["PushedDeletion"];
        /** @enum {string} */
        ProductState: "published" | "hidden" | "gone";
        /** @enum {string} */
        ProductStock: "in_stock" | "out_of_stock" | "on_backorder" | "unknown";
        /** @description One form of a product that is bought for itself. */
        ProductVariant: {
            image_url: string | null;
            name: string | null;
            /** @description What makes it this form. */
            options: components["schemas"]["OrderLineOption"][];
            price: null | components["schemas"]["Money"];
            regular_price: null | components["schemas"]["Money"];
            sku: string | null;
            /** @description The store's id. */
            source_id: string;
            state: components["schemas"]["ProductState"];
            /**
             * Format: int64
             * @description Null where the store does not count.
             */
            stock_quantity: number | null;
            stock_status: components["schemas"]["ProductStock"];
        };
        /** @enum {string} */
        ProgressPhase: "probe" | "products" | "customers" | "orders" | "coupons" | "reviews" | "details" | "rest";
        /** @enum {string} */
        ProgressSyncState: "idle" | "running" | "done" | "failed";
        ProviderJson: {
            authorize_url: string;
            /** @description Whether somebody has agreed with the provider. */
            authorized: boolean;
            client_id: string;
            /** @description Whether a secret is known; it is never shown. */
            has_client_secret: boolean;
            scope: string;
            token_url: string;
        };
        /** @description What became of one thing of a request. */
        PushResult: {
            /** @description What is wrong, by JSON pointers into the request; empty unless it is refused. */
            errors: components["schemas"]["FieldError"][];
            /** @description Our id: `ord_…`, `cus_…` or `prd_…`; null for what is refused or unknown. */
            id: string | null;
            /** @description Its place in the request, counted from 0. */
            index: number;
            outcome: components["schemas"]["TakingPushOutcome"];
            /** @description The store's own id, where it could be read. */
            source_id: string | null;
        };
        /** @description What became of a request, thing by thing in its order. */
        PushResults: {
            created: number;
            data: components["schemas"]["PushResult"][];
            deleted: number;
            /** @description A newer state is known. */
            older: number;
            /** @description Can't be read. */
            refused: number;
            /** @description Known in just this state. */
            unchanged: number;
            /** @description To be deleted, and never told of. */
            unknown: number;
            updated: number;
        };
        /** @description Something a product comes in several of. */
        PushedAttribute: {
            /** @description `Size` */
            name: string;
            /** @description `S`, `M`, `L` */
            options: string[];
        };
        /** @description A parcel was seen somewhere. */
        PushedCheckpoint: {
            at: components["schemas"]["Time"];
            /** @description Where on the map. */
            place?: string | null;
            /** @description As of the parcel; without it, what the text says. */
            status?: string | null;
            /** @description What the carrier wrote. Couriers' names and numbers are masked. */
            text?: string | null;
        };
        /** @description Name, address, e-mail and phone; whatever is not known may be left out. */
        PushedContact: {
            /** @default null */
            address_1?: string | null;
            /** @default null */
            address_2?: string | null;
            /** @default null */
            city?: string | null;
            /** @default null */
            company?: string | null;
            /**
             * @description ISO 3166-1 alpha-2.
             * @default null
             */
            country?: string | null;
            /** @default null */
            email?: string | null;
            /** @default null */
            first_name?: string | null;
            /** @default null */
            last_name?: string | null;
            /**
             * @description The whole name, where the store has only that.
             * @default null
             */
            name?: string | null;
            /**
             * @description As typed.
             * @default null
             */
            phone?: string | null;
            /** @default null */
            postcode?: string | null;
            /**
             * @description Province or state, as a code or a name.
             * @default null
             */
            state?: string | null;
        };
        /** @description A redeemed code. */
        PushedCoupon: {
            code: string;
            discount?: null | components["schemas"]["PushedMoney"];
        };
        /** @description An account of a store. Whoever ordered as a guest has none: they are known by their orders. */
        PushedCustomer: {
            billing?: null | components["schemas"]["PushedContact"];
            created_at?: null | components["schemas"]["Time"];
            /** @description See the mark of a deletion. */
            deleted?: boolean;
            email?: string | null;
            first_name?: string | null;
            /** @description BCP 47. */
            language?: string | null;
            last_name?: string | null;
            /** @description The whole name, where the store has only that. */
            name?: string | null;
            /** @description As typed. */
            phone?: string | null;
            shipping?: null | components["schemas"]["PushedContact"];
            /** @description The store's own id, at most 200 characters; it never changes. */
            source_id: string;
            /** @description When the store last changed anything of it. An older state never overwrites a newer one. */
            updated_at: components["schemas"]["Time"];
        };
        /** @description Accounts of a store. */
        PushedCustomers: {
            customers: components["schemas"]["CustomerOrGone"][];
        };
        /** @description The mark of a deletion. */
        PushedDeletion: {
            /** @description True. */
            deleted: boolean;
            /** @description The store's own id. */
            source_id: string;
            /** @description When the store deleted it. A newer state that is known is left alone. */
            updated_at: components["schemas"]["Time"];
        };
        /** @description A surcharge, or a discount when negative. */
        PushedFee: {
            name: string;
            /** @description Without tax. */
            total: components["schemas"]["PushedMoney"];
        };
        /** @description A line: it needs the price of one, or what the whole line costs. */
        PushedLine: {
            image_url?: string | null;
            /** @description The product's name when it was bought. */
            name: string;
            /** @description What was chosen or engraved. */
            options?: components["schemas"]["PushedOption"][];
            /** @description The store's own id of the product. */
            product_source_id?: string | null;
            /**
             * Format: int64
             * @description Pieces.
             */
            quantity: number;
            /** @description Article number. */
            sku?: string | null;
            /** @description The store's own id, unique within the order; without it, its place: `1`, `2` and so on. */
            source_id?: string | null;
            tax?: null | components["schemas"]["PushedMoney"];
            total?: null | components["schemas"]["PushedMoney"];
            unit_price?: null | components["schemas"]["PushedMoney"];
            /** @description The store's own id of the variation, for a product that has them. */
            variation_source_id?: string | null;
        };
        /** @description An amount as it is told: never a number of JSON, which is not exact. */
        PushedMoney: {
            /** @description Decimal with a point: `12.50`. */
            amount: string;
            /** @description ISO 4217. */
            currency: string;
        };
        /** @description Where a parcel is: it needs its number, or that of its order, and something to say. */
        PushedMovement: {
            /** @default null */
            at?: null | components["schemas"]["Time"];
            /**
             * @description By name or slug, where the store did not say it.
             * @default null
             */
            carrier?: string | null;
            /**
             * @description Where it was seen, in any order.
             * @default []
             */
            checkpoints?: components["schemas"]["PushedCheckpoint"][];
            /** @default null */
            expected_at?: null | components["schemas"]["Time"];
            /**
             * @description What the customer types at the carrier.
             * @default null
             */
            number?: string | null;
            /**
             * @description What the customer calls the order, with or without `#`. Where the order has several parcels, `number` is needed, too.
             * @default null
             */
            order?: string | null;
            /**
             * @description Who signed for it; kept masked.
             * @default null
             */
            signed_by?: string | null;
            /**
             * @description `info_received`, `in_transit`, `out_for_delivery`, `delivered` and so on, or the carrier's own words. Without it, what the
             *     newest checkpoint says.
             * @default null
             */
            status?: string | null;
            /**
             * @description Only parcels of this store.
             * @default null
             */
            store_id?: string | null;
        };
        /** @description Where parcels are. */
        PushedMovements: {
            shipments: components["schemas"]["PushedMovement"][];
        };
        /** @description A note on an order. */
        PushedNote: {
            /** @description Nobody when the store itself wrote it. */
            author?: string | null;
            /** @description Whether it was mailed to the customer. */
            for_customer?: boolean;
            /** @description The store's own id, unique within the order. */
            source_id: string;
            text: string;
            written_at: components["schemas"]["Time"];
        };
        /** @description Something that was chosen of a product. */
        PushedOption: {
            /** @description `Size` */
            name: string;
            /** @description `S` */
            value: string;
        };
        /** @description An order. All its amounts are in the currency of its total. */
        PushedOrder: {
            billing?: null | components["schemas"]["PushedContact"];
            completed_at?: null | components["schemas"]["Time"];
            coupons?: components["schemas"]["PushedCoupon"][];
            /** @description What the customer wrote at the checkout. */
            customer_note?: string | null;
            /** @description The store's own id of the account that it was placed with; guests have none. */
            customer_source_id?: string | null;
            /** @description See the mark of a deletion. */
            deleted?: boolean;
            discount_total?: null | components["schemas"]["PushedMoney"];
            fees?: components["schemas"]["PushedFee"][];
            /** @description In which language it was placed, BCP 47. */
            language?: string | null;
            lines?: components["schemas"]["PushedLine"][];
            /** @description All of them; without the field, those that are known stay. */
            notes?: components["schemas"]["PushedNote"][] | null;
            /** @description What the customer calls it; without it, the id. */
            number?: string | null;
            paid_at?: null | components["schemas"]["Time"];
            /** @description In the words that the customer saw. */
            payment_method?: string | null;
            placed_at: components["schemas"]["Time"];
            /** @description All of them: one that is named no more is gone. */
            refunds?: components["schemas"]["PushedRefund"][];
            /** @description All of them: one that is named no more is gone. */
            shipments?: components["schemas"]["PushedShipment"][];
            shipping?: null | components["schemas"]["PushedContact"];
            /** @description In the words that the customer saw. */
            shipping_method?: string | null;
            shipping_total?: null | components["schemas"]["PushedMoney"];
            /** @description The store's own id, at most 200 characters; it never changes. */
            source_id: string;
            /**
             * @description One of `pending`, `on_hold`, `processing`, `shipped`, `delivered`, `completed`, `cancelled`, `refunded`, `failed`,
             *     `draft`, or the store's own word.
             */
            status: string;
            tax_total?: null | components["schemas"]["PushedMoney"];
            /** @description What the customer owes or paid, with everything; refunds are not taken off. */
            total: components["schemas"]["PushedMoney"];
            /** @description When the store last changed anything of it. An older state never overwrites a newer one. */
            updated_at: components["schemas"]["Time"];
        };
        /** @description Orders of a store. */
        PushedOrders: {
            /** @description They are the store's past: nobody is told of them, no flow and no webhook begins. */
            history?: boolean;
            orders: components["schemas"]["OrderOrGone"][];
        };
        /** @description A product. Its prices are in the store's currency. */
        PushedProduct: {
            /** @description Size, colour and the like, with everything they can be. */
            attributes?: components["schemas"]["PushedAttribute"][];
            categories?: string[];
            /** @description See the mark of a deletion. */
            deleted?: boolean;
            /** @description What the store's page says. */
            description_html?: string | null;
            /** @description The main one first. */
            images?: string[];
            /** @description BCP 47. */
            language?: string | null;
            name: string;
            price?: null | components["schemas"]["PushedMoney"];
            /** @description Whether customers can see it; they can unless told otherwise. */
            published?: boolean | null;
            regular_price?: null | components["schemas"]["PushedMoney"];
            /** @description Article number. */
            sku?: string | null;
            /** @description The store's own id, at most 200 characters; it never changes. */
            source_id: string;
            stock?: null | components["schemas"]["ProductStock"];
            /**
             * Format: int64
             * @description Pieces left, where the store counts.
             */
            stock_quantity?: number | null;
            /** @description When the store last changed anything of it. An older state never overwrites a newer one. */
            updated_at: components["schemas"]["Time"];
            /** @description Its page in the store. */
            url?: string | null;
            /** @description The forms in which it is bought, all of them: this size, that color. A line of an order names one by its id. */
            variants?: components["schemas"]["PushedVariant"][];
        };
        /** @description Products of a store. */
        PushedProducts: {
            products: components["schemas"]["ProductOrGone"][];
        };
        /** @description Money given back. */
        PushedRefund: {
            amount: components["schemas"]["PushedMoney"];
            /** @description Which lines, when it was made by line. */
            lines?: components["schemas"]["PushedRefundLine"][];
            /** @description Whether the payment provider moved the money; left out where the store does not know. */
            paid_back?: boolean | null;
            reason?: string | null;
            refunded_at?: null | components["schemas"]["Time"];
            /** @description The store's own id, unique within the order. */
            source_id: string;
        };
        /** @description The part of a refund that belongs to one line. */
        PushedRefundLine: {
            /** @description The line's `source_id`. */
            line_source_id: string;
            /**
             * Format: int64
             * @description Pieces given back.
             */
            quantity: number;
            tax?: null | components["schemas"]["PushedMoney"];
            total?: null | components["schemas"]["PushedMoney"];
        };
        /** @description A parcel of an order: it needs a number or a link. */
        PushedShipment: {
            /**
             * @description By name or slug, in any spelling: `Yurtiçi Kargo`, `ups`, `CJ대한통운`. Without it, the number and the link tell.
             * @default null
             */
            carrier?: string | null;
            /**
             * @description Where it was seen, in any order; the newest hundred are kept.
             * @default []
             */
            checkpoints?: components["schemas"]["PushedCheckpoint"][];
            /** @default null */
            delivered_at?: null | components["schemas"]["Time"];
            /** @default null */
            expected_at?: null | components["schemas"]["Time"];
            /**
             * @description What the customer types at the carrier.
             * @default null
             */
            number?: string | null;
            /** @default null */
            shipped_at?: null | components["schemas"]["Time"];
            /**
             * @description The store's own id.
             * @default null
             */
            source_id?: string | null;
            /**
             * @description `info_received`, `in_transit`, `out_for_delivery`, `delivered` and so on, or the carrier's own words. Without it, what
             *     the newest checkpoint says.
             * @default null
             */
            status?: string | null;
            /**
             * @description Where to follow it; without it, the carrier's page.
             * @default null
             */
            url?: string | null;
        };
        /** @description One form of a product that is bought for itself: this size, that color. */
        PushedVariant: {
            image_url?: string | null;
            name?: string | null;
            /** @description What makes it this form. */
            options?: components["schemas"]["PushedOption"][];
            price?: null | components["schemas"]["PushedMoney"];
            /** @description Whether customers can choose it; they can unless told otherwise. */
            published?: boolean | null;
            regular_price?: null | components["schemas"]["PushedMoney"];
            /** @description Article number. */
            sku?: string | null;
            /** @description The store's own id, unique within the product; lines of orders name it. */
            source_id: string;
            stock?: null | components["schemas"]["ProductStock"];
            /**
             * Format: int64
             * @description Pieces left, where the store counts.
             */
            stock_quantity?: number | null;
        };
        /** @description How many of a kind were read. */
        ReadCount: {
            /**
             * Format: int64
             * @description Read and kept.
             */
            done: number;
            /**
             * Format: int64
             * @description Read and not understood.
             */
            skipped: number;
            /**
             * Format: int64
             * @description How many there are, as the store counts; grows while it is read.
             */
            total: number;
        };
        /** @description Another address for a mail that one did not take. */
        Readdress: {
            /** @description The one that it goes to instead. */
            right: components["schemas"]["Correspondent"];
            /** @description The address that did not take it. */
            wrong: string;
        };
        /** @description Something that happened and that a reader could not take into account, five times over. */
        ReaderFailure: {
            /** @description When it was last tried. */
            at: components["schemas"]["Time"];
            conversation_id: null | components["schemas"]["ConversationId"];
            event_at: null | components["schemas"]["Time"];
            event_id: components["schemas"]["EventId"];
            /** @description What happened, such as `message.created`; null when the event is gone. */
            event_kind: string | null;
            id: components["schemas"]["FailureId"];
            /** @description `conversations`, `insight-measures`, `shop.orders.follow_customers`, …: what is not up to date. */
            reader: string;
            /** @description In English, for developers. */
            reason: string;
            /** @description It waits for another try. */
            retrying: boolean;
        };
        ReadingJson: {
            /** @description The same in the words of whoever refused. */
            detail: string | null;
            /**
             * Format: int64
             * @description Attempts that failed in a row.
             */
            failures: number;
            folders: components["schemas"]["FolderJson"][];
            last_mail_at: null | components["schemas"]["Time"];
            next_attempt_at: null | components["schemas"]["Time"];
            problem: null | components["schemas"]["ProblemProblemCode"];
            /** @description Since when it has been in this state. */
            since: components["schemas"]["Time"];
            state: components["schemas"]["StoreState"];
        };
        /** @description Where it was put. */
        Received: {
            conversation_id: components["schemas"]["ConversationId"];
            /** @description Whether it had been received before. */
            duplicate: boolean;
            message_id: components["schemas"]["MessageId"];
        };
        /** @description How far a mail of ours has come on its way to one recipient. */
        RecipientJson: {
            address: string;
            at: components["schemas"]["Time"];
            reason: string | null;
            state: components["schemas"]["MessageDeliveryState"];
            why: string | null;
        };
        /** @enum {string} */
        ReconcilingDifference: "raw_missing" | "raw_damaged" | "message_missing" | "first_missing" | "not_journaled" | "not_fetched";
        /** @description A record as it stands and as it should stand. */
        RecordJson: {
            found: string[];
            key: null | components["schemas"]["KeyJson"];
            kind: components["schemas"]["DnsCheckRecordKind"];
            /** @description Where it stands; empty where it is the provider's. */
            name: string;
            /**
             * @description What is wrong: `several`, `other-key`, `revoked`, `not-included`, `perhaps-not-included`, `allows-everyone`,
             *     `broken`, `takes-no-mail`, `no-address`, `other-name`, `other-domain`.
             */
            problem: string | null;
            state: components["schemas"]["DnsCondition"];
            /** @description `TXT`, `MX`, `PTR`. */
            type: string;
            wanted: string | null;
        };
        /** @description Money given back. */
        Refund: {
            amount: components["schemas"]["Money"];
            at: null | components["schemas"]["Time"];
            /** @description What was given back; empty when it was an amount only. */
            lines: components["schemas"]["RefundLine"][];
            /** @description Whether the payment provider moved the money; null while nobody knows. */
            paid_back: boolean | null;
            /** @description By what it went back, in words; null where the store does not say. */
            paid_to: string | null;
            reason: string | null;
        };
        /** @description A line of a refund. */
        RefundLine: {
            /** @description As the customer saw it; may be empty. */
            name: string;
            /**
             * Format: int64
             * @description Pieces; 0 when only money was given back.
             */
            quantity: number;
            /** @description With tax. */
            total: components["schemas"]["Money"];
        };
        /**
         * @description How much is given back.
         * @enum {string}
         */
        RefundMode: "whole" | "amount" | "lines";
        /** @description Money to give back. */
        RefundWanted: {
            /** @description For `amount`: an exact decimal in the order's currency. */
            amount: string | null;
            /** @description For `lines`. */
            lines?: components["schemas"]["OrderActionLine"][];
            /** @description How much. */
            mode: components["schemas"]["RefundMode"];
            /**
             * @description Whether the payment provider is to move the money. Refused where it can't, and where the store would have it do so
             *     anyway and this is false.
             */
            pay_back?: boolean;
            /** @description Why; WooCommerce shows it to the customer, Shopify to the store's people. */
            reason?: string;
            /** @description Whether the pieces go back into stock. */
            restock?: boolean;
        };
        /** @enum {string} */
        RefundingLineKind: "item" | "shipping" | "fee";
        /** @description Items to send again. */
        ReplacementWanted: {
            /** @description Which; all of the order if empty. */
            lines?: components["schemas"]["OrderActionLine"][];
        };
        /** @description When it was last read again, and what came of that. */
        ReplayJson: {
            at: components["schemas"]["Time"];
            by: string;
            result: string;
        };
        /** @description A way in which the customer can be answered. */
        ReplyChannel: {
            /** @description A mailbox's address. */
            address: string | null;
            channel: components["schemas"]["ChannelChannelKind"];
            channel_id: components["schemas"]["ChannelId"];
            name: string;
        };
        /** @description What it would say. */
        ReplyPreview: {
            /** @description Cleaned. */
            html: string | null;
            /** @description The language in which values are worded: the conversation's, else the workspace's. */
            language: components["schemas"]["Language"];
            /** @description Files that are had by a link, since the mail would be too large. */
            linked: components["schemas"]["AttachmentId"][];
            order: null | components["schemas"]["OrderChoice"];
            /** @description The customer's orders, the newest first; at most ten. */
            orders: components["schemas"]["OrderChoice"][];
            /** @description What stands below it in a mail; cleaned HTML, empty for nothing. */
            signature: string;
            text: string;
            /** @description Variables without a value: nothing is sent while there is one. */
            unresolved: components["schemas"]["UnresolvedJson"][];
            /** @description Every variable there is, with its value here. */
            variables: components["schemas"]["VariableJson"][];
        };
        /** @description A reply that is being written. */
        ReplyToPreview: {
            /**
             * @description Files that were uploaded before.
             * @default []
             */
            attachments?: components["schemas"]["AttachmentId"][];
            /** @default null */
            channel?: null | components["schemas"]["ChannelChannelKind"];
            /** @default null */
            channel_id?: null | components["schemas"]["ChannelId"];
            /** @default null */
            html?: string | null;
            /** @default null */
            order_id?: null | components["schemas"]["OrderId"];
            /** @default  */
            text?: string;
        };
        /** @description What was compared, and what differs. */
        Report: {
            /**
             * Format: int64
             * @description Mails whose arrival was acknowledged.
             */
            arrivals: number;
            /**
             * Format: int64
             * @description How many things differ; none should.
             */
            difference_count: number;
            /** @description The first 500 of them. */
            differences: components["schemas"]["Found"][];
            /**
             * Format: int64
             * @description Mails that servers elsewhere list, of those that are to be here.
             */
            listed: number;
            /**
             * Format: int64
             * @description Mails of customers that stand in conversations.
             */
            messages: number;
            /**
             * Format: int64
             * @description Raw mails that were read and hashed.
             */
            raw_checked: number;
            /**
             * Format: int64
             * @description Raw mails that the workspace's own rule let go.
             */
            raw_dropped: number;
            /**
             * Format: int64
             * @description Mails that were turned away before their bytes came.
             */
            refused: number;
            /**
             * Format: int64
             * @description Those that are not taken, though their bytes are kept.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Those among them that repeat another.
             */
            repeats: number;
            /** @description Each folder that is read elsewhere, as it was compared the last time. */
            servers: components["schemas"]["FolderComparison"][];
        };
        /** @description The password to come. */
        ResetCompletion: {
            password: components["schemas"]["Secret"];
        };
        /** @description Whose password is forgotten. */
        ResetRequest: {
            email: string;
        };
        /** @description Whose link it is. */
        ResetShown: {
            email: string;
        };
        /** @description A return that the customer asks for. */
        ReturnApprovalWanted: {
            /** @description Its id among the order's `returns`. */
            id: string;
            /** @description Whether the store mails the customer. */
            notify?: boolean;
        };
        /** @description A return that is under way. */
        ReturnClosingWanted: {
            /** @description Its id among the order's `returns`. */
            id: string;
        };
        /** @description A return that the customer asks for and does not get. */
        ReturnDeclineWanted: {
            /** @description Its id among the order's `returns`. */
            id: string;
            /** @description What the customer is told about it, at most 500 characters. */
            note?: string;
            /** @description Whether the store mails the customer. */
            notify?: boolean;
            /** @description Why. */
            reason: components["schemas"]["ReturningDeclineReason"];
        };
        /** @enum {string} */
        ReturningDeclineReason: "final_sale" | "return_period_ended" | "other";
        /** @description What a customer wrote about a product. */
        Review: {
            /**
             * @description Whether it can be answered from here. While our plug-in was not in the store when the review was last read
             *     (`plug_in_missing`) an answer is tried all the same.
             */
            answerable: components["schemas"]["AnswerAnswerable"];
            /** @description What the store answered, the oldest first, and what is on its way there. */
            answers: components["schemas"]["ReviewAnswer"][];
            customer_id: null | components["schemas"]["CustomerId"];
            /** @description Their address, which nobody but the store sees. Whoever wrote without an account may have typed any. */
            email: string | null;
            id: components["schemas"]["ReviewId"];
            product: null | components["schemas"]["ReviewedProduct"];
            /**
             * Format: int64
             * @description 1 to 5 stars; 0 when none were given.
             */
            rating: number;
            /** @description The store's own word. */
            raw_status: string;
            /** @description Who wrote it, as everybody sees it. */
            reviewer: string | null;
            source_id: string;
            status: components["schemas"]["ReviewStatus"];
            store_id: components["schemas"]["StoreId"];
            /** @description What they wrote, without markup. */
            text: string;
            /** @description Whether the store knows that they bought it. */
            verified: boolean;
            written_at: components["schemas"]["Time"];
        };
        /** @description What a store answers to a review. */
        ReviewAnswer: {
            /** @description Who asked for it here; null when it was written in the store. */
            actor_name: string | null;
            /** @description Who wrote it, as everybody sees it; null while the store does not have it. */
            author: string | null;
            id: components["schemas"]["AnswerId"];
            reason: null | components["schemas"]["ReviewAnswerReason"];
            state: components["schemas"]["AnswerState"];
            /** @description What it says, without markup. */
            text: string;
            written_at: components["schemas"]["Time"];
        };
        /** @description Why an answer failed or waits. */
        ReviewAnswerReason: {
            /** @description A stable word: `plug-in-missing`, `not-shown`, `gone`, `refused`, `not-connected`, or a health code. */
            code: string;
            /** @description The store's words; may be empty. */
            detail: string;
        };
        ReviewId: string;
        /** @enum {string} */
        ReviewStatus: "published" | "waiting" | "spam" | "trash" | "gone" | "other";
        /** @description The product of a review. */
        ReviewedProduct: {
            id: null | components["schemas"]["ProductId"];
            image_url: string | null;
            name: string | null;
            permalink: string | null;
            source_id: string;
        };
        /** @enum {string} */
        RolePermission: "conversations.read" | "conversations.write" | "customers.read" | "customers.write" | "orders.read" | "orders.write" | "reports.read" | "settings.read" | "settings.write" | "team.write" | "tokens.write" | "stores.write" | "channels.write" | "audit.read" | "outbox.write";
        /** @enum {string} */
        RoleRole: "owner" | "admin" | "agent" | "viewer";
        Said: {
            message: components["schemas"]["ChatMessage"];
        };
        ScheduledId: string;
        /** @description An answer that leaves later. */
        ScheduledJson: {
            /** @description Whether the customer has written since. */
            answered: boolean;
            attachments: components["schemas"]["AttachmentJson"][];
            author_name: string;
            bcc: components["schemas"]["Correspondent"][];
            cc: components["schemas"]["Correspondent"][];
            channel: null | components["schemas"]["ChannelChannelKind"];
            channel_id: null | components["schemas"]["ChannelId"];
            conversation_id: components["schemas"]["ConversationId"];
            created_at: components["schemas"]["Time"];
            hold_if_answered: boolean;
            html: string | null;
            id: components["schemas"]["ScheduledId"];
            /** @description Why it could not be sent. */
            reason: string | null;
            send_at: components["schemas"]["Time"];
            state: components["schemas"]["ScheduledScheduledState"];
            status: null | components["schemas"]["ConversationStatus"];
            text: string;
            /** @description Mail: the customer if empty. */
            to: components["schemas"]["Correspondent"][];
        };
        /** @description What to change of an answer that leaves later. */
        ScheduledPatch: {
            /** @default null */
            hold_if_answered?: boolean | null;
            /** @default null */
            send_at?: null | components["schemas"]["Time"];
        };
        /** @enum {string} */
        ScheduledScheduledState: "waiting" | "held" | "failed";
        /** @description Something that was found. */
        SearchHit: {
            /** @description When it last mattered. */
            at: components["schemas"]["Time"];
            /** @description Where else the words were found, as HTML: escaped, with the words in `<mark>`. */
            excerpt: string;
            /** @description Its id. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["KindKind"];
            message_id: null | components["schemas"]["MessageId"];
            /**
             * Format: float
             * @description How well it fits, between 0 and 1; to compare within one answer.
             */
            score: number;
            /** @description Where it stands, in its own words for that; null for customers. */
            status: string | null;
            /** @description The subject, name or number, as text. */
            title: string;
            /** @description The title as HTML: escaped, with the words in `<mark>`. */
            title_html: string;
        };
        /** Format: password */
        Secret: string;
        SeenOn: {
            at: components["schemas"]["Time"];
            /** @description The page, without what stands behind `?`; null when the widget did not say it. */
            page: string | null;
        };
        /** @description How far a try came. */
        SendingTried: {
            /** @description Whether the connection was encrypted. */
            encrypted: boolean;
            /** @description Whether a mail would have been taken. */
            ok: boolean;
            /** @description The server that was reached. */
            server: string | null;
            /** @description The step that failed; the last one where none did. */
            step: components["schemas"]["TalkStep"];
            /**
             * @description What the server said, or why it was not reached. Words of our own are `no-such-domain`, `domain-takes-no-mail` and
             *     `smtputf8-not-offered`.
             */
            words: string;
        };
        ServerFolderJson: {
            name: string;
            purpose: null | components["schemas"]["ShapesFolderPurpose"];
        };
        /** @description What the servers have against what is here. */
        ServersCompared: {
            /** @description How many mails were fetched by this call that had been missing. */
            fetched: number;
            /** @description Each folder that is read. */
            servers: components["schemas"]["FolderComparison"][];
        };
        /** @description Who is signed in, and what the console needs to begin. */
        Session: {
            /** @description Who. */
            agent: components["schemas"]["Agent"];
            /** @description Goes into `X-CSRF-Token` of every POST, PUT, PATCH and DELETE. */
            csrf: string;
            /** @description `evt_…`: what happens from now on, `GET /events?since=` tells, also what happens before that is asked for. */
            events_since: components["schemas"]["EventId"];
            /** @description What they may do. */
            permissions: components["schemas"]["RolePermission"][];
            /** @description Where. */
            workspace: components["schemas"]["Workspace"];
        };
        SessionId: string;
        SessionJson: {
            availability: components["schemas"]["Availability"];
            channel: components["schemas"]["ChannelInfo"];
            conversation: null | components["schemas"]["ConversationInfo"];
            last_id: null | components["schemas"]["MessageId"];
            /** @description The newest 50 of this and earlier conversations, oldest first. */
            messages: components["schemas"]["ChatMessage"][];
            /** @description Whether there are earlier ones: `GET /chat/v1/messages`. */
            more: boolean;
            seen_id: null | components["schemas"]["MessageId"];
            /** @description To be kept in the browser; whoever has it is this visitor. */
            token: string;
            visitor: components["schemas"]["VisitorJson"];
        };
        /** @description What a widget says when it opens. */
        SessionRequest: {
            channel: components["schemas"]["ChannelId"];
            identity?: null | components["schemas"]["Claim"];
            /** @description BCP 47. */
            language?: string;
            page?: null | components["schemas"]["Page"];
            /** @description IANA. */
            time_zone?: string;
            /** @description The token of an earlier visit. */
            token?: string | null;
        };
        /** @description One browser in which the asker is signed in. */
        SessionRow: {
            created_at: components["schemas"]["Time"];
            /** @description Whether it is the one that asks. */
            current: boolean;
            id: components["schemas"]["SessionId"];
            ip: string;
            last_seen_at: components["schemas"]["Time"];
            user_agent: string;
        };
        /** @enum {string} */
        SettingsAfter: "leave" | "seen" | "move";
        SettingsJson: {
            after: components["schemas"]["SettingsAfter"];
            certificate: string | null;
            folders: components["schemas"]["WatchedFolder"][];
            /** @description Whether a password is known; it is never shown. */
            has_password: boolean;
            host: string;
            /**
             * Format: int32
             * @description In bytes.
             */
            largest: number;
            move_to: string | null;
            /**
             * Format: int32
             * @description Of the mails that were there before: conversations whose newest mail is a customer's of so many days are open.
             */
            open_days: number | null;
            /** Format: int32 */
            port: number;
            provider: null | components["schemas"]["ProviderJson"];
            security: components["schemas"]["ChannelSecurity"];
            sent_folder: string | null;
            start: components["schemas"]["SettingsStartFrom"];
            /** Format: date */
            start_date: string | null;
            username: string;
        };
        /** @enum {string} */
        SettingsStartFrom: "now" | "date" | "beginning";
        /** @description Whether this is the first run. */
        Setup: {
            needed: boolean;
        };
        /** @description The first run. */
        SetupToRun: {
            email: string;
            language: components["schemas"]["Language"];
            name: string;
            password: components["schemas"]["Secret"];
            /** @description IANA name. */
            time_zone: string;
            workspace_name: string;
        };
        /** @enum {string} */
        ShapesFolderPurpose: "all" | "archive" | "drafts" | "junk" | "sent" | "trash";
        /** @description A parcel. */
        Shipment: {
            /** @description Slug in the table of carriers: `tr.yurtici`. */
            carrier: string | null;
            carrier_name: string | null;
            /** @description Where it was seen, the newest first; empty where nobody tells. */
            checkpoints: components["schemas"]["Checkpoint"][];
            delivered_at: null | components["schemas"]["Time"];
            expected_at: null | components["schemas"]["Time"];
            late: null | components["schemas"]["Lateness"];
            /** @description What of the order is in it; empty where nobody tells. */
            lines: components["schemas"]["ShipmentLine"][];
            number: string | null;
            shipped_at: null | components["schemas"]["Time"];
            /** @description Who signed for it: first letters only. */
            signed_by: string | null;
            status: components["schemas"]["ShipmentParcelStatus"];
            substatus: null | components["schemas"]["ShipmentShipmentSubstatus"];
            url: string | null;
            /** @description False when the number has to be typed at the carrier's page. */
            url_is_prefilled: boolean;
        };
        ShipmentId: string;
        /** @description Pieces of a line of the order that travel in a parcel. */
        ShipmentLine: {
            /** @description The line's name; null when the order has it no more. */
            name: string | null;
            /**
             * Format: int64
             * @description How many of its pieces.
             */
            quantity: number;
            /** @description The store's id of the line. */
            source_id: string;
        };
        /** @enum {string} */
        ShipmentParcelStatus: "info_received" | "in_transit" | "out_for_delivery" | "attempt_fail" | "available_for_pickup" | "delivered" | "exception" | "expired" | "unknown";
        /** @enum {string} */
        ShipmentShipmentSubstatus: "picked_up" | "signed" | "cash_collected" | "customer_moved" | "refused" | "customs_delay" | "held_for_payment" | "wrong_address" | "pickup_missed" | "returning" | "returned" | "damaged" | "lost";
        /** @description A Shopify store whose merchant is to be asked on Shopify's own page, by an app of one's own. */
        ShopToAuthorize: {
            /** @description Also asks for orders older than 60 days: Shopify lets only apps do so that it has approved for that. */
            all_orders?: boolean;
            /** @description The client id of the app. */
            client_id: string;
            /** @description Its client secret; kept encrypted and never shown. */
            client_secret: string;
            name: string;
            /** @description As Shopify gave it, such as `kestane.myshopify.com`. */
            url: string;
        };
        /** @description An account of the store, with the proof. */
        Signed: {
            /** @description The store's id of it. */
            id: string;
            /** @description As the chat takes it. */
            signature: string;
        };
        /** @description Who is signed in. */
        SignedIn: {
            identity: null | components["schemas"]["Signed"];
        };
        /** @description An address that gets nothing automatic: its mails look like a machine's that answers ours. */
        SilenceJson: {
            address: string;
            conversation_id: null | components["schemas"]["ConversationId"];
            since: components["schemas"]["Time"];
            /** @description Over once this has passed. */
            until: components["schemas"]["Time"];
            why: components["schemas"]["SilenceWhySilent"];
        };
        /** @enum {string} */
        SilenceWhySilent: "flood" | "repeats" | "auto_replies";
        /** @description Something that was passed over. */
        SkipJson: {
            /** @description More of it, in English. */
            detail: string | null;
            /** @description The file, with the path within. */
            document: string;
            /**
             * Format: int64
             * @description The same in lines, counted from one.
             */
            line: number;
            /**
             * Format: int64
             * @description Where it begins there, in bytes.
             */
            offset: number;
            reason: components["schemas"]["ImportSkipReason"];
        };
        /** @description A holiday that lengthened a time. */
        SkippedHoliday: {
            /**
             * Format: date
             * @description Which day.
             */
            date: string;
            /** @description Which of the known holidays it is: `republic-day`; null for one of the workspace's own. */
            key: string | null;
            /** @description What the workspace calls it; null for a known one. */
            name: string | null;
        };
        /** @description Whether a mail is spam, as the journal keeps it. */
        SpamSeen: {
            /** @description By whose word. */
            by: components["schemas"]["SpamSpamBy"];
            /** @description What the score is measured by. */
            limit: string | null;
            /** @description The filter's score as it wrote it; the team's in percent. */
            score: string | null;
            /** @description Whether it is. */
            spam: boolean;
            /** @description The filter's rules, or the words, that weighed most. */
            why: string[];
        };
        /** @enum {string} */
        SpamSpamBy: "filter" | "provider" | "team";
        /** @description Where to split. */
        SplitAt: {
            /** @description This message and all after it become a new conversation. */
            message_id: components["schemas"]["MessageId"];
        };
        /** @description A store of which not everything is known at the moment. */
        StaleStore: {
            /** @description Why, and since when. */
            state: components["schemas"]["StoreStaleness"];
            /** @description The store. */
            store_id: components["schemas"]["StoreId"];
            /** @description What people here call it. */
            store_name: string;
        };
        /** @enum {string} */
        StandingExportTrouble: "busy" | "refused" | "canceled" | "failed" | "timed-out" | "denied" | "expired" | "unreadable";
        /** @description A store. */
        Store: {
            /** @description What of its coupons and reviews can be had from it. */
            abilities: components["schemas"]["StoreAbilityState"][];
            /** @description How it shows itself to its customers. */
            brand: components["schemas"]["StoreBrand"];
            created_at: components["schemas"]["Time"];
            /** @description Of its prices; null until the store has told. */
            currency: string | null;
            health: components["schemas"]["StoreHealth"];
            id: components["schemas"]["StoreId"];
            kind: components["schemas"]["ConnectedStoreStoreKind"];
            last_event_at: null | components["schemas"]["Time"];
            name: string;
            state: components["schemas"]["ConnectedStoreStoreState"];
            sync: components["schemas"]["StoreSync"];
            /** @description IANA; null until the store has told. */
            time_zone: string | null;
            url: string;
            webhooks: components["schemas"]["StoreWebhooks"];
        };
        /** @description Whether something can be had from a store. */
        StoreAbilityState: {
            /** @description Whether it can, as far as is known. */
            possible: boolean;
            reason: null | components["schemas"]["AbilitiesStoreLack"];
            /** @description What. */
            what: components["schemas"]["AbilitiesStoreAbility"];
        };
        /** @description What a store says of itself to its customers; null is what it has from elsewhere. */
        StoreBrand: {
            /** @description `#rrggbb`; null: the workspace's. */
            color: string | null;
            language: null | components["schemas"]["Language"];
            /** @description A PNG, as a path from the root; whoever knows it may see it. */
            logo_url: string | null;
            /** @description The name that customers see; null: the store's name here. */
            name: string | null;
        };
        /** @description What to change of it. */
        StoreBrandPatch: {
            /** @default null */
            color?: components["schemas"]["Patch_String"];
            /** @default null */
            language?: null | components["schemas"]["Language"];
            /** @default null */
            name?: components["schemas"]["Patch_String"];
        };
        /** @description What of a store is to change. */
        StoreChange: {
            /** @default null */
            access_token?: components["schemas"]["Patch_String"];
            /** @default null */
            api_secret?: components["schemas"]["Patch_String"];
            /** @default null */
            brand?: null | components["schemas"]["StoreBrandPatch"];
            /** @default null */
            consumer_key?: components["schemas"]["Patch_String"];
            /** @default null */
            consumer_secret?: components["schemas"]["Patch_String"];
            /**
             * @description ISO 4217, of a store that tells of itself; others tell their own.
             * @default null
             */
            currency?: string | null;
            /** @default null */
            name?: components["schemas"]["Patch_String"];
            /** @default null */
            state?: null | components["schemas"]["ConnectedStoreStoreState"];
            /**
             * @description IANA, of a store that tells of itself; others tell their own.
             * @default null
             */
            time_zone?: string | null;
        };
        /** @description How far the file is that a list of a store is read from. */
        StoreExport: {
            /**
             * Format: int64
             * @description Bytes of it that were read.
             */
            bytes_done: number;
            /**
             * Format: int64
             * @description Its size in bytes; null until it is whole.
             */
            bytes_total: number | null;
            /** @description The same in the store's words, for developers. */
            detail: string | null;
            /** @description Nothing came of it: the list is read page by page. */
            page_by_page: boolean;
            trouble: null | components["schemas"]["StandingExportTrouble"];
            /**
             * Format: int64
             * @description Things that the store has written into it; how many there are to write is in the list's count.
             */
            written: number;
        };
        /** @description How a store is doing. */
        StoreHealth: {
            at: components["schemas"]["Time"];
            code: null | components["schemas"]["HealthHealthCode"];
            /** @description English, for developers. */
            detail: string | null;
            state: components["schemas"]["HealthHealthState"];
        };
        StoreId: string;
        /** @description A file that is read into a store, and how far that is. */
        StoreImport: {
            /**
             * Format: int64
             * @description What is wrong with them, line by line.
             */
            bad_lines: number;
            /**
             * Format: int64
             * @description Bytes that were read.
             */
            bytes_done: number;
            /** Format: int64 */
            bytes_total: number;
            /**
             * Format: int64
             * @description Of them: new.
             */
            created: number;
            created_at: components["schemas"]["Time"];
            /** @description What a column of this kind can hold. */
            fields: components["schemas"]["FieldsStoreImportField"][];
            id: components["schemas"]["StoreImportId"];
            kind: components["schemas"]["FieldsStoreImportKind"];
            /** @description The file's name. */
            name: string;
            plan: components["schemas"]["StoreImportPlan"];
            problem: null | components["schemas"]["ImportStoreImportProblem"];
            /** @description What the numbers below are of: a check takes nothing. */
            purpose: components["schemas"]["ImportStoreImportPurpose"];
            /**
             * Format: int64
             * @description Of them: can't be read.
             */
            refused: number;
            state: components["schemas"]["ImportStoreImportState"];
            store_id: components["schemas"]["StoreId"];
            /**
             * Format: int64
             * @description Things that were read: orders, accounts or products.
             */
            things: number;
            /**
             * Format: double
             * @description In this run; null while nothing can be said.
             */
            things_per_second: number | null;
            /**
             * Format: int64
             * @description Of them: known already, in this state or a newer one.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Of them: changed.
             */
            updated: number;
            /** @description When it last went on. */
            updated_at: components["schemas"]["Time"];
        };
        /** @description What is to change of how a file is read. */
        StoreImportChange: {
            /**
             * @description What each column holds, in their order; null leaves one out.
             * @default null
             */
            columns?: (null | components["schemas"]["FieldsStoreImportField"])[] | null;
            /** @default null */
            currency?: string | null;
            /** @default null */
            day_order?: null | components["schemas"]["PlanDayOrder"];
            /** @default null */
            decimal_mark?: null | components["schemas"]["PlanDecimalMark"];
            /**
             * @description One of comma, semicolon, tab and `|`.
             * @default null
             */
            delimiter?: string | null;
            /** @default null */
            encoding?: null | components["schemas"]["PlanFileEncoding"];
            /** @default null */
            kind?: null | components["schemas"]["FieldsStoreImportKind"];
            /** @default null */
            time_zone?: string | null;
        };
        /** @description One column of a table. */
        StoreImportColumn: {
            field: null | components["schemas"]["FieldsStoreImportField"];
            /** @description Its header. */
            header: string;
        };
        /** @description An import with what can't be read. */
        StoreImportDetail: components["schemas"]["StoreImport"] & {
            /** @description The first 200, in the order of the file; all of them are at `bad-lines.csv`. */
            lines: components["schemas"]["StoreImportLine"][];
        };
        /** @description A file, as `multipart/form-data`. */
        StoreImportForm: {
            /**
             * Format: binary
             * @description A table (CSV) with a header, or objects of the push API (JSON, JSON lines).
             */
            file: string;
        };
        StoreImportId: string;
        /** @description Something that can't be read. */
        StoreImportLine: {
            /** @description A stable word. */
            code: string;
            /** @description The header of a column, or a place in an object; null: the whole. */
            column: string | null;
            /** @description In English. */
            detail: string;
            /**
             * Format: int64
             * @description Counted from one, with the header.
             */
            line: number;
            /** @description What stands there, at most 200 characters. */
            value: string | null;
        };
        /** @description How a file is read. */
        StoreImportPlan: {
            /** @description Of a table, in its order; empty for objects. */
            columns: components["schemas"]["StoreImportColumn"][];
            /** @description Of amounts in rows that name none. */
            currency: string;
            /** @description What a date begins with that does not begin with its year, and by which calendar. */
            day_order: components["schemas"]["PlanDayOrder"];
            /** @description What stands before the decimals. */
            decimal_mark: components["schemas"]["PlanDecimalMark"];
            /** @description Between the cells of a table. */
            delimiter: string;
            /** @description How its characters are written. */
            encoding: components["schemas"]["PlanFileEncoding"];
            /** @description A table or objects. */
            format: components["schemas"]["PlanFileFormat"];
            /** @description IANA, of moments that name none. */
            time_zone: string;
        };
        /** @description The first things of a file, as they would be read. */
        StoreImportPreview: {
            data: components["schemas"]["StoreImportPreviewed"][];
        };
        /** @description A thing as it would be read. */
        StoreImportPreviewed: {
            /** @description What is wrong with it. */
            errors: components["schemas"]["StoreImportLine"][];
            /**
             * Format: int64
             * @description Where it begins, counted from one.
             */
            line: number;
            /** @description As the push API takes it; null when it can't be read. */
            thing: Record<string, unknown> | null;
        };
        /** @description How gently a store is asked: more so while it is slow, asks for patience or does not answer, and less so again by itself. */
        StorePace: {
            /** @description Requests at once. */
            at_once: number;
            /**
             * Format: int64
             * @description Milliseconds between requests; 0 while all is well.
             */
            pause_ms: number;
        };
        /** @description Why what is known of a store is not as it is there now, and since when. */
        StoreStaleness: {
            as_of: null | components["schemas"]["Time"];
            /**
             * @description A code of the store's health; `behind` where nothing is wrong but its changes are read later than usual; `paused`;
             *     `disconnected`.
             */
            code: string;
        };
        /** @enum {string} */
        StoreState: "waiting" | "connected" | "failing";
        /** @description How far a store has been read. */
        StoreSync: {
            coupons: components["schemas"]["ReadCount"];
            customers: components["schemas"]["ReadCount"];
            export: null | components["schemas"]["StoreExport"];
            finished_at: null | components["schemas"]["Time"];
            /** @description Orders whose notes are asked for one by one, once orders are read. */
            notes: components["schemas"]["ReadCount"];
            orders: components["schemas"]["ReadCount"];
            /** @description How gently the store is asked. */
            pace: components["schemas"]["StorePace"];
            phase: components["schemas"]["ProgressPhase"];
            products: components["schemas"]["ReadCount"];
            /** Format: double */
            rate_per_second: number;
            /** @description Orders whose refunds are asked for one by one, once orders are read. */
            refunds: components["schemas"]["ReadCount"];
            reviews: components["schemas"]["ReadCount"];
            /** @description What was left out, the latest first; at most 100. */
            skipped: components["schemas"]["StoreSyncSkip"][];
            started_at: null | components["schemas"]["Time"];
            state: components["schemas"]["ProgressSyncState"];
        };
        /** @description Something that was left out, and why. */
        StoreSyncSkip: {
            kind: string;
            reason: string;
            source_id: string;
        };
        /** @description What asking a store showed. */
        StoreTested: {
            code: null | components["schemas"]["HealthHealthCode"];
            /** @description The same in English, for developers. */
            detail: string | null;
            /** @description Rights that its access lacks, by the store's names: without them not every action on an order is possible. */
            missing_rights: string[];
            /** @description It answered, and the keys work. */
            ok: boolean;
            /**
             * Format: int64
             * @description How long it took, in milliseconds.
             */
            took_ms: number;
        };
        /** @description A store whose own page is to give the keys. */
        StoreToAuthorize: {
            name: string;
            /** @description As copied out of the browser. */
            url: string;
        };
        /** @description A store to connect. */
        StoreToConnect: {
            /** @description `shpat_…`, of an app of your own in the store; of Shopify, which needs it. */
            access_token?: string | null;
            /** @description The API secret key of the same app; of Shopify, which needs it. */
            api_secret?: string | null;
            /** @description `ck_…`; of WooCommerce, which needs it. */
            consumer_key?: string | null;
            /** @description `cs_…`; of WooCommerce, which needs it. */
            consumer_secret?: string | null;
            /** @description ISO 4217, of the prices of any other store, which needs it. WooCommerce and Shopify tell their own. */
            currency?: string | null;
            kind: components["schemas"]["ConnectedStoreStoreKind"];
            name: string;
            /** @description IANA, of any other store; UTC without it. WooCommerce and Shopify tell their own. */
            time_zone?: string | null;
            /** @description As copied out of the browser. */
            url: string;
        };
        /** @description The store's own messages to us. */
        StoreWebhooks: {
            /** Format: int32 */
            created: number;
            /**
             * Format: int32
             * @description Found switched off when last looked at.
             */
            failing: number;
            state: components["schemas"]["ConnectedStoreWebhookState"];
        };
        /** @description Somebody who may be the same person. */
        Suggestion: {
            customer: components["schemas"]["CustomerJson"];
            /** @description `same_email`, `same_phone`. */
            reason: string;
        };
        /** @description An address that no mail is sent to. */
        SuppressedJson: {
            address: string;
            created_at: components["schemas"]["Time"];
            /** @description The other side's words. */
            detail: string | null;
            message_id: null | components["schemas"]["MessageId"];
            why: components["schemas"]["SuppressionWhy"];
        };
        /** @enum {string} */
        SuppressionWhy: "hard_bounce" | "complaint" | "manual";
        TagId: string;
        /** @description A tag. */
        TagJson: {
            /** @description `#rrggbb`. */
            color: string;
            /**
             * Format: int64
             * @description Conversations that have it.
             */
            count: number;
            id: components["schemas"]["TagId"];
            name: string;
        };
        /** @description What to change of a tag. */
        TagPatch: {
            /** @default null */
            color?: components["schemas"]["Patch_String"];
            /** @default null */
            name?: components["schemas"]["Patch_String"];
        };
        /** @description What had been written. */
        TakenBack: {
            draft: components["schemas"]["Words"];
        };
        /** @enum {string} */
        TakingPushOutcome: "created" | "updated" | "unchanged" | "older" | "deleted" | "unknown" | "refused";
        /** @enum {string} */
        TalkStep: "find" | "connect" | "encrypt" | "sign_in" | "sender" | "recipient";
        /** @description A team. */
        Team: {
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["TeamId"];
            member_ids: components["schemas"]["AgentId"][];
            name: string;
        };
        TeamId: string;
        /** @description What to change of a team. */
        TeamPatch: {
            /** @default null */
            member_ids?: components["schemas"]["AgentId"][] | null;
            /** @default null */
            name?: string | null;
        };
        /** @description A test mail that is to leave. */
        TestBegun: {
            /** @description Its row of the outbox. */
            outbox_id: components["schemas"]["OutboxId"];
        };
        /** @description Which evidence put a message into its conversation. */
        Threading: {
            /** @description What exactly matched. */
            detail: string | null;
            /**
             * @description A stable word: `reply_token`, `own_message_id`, `in_reply_to`, `references`, `thread_index`, `subject_number`,
             *     `moved_message`, `bounce_address`, `chat_visitor`, `new`.
             */
            evidence: string;
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC, milliseconds
         */
        Time: string;
        /** @description One thing that happened with a customer. */
        TimelineEntry: {
            /** @description What the order costs, or how much was given back. */
            amount?: components["schemas"]["Money"];
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description The channel of a conversation. */
            channel?: components["schemas"]["ChannelChannelKind"];
            /** @description The newest words of a conversation, the reason of a refund, the carrier of a parcel, what a review or an answer says. */
            detail: string | null;
            /** @description Of the conversation, order, refund, parcel or review; of an answer, that of the review. */
            id: string;
            /**
             * Format: int64
             * @description The conversation's number.
             */
            number?: number;
            /** @description The order of a refund or parcel. */
            order_id?: components["schemas"]["OrderId"];
            /**
             * Format: int64
             * @description The stars of a review, 1 to 5; 0 when none were given.
             */
            rating?: number;
            /** @description Where the conversation, order, parcel or review stands, in its own words for that. */
            status?: string;
            /** @description The store of an order, review or answer, or that a conversation is about. */
            store_id?: components["schemas"]["StoreId"];
            /** @description The subject; the number of the order; of a parcel its own number, else its carrier; of a review or an answer to one the product's name. */
            title: string;
            /** @description What. */
            type: components["schemas"]["EntryEntryKind"];
            /** @description Where a parcel can be followed. */
            url?: string;
        };
        /** @description An address to send no more mail to. */
        ToSuppress: {
            address: string;
        };
        /** @description A token, without the secret. */
        Token: {
            created_at: components["schemas"]["Time"];
            /** @description Who made it, by name. */
            created_by: string;
            id: components["schemas"]["TokenId"];
            last_used_at: null | components["schemas"]["Time"];
            name: string;
            /** @description `all`, or permissions. */
            scopes: string[];
        };
        TokenId: string;
        /** @description A token that was just made. */
        TokenMade: components["schemas"]["Token"] & {
            /** @description `tsk_…`; it is shown this once. */
            token: string;
        };
        /** @description A token to make. */
        TokenToMake: {
            name: string;
            /** @description `all`, or permissions; no more than the maker has. */
            scopes: string[];
        };
        /** @description The totals of a period. */
        Totals: {
            /** @description Unresolved at the end. */
            backlog: components["schemas"]["Count"];
            /** @description Until the first answer. */
            first_response: components["schemas"]["Duration"];
            /** @description Opened again. */
            reopened: components["schemas"]["Count"];
            /** @description Until resolved. */
            resolution: components["schemas"]["Duration"];
            /** @description Resolved, and still so at the end. */
            solved: components["schemas"]["Count"];
            /** @description Conversations that began. */
            volume: components["schemas"]["Count"];
        };
        /** @description Where AfterShip sends its messages to, and how that goes. */
        TrackingHook: {
            created_at: null | components["schemas"]["Time"];
            last_at: null | components["schemas"]["Time"];
            last_outcome: null | components["schemas"]["HookTrackingOutcome"];
            rotated_at: null | components["schemas"]["Time"];
            /** @description Only in the answer that made it: nobody can read it again. */
            secret: string | null;
            state: components["schemas"]["HookHookState"];
            /**
             * Format: int64
             * @description Messages that were believed.
             */
            taken: number;
            /**
             * Format: int64
             * @description Of them those about parcels that nobody here knew.
             */
            unknown: number;
            /** @description Null before it was ever switched on. */
            url: string | null;
        };
        UnresolvedJson: {
            /** @description `unresolved-variable`, `unknown-variable`, `split-variable`. */
            code: string;
            /** @description As it stands between the braces. */
            name: string;
        };
        /** @description One file, as `multipart/form-data`. */
        UploadForm: {
            /** Format: binary */
            file: string;
        };
        VariableJson: {
            name: string;
            /** @description Null where it needs a fallback. */
            value: string | null;
        };
        /** @description The filter of a view as programs write it: the parameters of the list of conversations. What is absent does not narrow. */
        ViewFilter: {
            /**
             * @description `me`, `none` or an agent.
             * @default null
             */
            assignee?: string | null;
            /** @default null */
            channel?: null | components["schemas"]["ChannelChannelKind"];
            /** @default null */
            channel_id?: null | components["schemas"]["ChannelId"];
            /** @default null */
            customer?: null | components["schemas"]["CustomerId"];
            /**
             * @description `me` or an agent: what they follow.
             * @default null
             */
            follower?: string | null;
            /**
             * @description With the customer of this order: its id, or its number in any digits.
             * @default null
             */
            order?: string | null;
            /**
             * @description With a customer one of whose orders or parcels is late, or none.
             * @default null
             */
            order_late?: boolean | null;
            /**
             * @description With a customer who has an open order (`pending`, `processing` or `on_hold`), or who has none.
             * @default null
             */
            order_open?: boolean | null;
            /**
             * @description With a customer who has an order in one of these states.
             * @default []
             */
            order_status?: components["schemas"]["OrderStatus"][];
            /**
             * @description In one of these states.
             * @default []
             */
            status?: components["schemas"]["ConversationStatus"][];
            /** @default null */
            store?: null | components["schemas"]["StoreId"];
            /**
             * @description With which tag: by its name, in any case, or its id.
             * @default null
             */
            tag?: string | null;
            /** @default null */
            team?: null | components["schemas"]["TeamId"];
        };
        /** @description A view with its number. */
        ViewJson: {
            /**
             * Format: int64
             * @description How many conversations; null where nobody wants to know, or where it tells of orders that the asker may not see.
             */
            count: number | null;
            filter: null | components["schemas"]["ViewFilter"];
            /** @description `mine`, `tm_…`, `viw_…`. */
            id: string;
            kind: components["schemas"]["ViewKind"];
            /** @description The team's or the saved view's name; built-in ones are named by the reader's language. */
            name: string | null;
            /** @description Whether the asker may change it. */
            own: boolean;
            shared: boolean;
        };
        /**
         * @description What kind of view.
         * @enum {string}
         */
        ViewKind: "builtin" | "team" | "saved";
        /** @description What to change of a view. */
        ViewPatch: {
            /** @default null */
            filter?: null | components["schemas"]["Merge_ViewFilter"];
            /** @default null */
            name?: components["schemas"]["Patch_String"];
            /** @default null */
            shared?: components["schemas"]["Patch_bool"];
        };
        VisitorId: string;
        VisitorJson: {
            email: string | null;
            id: components["schemas"]["VisitorId"];
            /** @description Whether the store has signed who they are. */
            identified: boolean;
            name: string | null;
        };
        /** @description A folder that is read. */
        WatchedFolder: {
            /** @description Whether the provider puts spam there: it is only looked at, and what comes from it is shown apart. */
            junk?: boolean;
            /** @description Its name at the server, as people read it. */
            name: string;
        };
        /** @description Text and HTML of a message that was taken back. */
        Words: {
            /** @description Its files; they can be put into the next reply. */
            attachments: components["schemas"]["AttachmentId"][];
            html: string | null;
            text: string;
        };
        /** @description A company. */
        Workspace: {
            /** @description `#rrggbb`. */
            brand_color: string;
            business_hours: components["schemas"]["BusinessHours"];
            /** @description ISO 4217. */
            currency: string;
            id: components["schemas"]["WorkspaceId"];
            language: components["schemas"]["Language"];
            name: string;
            /**
             * Format: int32
             * @description For how many days a mail is kept as it came; null: for ever.
             */
            raw_mail_days: number | null;
            /** @description IANA name. */
            time_zone: string;
            /**
             * Format: int32
             * @description For how long a reply can be taken back, in seconds.
             */
            undo_send_seconds: number;
        };
        WorkspaceId: string;
        /** @description What to change of the workspace. */
        WorkspacePatch: {
            /**
             * @description `#rrggbb`.
             * @default null
             */
            brand_color?: string | null;
            /** @default null */
            business_hours?: null | components["schemas"]["Merge_BusinessHours"];
            /**
             * @description ISO 4217.
             * @default null
             */
            currency?: string | null;
            /** @default null */
            language?: null | components["schemas"]["Language"];
            /** @default null */
            name?: string | null;
            /**
             * Format: int32
             * @description 1 to 3650; null: for ever.
             * @default null
             */
            raw_mail_days?: number | null;
            /**
             * @description IANA name.
             * @default null
             */
            time_zone?: string | null;
            /**
             * Format: int32
             * @description 0 to 120.
             * @default null
             */
            undo_send_seconds?: number | null;
        };
        /** @description Who writes, as the source knows them. */
        Writer: {
            /** @description Believed: the source is ours. */
            email?: string | null;
            /** @description The source's own id of the person. */
            id: string;
            /** @description BCP 47. */
            language?: string | null;
            name?: string;
            phone?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_agents: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Agent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_agents_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentPatch"];
                "application/merge-patch+json": components["schemas"]["AgentPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-owner` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_attachments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachments_by_id: {
        parameters: {
            query?: {
                /** @description `1`: to be saved, not shown. */
                download?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachments_by_id_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit_log: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_AuditEntry"];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `audit.read` is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_brands: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Brand"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_carriers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Carrier"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_channels: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ChannelJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_channels_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_channels_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_channels_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelPatch"];
                "application/merge-patch+json": components["schemas"]["ChannelPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Check"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checked"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description there is nothing to look at */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_dkim_keys: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_channels_by_id_dkim_keys_by_selector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
                selector: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_dns_check: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DnsReport"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description there is no resolver */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_channels_by_id_imports: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ImportJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_imports: {
        parameters: {
            query?: {
                /** @description What the file is called. */
                name?: string;
                /** @description Conversations whose newest message is a customer's of so many days are open; without it all are solved. */
                open_days?: number;
            };
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_channels_by_id_imports_by_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
                import: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_imports_by_import_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ChannelId"];
                import: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_channels_by_id_incoming: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_channels_by_id_incoming: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIncoming"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_channels_by_id_incoming: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_incoming_authorization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_incoming_authorization_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_incoming_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIncoming"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingTried"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestBegun"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_channels_by_id_try: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendingTried"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversations: {
        parameters: {
            query?: {
                /** @description One or several states, separated by commas. All but spam if absent. */
                status?: string;
                /** @description `me`, `none`, or an agent. */
                assignee?: string;
                team?: components["schemas"]["TeamId"];
                /** @description A kind, or a channel's id. */
                channel?: string;
                channel_id?: components["schemas"]["ChannelId"];
                /** @description `me` or an agent: what they follow. */
                follower?: string;
                /** @description By its name, in any case, or its id. */
                tag?: string;
                customer?: components["schemas"]["CustomerId"];
                store?: components["schemas"]["StoreId"];
                /** @description One or several states of orders, separated by commas: with a customer who has one in one of them. */
                order_status?: string;
                /** @description With a customer who has an open order (`pending`, `processing` or `on_hold`); `false`: who has none. */
                order_open?: boolean;
                /** @description With a customer one of whose orders or parcels is late; `false`: none of whose is. */
                order_late?: boolean;
                /** @description With the customer of this order: its id, or its number in any digits. */
                order?: string;
                /**
                 * @description Words anywhere in the conversation, its notes, subject, number and customer, and the numbers of the customer's orders
                 *     and parcels; the beginning of a word will do. Of what
                 *     is found the 2,000 conversations with the newest activity are listed. What has just come is found within a second.
                 */
                q?: string;
                /** @description A view instead of filters: `mine`, `unassigned`, `all`, `mentions`, `following`, `pending`, `snoozed`, `solved`, `spam`, a team or a saved view. */
                view?: string;
                sort?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ConversationJson"];
                };
            };
            /** @description a filter, the order or the cursor does not read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_bulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bulk"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_BulkResult"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversations_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_conversations_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationPatch"];
                "application/merge-patch+json": components["schemas"]["ConversationPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversations_by_id_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null | components["schemas"]["DraftBody"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_conversations_by_id_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_conversations_by_id_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversations_by_id_history: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_HistoryEntry"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeInto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversations_by_id_messages: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_MessageJson"];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_notes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_replies: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReply"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_replies_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyToPreview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplyPreview"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversations_by_id_scheduled_replies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ScheduledJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_scheduled_replies: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScheduled"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_split: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitAt"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_unmerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_unread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_conversations_by_id_unsplit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_coupons: {
        parameters: {
            query?: {
                /** @description Coupons of this store. */
                store?: string;
                /** @description Those that stand so now; without it, all but those that are gone. */
                status?: "active" | "scheduled" | "expired" | "used_up" | "hidden" | "gone";
                /** @description Words of a code or description. */
                q?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Coupon"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_coupons_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CouponId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coupon"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_custom_fields: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_FieldJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_custom_fields: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewField"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_custom_fields_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomFieldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_custom_fields_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomFieldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FieldPatch"];
                "application/merge-patch+json": components["schemas"]["FieldPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_customer_merges_by_id_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["MergeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customers: {
        parameters: {
            query?: {
                /** @description Words in name, address or number; in any case, with or without accents. */
                q?: string;
                limit?: number;
                after?: string;
                /**
                 * @description `name`, `last_seen_at`, `orders_count`, `lifetime_value` (what was spent in the workspace's currency) or `created_at`;
                 *     from the end with `-` before it. `-created_at` if absent.
                 */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_CustomerJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_customers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customers_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_customers_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerPatch"];
                "application/merge-patch+json": components["schemas"]["CustomerPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_customers_by_id_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeFrom"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customers_by_id_order_facts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOrderFacts"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customers_by_id_suggestions: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Suggestion"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_customers_by_id_suggestions_by_other_dismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["CustomerId"];
                other: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customers_by_id_timeline: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_TimelineEntry"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_events: {
        parameters: {
            query?: {
                /**
                 * @description The last event before the client asked for what it shows: `events_since` of its session. `Last-Event-ID` goes before it, so
                 *     that a browser which connects again goes on where it was.
                 */
                since?: string;
            };
            header?: {
                /** @description the last event that was seen */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_holidays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_holidays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HolidaysToSet"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_images_by_address: {
        parameters: {
            query: {
                /** @description HMAC-SHA256 in base64url. */
                signature: string;
            };
            header?: never;
            path: {
                /** @description base64url */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": number[];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_inbound_email: {
        parameters: {
            query: {
                /** @description The address of the mailbox, or one of its reply addresses. */
                mailbox: string;
            };
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "message/rfc822": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Arrived"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_invitation_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationShown"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_invitation_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_invitations: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Invitation"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_invitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToMake"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationSent"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_invitations_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_invitations_by_id_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationSent"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_late_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateRules"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_late_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LateRulesToSet"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateRules"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_late_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateRules"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_journal: {
        parameters: {
            query?: {
                /** @description The mailbox that it came to. */
                mailbox?: components["schemas"]["ChannelId"];
                disposition?: components["schemas"]["JournalDisposition"];
                /** @description The message that it became, repeats or reports on. */
                message?: components["schemas"]["MessageId"];
                /** @description Words anywhere in author, recipients, subject or Message-ID. */
                q?: string;
                /** @description Came at this time or later. */
                from?: components["schemas"]["Time"];
                /** @description Came before this time. */
                to?: components["schemas"]["Time"];
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ArrivalJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_journal_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ArrivalId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArrivalDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_journal_by_id_raw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ArrivalId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": number[];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_mail_journal_by_id_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ArrivalId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArrivalDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_reconciliation: {
        parameters: {
            query?: {
                /** @description Seven days ago if absent. */
                from?: components["schemas"]["Time"];
                /** @description Now if absent; at most 31 days later than `from`. */
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_mail_reconciliation_compare: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServersCompared"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_mail_reconciliation_fetch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServersCompared"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_reconciliation_servers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServersCompared"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_silences: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SilenceJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_mail_silences_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_suppressions: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SuppressedJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_mail_suppressions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToSuppress"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressedJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_mail_suppressions_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MePatch"];
                "application/merge-patch+json": components["schemas"]["MePatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `/current` is wrong, or `/new` is not taken */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_messages_by_id_html: {
        parameters: {
            query?: {
                /** @description `1`: fetched through the guarded proxy. Held back if absent. */
                images?: string;
                /** @description `dark`: for a dark screen. */
                theme?: string;
                /** @description `1`: with the quoted parts. */
                quotes?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_messages_by_id_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveInto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_messages_by_id_raw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": number[];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_messages_by_id_readdress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Readdress"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_messages_by_id_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_messages_by_id_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenBack"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-sent` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_messages_by_id_unmove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_order_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_OrderPolicy"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_order_policy_mine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPolicy"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_order_policy_by_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `admin` or `agent` */
                role: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyToSet"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPolicy"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders: {
        parameters: {
            query?: {
                /** @description Orders of this customer. */
                customer?: string;
                /** @description Orders of this store. */
                store?: string;
                /** @description Comma-separated. Without it, every state but `trash`. */
                status?: string;
                /** @description Only what is late, itself or one of its parcels; `false`: only what is not. */
                late?: boolean;
                /** @description Words of a number, name, address or phone number. */
                q?: string;
                /** @description `-placed_at`, the newest first, or `placed_at`, the oldest first. */
                sort?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Order"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders_csv: {
        parameters: {
            query?: {
                /** @description Orders of this customer. */
                customer?: string;
                /** @description Orders of this store. */
                store?: string;
                /** @description Comma-separated. Without it, every state but `trash`. */
                status?: string;
                /** @description Only what is late, itself or one of its parcels; `false`: only what is not. */
                late?: boolean;
                /** @description Words of a number, name, address or phone number. */
                q?: string;
                /** @description `-placed_at`, the newest first, or `placed_at`, the oldest first. */
                sort?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders_by_id_abilities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_OrderAbility"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-not-connected` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders_by_id_actions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_OrderAction"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_orders_by_id_actions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionToDo"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderAction"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-action-not-allowed`, `order-action-over-limit` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-changed`: the preview is out of date; `order-busy`: another action is under way; `order-state`, `return-state`: the order does not allow it; `store-cannot`, `store-right-missing`: the store does not */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-not-answering` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_orders_by_id_actions_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionToPreview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderActionPreview"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-not-answering` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_orders_by_id_actions_by_action_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["OrderId"];
                action: components["schemas"]["ActionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderAction"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders_by_id_refundable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRefundable"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-not-answering` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_outbox: {
        parameters: {
            query?: {
                /** @description `dead` if absent. */
                state?: components["schemas"]["OutboxState"];
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_OutboxJson"];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_outbox_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OutboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_outbox_by_id_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OutboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_own_carriers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCarriers"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_own_carriers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnCarriers"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCarriers"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_password_resets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_password_resets_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetShown"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_password_resets_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetCompletion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_product_categories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ProductCategory"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_products: {
        parameters: {
            query?: {
                /** @description Products of this store. */
                store?: string;
                /** @description Comma-separated: `in_stock`, `out_of_stock`, `on_backorder`, `unknown`. */
                stock?: string;
                /** @description Comma-separated: `published`, `hidden`, `gone`. Without it, every state but `gone`. */
                state?: string;
                /** @description What they are filed under, by the store's name for it. */
                category?: string;
                /** @description Words of a name or article number, that of a variant too. */
                q?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Product"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_products_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductDetail"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reader_failures: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ReaderFailure"];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_reader_failures_by_id_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FailureId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_definitions: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_DefinitionJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_overview: {
        parameters: {
            query?: {
                /** @description The first day, `2026-01-01`; 30 days in all if absent. */
                from?: string;
                /** @description The last day; today if absent. */
                to?: string;
                /** @description How the series is cut; by days if absent. */
                granularity?: components["schemas"]["PeriodGranularity"];
                /** @description Conversations that began on this kind of channel. */
                channel?: components["schemas"]["ChannelChannelKind"];
                /** @description Conversations of this team. */
                team?: components["schemas"]["TeamId"];
                /** @description Conversations of this agent; first responses that they gave. */
                agent?: components["schemas"]["AgentId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description a parameter does not read, or the period is too long or cut too fine */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_overview_csv: {
        parameters: {
            query?: {
                /** @description The first day, `2026-01-01`; 30 days in all if absent. */
                from?: string;
                /** @description The last day; today if absent. */
                to?: string;
                /** @description How the series is cut; by days if absent. */
                granularity?: components["schemas"]["PeriodGranularity"];
                /** @description Conversations that began on this kind of channel. */
                channel?: components["schemas"]["ChannelChannelKind"];
                /** @description Conversations of this team. */
                team?: components["schemas"]["TeamId"];
                /** @description Conversations of this agent; first responses that they gave. */
                agent?: components["schemas"]["AgentId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a parameter does not read, or the period is too long or cut too fine */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reviews: {
        parameters: {
            query?: {
                /** @description Reviews in this store. */
                store?: string;
                /** @description Reviews by this customer. */
                customer?: string;
                /** @description Reviews of this product. */
                product?: string;
                /** @description Comma-separated. Without it, every state but `spam`, `trash` and `gone`. */
                status?: string;
                /** @description Stars from 0 to 5, comma-separated. */
                rating?: string;
                /** @description Words of a text, name, address or product. */
                q?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Review"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reviews_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ReviewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_reviews_by_id_answers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ReviewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerToWrite"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewAnswer"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `review-not-shown`: nobody can read the review; `review-busy`: another answer is on its way; `store-not-connected`; `store-cannot` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_reviews_by_id_answers_by_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ReviewId"];
                answer: components["schemas"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_reviews_by_id_answers_by_answer_again: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ReviewId"];
                answer: components["schemas"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewAnswer"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_scheduled_replies_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ScheduledId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenBack"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_scheduled_replies_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ScheduledId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduledPatch"];
                "application/merge-patch+json": components["schemas"]["ScheduledPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_scheduled_replies_by_id_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ScheduledId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageJson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_search: {
        parameters: {
            query: {
                /** @description Words, a number, an address; 1 to 200 characters. */
                q: string;
                /**
                 * @description Only things of this kind (`conversation`, `customer`, `order`, `product`, `article`; in the plural too); of every
                 *     kind that the asker may see if absent.
                 */
                kind?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SearchHit"];
                };
            };
            /** @description nothing to look for, or an unknown kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too many failures; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sessions: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SessionRow"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
        };
    };
    post_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupToRun"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it was done already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_shipments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushedMovements"];
            };
        };
        responses: {
            /** @description also when some were refused or are unknown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementResults"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stores: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Store"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreToConnect"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is connected already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the code says what is wrong with address or keys */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_authorize: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreToAuthorize"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_authorize_shopify: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShopToAuthorize"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a store of another kind is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stores_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_stores_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_stores_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreChange"];
                "application/merge-patch+json": components["schemas"]["StoreChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_stores_by_id_customers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushedCustomers"];
            };
        };
        responses: {
            /** @description also when some were refused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushResults"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store is paused, or read by its connector */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stores_by_id_imports: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_StoreImport"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_by_id_imports: {
        parameters: {
            query: {
                /** @description What it holds. */
                kind: components["schemas"]["FieldsStoreImportKind"];
                /** @description What it is called. */
                name?: string;
            };
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": components["schemas"]["StoreImportForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImport"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store is paused, or read by its connector */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stores_by_id_imports_by_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImportDetail"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_stores_by_id_imports_by_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreImportChange"];
                "application/merge-patch+json": components["schemas"]["StoreImportChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImport"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is being read, or is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stores_by_id_imports_by_import_bad_lines_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_by_id_imports_by_import_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImport"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_by_id_imports_by_import_check: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImport"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is under way or over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stores_by_id_imports_by_import_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImportPreview"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_by_id_imports_by_import_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["StoreId"];
                import: components["schemas"]["StoreImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreImport"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is under way or over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_stores_by_id_logo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreBrand"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it is no picture, or has another size */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_stores_by_id_logo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreBrand"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_stores_by_id_orders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushedOrders"];
            };
        };
        responses: {
            /** @description also when some were refused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushResults"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store is paused, or read by its connector */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_stores_by_id_products: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushedProducts"];
            };
        };
        responses: {
            /** @description also when some were refused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushResults"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store is paused, or read by its connector */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_by_id_sync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store tells of itself: there is nothing to read */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stores_by_id_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreTested"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description it has no keys, yet or ever */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tags: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_TagJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_tags: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTag"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tags_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TagId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_tags_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TagId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagPatch"];
                "application/merge-patch+json": components["schemas"]["TagPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_teams: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Team"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_teams: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_teams_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_teams_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamPatch"];
                "application/merge-patch+json": components["schemas"]["TeamPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body does not fit; every wrong field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tokens: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Token"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_tokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenToMake"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMade"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a scope that the maker lacks */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tokens_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tracking_hooks_aftership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingHook"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_tracking_hooks_aftership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HookToSwitchOn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingHook"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tracking_hooks_aftership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingHook"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_views: {
        parameters: {
            query?: {
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ViewJson"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_views: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_views_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_views_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewPatch"];
                "application/merge-patch+json": components["schemas"]["ViewPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspacePatch"];
                "application/merge-patch+json": components["schemas"]["WorkspacePatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_workspace_attendance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attendance"];
                };
            };
            /** @description nobody is signed in, or the token is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_attachments: {
        parameters: {
            query: {
                /** @description From the session. */
                token: string;
                /** @description `1`: to be saved, not shown. */
                download?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ChatUpload"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatFile"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_attachments_by_id: {
        parameters: {
            query: {
                /** @description From the session. */
                token: string;
                /** @description `1`: to be saved, not shown. */
                download?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_messages: {
        parameters: {
            query: {
                /** @description From the session. */
                token: string;
                /** @description The oldest message that the widget has; without it the newest come. */
                before?: components["schemas"]["MessageId"];
                /** @description 1 to 100, 50 if absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarlierMessages"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_messages: {
        parameters: {
            query: {
                /** @description From the session. */
                token: string;
                /** @description `1`: to be saved, not shown. */
                download?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChatMessage"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Said"];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionJson"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description this page may not embed the chat */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_shopify_identity: {
        parameters: {
            query: {
                /** @description `chn_…`: the store's chat */
                channel: string;
                signature: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-signature`: Shopify did not pass it on */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no such chat, or it belongs to no store */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_socket: {
        parameters: {
            query: {
                /** @description From the session. */
                token: string;
                /** @description The newest message that the widget has. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the connection is a WebSocket now */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description it does not ask for a WebSocket */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description this page may not embed the chat */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_files_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description as it stands in the mail */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description there is no such file; a page says so */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description its time is over; a page says so */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    get_files_by_token_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description as it stands in the mail */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description there is no such file; a page says so */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description its time is over; a page says so */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    get_forms_by_id: {
        parameters: {
            query?: {
                /** @description `en`, `tr`, `ko` or `fa`; the browser's own if absent. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description the channel, `chn_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description there is no such form; a page says so */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    post_forms_by_id: {
        parameters: {
            query?: {
                /** @description `en`, `tr`, `ko` or `fa`; the browser's own if absent. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description the channel, `chn_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["ContactForm"];
            };
        };
        responses: {
            /** @description it was taken */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description there is no such form */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the page again, with what is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description too often; the page again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description it could not be kept; the page again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    post_hooks_aftership_by_hook: {
        parameters: {
            query?: never;
            header: {
                /** @description base64 of HMAC-SHA256 over the body */
                "aftership-hmac-sha256": string;
                /** @description Sent a second time with the same request within a day, nothing is done and the first answer comes again, with `Idempotency-Replayed: true`; with another request it is a 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                hook: string;
            };
            cookie?: never;
        };
        /** @description JSON, as it was signed */
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description taken */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description wrong signature */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description whoever asks may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the key was used for another request, or what is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hooks_shopify_install: {
        parameters: {
            query?: {
                hmac?: string;
                shop?: string;
                timestamp?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to Shopify's page, or to the console */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hooks_shopify_privacy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description as Shopify signed it with the app's secret */
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description met, or nothing is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no app that is known here signed it */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hooks_shopify_return: {
        parameters: {
            query?: {
                code?: string;
                hmac?: string;
                shop?: string;
                state?: string;
                timestamp?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to the console */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hooks_woocommerce_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description nobody asked for them */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too late, or a second time */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hooks_woocommerce_return: {
        parameters: {
            query: {
                success: string;
                user_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to the console */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hooks_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `chn_…` or `sto_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Incoming"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Received"];
                };
            };
            /** @description the request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hooks_by_id_attachments_by_attachment: {
        parameters: {
            query: {
                /** @description Seconds since the epoch. */
                expires: number;
                /** @description HMAC-SHA256 in base64url. */
                signature: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
                attachment: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description a parameter is unknown or wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not a link of this server */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the link has expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_logos_by_id_by_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StoreId"];
                /** @description as `logo_url` says */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": number[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
