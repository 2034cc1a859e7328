# Sign-in, first set-up, invitations and forgotten passwords; and what is wrong with a field of any form.
sign-in = Sign in
sign-in-title = Sign in to Tillside
sign-in-forgot = Forgot your password?
sign-in-wait = Too many attempts. Try again in { $time }.
sign-in-instead = Back to sign-in
sign-in-language = Language of this page

person-name = Your name
person-email = E-mail address
person-time-zone = Time zone
password = Password
password-show = Show password
password-hide = Hide password
password-hint = At least 10 characters. A few words in a row are easy to remember and hard to guess.

setup-title = Welcome. Let's set up your workspace
setup-text = One form, then you can connect your store and answer customers.
setup-workspace-name = Name of your store or company
setup-workspace-hint = Customers see it. You can change it later.
setup-go = Create workspace
setup-done-title = This is set up already
setup-done-text = Sign in, or ask the owner of the workspace for an invitation.

invited-title = Join { $workspace }
invited-text = You were invited as { $email }. Choose a password to begin.
invited-go = Join
invited-gone-title = This invitation no longer works
invited-gone-text = It was used, taken back, or is older than seven days. Ask who invited you for a new one.

forgot-title = A new password
forgot-text = Tell us your address and we send you a link. It works once, for an hour.
forgot-go = Send the link
forgot-sent-title = Look into your mailbox
forgot-sent-text = If somebody here has the address { $email }, a link is on its way. Not there in a few minutes? Look into spam, or ask an owner whether mail is set up.
reset-title = Choose a new password
reset-text = For { $email }. You will be signed out everywhere else.
reset-go = Save and sign in
reset-gone-title = This link no longer works
reset-gone-text = It was used already or is older than an hour.
reset-again = Ask for a new link

# What is wrong with a field.
field-invalid = This can't be right. Please check it.
field-required = Please fill this in.
field-taken = This is taken already.
field-too-long = This is too long.
field-too-short = At least 10 characters, please.
field-too-large = This number is too large.
field-too-many = These are too many.
field-unknown = This no longer exists.
field-unknown-value = This value isn't known here.
field-is-email = The password must not be your e-mail address.
field-common = This is one of the passwords that are tried first. Please choose another.
field-wrong-password = This is not your current password.
field-loopback-only = Without encryption only this machine may be reached. Choose TLS or STARTTLS.
field-not-public = This address is not on the public Internet.
field-not-https = The address must begin with https://
