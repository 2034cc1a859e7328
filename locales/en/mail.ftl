### Mails that Tillside writes itself. Subjects are read with line_with, everything else with text_with.

## Every mail

# $name: the person's name
mail-greeting = Hello { $name },
mail-greeting-nameless = Hello,
# Stands before the bare address of the button above it.
mail-link-hint = If the button doesn't work, open this address in your browser:
# $workspace: the workspace's name
mail-footer = Sent by { $workspace } with { -brand-name }.

## Invitation of a colleague

# $inviter: who invites. $workspace: the workspace's name
mail-invitation-subject = { $inviter } invites you to { $workspace }
# $inviter: who invites. $workspace: the workspace's name
mail-invitation-intro = { $inviter } invites you to answer customers together in { $workspace }. Choose a password and you can begin.
mail-invitation-button = Accept the invitation
# $date: the last day on which the link works
mail-invitation-expires = The invitation is valid until { $date }.
mail-invitation-ignore = If you don't know who invites you, ignore this mail; nothing happens.

## A new password

# $workspace: the workspace's name
mail-password-reset-subject = Choose a new password for { $workspace }
# $email: the address with which the person signs in
mail-password-reset-intro = Somebody asked for a new password for { $email }. If it was you, choose one now.
mail-password-reset-button = Choose a new password
# $duration: such as "1 hour"
mail-password-reset-expires = The link works once and for { $duration }.
mail-password-reset-ignore = If it wasn't you, ignore this mail; your password stays as it is.

## A chat goes on by mail, because the customer has left the page

# $store: the store's name
mail-chat-subject = Your chat with { $store }
# $agent: who answered. $store: the store's name. $count: how many messages follow
mail-chat-intro =
    { $count ->
        [one] { $agent } from { $store } has answered in your chat:
       *[other] { $agent } from { $store } has sent you { $count } messages in your chat:
    }
mail-chat-earlier = Earlier in this chat
# Names the customer as the author of a line in the chat
mail-chat-you = You
mail-chat-footer = Reply to this mail to go on; your answer arrives in the same conversation.

## An answer, with what it answers below it

# Stands above what is answered. $time: its date and time. $name: who wrote it
mail-reply-quote = On { $time }, { $name } wrote:

## A test of a mailbox

# $channel: the mailbox's name
mail-channel-test-subject = Test mail from { $channel }
# $address: the mailbox's address
mail-channel-test-intro = Sending from { $address } works: this mail has reached you.
mail-channel-test-next = Reply to it to test receiving too: your answer should appear in the inbox within a minute.
# $time: date and time
mail-channel-test-sent = Sent on { $time }.
mail-too-large = This e-mail is { $size } MB in size. Only its headers were fetched; the whole e-mail is in the mailbox, in the folder “{ $folder }”.

## Files that were too large for a mail

# $count: how many files follow. $date: the last day on which the links work
mail-files-linked =
    { $count ->
        [one] One file was too large to attach. You can download it here until { $date }:
       *[other] { $count } files were too large to attach. You can download them here until { $date }:
    }
