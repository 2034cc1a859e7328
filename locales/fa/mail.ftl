### Mails that Tillside writes itself. Subjects are read with line_with, everything else with text_with.

## Every mail

# $name: the person's name
mail-greeting = سلام { $name } گرامی،
mail-greeting-nameless = سلام،
# Stands before the bare address of the button above it.
mail-link-hint = اگر دکمه کار نکرد، این نشانی را در مرورگر خود باز کنید:
# $workspace: the workspace's name
mail-footer = این ایمیل را { $workspace } با { -brand-name } فرستاده است.

## Invitation of a colleague

# $inviter: who invites. $workspace: the workspace's name
mail-invitation-subject = { $inviter } شما را به { $workspace } دعوت کرده است
# $inviter: who invites. $workspace: the workspace's name
mail-invitation-intro = { $inviter } از شما دعوت کرده است تا در { $workspace } در کنار هم به مشتریان پاسخ دهید. کافی است گذرواژه‌ای انتخاب کنید تا کار را آغاز کنید.
mail-invitation-button = پذیرفتن دعوت
# $date: the last day on which the link works
mail-invitation-expires = این دعوت تا { $date } معتبر است.
mail-invitation-ignore = اگر دعوت‌کننده را نمی‌شناسید، این ایمیل را نادیده بگیرید؛ هیچ اتفاقی نمی‌افتد.

## A new password

# $workspace: the workspace's name
mail-password-reset-subject = گذرواژهٔ تازه برای { $workspace }
# $email: the address with which the person signs in
mail-password-reset-intro = برای حساب { $email } گذرواژهٔ تازه‌ای درخواست شده است. اگر این درخواست از شماست، گذرواژهٔ تازه را انتخاب کنید.
mail-password-reset-button = انتخاب گذرواژهٔ تازه
# $duration: such as "1 hour"
mail-password-reset-expires = این پیوند فقط یک بار و تا { $duration } کار می‌کند.
mail-password-reset-ignore = اگر این درخواست از شما نیست، این ایمیل را نادیده بگیرید؛ گذرواژهٔ شما تغییر نمی‌کند.

## A chat goes on by mail, because the customer has left the page

# $store: the store's name
mail-chat-subject = گفت‌وگوی شما با { $store }
# $agent: who answered. $store: the store's name. $count: how many messages follow
mail-chat-intro =
    { $count ->
        [one] { $agent } از { $store } در گفت‌وگو به شما پاسخ داده است:
       *[other] { $agent } از { $store } در گفت‌وگو { $count } پیام برای شما فرستاده است:
    }
mail-chat-earlier = پیام‌های پیشین این گفت‌وگو
# Names the customer as the author of a line in the chat
mail-chat-you = شما
mail-chat-footer = برای ادامهٔ گفت‌وگو به همین ایمیل پاسخ دهید؛ پاسخ شما به همان گفت‌وگو افزوده می‌شود.

## An answer, with what it answers below it

# Stands above what is answered. $time: its date and time. $name: who wrote it
mail-reply-quote = در { $time }، { $name } نوشت:

## A test of a mailbox

# $channel: the mailbox's name
mail-channel-test-subject = ایمیل آزمایشی از { $channel }
# $address: the mailbox's address
mail-channel-test-intro = ارسال از { $address } کار می‌کند: این ایمیل به دست شما رسیده است.
mail-channel-test-next = برای آزمودن دریافت نیز به این ایمیل پاسخ دهید: پاسخ شما باید تا یک دقیقهٔ دیگر در صندوق ورودی دیده شود.
# $time: date and time
mail-channel-test-sent = زمان ارسال: { $time }
mail-too-large = حجم این ایمیل { $size } مگابایت است. فقط سرآیندهای آن دریافت شد؛ متن کامل ایمیل در صندوق، در پوشهٔ «{ $folder }» قرار دارد.

## Files that were too large for a mail

# $count: how many files follow. $date: the last day on which the links work
mail-files-linked =
    { $count ->
        [one] یک فایل برای پیوست شدن بیش از اندازه بزرگ بود. می‌توانید تا { $date } آن را از اینجا دریافت کنید:
       *[other] { $count } فایل برای پیوست شدن بیش از اندازه بزرگ بودند. می‌توانید تا { $date } آن‌ها را از اینجا دریافت کنید:
    }
