### Pages that the server renders itself, readable without a script.

## Contact form

# $store: the store's name
contact-form-title = تماس با { $store }
contact-form-intro = برای ما بنویسید. پاسخ را با ایمیل می‌فرستیم.
contact-form-language = زبان این صفحه
# Stands behind the name of a field
contact-form-optional = (اختیاری)
contact-form-name = نام شما
contact-form-email = نشانی ایمیل شما
contact-form-order = شمارهٔ سفارش
contact-form-order-hint = آن را در تأییدیهٔ سفارش خود می‌یابید.
contact-form-subject = موضوع
contact-form-message = چه کمکی از ما برمی‌آید؟
contact-form-files = عکس یا فایل
# $count: most files. $size: largest file, such as "10 MB"
contact-form-files-hint =
    { $count ->
        [one] یک فایل، حداکثر { $size }.
       *[other] حداکثر { $count } فایل و هر فایل حداکثر { $size }.
    }
contact-form-privacy = از آنچه اینجا می‌نویسید فقط برای پاسخ دادن به شما استفاده می‌کنیم.
contact-form-send = ارسال پیام
# Names a field that people do not see and robots fill in
contact-form-trap = این خانه را خالی بگذارید
contact-form-closed = این فرم دیگر به کار نمی‌رود. لطفاً راه دیگر تماس با ما را در وب‌سایت ما بیابید.

## Contact form: what is wrong

# $count: how many fields
contact-form-wrong =
    { $count ->
        [one] لطفاً خانهٔ مشخص‌شده را بررسی کنید.
       *[other] لطفاً { $count } خانهٔ مشخص‌شده را بررسی کنید.
    }
contact-form-name-missing = لطفاً نام خود را بنویسید.
contact-form-email-missing = برای پاسخ دادن به نشانی ایمیل شما نیاز داریم.
contact-form-email-wrong = این نشانی ایمیل کامل نیست. نمونه: name@example.com
contact-form-message-missing = لطفاً پیام خود را بنویسید.
# $limit: most characters
contact-form-too-long = این متن بیش از اندازه بلند است: حداکثر { $limit } نویسه.
# $name: the file's name. $size: largest file, such as "10 MB"
contact-form-file-too-large = فایل { $name } بزرگ‌تر از { $size } است.
# $count: most files
contact-form-too-many-files =
    { $count ->
        [one] لطفاً فقط یک فایل پیوست کنید.
       *[other] لطفاً حداکثر { $count } فایل پیوست کنید.
    }
# $duration: such as "2 minutes"
contact-form-too-often = به‌تازگی چند پیام فرستاده‌اید. لطفاً { $duration } دیگر دوباره تلاش کنید.
contact-form-not-sent = پیام شما ذخیره نشد. نوشتهٔ شما همچنان اینجاست؛ لطفاً دوباره آن را بفرستید.

## Contact form: thanks

contact-form-thanks-title = سپاسگزاریم، پیام شما به دست ما رسید
# $email: where the answer goes
contact-form-thanks-text = پاسخ را به { $email } می‌فرستیم.
# $number: the conversation's number
contact-form-thanks-number = شمارهٔ پیگیری شما: { $number }
# $duration: such as "2 hours"
contact-form-reply-within = معمولاً ظرف { $duration } پاسخ می‌دهیم.
# $time: day and time of opening
contact-form-reply-after-opening = اکنون تعطیل هستیم. پس از آغاز ساعت کاری پاسخ می‌دهیم: { $time }.
# Shown while no usual time is known
contact-form-reply-soon = در نخستین فرصت پاسخ می‌دهیم.
contact-form-again = ارسال پیامی دیگر

## Return from a store's own page, where the merchant allowed or refused access

# $store: the store's name
store-allowed-title = { $store } متصل شد
store-allowed-text = سفارش‌ها، مشتریان و محصولات هم‌اکنون دریافت می‌شوند. روند کار را در تنظیمات می‌بینید و در این میان می‌توانید کار خود را آغاز کنید.
# $store: the store's name
store-waiting-title = در انتظار { $store }
store-waiting-text = شما اجازهٔ دسترسی داده‌اید، اما فروشگاه هنوز کلیدهایش را نفرستاده است. چند ثانیه زمان می‌برد؛ این صفحه را دوباره بارگذاری کنید.
# $store: the store's name
store-refused-title = { $store } متصل نشد
store-refused-text = شما در فروشگاه اجازهٔ دسترسی ندادید. چیزی تغییر نکرده است و هر زمان بخواهید می‌توانید دوباره متصل شوید.
store-back = بازگشت به تنظیمات

## The page of a file that was too large for a mail

# $company: the company that sent it
file-page-title = فایلی از { $company }
file-page-download = دریافت فایل
# $time: date and time
file-page-until = این پیوند تا { $time } کار می‌کند.
file-page-over-title = این فایل دیگر در دسترس نیست
# $date: the last day. $company: the company that sent it
file-page-over-text = این فایل تا { $date } قابل دریافت بود. اگر هنوز به آن نیاز دارید، لطفاً به ایمیل پاسخ دهید تا { $company } آن را دوباره بفرستد.
file-page-unknown-title = چنین فایلی وجود ندارد
file-page-unknown-text = شاید نشانی ناقص باشد. لطفاً پیوند را همان‌گونه که در ایمیل آمده است دوباره باز کنید.
