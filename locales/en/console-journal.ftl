# The journal of mail
settings-journal = Mail journal
journal-text = Every mail that reached you or was turned away, with what became of it and why.
journal-search = Search sender, recipient, subject or Message-ID
journal-when = Received
journal-mail = Mail
journal-mailbox = Mailbox
journal-became = What became of it
journal-all-mailboxes = All mailboxes
journal-all-dispositions = Whatever became of it
journal-from = From day
journal-to = To day
journal-no-author = No sender
journal-no-mailbox = No mailbox has this address
journal-none = No mail yet
journal-none-text = As soon as mail comes to one of your mailboxes, it is written down here.
journal-nothing = No mail found
journal-nothing-text = Try fewer words, another mailbox or a longer time.
journal-entry = Mail in the journal
journal-open-conversation = Open conversation #{ $number }
journal-open-first = Show the first arrival
journal-download = Download the original
journal-replay = Read it again
journal-replayed = The mail was read again by today’s rules.
journal-last-replay = Read again
journal-source = How it came
journal-source-smtp = From another mail server
journal-source-http = From a program, by the API
journal-source-imap = Fetched from a mailbox
journal-source-import = Imported from a file
journal-sender = Envelope sender
journal-recipients = Envelope recipients
journal-identifier = Message-ID
journal-raw = Original
journal-raw-kept = Kept as it came
journal-raw-dropped = No longer kept, as the workspace wishes
journal-raw-never = Turned away before it came
journal-repeats = Came again
journal-headers = Header of the mail
disposition-stored = In a conversation
disposition-duplicate = Came before
disposition-auto-reply = Automatic reply
disposition-bounce = Delivery report
disposition-complaint = Spam complaint
disposition-spam = Spam
disposition-rejected = Not taken
disposition-refused = Turned away
journal-report = Is everything here?
journal-report-text = Compares what came with what is in the conversations and on disk. Nothing should differ.
journal-report-run = Compare
journal-report-whole = Everything that came is here, unchanged.
journal-report-arrivals = Arrivals
journal-report-repeats = Repeated
journal-report-rejected = Not taken
journal-report-refused = Turned away
journal-report-messages = In conversations
journal-report-checked = Originals checked
journal-report-dropped = No longer kept
journal-report-listed = On other servers
difference-raw-missing = The original is missing
difference-raw-damaged = The original is damaged
difference-message-missing = The message is missing
difference-first-missing = The first arrival is missing
difference-not-journaled = A message without a line in the journal
difference-not-fetched = A mail that is only on the server
journal-keep = How long originals are kept
journal-keep-text = After that only the mail as it came is let go. Messages, files and this journal stay.
journal-keep-always = For ever
journal-kept = Saved
audit-mail-raw-read = read the original of a mail
audit-mail-replayed = had a mail read again
servers = Fetched from other servers
servers-text = Once a day each folder that is read is held against this journal, and what reading has passed by is fetched.
servers-compare = Compare now
servers-fetch = Fetch what is missing
servers-never = Not compared yet
servers-compared = Compared
servers-whole = Everything is here
servers-listed = On the server
servers-here = Here
servers-waiting = Still to be read
servers-gone = No longer on the server
servers-nothing-missing = Nothing was missing.
audit-mail-missing-fetched = fetched mails that were missing
# $count: a number
journal-report-differs =
    { $count ->
        [one] One thing differs.
       *[other] { $count } things differ.
    }
# $count: a number
servers-missing =
    { $count ->
        [one] One mail is missing here
       *[other] { $count } mails are missing here
    }
# $count: a number
servers-fetched =
    { $count ->
        [one] One mail was fetched.
       *[other] { $count } mails were fetched.
    }
# $days: a number
journal-keep-days =
    { $days ->
        [one] One day
       *[other] { $days } days
    }
suppressed = Addresses that get no mail
suppressed-text = Mail came back from here for good, or its reader called it spam. Nothing is sent until you lift that.
suppressed-address = E-mail address
suppressed-why = Why
suppressed-why-hard-bounce = Mail does not arrive there
suppressed-why-complaint = Our mail was called spam
suppressed-why-manual = Added by the team
suppressed-since = Since
suppressed-lift = Send again
suppressed-lifted = Mail can go to this address again.
suppressed-add = Send no more
suppressed-added = No more mail is sent to this address.
suppressed-none = No address is left out
suppressed-none-text = When a mail comes back for good, its address appears here with the reason.
audit-mail-suppressed = stopped mail to an address
audit-mail-suppression-lifted = let mail go to an address again
reason-unknown-recipient = Nobody here has this address.
reason-too-large = It is larger than 35 MB.
reason-broken-lines = Its lines do not end as those of mails do.
reason-own-mailbox = It was sent from one of your own mailboxes.
reason-own-mail = A mail of your own came back.
reason-no-mail-of-ours = It names no mail that was sent from here.
reason-receipt = A read receipt.
reason-filter = A filter before us calls it spam.
reason-like-spam = { $percent } like what the team called spam: { $words }.
reason-disowned = The sender’s domain disowns it.
replay-same = Nothing differs.
replay-new = Read anew: { $parts }.
replay-became = { $before } → { $now }
replay-part-subject = subject
replay-part-html = layout
replay-part-text = text
replay-part-new-text = what is new in it
replay-part-addresses = addresses
replay-part-files = files
replay-part-status = status
# $count: a number
reason-unwritten =
    { $count ->
        [one] One more was not written down.
       *[other] { $count } more were not written down.
    }
journal-spam = Spam
# $by: who says so
journal-spam-yes = Spam, says { $by }
# $by: who says so
journal-spam-no = Not spam, says { $by }
journal-spam-by-filter = the filter before us
journal-spam-by-provider = the provider
journal-spam-by-team = what the team has marked
