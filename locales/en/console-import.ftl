# Mails that lie in files
import-title = Mail from files
import-text = Bring the mail of earlier years: conversations stand at their own time, solved. Nothing is sent and nobody is told. What is here already is not taken twice.
import-files = Files
import-files-hint = mbox, zip or .eml, up to 4 GB. Larger ones are read on the server with “tillside import-mail”.
import-waiting = Customers who still wait
import-waiting-none = Solve everything
import-waiting-none-hint = Every conversation is solved. When its customer writes again, it opens.
import-waiting-open = Open what waits since some days
import-waiting-open-hint = Open are conversations whose last mail is a customer's and not older than these days.
import-days = Days
import-begin = Read in
# $share: such as "12 %"
import-sending = The files are being sent: { $share }
import-sent = The files are here.
import-list = Files that were read in
import-none = No files were read into this mailbox yet.
import-state-waiting = Waits
import-state-running = Is being read
import-state-done = Done
import-state-cancelled = Stopped
import-state-failed = Can't go on
# $count: number of mails
import-stored = { $count ->
    [one] { $count } mail taken
   *[other] { $count } mails taken
}
import-repeated = { $count } here already
import-skipped = { $count } passed over
# $done, $total: such as "12 MB"
import-bytes = { $done } of { $total }
import-rate = { $rate } mails a second
import-stop = Stop
import-stop-title = Stop reading { $name }?
import-stop-text = What was taken stays. To go on, send the file again: nothing is taken twice.
import-skips-show = What was passed over
import-skips-hide = Hide
import-skips-more = … and { $count } more
# $line, $offset: numbers
import-place = line { $line }, byte { $offset }
import-skip-too-large = Too large
import-skip-not-a-mail = Not a mail
import-skip-unreadable = The file can't be read
import-skip-rejected = Not a mail of customers
import-skip-failed = Could not be stored
audit-mail-import-begun = began to read mail from files
audit-mail-import-cancelled = stopped reading mail from files
history-imported = took it over from an earlier time
evidence-named-by-later = A later mail of this conversation answers it.

# Machines that answer each other
silence-title = Addresses that get nothing automatic
silence-text = Their mails look like a machine's that answers ours. Nothing automatic goes there until the time is over; you can write on.
silence-address = E-mail address
silence-why = Why
silence-why-flood = Very many mails in a few minutes
silence-why-repeats = The same words again and again
silence-why-auto-replies = One automatic answer after the other
silence-until = Until
silence-end = End it
silence-ended = Automatic mail can go to this address again.
# $time: date and time
silence-banner = Nothing automatic is sent to { $address } until { $time }.
history-silenced = stopped automatic mail to this customer: their mails look like a machine's
history-silence-ended = let automatic mail go to this customer again
audit-mail-silence-ended = let automatic mail go to an address again
delivery-not-seen-suppressed = Not seen. No mail is sent to the visitor's address.
delivery-not-seen-silenced = Not seen. Nothing automatic is sent to the visitor's address for now.
problem-address-silenced = Nothing automatic is sent to this address for now.
