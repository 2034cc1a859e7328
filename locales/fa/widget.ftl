# ابزارک گفتگو در صفحه‌های فروشگاه. متن‌ها کوتاه‌اند: پهنای پنجره ۳۷۶ پیکسل است.

## The round button
widget-launcher-open = باز کردن گفتگو
widget-launcher-close = بستن گفتگو
widget-launcher-unread =
    { $count ->
        [one] باز کردن گفتگو، { $count } پیام خوانده‌نشده
       *[other] باز کردن گفتگو، { $count } پیام خوانده‌نشده
    }

## The panel and when somebody answers
# $name: the store's name
widget-dialog = گفتگو با { $name }
widget-close = بستن
widget-greeting = سلام! چه کمکی از ما برمی‌آید؟
# $time: a duration such as "5 minutes"
widget-reply-within = معمولاً ظرف { $time } پاسخ می‌دهیم
widget-reply-soon = هم‌اکنون پاسخگوی شما هستیم
# $when: such as "tomorrow, 09:00"
widget-away-until = اکنون در دسترس نیستیم. شروع پاسخگویی: { $when }.
widget-away = اکنون در دسترس نیستیم
widget-hours = ساعت‌های پاسخگویی
widget-hours-closed = تعطیل
# $zone: the name of a time zone
widget-hours-zone = به { $zone }

## Messages
widget-log = پیام‌ها
widget-you = شما
widget-assistant = پاسخ خودکار
# $name: who is writing
widget-typing = { $name } در حال نوشتن است
widget-new-messages = پیام‌های تازه
# $name: the file's name
widget-download = بارگیری { $name }
widget-sending = در حال ارسال…
widget-waiting = پس از اتصال ارسال می‌شود
widget-sent = ارسال شد
widget-seen = دیده شد
widget-failed = ارسال نشد
widget-failed-too-long = ارسال نشد: پیام بیش از اندازه بلند است
widget-failed-refused = ارسال نشد: پیام پذیرفته نشد
widget-retry = تلاش دوباره
widget-discard = حذف

## Writing
widget-message = پیام
widget-placeholder = پیام خود را بنویسید…
widget-send = ارسال
widget-attach = پیوست کردن فایل
widget-drop = فایل‌های خود را اینجا رها کنید
# $name: the file's name, $percent: such as "40%"
widget-uploading = { $name }: { $percent }
widget-upload-failed = { $name } بارگذاری نشد
widget-upload-too-large = حجم { $name } بیش از اندازه است
widget-upload-refused = این نوع فایل پذیرفته نمی‌شود: { $name }
widget-remove = برداشتن { $name }

## Reaching the customer later
widget-email = ایمیل
widget-name = نام (اختیاری)
widget-email-away = نشانی ایمیل خود را بگذارید تا همان‌جا به شما پاسخ دهیم.
widget-email-required = لطفاً نشانی ایمیل خود را بنویسید تا بتوانیم پاسخ را به شما برسانیم.
widget-email-offer = قصد رفتن دارید؟ نشانی ایمیل خود را بگذارید تا پاسخ به دست شما برسد.
widget-email-invalid = لطفاً نشانی ایمیلی مانند name@example.com وارد کنید
widget-email-save = ذخیره
widget-email-later = اکنون نه
# $email: the visitor's address
widget-email-kept = اگر صفحه را ترک کنید، پاسخ را به { $email } می‌فرستیم.

## When something is wrong
widget-offline = اتصال برقرار نیست. پیام‌های شما نگه داشته و بعداً ارسال می‌شوند.
widget-unreachable = اکنون ارتباط با ما برقرار نمی‌شود. دوباره تلاش می‌کنیم…
widget-unavailable = گفتگو در این صفحه در دسترس نیست.
widget-slow-down = کمی سریع بود. پیام‌های شما تا لحظه‌ای دیگر ارسال می‌شوند.
