# Inbox, conversation, composer and the customer beside it.
views = Views
views-teams = Teams
views-saved = Saved views
view-mine = Mine
view-unassigned = Unassigned
view-all = All open
view-mentions = Mentions
view-following = Following
view-pending = Pending
view-snoozed = Snoozed
view-solved = Solved
view-spam = Spam
view-save = Save as view
view-save-text = The filters you chose become a view with a live count.
view-name = Name
view-shared = Everyone in the workspace sees it
view-delete = Delete view
view-deleted = View “{ $name }” deleted
view-actions = Actions for { $name }
go-to-view = Go to { $name }

conversations-short = Requests
conversations = Conversations
conversation = Conversation
conversation-actions = More actions
search-conversations = Search in this view
search-end = End the search
filter = Filter
filter-channel = Channel
filter-store = Store
filter-assignee = Assigned to
filter-tag = Tag
filter-orders = Orders
filter-order-open = Open order
filter-order-open-not = No open order
filter-order-late = Late order or parcel
filter-order-late-not = Nothing late
filter-order-number = Order number…
filter-order-number-label = Order number
filter-order-states = Order status
filter-order-status = Order: { $states }
filter-order-chip = Order { $number }
filter-remove = Remove filter { $name }
sort = Sort
sort-newest = Latest activity first
sort-oldest = Oldest activity first
sort-waiting = Longest wait first
sort-created = Newest first
unread = Unread
waiting = waits { $time }
waiting-since = The customer has been waiting since { $time }
has-attachments = Has attachments
last-by-agent = We answered last
no-subject = No subject
customer = Customer
customer-unknown = Unknown customer
watching = { $count ->
    [one] { $names } is looking
   *[other] { $names } are looking
}
typing-now = { $count ->
    [one] { $names } is writing a reply
   *[other] { $names } are writing a reply
}
list-new-above = { $count ->
    [one] 1 new above
   *[other] { $count } new above
}
list-nothing-found = Nothing matches
list-nothing-found-text = Try fewer filters or other words. Search looks at subjects, customers and the latest message.
empty-mine = Nothing on your desk
empty-text-mine = Conversations assigned to you appear here. Look under Unassigned to pick one up.
empty-unassigned = Everything has an owner
empty-text-unassigned = New conversations that nobody has taken yet appear here.
empty-all = All clear
empty-text-all = When customers write by e-mail, chat or contact form, their conversations appear here.
empty-mentions = Nobody needs you right now
empty-text-mentions = When a colleague writes @ and your name in a note, the conversation appears here.
empty-following = You follow nothing
empty-text-following = Follow a conversation in its menu and it stays here, whoever works on it.
empty-pending = Nobody owes you an answer
empty-text-pending = Conversations that wait for the customer appear here.
empty-snoozed = Nothing snoozed
empty-text-snoozed = Snooze a conversation and it leaves your inbox until the time you choose.
empty-solved = Nothing solved yet
empty-text-solved = Solved conversations stay here and reopen by themselves when the customer writes again.
empty-spam = No spam
empty-text-spam = What is marked as spam is kept here, away from the counts.
empty-other = Nothing here
empty-text-other = Conversations that belong to this view appear here.
pick-conversation = Pick a conversation
pick-conversation-text = Press { $next } and { $previous } to go through the list, ? for all shortcuts.

bulk = Bulk actions
bulk-count = { $count ->
    [one] 1 selected
   *[other] { $count } selected
}
bulk-done = { $count ->
    [one] 1 conversation changed
   *[other] { $count } conversations changed
}
bulk-refused = { $count ->
    [one] 1 conversation could not be changed
   *[other] { $count } conversations could not be changed
}
bulk-end = End the selection
select-all = Select all in the list
select-conversation = Select “{ $name }”

channel-email = E-mail
channel-chat = Chat
channel-contact-form = Contact form
channel-api = API
status = Status
status-open = Open
status-pending = Pending
status-snoozed = Snoozed
status-solved = Solved
status-closed = Closed
status-spam = Spam
priority = Priority
priority-urgent = Urgent
priority-high = High
priority-normal = Normal
priority-low = Low
assign = Assign to
assign-me = you
assign-nobody = Nobody
team = Team
team-none = No team
store = Store
store-none = No store
tags = Tags
tag-add = Add tag
picker-create = Create “{ $name }”
picker-nothing = Nothing found
snooze = Snooze
snooze-later = In three hours
snooze-tomorrow = Tomorrow morning
snooze-weekday = { $day } morning
snooze-week = In a week
snooze-own = Another date and time
snooze-time = Time
snoozed-until = Snoozed until { $time }
solve = Solve
reopen = Reopen
not-spam = Not spam
became = Status: { $status }
mark-unread = Mark as unread
mark-spam = Mark as spam
follow = Follow
following = Following
followers = Followers
copy-link = Copy link
subject = Subject
subject-edit = Edit subject
customer-toggle = Show or hide the customer
created = Created
first-response = First response

merge = Merge
merge-title = Merge into another conversation
merge-text = All messages move there; this one is closed. You can undo it.
merge-search = Search by number, subject or customer
merge-nothing = No other conversation found. Search by number, subject or customer.
merged = Conversations merged
merged-away = This conversation was merged into another one.
merged-open = Open it
split = Split from here
split-done = This message and all after it are a conversation of their own now
move = Move to another conversation
move-title = Move this message
move-text = Only this message moves. Replies to it follow. You can undo it.
move-new = To a new conversation
move-go = Move
moved = Message moved
moved-back = Message moved back

thread = Messages
thread-new = New message
thread-end = To the latest
message-by = Message by { $name }
note-by = Note by { $name }
note-internal = Internal note
author-system = System
customer-typing = { $name } is typing…
message-actions = Actions for this message
message-details = Details
message-copy = Copy text
message-frame = Message by { $name }
kind-auto-reply = Automatic reply
kind-bounce = Delivery report
kind-complaint = Spam complaint
sender-doubtful = Sender not confirmed
sender-unverified = Unverified sender
sender-unverified-text = This person did not take part before. They see nothing that was written earlier unless you quote it.
quote-show = Show quoted text
quote-hide = Hide quoted text
images-held = { $count ->
    [one] One image was held back to protect your privacy.
   *[other] { $count } images were held back to protect your privacy.
}
images-show = Show images
attachments = Attachments
attachment-open = Open { $name }
attachment-remove = Remove { $name }
invitation = Invitation
invitation-publish = Event
invitation-request = Invitation
invitation-reply = Answer to an invitation
invitation-counter = Another time is proposed
invitation-cancel = Called off
invitation-untitled = Event without a title
invitation-daily = every day
invitation-weekly = every week
invitation-monthly = every month
invitation-yearly = every year
invitation-organizer = Invited by { $name }
invitation-accepted = accepted
invitation-tentative = perhaps
invitation-declined = declined
invitation-more = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}
invitation-save = Save the invitation
download = Download
delivery-queued = Sending
delivery-sent = Sent
delivery-delivered = Delivered
delivery-seen = Seen
delivery-failed = Not delivered.
delivery-again = Trying again { $time }
delivery-tries = { $count ->
    [one] (tried once)
   *[other] (tried { $count } times)
}
delivery-unconfirmed = It may have arrived.
delivery-unconfirmed-text = The receiving server has the whole mail, but the connection broke before it confirmed. It is not sent again by itself, so that nobody gets it twice. If you send it again, most mail programs recognise it as the same mail.
delivery-send-again = Send again
delivery-change-address = Change address
delivery-other-address = Address instead of { $address }
why-user-unknown = There is no such mailbox.
why-host-unknown = There is no such domain.
why-no-such-domain = There is no such domain. Check the part after the @.
why-has-moved = The recipient has moved to another address.
why-takes-no-mail = This domain takes no mail.
why-domain-takes-no-mail = This domain takes no mail.
why-filtered = The recipient's filter holds this mail back.
why-mailbox-full = The mailbox is full.
why-suspended = The account is disabled.
why-too-large = The mail is too large for the recipient.
why-expired = The receiving server could not be reached for too long.
why-network-error = The way to the receiving server is broken.
why-system-error = The receiving server has a fault.
why-mailer-error = The receiving server has a fault.
why-sender-rejected = The receiving server does not accept your address as a sender.
why-blocked = The receiving server blocks the server that sends your mail.
why-no-reverse-dns = The address that your mail is sent from has no name (PTR).
why-authentication-failed = SPF, DKIM or DMARC of your domain did not hold. Check your domain in the mailbox's settings.
why-too-fast = Too many mails in a short time.
why-spam = It was taken for spam.
why-virus = It was taken for a virus.
why-content = The content was not accepted.
why-policy = A rule of the receiving side does not allow it.
why-security = The receiving side put it off or refused it for reasons of security.
why-no-relaying = This server does not pass mail on to that address.
why-on-hold = The receiving server put it off.
why-unconfirmed = The answer of the server was lost.
why-smtputf8-not-offered = The receiving server can't handle letters such as “ü” or “م” before the @.
why-undefined = The server gave no reason.
delivery-waiting = Waiting to be sent
delivery-retry-refused = It could not be sent again
send-later = Send later
scheduled-for = Will be sent { $time }
scheduled-replies = Replies that leave later
scheduled-at = Leaves { $time }
scheduled-was = Was to leave { $time }
scheduled-held = Held: the customer has written
scheduled-failed = Could not be sent
scheduled-answered = The customer has written since
scheduled-send-now = Send now
scheduled-change = Change the time
scheduled-edit = Edit
scheduled-cancel = Don't send
scheduled-hold = Hold if the customer writes first
# $time: such as "5 minutes ago"
delivery-mailed = Not seen in the chat, sent by e-mail { $time }
delivery-not-seen-no-address = Not seen. The visitor left no e-mail address.
delivery-not-seen-no-mailbox = Not seen. There is no active mailbox to send it by e-mail.
details-from = From
details-to = To
details-subject = Subject
details-sent = Sent
details-sender = Sender checks
details-sealed = Checked by { $sealer }, which passed it on
details-threading = Why it is here
details-source = Original
details-source-open = Show the mail as it arrived
check-pass = passed
check-fail = failed
check-softfail = doubtful
check-neutral = neutral
check-none = none
check-temperror = error
check-permerror = error
evidence-new = It began this conversation.
evidence-reply-token = It was sent to our reply address.
evidence-own-message-id = It answers a message of ours.
evidence-bounce-address = It came to the return address of a message of ours.
evidence-in-reply-to = It answers a message of this conversation.
evidence-references = It refers to a message of this conversation.
evidence-thread-index = Its mail program says it belongs to this thread.
evidence-subject-number = The subject names this conversation's number.
evidence-moved-message = It answers a message that the team moved here.
evidence-order-number = It names an order of this conversation.
evidence-chat-visitor = It came from this visitor's chat.
evidence-other = It was sorted by its headers.

history-status = set the status to { $status }
history-priority = set the priority to { $priority }
history-assignee = assigned it to { $name }
history-assignee-self = took it
history-assignee-none = removed the assignee
history-team = passed it to the team { $name }
history-team-other = passed it to another team
history-team-none = removed the team
history-store = set the store to { $name }
history-store-other = set another store
history-store-none = removed the store
history-tags-added = added { $tags }
history-tags-removed = removed { $tags }
history-tags = changed the tags
history-subject = changed the subject to “{ $subject }”
history-snoozed = snoozed it until { $time }
history-unsnoozed = woke it up
history-merged = merged another conversation into it
history-unmerged = undid a merge
history-split = split it
history-message-moved = moved a message
history-custom-fields = changed its fields
history-followers = changed the followers
history-customer-changed = changed the customer
history-reopened = reopened it
history-created = began it
history-delivery-failed = could not deliver a message
history-continues = began it as the continuation of an earlier conversation
history-continued = continued it in a new conversation
history-arrived-elsewhere = saw that this mail also came to { $name }
history-arrived-elsewhere-unnamed = saw that this mail also came to another mailbox
history-open = Open it
history-other = changed it
actor-agent = Agent
actor-customer = Customer
actor-assistant = Assistant
actor-system = Tillside
actor-token = API
actor-rule = Rule

composer = What to write
composer-reply = Write to { $name }…
composer-note = Write a note for the team. @ mentions a colleague.
composer-channel = Reply by
composer-no-channel = There is no way to reach this customer. You can write a note.
reply = Reply
note = Note
copies = Cc
cc = Cc
participant-unverified = Not confirmed to be who they say
reply-all = Reply to all
reply-one = Reply to the customer only
bcc = Bcc
draft-kept = Unsent text
recipient-remove = Remove { $address }
attach = Attach files
attach-drop = Drop files to attach them
send = Send
send-solve = Send and solve
send-pending = Send and set pending
send-open = Send and keep open
send-options = More ways to send
send-refused = The message was not sent
note-add = Add note
note-solve = Add note and solve
note-pending = Add note and set pending
sent = Message sent
undo-too-late = It could not be taken back
mention = Mention
format = Formatting
format-bold = Bold
format-italic = Italic
format-list = Bulleted list
format-numbers = Numbered list
format-quote = Quote
format-link = Link
format-link-address = Web address
compose = New conversation
compose-from = From
compose-to = To
compose-to-wrong = This is not an e-mail address.
compose-text = Message
compose-no-mailbox = Connect a mailbox under Settings, Channels before you write to customers.

last-seen = Seen
verified = Verified
lifetime-value = Lifetime value
lifetime-value-apart = Each currency is counted for itself.
local-time = { $time } for them
prefers = Prefers { $channel }
email-hard-bounce = Mail to this address does not arrive.
email-soft-bounce = Mail to this address is delayed.
email-complaint = This customer reported our mail as spam.
email-lift = Send to it again
email-lifted = Mail can go to this address again.
customer-notes = Notes about the customer
customer-notes-hint = What every colleague should know
previous-conversations = Other conversations
previous-none = This is the first one.
previous-all-of = All conversations of this customer
orders-none = No orders yet.
orders-more = Show { $count } more
orders-all-of = All orders of this customer
store-stale-since = As of { $time }: { $why }
store-stale-ever = Not read to its end yet: { $why }
store-stale-silent = the store does not answer
store-stale-refused = the store does not let Tillside in
store-stale-closed = the store is closed
store-stale-moved = the store has moved to another address
store-stale-odd = what the store answers can't be read
store-stale-slow = the store is read later than usual
store-stale-paused = the store is paused
store-stale-disconnected = the store is no longer connected
order-open = Order details
order-in-store = Open in store
order-refund = Refund
orders-store-total = In the store’s currency
orders-returns = Returns
return-requested = Requested
return-open = Under way
return-closed = Done
return-declined = Declined
return-cancelled = Cancelled
return-declined-for = The customer was told:
order-returns-open = { $count ->
    [one] Return under way
   *[other] { $count } returns under way
}
order-pending = Awaiting payment
order-processing = Processing
order-on-hold = On hold
order-completed = Completed
order-cancelled = Cancelled
order-refunded = Refunded
order-failed = Failed
order-draft = Draft
order-trash = In the trash
order-other = Other
shipment-info-received = Label created
shipment-in-transit = In transit
shipment-out-for-delivery = Out for delivery
shipment-attempt-fail = Delivery attempt failed
shipment-available-for-pickup = Ready for pickup
shipment-delivered = Delivered
shipment-exception = Problem
shipment-expired = No news from the carrier
shipment-unknown = Shipped
shipment-late = Late
shipment-way = { $count ->
    [one] Where it was
   *[other] Where it was ({ $count })
}
shipment-way-more = { $count ->
    [one] One step before
   *[other] { $count } steps before
}
shipment-way-none = The carrier hasn’t reported where it is yet.
shipment-signed-by = Signed for by
substatus-picked-up = Fetched by the customer
substatus-signed = Signed for
substatus-cash-collected = Paid at the door
substatus-customer-moved = The customer has moved
substatus-refused = Not accepted
substatus-customs-delay = Held by customs
substatus-held-for-payment = Held until somebody pays
substatus-wrong-address = Wrong address
substatus-pickup-missed = Not fetched in time
substatus-returning = On its way back
substatus-returned = Back at the sender
substatus-damaged = Damaged
substatus-lost = Lost
late-since = Late since { $date }
late-past-expected-day = The carrier expected to deliver it by { $date }.
late-long-on-the-way = { $days ->
    [one] On its way for more than one business day.
   *[other] On its way for more than { $days } business days.
}
late-no-movement = { $days ->
    [one] Nothing was heard of it for more than one business day.
   *[other] Nothing was heard of it for more than { $days } business days.
}
late-not-shipped = { $days ->
    [one] Waiting to be sent for more than one business day.
   *[other] Waiting to be sent for more than { $days } business days.
}
late-rule = Rule: { $place }
late-rule-all = Rule for everything else
# The public holidays that a rule's days don't count, each with its day or days
late-holidays = Public holidays not counted: { $days }
holiday-days = { $name } ({ $days })
holiday-other = Public holiday
holiday-new-year = New Year’s Day
holiday-labor-day = Labour Day
holiday-eid-al-fitr = Eid al-Fitr
holiday-eid-al-adha = Eid al-Adha
holiday-national-sovereignty-day = National Sovereignty and Children’s Day
holiday-youth-and-sports-day = Commemoration of Atatürk, Youth and Sports Day
holiday-democracy-day = Democracy and National Unity Day
holiday-victory-day = Victory Day
holiday-republic-day = Republic Day
holiday-seollal = Seollal (Lunar New Year)
holiday-independence-movement-day = Independence Movement Day
holiday-childrens-day = Children’s Day
holiday-buddhas-birthday = Buddha’s Birthday
holiday-memorial-day = Memorial Day
holiday-constitution-day = Constitution Day
holiday-liberation-day = Liberation Day
holiday-chuseok = Chuseok
holiday-national-foundation-day = National Foundation Day
holiday-hangul-day = Hangul Day
holiday-christmas = Christmas Day
holiday-election-day = Election day
holiday-temporary-holiday = Holiday by the government’s decision
holiday-substitute-holiday = Substitute holiday
holiday-nowruz = Nowruz
holiday-islamic-republic-day = Islamic Republic Day
holiday-nature-day = Nature Day (Sizdah Be-dar)
holiday-khomeini-day = Anniversary of Khomeini’s death
holiday-khordad-15 = Uprising of 15 Khordad
holiday-revolution-day = Islamic Revolution Day
holiday-oil-day = Nationalisation of the Oil Industry
holiday-last-day-of-year = Last day of the Persian year
holiday-birthday-of-ali = Birthday of Imam Ali
holiday-mabath = Mab’ath
holiday-birthday-of-mahdi = Birthday of Mahdi
holiday-martyrdom-of-ali = Martyrdom of Imam Ali
holiday-martyrdom-of-sadiq = Martyrdom of Imam Sadiq
holiday-eid-al-ghadir = Eid al-Ghadir
holiday-tasua = Tasu’a
holiday-ashura = Ashura
holiday-arbaeen = Arba’een
holiday-demise-of-the-prophet = Demise of the Prophet
holiday-martyrdom-of-reza = Martyrdom of Imam Reza
holiday-martyrdom-of-askari = Martyrdom of Imam Askari
holiday-birthday-of-the-prophet = Birthday of the Prophet
holiday-martyrdom-of-fatima = Martyrdom of Fatima
shipment-expected = Expected { $date }
shipment-delivered-at = Delivered { $date }
duplicate-title = Probably the same person
duplicate-merge = Merge
duplicate-dismiss = Not the same
duplicate-same-name-and-phone = Same name and phone number
duplicate-same-phone = Same phone number
duplicate-same-email = Same e-mail address
duplicate-same-name = Same name
duplicate-same-address = Same name and address
duplicate-same-store = Same store account
duplicate-same-chat = Same chat visitor
duplicate-other = Several details agree
customers-merged = Customers merged
# Actions on orders, in short.
order-actions = Actions
order-actions-off = Nothing can be done with this order from here until the store is connected and running again.
order-action-refund = Refund
order-action-cancel = Cancel
order-action-note = Note
order-action-address = Address
order-action-items = Items
order-action-resend = Resend the mail
order-action-coupon = Coupon
order-action-replacement = Replacement order
order-action-approve-return = Approve return
order-action-decline-return = Decline return
order-action-close-return = Close return
order-action-undo = Taking back
order-action-other = Action
order-action-is-pending = waits for the store
order-action-is-done = done
order-action-is-failed = not done
order-action-is-unknown = not known whether done
history-order-done = had the store do this for order { $number }: { $what }
history-order-failed = asked the store for this for order { $number }; it was not done: { $what }
history-order-unknown = asked the store for this for order { $number }; whether it was done is not known: { $what }
history-cite = Put { $what } into the reply
order-facts-between = { $count ->
    [one] Orders every day on average
   *[other] Orders every { $count } days on average
}
order-facts-refunds = { $count ->
    [one] One refund: { $amounts }
   *[other] { $count } refunds: { $amounts }
}
order-facts-returned = { $count ->
    [one] One item returned
   *[other] { $count } items returned
}
order-cite = Cite
order-cite-text = Put number, total and tracking into the reply

## Variables in a reply

cite-product = Insert a product
cite-product-search = Search products
cite-product-none = No product found
variables = Insert a variable
variables-order-of = About the order
variables-customer = Customer
variables-order = Order
variables-shipment = Parcel
variables-agent = You
variables-store = Store
variables-empty = no value here
# Stands in the text where the agent should write what the customer reads if there is no value
variables-fallback = your own words
variables-preview = How the customer reads it
# $name: the variable as it stands in the text
variables-unresolved-variable = { $name } has no value here. Write what should stand there instead behind a “|”, or take it out.
# $name: the variable as it stands in the text
variables-unknown-variable = There is no variable { $name }.
# $name: the variable as it stands in the text
variables-split-variable = Formatting runs through { $name }. Insert it again.
details-linked = Large files
attachment-by-link = as a link
# $date: the last day on which the link works
attachment-linked = Sent as a link, until { $date }
attachment-link-over = Sent as a link, which no longer works
variable-customer-name = Name
variable-customer-first-name = First name
variable-customer-email = E-mail address
variable-agent-name = Your name
variable-agent-first-name = Your first name
variable-company-name = Company
variable-store-name = Store
variable-order-number = Order number
variable-order-status = Order status
variable-order-total = Order total
variable-order-placed-at = Order date
variable-order-shipping-method = Shipping method
variable-order-payment-method = Payment method
variable-shipment-carrier = Carrier
variable-shipment-tracking-number = Tracking number
variable-shipment-tracking-url = Tracking link
variable-shipment-status = Delivery status
variable-shipment-shipped-at = Shipping date
variable-shipment-expected-at = Expected delivery
