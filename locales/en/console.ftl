# The shell of the console and what all pages share.
nav-label = Main
nav-inbox = Inbox
nav-customers = Customers
nav-orders = Orders
nav-products = Products
nav-reviews = Reviews
nav-coupons = Coupons
nav-reports = Reports
nav-settings = Settings
skip-to-content = Skip to content

close = Close
cancel = Cancel
save = Save
file-choose = Browse…
file-none = No file chosen
files-chosen = { $count } files
delete = Delete
undo = Undo
edit = Edit
add = Add
remove = Remove
search = Search
more = More
back = Back
copy = Copy
copied = Copied
try-again = Try again
load-more = Load more
none = None
saved = Saved
day-choose = Choose from the calendar
day-wrong = This day can’t be chosen. Type it as in the example.
time-wrong = Type a time from 00:00 to 24:00.

notice-ask = Shall this desktop tell you when somebody mentions you, or a customer writes in a conversation that you follow?
notice-turn-on = Turn on
notice-on = Desktop notices are on. You can turn them off in your profile.
notice-mention = { $name } mentioned you
month-previous = Previous month
month-next = Next month

profile-menu = Your menu, { $name }
your-profile = Your profile
presence-online = Available
presence-away = Away
presence-offline = Offline
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
language = Language
sign-out = Sign out

offline = You are offline. What you write is kept and sent when the connection is back.
offline-waiting = { $count ->
    [one] You are offline. One change is waiting to be sent.
   *[other] You are offline. { $count } changes are waiting to be sent.
}
offline-sent = { $count ->
    [one] Back online. Your change has been sent.
   *[other] Back online. { $count } changes have been sent.
}
offline-refused = A change made offline was refused
offline-held = { $count ->
    [one] One change could not be sent yet.
   *[other] { $count } changes could not be sent yet.
}
offline-to-drafts = Back to the drafts
offline-reply-refused = Your reply in “{ $name }” was refused. It is in the draft again.
offline-note-refused = Your note in “{ $name }” was refused. It is in the draft again.
offline-open = Open conversation

palette = Command palette
palette-placeholder = Search or do anything
palette-found = Found
palette-nothing = Nothing found. Try other words, an order number or an e-mail address.

keyboard-shortcuts = Keyboard shortcuts
shortcuts-hint = Press a key's button to give the action another key.
shortcuts-reset = Back to the defaults
shortcut-press = Press a key
shortcut-change = { $action }: { $key }. Change
shortcut-palette = Command palette
shortcut-send = Send
shortcut-send-solve = Send and solve
shortcut-next = Next conversation
shortcut-previous = Previous conversation
shortcut-reply = Reply
shortcut-note = Write a note
shortcut-assign = Assign
shortcut-tag = Tags
shortcut-status = Status
shortcut-snooze = Snooze
shortcut-solve = Solve
shortcut-priority = Priority
shortcut-unread = Mark as unread
shortcut-undo = Undo the last move or change
shortcut-select = Select
shortcut-compose = New conversation
shortcut-search = Search
shortcut-help = Show these shortcuts
shortcut-back = Back to the list

error-title = This could not be loaded
missing-title = There is nothing here
change-refused = That could not be saved
page-missing-title = This page does not exist
page-missing-text = The address may be mistyped, or what was here has been removed.
page-broken-title = This page could not be shown
page-broken-text = Load it again; if it stays, tell whoever runs Tillside here.
page-to-inbox = To the inbox
no-permission-title = You don't have access to this
no-permission-text = Ask an owner or admin of the workspace if you need it for your work.

problem-invalid-credentials = The e-mail address and password don't match. Check both and try again.
problem-not-found = This no longer exists, or it was never here.
problem-conflict = Somebody else changed this at the same time. Look at it again and repeat your change.
problem-validation = Something in the form isn't right. Check the marked fields.
problem-unauthorized = You have been signed out. Please sign in again.
problem-forbidden = Your role doesn't allow this. Ask an owner or admin.
problem-rate-limited = Too many attempts. Wait a moment and try again.
problem-unavailable = The server is not answering properly. Try again in a moment.
problem-offline = The server can't be reached. Check your connection.
problem-too-large = This file is too large.
problem-already-sent = It has already been sent and can't be taken back.
problem-unexpected = Something unexpected happened. Try again; if it stays, tell whoever runs Tillside here.
problem-malformed = The server could not read what was sent. Reload the page and try again.
problem-invalid-query = This link or filter isn't valid any more. Clear the filters and try again.
problem-method-not-allowed = The server can't do this here. Reload the page; you may be using an older version of it.
problem-unsupported-media-type = Files of this kind can't be taken.
problem-internal = Something went wrong on the server. Try again; if it stays, tell whoever runs Tillside here.
problem-upstream-failed = Another server did not answer as it should. Try again in a few minutes.
problem-storage-full = The server's disk is full. Nothing can be saved until there is room; tell whoever runs Tillside here.
problem-csrf = Your session is no longer current. Reload the page and try again.
problem-idempotency-key-reused = This was sent already with other content. Reload the page and begin again.
problem-taken = This is taken already. Choose another.
problem-address-suppressed = No mail is sent to this address: it came back for good, or its reader wants none. Lift that beside the customer, or choose another address.
problem-last-owner = One owner must remain. Make somebody else an owner first.
