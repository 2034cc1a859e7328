# The chat widget on the store's pages. Short texts: the panel is 376 px wide.

## The round button
widget-launcher-open = Open chat
widget-launcher-close = Close chat
widget-launcher-unread =
    { $count ->
        [one] Open chat, { $count } unread message
       *[other] Open chat, { $count } unread messages
    }

## The panel and when somebody answers
# $name: the store's name
widget-dialog = Chat with { $name }
widget-close = Close
widget-greeting = Hello! How can we help?
# $time: a duration such as "5 minutes"
widget-reply-within = Usually replies within { $time }
widget-reply-soon = We are here now
# $when: such as "tomorrow, 09:00"
widget-away-until = Away now. Back { $when }.
widget-away = We are away right now
widget-hours = Opening hours
widget-hours-closed = Closed
# $zone: the name of a time zone
widget-hours-zone = All times: { $zone }

## Messages
widget-log = Messages
widget-you = You
widget-assistant = Automatic answer
# $name: who is writing
widget-typing = { $name } is typing
widget-new-messages = New messages
# $name: the file's name
widget-download = Download { $name }
widget-sending = Sending…
widget-waiting = Will be sent when you are online
widget-sent = Sent
widget-seen = Seen
widget-failed = Not sent
widget-failed-too-long = Not sent: the message is too long
widget-failed-refused = Not sent: it was refused
widget-retry = Try again
widget-discard = Delete

## Writing
widget-message = Message
widget-placeholder = Write a message…
widget-send = Send
widget-attach = Attach a file
widget-drop = Drop your files here
# $name: the file's name, $percent: such as "40%"
widget-uploading = { $name }: { $percent }
widget-upload-failed = { $name } could not be uploaded
widget-upload-too-large = { $name } is too large
widget-upload-refused = This kind of file is not accepted: { $name }
widget-remove = Remove { $name }

## Reaching the customer later
widget-email = E-mail
widget-name = Name (optional)
widget-email-away = Leave your e-mail address and we will answer you there.
widget-email-required = Please tell us your e-mail address so that we can reach you.
widget-email-offer = Leaving soon? Add your e-mail address and the answer will find you.
widget-email-invalid = Please enter an e-mail address such as name@example.com
widget-email-save = Save
widget-email-later = Not now
# $email: the visitor's address
widget-email-kept = If you leave, we will answer at { $email }.

## When something is wrong
widget-offline = No connection. Your messages are kept and sent later.
widget-unreachable = We can't be reached at the moment. Trying again…
widget-unavailable = Chat is not available on this page.
widget-slow-down = That was fast. Your messages will be sent in a moment.
