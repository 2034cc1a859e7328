# صندوق ورودی، گفتگو، جای نوشتن و مشتری کنار آن.
views = نماها
views-teams = تیم‌ها
views-saved = نماهای ذخیره‌شده
view-mine = واگذارشده به من
view-unassigned = بدون مسئول
view-all = همهٔ گفتگوهای باز
view-mentions = اشاره به من
view-following = دنبال‌شده
view-pending = در انتظار مشتری
view-snoozed = به‌تعویق‌افتاده
view-solved = حل‌شده
view-spam = هرزنامه
view-save = ذخیره به‌عنوان نما
view-save-text = فیلترهایی که برگزیده‌اید نمایی با شمارش زنده می‌شود.
view-name = نام
view-shared = همهٔ همکاران آن را ببینند
view-delete = حذف نما
view-deleted = نمای «{ $name }» حذف شد
view-actions = کارهای { $name }
go-to-view = رفتن به { $name }

conversations-short = گفتگوها
conversations = گفتگوها
conversation = گفتگو
conversation-actions = کارهای بیشتر
search-conversations = جستجو در این نما
search-end = پایان جستجو
filter = فیلتر
filter-channel = کانال
filter-store = فروشگاه
filter-assignee = مسئول
filter-tag = برچسب
filter-remove = برداشتن فیلتر { $name }
sort = ترتیب
sort-newest = تازه‌ترین فعالیت
sort-oldest = قدیمی‌ترین فعالیت
sort-waiting = بیشترین انتظار
sort-created = تازه‌ترین گفتگو
unread = نخوانده
waiting = { $time } در انتظار
waiting-since = مشتری از { $time } در انتظار است
has-attachments = پیوست دارد
last-by-agent = آخرین پاسخ از ماست
no-subject = بدون موضوع
customer = مشتری
customer-unknown = مشتری ناشناس
watching = { $count ->
    [one] { $names } در حال دیدن است
   *[other] { $names } در حال دیدن‌اند
}
typing-now = { $count ->
    [one] { $names } در حال نوشتن پاسخ است
   *[other] { $names } در حال نوشتن پاسخ‌اند
}
list-new-above = { $count ->
    [one] ۱ مورد تازه در بالا
   *[other] { $count } مورد تازه در بالا
}
list-nothing-found = موردی یافت نشد
list-nothing-found-text = فیلترها را کم کنید یا واژه‌های دیگری بیازمایید. جستجو در موضوع، مشتری و آخرین پیام انجام می‌شود.
empty-mine = کاری روی میز شما نیست
empty-text-mine = گفتگوهای واگذارشده به شما اینجا دیده می‌شود. برای برداشتن گفتگو به «بدون مسئول» بروید.
empty-unassigned = هر گفتگو مسئولی دارد
empty-text-unassigned = گفتگوهای تازه‌ای که هنوز کسی برنداشته است اینجا دیده می‌شود.
empty-all = همه‌چیز رسیدگی شده است
empty-text-all = وقتی مشتریان با ایمیل، گفتگوی زنده یا فرم تماس بنویسند، گفتگویشان اینجا دیده می‌شود.
empty-mentions = کسی شما را صدا نزده است
empty-text-mentions = وقتی همکاری در یادداشت @ و نام شما را بنویسد، آن گفتگو اینجا دیده می‌شود.
empty-following = گفتگویی را دنبال نمی‌کنید
empty-text-following = گفتگویی را از منوی آن دنبال کنید تا هر که مسئولش باشد، اینجا دیده شود.
empty-pending = گفتگویی در انتظار مشتری نیست
empty-text-pending = گفتگوهایی که پاسخ مشتری را می‌خواهد اینجا دیده می‌شود.
empty-snoozed = چیزی به تعویق نیفتاده است
empty-text-snoozed = گفتگویی که به تعویق بیندازید تا زمان برگزیده از صندوق ورودی بیرون می‌رود.
empty-solved = هنوز گفتگویی حل نشده است
empty-text-solved = گفتگوهای حل‌شده اینجا می‌ماند و اگر مشتری دوباره بنویسد خودبه‌خود باز می‌شود.
empty-spam = هرزنامه‌ای نیست
empty-text-spam = آنچه هرزنامه نشان شود اینجا و بیرون از شمارش‌ها نگه داشته می‌شود.
empty-other = اینجا چیزی نیست
empty-text-other = گفتگوهای این نما اینجا دیده می‌شود.
pick-conversation = گفتگویی را برگزینید
pick-conversation-text = با { $next } و { $previous } در فهرست جابه‌جا شوید؛ همهٔ میان‌برها با ? دیده می‌شود.

bulk = کارهای گروهی
bulk-count = { $count ->
    [one] ۱ گفتگو برگزیده شده
   *[other] { $count } گفتگو برگزیده شده
}
bulk-done = { $count ->
    [one] ۱ گفتگو تغییر کرد
   *[other] { $count } گفتگو تغییر کرد
}
bulk-refused = { $count ->
    [one] ۱ گفتگو تغییر نکرد
   *[other] { $count } گفتگو تغییر نکرد
}
bulk-end = پایان انتخاب
select-all = انتخاب همهٔ فهرست
select-conversation = انتخاب «{ $name }»

channel-email = ایمیل
channel-chat = گفتگوی زنده
channel-contact-form = فرم تماس
channel-api = API
status = وضعیت
status-open = باز
status-pending = در انتظار مشتری
status-snoozed = به‌تعویق‌افتاده
status-solved = حل‌شده
status-closed = بسته
status-spam = هرزنامه
priority = اولویت
priority-urgent = فوری
priority-high = بالا
priority-normal = عادی
priority-low = پایین
assign = واگذاری به
assign-me = شما
assign-nobody = هیچ‌کس
team = تیم
team-none = بدون تیم
store = فروشگاه
store-none = بدون فروشگاه
tags = برچسب‌ها
tag-add = افزودن برچسب
picker-create = ساختن «{ $name }»
picker-nothing = موردی یافت نشد
snooze = تعویق
snooze-later = سه ساعت دیگر
snooze-tomorrow = فردا صبح
snooze-weekday = { $day } صبح
snooze-week = یک هفتهٔ دیگر
snooze-own = تاریخ و ساعت دیگر
snooze-time = ساعت
snoozed-until = تا { $time } به تعویق افتاد
solve = حل کردن
reopen = باز کردن دوباره
not-spam = هرزنامه نیست
became = وضعیت: { $status }
mark-unread = نشان‌گذاری به‌عنوان نخوانده
mark-spam = نشان‌گذاری به‌عنوان هرزنامه
follow = دنبال کردن
following = دنبال می‌کنید
followers = دنبال‌کنندگان
copy-link = رونوشت پیوند
subject = موضوع
subject-edit = ویرایش موضوع
customer-toggle = نمایش یا پنهان کردن مشتری
created = آغاز
first-response = نخستین پاسخ

merge = ادغام
merge-title = ادغام در گفتگوی دیگر
merge-text = همهٔ پیام‌ها به آنجا می‌رود و این گفتگو بسته می‌شود. می‌توانید آن را واگردانید.
merge-search = جستجوی شماره، موضوع یا مشتری
merge-nothing = گفتگوی دیگری یافت نشد. شماره، موضوع یا مشتری را جستجو کنید.
merged = گفتگوها ادغام شد
merged-away = این گفتگو در گفتگوی دیگری ادغام شده است.
merged-open = باز کردن آن
split = جدا کردن از اینجا
split-done = این پیام و پیام‌های پس از آن اکنون گفتگویی جداست
move = بردن به گفتگویی دیگر
move-title = جابه‌جایی این پیام
move-text = تنها این پیام جابه‌جا می‌شود. پاسخ‌های آن نیز به همان‌جا می‌روند. می‌توانید آن را واگردانید.
move-new = به گفتگویی تازه
move-go = جابه‌جایی
moved = پیام جابه‌جا شد
moved-back = پیام به جای پیشین بازگشت

thread = پیام‌ها
thread-new = پیام تازه
thread-end = رفتن به آخرین پیام
message-by = پیام { $name }
note-by = یادداشت { $name }
note-internal = یادداشت داخلی
author-system = سیستم
customer-typing = { $name } در حال نوشتن است…
message-actions = کارهای این پیام
message-details = جزئیات
message-copy = رونوشت متن
message-frame = پیام { $name }
kind-auto-reply = پاسخ خودکار
kind-bounce = گزارش تحویل
kind-complaint = گزارش هرزنامه
sender-doubtful = فرستنده تأیید نشده
sender-unverified = فرستندهٔ تأییدنشده
sender-unverified-text = این شخص پیش‌تر در گفتگو نبوده است. تا از نوشته‌های پیشین نقل نکنید، آن‌ها را نمی‌بیند.
quote-show = نمایش متن نقل‌شده
quote-hide = پنهان کردن متن نقل‌شده
images-held = { $count ->
    [one] برای حفظ حریم خصوصی شما یک تصویر بارگذاری نشد.
   *[other] برای حفظ حریم خصوصی شما { $count } تصویر بارگذاری نشد.
}
images-show = نمایش تصویرها
attachments = پیوست‌ها
attachment-open = باز کردن { $name }
attachment-remove = برداشتن { $name }
invitation = دعوت‌نامه
invitation-publish = رویداد
invitation-request = دعوت‌نامه
invitation-reply = پاسخ به دعوت‌نامه
invitation-counter = زمان دیگری پیشنهاد شده است
invitation-cancel = لغو شده
invitation-untitled = رویداد بدون عنوان
invitation-daily = هر روز
invitation-weekly = هر هفته
invitation-monthly = هر ماه
invitation-yearly = هر سال
invitation-organizer = دعوت‌کننده: { $name }
invitation-accepted = پذیرفته
invitation-tentative = شاید
invitation-declined = نپذیرفته
invitation-more = و { $count } نفر دیگر
invitation-save = ذخیرهٔ دعوت‌نامه
download = دریافت
delivery-queued = در حال ارسال
delivery-sent = فرستاده شد
delivery-delivered = تحویل شد
delivery-seen = دیده شد
delivery-failed = تحویل نشد.
delivery-again = تلاش دوباره { $time }
delivery-tries = ({ $count } بار تلاش شد)
delivery-unconfirmed = شاید رسیده باشد.
delivery-unconfirmed-text = سرور گیرنده همهٔ ایمیل را گرفت، اما پیش از تأیید ارتباط قطع شد. برای آن که دو بار به کسی نرسد خودبه‌خود دوباره فرستاده نمی‌شود. اگر دوباره بفرستید، بیشتر برنامه‌های ایمیل آن را همان ایمیل می‌شناسند.
delivery-send-again = ارسال دوباره
delivery-change-address = تغییر نشانی
delivery-other-address = نشانی به جای { $address }
why-user-unknown = چنین صندوقی وجود ندارد.
why-host-unknown = چنین دامنه‌ای وجود ندارد.
why-no-such-domain = چنین دامنه‌ای وجود ندارد. بخش پس از @ را بررسی کنید.
why-has-moved = گیرنده به نشانی دیگری رفته است.
why-takes-no-mail = این دامنه ایمیل نمی‌پذیرد.
why-domain-takes-no-mail = این دامنه ایمیل نمی‌پذیرد.
why-filtered = پالایهٔ گیرنده جلوی این ایمیل را می‌گیرد.
why-mailbox-full = صندوق گیرنده پر است.
why-suspended = حساب گیرنده غیرفعال است.
why-too-large = ایمیل برای گیرنده بیش از اندازه بزرگ است.
why-expired = برای مدتی طولانی به سرور گیرنده دسترسی نبود.
why-network-error = راه رسیدن به سرور گیرنده مشکل دارد.
why-system-error = سرور گیرنده دچار اشکال است.
why-mailer-error = سرور گیرنده دچار اشکال است.
why-sender-rejected = سرور گیرنده نشانی شما را به عنوان فرستنده نمی‌پذیرد.
why-blocked = سرور گیرنده سروری را که ایمیل شما را می‌فرستد مسدود کرده است.
why-no-reverse-dns = نشانی‌ای که ایمیل شما از آن فرستاده می‌شود نام (PTR) ندارد.
why-authentication-failed = بررسی SPF، DKIM یا DMARC دامنهٔ شما درست درنیامد. دامنه را در تنظیمات صندوق بررسی کنید.
why-too-fast = ایمیل‌های زیادی در زمانی کوتاه.
why-spam = هرزنامه شناخته شد.
why-virus = ویروس شناخته شد.
why-content = محتوا پذیرفته نشد.
why-policy = قاعده‌ای در سمت گیرنده اجازه نمی‌دهد.
why-security = سمت گیرنده به دلیل امنیتی آن را عقب انداخت یا نپذیرفت.
why-no-relaying = این سرور به آن نشانی ایمیل نمی‌رساند.
why-on-hold = سرور گیرنده آن را عقب انداخت.
why-unconfirmed = پاسخ سرور از دست رفت.
why-smtputf8-not-offered = سرور گیرنده حرف‌هایی مانند «ü» یا «م» پیش از @ را نمی‌شناسد.
why-undefined = سرور دلیلی نگفت.
delivery-waiting = در انتظار ارسال
delivery-retry-refused = دوباره فرستاده نشد
send-later = ارسال در زمان دیگر
scheduled-for = { $time } فرستاده می‌شود
scheduled-replies = پاسخ‌هایی که بعداً می‌روند
scheduled-at = زمان ارسال: { $time }
scheduled-was = قرار بود { $time } برود
scheduled-held = نگه داشته شد: مشتری نوشته است
scheduled-failed = فرستاده نشد
scheduled-answered = مشتری در این میان نوشته است
scheduled-send-now = همین حالا بفرست
scheduled-change = تغییر زمان
scheduled-edit = ویرایش
scheduled-cancel = نفرست
scheduled-hold = اگر مشتری زودتر نوشت نگه دار
# $time: such as "5 minutes ago"
delivery-mailed = در گفتگوی زنده دیده نشد؛ { $time } با ایمیل فرستاده شد
delivery-not-seen-no-address = دیده نشد. بازدیدکننده نشانی ایمیلی نگذاشته است.
delivery-not-seen-no-mailbox = دیده نشد. صندوق ایمیل فعالی برای فرستادن آن با ایمیل نیست.
details-from = از
details-to = به
details-subject = موضوع
details-sent = زمان ارسال
details-sender = بررسی فرستنده
details-sealed = { $sealer } آن را بررسی و بازفرست کرده است
details-threading = چرا اینجاست
details-source = اصل پیام
details-source-open = نمایش ایمیل همان‌گونه که رسید
check-pass = پذیرفته
check-fail = رد شده
check-softfail = مشکوک
check-neutral = خنثی
check-none = ندارد
check-temperror = خطا
check-permerror = خطا
evidence-new = این پیام گفتگو را آغاز کرد.
evidence-reply-token = به نشانی پاسخ ما فرستاده شد.
evidence-own-message-id = پاسخ به یکی از پیام‌های ماست.
evidence-bounce-address = به نشانی بازگشت یکی از پیام‌های ما رسید.
evidence-in-reply-to = پاسخ به پیامی از این گفتگوست.
evidence-references = به پیامی از این گفتگو ارجاع می‌دهد.
evidence-thread-index = برنامهٔ ایمیل آن را بخشی از این رشته می‌داند.
evidence-subject-number = شمارهٔ این گفتگو در موضوع آمده است.
evidence-moved-message = پاسخ پیامی است که گروه به اینجا آورده است.
evidence-order-number = شمارهٔ سفارشی از این گفتگو در آن آمده است.
evidence-chat-visitor = از گفتگوی زندهٔ همین بازدیدکننده آمد.
evidence-other = بر پایهٔ سرایندهای ایمیل دسته‌بندی شد.

history-status = وضعیت را «{ $status }» کرد
history-priority = اولویت را «{ $priority }» کرد
history-assignee = آن را به { $name } واگذار کرد
history-assignee-self = آن را برداشت
history-assignee-none = مسئول را برداشت
history-team = آن را به تیم { $name } سپرد
history-team-other = آن را به تیم دیگری سپرد
history-team-none = تیم را برداشت
history-store = فروشگاه را { $name } تعیین کرد
history-store-other = فروشگاه دیگری تعیین کرد
history-store-none = فروشگاه را برداشت
history-tags-added = { $tags } را افزود
history-tags-removed = { $tags } را برداشت
history-tags = برچسب‌ها را تغییر داد
history-subject = موضوع را «{ $subject }» کرد
history-snoozed = آن را تا { $time } به تعویق انداخت
history-unsnoozed = تعویق را پایان داد
history-merged = گفتگوی دیگری را در آن ادغام کرد
history-unmerged = ادغام را واگرداند
history-split = گفتگو را جدا کرد
history-message-moved = پیامی را جابه‌جا کرد
history-custom-fields = فیلدها را تغییر داد
history-followers = دنبال‌کنندگان را تغییر داد
history-customer-changed = مشتری را تغییر داد
history-reopened = آن را دوباره باز کرد
history-created = آن را آغاز کرد
history-delivery-failed = نتوانست پیامی را تحویل دهد
history-continues = آن را در ادامهٔ گفتگویی پیشین آغاز کرد
history-continued = آن را در گفتگویی تازه ادامه داد
history-arrived-elsewhere = دید که این ایمیل به { $name } هم رسیده است
history-arrived-elsewhere-unnamed = دید که این ایمیل به صندوق دیگری هم رسیده است
history-open = باز کردن
history-other = آن را تغییر داد
actor-agent = کارشناس
actor-customer = مشتری
actor-assistant = دستیار
actor-system = Tillside
actor-token = API
actor-rule = قاعده

composer = نوع نوشته
composer-reply = برای { $name } بنویسید…
composer-note = برای تیم یادداشت بنویسید. با @ به همکاری اشاره کنید.
composer-channel = کانال پاسخ
composer-no-channel = راهی برای رسیدن به این مشتری نیست. می‌توانید یادداشت بنویسید.
reply = پاسخ
note = یادداشت
copies = رونوشت
cc = رونوشت
participant-unverified = هویت فرستنده تأیید نشده است
reply-all = پاسخ به همه
reply-one = پاسخ تنها به مشتری
bcc = رونوشت پنهان
draft-kept = متن فرستاده‌نشده
recipient-remove = برداشتن { $address }
attach = پیوست کردن پرونده
attach-drop = پرونده‌ها را برای پیوست رها کنید
send = ارسال
send-solve = ارسال و حل کردن
send-pending = ارسال و انتظار مشتری
send-open = ارسال و باز ماندن
send-options = گزینه‌های دیگر ارسال
send-refused = پیام فرستاده نشد
note-add = افزودن یادداشت
note-solve = افزودن یادداشت و حل کردن
note-pending = افزودن یادداشت و انتظار مشتری
sent = پیام فرستاده شد
undo-too-late = نشد پس گرفته شود
mention = اشاره
format = قالب‌بندی
format-bold = پررنگ
format-italic = کج
format-list = فهرست نشانه‌دار
format-numbers = فهرست شماره‌دار
format-quote = نقل‌قول
format-link = پیوند
format-link-address = نشانی وب
compose = گفتگوی تازه
compose-from = از
compose-to = به
compose-to-wrong = این نشانی ایمیل نیست.
compose-text = پیام
compose-no-mailbox = پیش از نوشتن به مشتریان، در تنظیمات، بخش کانال‌ها، صندوق ایمیلی را متصل کنید.

last-seen = آخرین بازدید
verified = تأییدشده
lifetime-value = مجموع خرید
lifetime-value-apart = هر واحد پول جداگانه حساب می‌شود.
local-time = ساعت مشتری { $time }
prefers = کانال دلخواه: { $channel }
email-hard-bounce = ایمیل به این نشانی نمی‌رسد.
email-soft-bounce = ایمیل به این نشانی با تأخیر می‌رسد.
email-complaint = این مشتری ایمیل ما را هرزنامه گزارش کرده است.
email-lift = دوباره بفرستید
email-lifted = اکنون می‌توان به این نشانی ایمیل فرستاد.
customer-notes = یادداشت‌های مشتری
customer-notes-hint = آنچه هر همکار باید بداند
previous-conversations = گفتگوهای دیگر
previous-none = این نخستین گفتگوست.
orders-none = هنوز سفارشی نیست.
orders-more = نمایش { $count } سفارش دیگر
order-open = جزئیات سفارش
order-in-store = باز کردن در فروشگاه
order-refund = بازپرداخت
order-pending = در انتظار پرداخت
order-processing = در حال پردازش
order-on-hold = در انتظار
order-completed = تکمیل‌شده
order-cancelled = لغوشده
order-refunded = بازپرداخت‌شده
order-failed = ناموفق
order-draft = پیش‌نویس
order-trash = در زباله‌دان
order-other = دیگر
shipment-info-received = برچسب ساخته شد
shipment-in-transit = در راه
shipment-out-for-delivery = در حال تحویل
shipment-attempt-fail = تلاش ناموفق برای تحویل
shipment-available-for-pickup = آمادهٔ دریافت
shipment-delivered = تحویل شد
shipment-exception = مشکل در ارسال
shipment-expired = خبری از شرکت حمل نیست
shipment-unknown = فرستاده شد
shipment-late = با تأخیر
shipment-way = { $count ->
    [one] مسیر مرسوله
   *[other] مسیر مرسوله ({ $count })
}
shipment-way-more = { $count ->
    [one] یک مرحلهٔ قبل
   *[other] { $count } مرحلهٔ قبل
}
shipment-way-none = شرکت حمل هنوز محل مرسوله را اعلام نکرده است.
shipment-signed-by = تحویل‌گیرنده:
substatus-picked-up = مشتری خود تحویل گرفت
substatus-signed = با امضا تحویل شد
substatus-cash-collected = هنگام تحویل پرداخت شد
substatus-customer-moved = مشتری جابه‌جا شده است
substatus-refused = پذیرفته نشد
substatus-customs-delay = در گمرک مانده است
substatus-held-for-payment = در انتظار پرداخت
substatus-wrong-address = نشانی نادرست است
substatus-pickup-missed = در مهلت مقرر دریافت نشد
substatus-returning = در راه بازگشت
substatus-returned = به فرستنده بازگشت
substatus-damaged = آسیب دیده است
substatus-lost = مفقود شده است
late-since = با تأخیر از { $date }
late-past-expected-day = شرکت حمل تحویل را تا { $date } اعلام کرده بود.
late-long-on-the-way = { $days ->
    [one] بیش از یک روز کاری در راه است.
   *[other] بیش از { $days } روز کاری در راه است.
}
late-no-movement = { $days ->
    [one] بیش از یک روز کاری خبری از آن نیست.
   *[other] بیش از { $days } روز کاری خبری از آن نیست.
}
late-not-shipped = { $days ->
    [one] بیش از یک روز کاری در انتظار ارسال است.
   *[other] بیش از { $days } روز کاری در انتظار ارسال است.
}
late-rule = قاعده: { $place }
late-rule-all = قاعدهٔ سایر موارد
shipment-expected = انتظار تحویل { $date }
shipment-delivered-at = تحویل در { $date }
duplicate-title = احتمالاً همان شخص است
duplicate-merge = ادغام
duplicate-dismiss = یکی نیستند
duplicate-same-name-and-phone = نام و شمارهٔ تلفن یکسان است
duplicate-same-phone = شمارهٔ تلفن یکسان است
duplicate-same-email = نشانی ایمیل یکسان است
duplicate-same-name = نام یکسان است
duplicate-same-address = نام و نشانی یکسان است
duplicate-same-store = حساب فروشگاه یکسان است
duplicate-same-chat = بازدیدکنندهٔ گفتگوی زنده یکسان است
duplicate-other = چند مورد با هم می‌خواند
customers-merged = مشتریان ادغام شدند
# Actions on orders, in short.
order-actions = کارها
order-action-refund = بازپرداخت
order-action-cancel = لغو
order-action-note = یادداشت
order-action-address = نشانی
order-action-resend = ارسال دوبارهٔ ایمیل
order-action-coupon = کوپن
order-action-replacement = سفارش جایگزین
order-action-undo = برگرداندن
order-action-other = کار
order-action-is-pending = در انتظار فروشگاه
order-action-is-done = انجام شد
order-action-is-failed = انجام نشد
order-action-is-unknown = انجام‌شدن آن معلوم نیست
history-order-done = برای سفارش { $number } در فروشگاه انجام داد: { $what }
history-order-failed = برای سفارش { $number } از فروشگاه خواست؛ انجام نشد: { $what }
history-order-unknown = برای سفارش { $number } از فروشگاه خواست؛ معلوم نیست انجام شده باشد: { $what }
order-facts-between = به‌طور میانگین هر { $count } روز یک سفارش
order-facts-refunds = { $count } بازپرداخت: { $amounts }
order-facts-returned = { $count } قلم برگشتی
order-cite = نقل در پاسخ
order-cite-text = افزودن شماره، جمع و پیگیری مرسوله به پاسخ

## Variables in a reply

cite-product = افزودن محصول
cite-product-search = جست‌وجوی محصول
cite-product-none = محصولی یافت نشد
variables = افزودن متغیر
variables-order-of = دربارهٔ سفارش
variables-customer = مشتری
variables-order = سفارش
variables-shipment = مرسوله
variables-agent = شما
variables-store = فروشگاه
variables-empty = در اینجا مقداری ندارد
# Stands in the text where the agent should write what the customer reads if there is no value
variables-fallback = متن جایگزین
variables-preview = آنچه مشتری می‌خواند
# $name: the variable as it stands in the text
variables-unresolved-variable = متغیر { $name } در اینجا مقداری ندارد. متن جایگزین را پس از «|» بنویسید یا متغیر را حذف کنید.
# $name: the variable as it stands in the text
variables-unknown-variable = متغیری با نام { $name } وجود ندارد.
# $name: the variable as it stands in the text
variables-split-variable = قالب‌بندی در میان { $name } تغییر می‌کند. لطفاً آن را دوباره بیفزایید.
details-linked = فایل‌های بزرگ
attachment-by-link = به‌صورت پیوند
# $date: the last day on which the link works
attachment-linked = به‌صورت پیوند فرستاده شد، تا { $date }
attachment-link-over = به‌صورت پیوند فرستاده شد؛ مهلت پیوند تمام شده است
variable-customer-name = نام کامل
variable-customer-first-name = نام
variable-customer-email = نشانی ایمیل
variable-agent-name = نام کامل شما
variable-agent-first-name = نام شما
variable-company-name = شرکت
variable-store-name = فروشگاه
variable-order-number = شمارهٔ سفارش
variable-order-status = وضعیت سفارش
variable-order-total = مبلغ سفارش
variable-order-placed-at = تاریخ سفارش
variable-order-shipping-method = شیوهٔ ارسال
variable-order-payment-method = شیوهٔ پرداخت
variable-shipment-carrier = شرکت حمل
variable-shipment-tracking-number = شمارهٔ رهگیری
variable-shipment-tracking-url = پیوند رهگیری
variable-shipment-status = وضعیت تحویل
variable-shipment-shipped-at = تاریخ ارسال
variable-shipment-expected-at = تاریخ تقریبی تحویل
