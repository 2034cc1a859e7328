# پوستهٔ کنسول و آنچه همهٔ صفحه‌ها دارند.
nav-label = منوی اصلی
nav-inbox = گفتگوها
nav-customers = مشتریان
nav-orders = سفارش‌ها
nav-products = محصولات
nav-reviews = نظرها
nav-coupons = کوپن‌ها
nav-reports = گزارش‌ها
nav-settings = تنظیمات
skip-to-content = رفتن به محتوا

close = بستن
cancel = انصراف
save = ذخیره
file-choose = انتخاب پرونده…
file-none = پرونده‌ای انتخاب نشده است
files-chosen = { $count } پرونده
delete = حذف
undo = واگرد
edit = ویرایش
add = افزودن
remove = برداشتن
search = جستجو
more = بیشتر
back = بازگشت
copy = رونوشت
copied = رونوشت برداشته شد
try-again = تلاش دوباره
load-more = نمایش بیشتر
none = هیچ‌کدام
saved = ذخیره شد
day-choose = انتخاب از تقویم
day-wrong = این روز را نمی‌توان برگزید. تاریخ را مانند نمونه بنویسید.
time-wrong = ساعتی از ۰۰:۰۰ تا ۲۴:۰۰ بنویسید.

notice-ask = هرگاه کسی به شما اشاره کند یا مشتری در گفتگویی که دنبال می‌کنید بنویسد، این رایانه به شما خبر دهد؟
notice-turn-on = روشن کردن
notice-on = اعلان‌های دسکتاپ روشن است. می‌توانید آن‌ها را در نمایهٔ خود خاموش کنید.
notice-mention = { $name } به شما اشاره کرد
month-previous = ماه قبل
month-next = ماه بعد

profile-menu = منوی شما، { $name }
your-profile = نمایهٔ شما
presence-online = در دسترس
presence-away = دور از میز
presence-offline = برون‌خط
theme = ظاهر
theme-system = مطابق سیستم
theme-light = روشن
theme-dark = تیره
theme-contrast = تضاد زیاد
language = زبان
sign-out = خروج از حساب

offline = اتصال شما قطع است. نوشته‌هایتان نگه داشته می‌شود و پس از اتصال فرستاده خواهد شد.
offline-waiting = { $count ->
    [one] اتصال شما قطع است. یک تغییر در انتظار ارسال است.
   *[other] اتصال شما قطع است. { $count } تغییر در انتظار ارسال است.
}
offline-sent = { $count ->
    [one] اتصال برقرار شد. تغییر شما فرستاده شد.
   *[other] اتصال برقرار شد. { $count } تغییر فرستاده شد.
}
offline-refused = تغییری که هنگام قطع اتصال داده بودید پذیرفته نشد
offline-held = { $count ->
    [one] یک تغییر هنوز فرستاده نشده است.
   *[other] { $count } تغییر هنوز فرستاده نشده است.
}
offline-to-drafts = بازگرداندن به پیش‌نویس‌ها
offline-reply-refused = پاسخ شما در «{ $name }» پذیرفته نشد و دوباره در پیش‌نویس است.
offline-note-refused = یادداشت شما در «{ $name }» پذیرفته نشد و دوباره در پیش‌نویس است.
offline-open = باز کردن گفتگو

palette = فهرست فرمان‌ها
palette-placeholder = جستجو کنید یا فرمانی بنویسید
palette-found = یافته‌ها
palette-nothing = چیزی یافت نشد. واژه‌های دیگر، شمارهٔ سفارش یا نشانی ایمیل را بیازمایید.

keyboard-shortcuts = میان‌برهای صفحه‌کلید
shortcuts-hint = برای تغییر کلید هر کار، دکمهٔ آن کلید را بزنید.
shortcuts-reset = بازگشت به پیش‌فرض
shortcut-press = کلیدی را بزنید
shortcut-change = { $action }: { $key }. تغییر
shortcut-palette = فهرست فرمان‌ها
shortcut-send = ارسال
shortcut-send-solve = ارسال و حل کردن
shortcut-next = گفتگوی بعدی
shortcut-previous = گفتگوی قبلی
shortcut-reply = پاسخ
shortcut-note = نوشتن یادداشت
shortcut-assign = واگذاری
shortcut-tag = برچسب‌ها
shortcut-status = وضعیت
shortcut-snooze = تعویق
shortcut-solve = حل کردن
shortcut-priority = اولویت
shortcut-unread = نشان‌گذاری به‌عنوان نخوانده
shortcut-undo = واگرداندن آخرین جابه‌جایی یا تغییر
shortcut-select = انتخاب
shortcut-compose = گفتگوی تازه
shortcut-search = جستجو
shortcut-help = نمایش این میان‌برها
shortcut-back = بازگشت به فهرست

error-title = بارگذاری نشد
missing-title = چیزی در اینجا نیست
change-refused = ذخیره نشد
page-missing-title = این صفحه وجود ندارد
page-missing-text = شاید نشانی نادرست نوشته شده یا محتوای آن برداشته شده باشد.
page-broken-title = این صفحه نمایش داده نشد
page-broken-text = صفحه را دوباره بارگذاری کنید؛ اگر مشکل ماند، به گردانندهٔ Tillside خبر دهید.
page-to-inbox = رفتن به صندوق ورودی
no-permission-title = شما به این بخش دسترسی ندارید
no-permission-text = اگر برای کارتان لازم است، از مالک یا مدیر فضای کاری بخواهید.

problem-invalid-credentials = نشانی ایمیل و گذرواژه با هم نمی‌خوانند. هر دو را بررسی و دوباره تلاش کنید.
problem-not-found = این مورد دیگر وجود ندارد یا هرگز نبوده است.
problem-conflict = هم‌زمان شخص دیگری این را تغییر داد. دوباره نگاه کنید و تغییرتان را تکرار کنید.
problem-validation = بخشی از فرم درست نیست. موارد مشخص‌شده را بررسی کنید.
problem-unauthorized = از حساب خارج شده‌اید. لطفاً دوباره وارد شوید.
problem-forbidden = نقش شما اجازهٔ این کار را نمی‌دهد. از مالک یا مدیر بخواهید.
problem-rate-limited = تلاش‌ها بیش از اندازه بود. کمی صبر کنید و دوباره بیازمایید.
problem-unavailable = سرور درست پاسخ نمی‌دهد. کمی بعد دوباره تلاش کنید.
problem-offline = سرور در دسترس نیست. اتصال خود را بررسی کنید.
problem-too-large = این پرونده بیش از اندازه بزرگ است.
problem-already-sent = پیام فرستاده شده است و دیگر نمی‌توان آن را پس گرفت.
problem-unexpected = رویداد نامنتظره‌ای پیش آمد. دوباره تلاش کنید؛ اگر ادامه داشت به مسئول Tillside در فروشگاه خبر دهید.
problem-malformed = سرور نتوانست درخواست را بخواند. صفحه را دوباره بارگذاری و امتحان کنید.
problem-invalid-query = این پیوند یا فیلتر دیگر معتبر نیست. فیلترها را پاک و دوباره امتحان کنید.
problem-method-not-allowed = سرور این کار را اینجا انجام نمی‌دهد. صفحه را دوباره بارگذاری کنید؛ شاید نسخهٔ قدیمی باشد.
problem-unsupported-media-type = این نوع پرونده پذیرفته نمی‌شود.
problem-internal = در سرور مشکلی پیش آمد. دوباره امتحان کنید؛ اگر ماند، به گردانندهٔ Tillside خبر دهید.
problem-upstream-failed = سرور دیگری درست پاسخ نداد. چند دقیقهٔ دیگر دوباره امتحان کنید.
problem-storage-full = دیسک سرور پر است. تا باز شدن جا چیزی ذخیره نمی‌شود؛ به گردانندهٔ Tillside خبر دهید.
problem-csrf = نشست شما به‌روز نیست. صفحه را دوباره بارگذاری و امتحان کنید.
problem-idempotency-key-reused = این پیش‌تر با محتوای دیگری فرستاده شده است. صفحه را دوباره بارگذاری و از نو آغاز کنید.
problem-taken = این پیش‌تر به کار رفته است. یکی دیگر انتخاب کنید.
problem-address-suppressed = به این نشانی ایمیل فرستاده نمی‌شود: ایمیل برای همیشه برگشته یا خواننده نمی‌خواهد. آن را کنار مشتری بردارید یا نشانی دیگری برگزینید.
problem-last-owner = دست‌کم یک مالک باید بماند. نخست شخص دیگری را مالک کنید.
