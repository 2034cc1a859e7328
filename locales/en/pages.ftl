### Pages that the server renders itself, readable without a script.

## Contact form

# $store: the store's name
contact-form-title = Contact { $store }
contact-form-intro = Write to us. We answer by e-mail.
contact-form-language = Language of this page
# Stands behind the name of a field
contact-form-optional = (optional)
contact-form-name = Your name
contact-form-email = Your e-mail address
contact-form-order = Order number
contact-form-order-hint = You find it in the confirmation of your order.
contact-form-subject = Subject
contact-form-message = How can we help?
contact-form-files = Pictures or files
# $count: most files. $size: largest file, such as "10 MB"
contact-form-files-hint =
    { $count ->
        [one] One file of at most { $size }.
       *[other] Up to { $count } files of at most { $size } each.
    }
contact-form-privacy = We use what you write here only to answer you.
contact-form-send = Send message
# Names a field that people do not see and robots fill in
contact-form-trap = Leave this field empty
contact-form-closed = This form is no longer in use. Please look for another way to reach us on our website.

## Contact form: what is wrong

# $count: how many fields
contact-form-wrong =
    { $count ->
        [one] Please check the marked field.
       *[other] Please check the { $count } marked fields.
    }
contact-form-name-missing = Please tell us your name.
contact-form-email-missing = We need your e-mail address to answer you.
contact-form-email-wrong = This is not a complete e-mail address, such as name@example.com.
contact-form-message-missing = Please write what it is about.
# $limit: most characters
contact-form-too-long = This is too long: at most { $limit } characters.
# $name: the file's name. $size: largest file, such as "10 MB"
contact-form-file-too-large = { $name } is larger than { $size }.
# $count: most files
contact-form-too-many-files =
    { $count ->
        [one] Please attach only one file.
       *[other] Please attach at most { $count } files.
    }
# $duration: such as "2 minutes"
contact-form-too-often = You have just sent several messages. Please try again in { $duration }.
contact-form-not-sent = Your message could not be saved. What you wrote is still here; please send it again.

## Contact form: thanks

contact-form-thanks-title = Thank you, we have your message
# $email: where the answer goes
contact-form-thanks-text = We will answer to { $email }.
# $number: the conversation's number
contact-form-thanks-number = Your message has the number { $number }.
# $duration: such as "2 hours"
contact-form-reply-within = We usually answer within { $duration }.
# $time: day and time of opening
contact-form-reply-after-opening = We are closed at the moment. We will answer after we open: { $time }.
# Shown while no usual time is known
contact-form-reply-soon = We will answer as soon as we can.
contact-form-again = Send another message

## Return from a store's own page, where the merchant allowed or refused access

# $store: the store's name
store-allowed-title = { $store } is connected
store-allowed-text = Orders, customers and products are being fetched now. You can follow it in the settings and already work meanwhile.
# $store: the store's name
store-waiting-title = Waiting for { $store }
store-waiting-text = You have allowed access, but the store has not sent its keys yet. This takes a few seconds; load this page again.
# $store: the store's name
store-refused-title = { $store } was not connected
store-refused-text = You have refused access in the store. Nothing was changed; you can connect it again at any time.
store-back = Back to the settings

## The page of a file that was too large for a mail

# $company: the company that sent it
file-page-title = A file from { $company }
file-page-download = Download
# $time: date and time
file-page-until = The link works until { $time }.
file-page-over-title = This file is no longer available
# $date: the last day. $company: the company that sent it
file-page-over-text = It could be downloaded until { $date }. If you still need it, please reply to the mail and { $company } will send it again.
file-page-unknown-title = There is no such file
file-page-unknown-text = The address may be incomplete. Please open the link again as it stands in the mail.
