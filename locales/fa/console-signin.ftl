# Sign-in, first set-up, invitations and forgotten passwords; and what is wrong with a field of any form.
sign-in = ورود
sign-in-title = ورود به Tillside
sign-in-forgot = گذرواژه را فراموش کرده‌اید؟
sign-in-wait = تعداد تلاش‌ها زیاد بوده است. { $time } دیگر دوباره امتحان کنید.
sign-in-instead = بازگشت به صفحهٔ ورود
sign-in-language = زبان این صفحه

person-name = نام شما
person-email = نشانی ایمیل
person-time-zone = منطقهٔ زمانی
password = گذرواژه
password-show = نمایش گذرواژه
password-hide = پنهان کردن گذرواژه
password-hint = دست‌کم ۱۰ نویسه. چند واژهٔ پشت سر هم به یاد ماندنی است و حدس زدنش دشوار.

setup-title = خوش آمدید. فضای کاری خود را راه‌اندازی کنید
setup-text = با یک فرم کوتاه، می‌توانید فروشگاه خود را وصل کنید و به مشتریان پاسخ دهید.
setup-workspace-name = نام فروشگاه یا شرکت شما
setup-workspace-hint = مشتریان آن را می‌بینند. بعداً می‌توانید تغییرش دهید.
setup-go = ساختن فضای کاری
setup-done-title = راه‌اندازی پیش‌تر انجام شده است
setup-done-text = وارد شوید یا از مالک فضای کاری دعوت‌نامه بخواهید.

invited-title = پیوستن به { $workspace }
invited-text = شما با نشانی { $email } دعوت شده‌اید. برای شروع یک گذرواژه انتخاب کنید.
invited-go = پیوستن
invited-gone-title = این دعوت‌نامه دیگر معتبر نیست
invited-gone-text = استفاده یا پس گرفته شده یا بیش از هفت روز از آن گذشته است. از کسی که شما را دعوت کرده، دعوت‌نامهٔ تازه بخواهید.

forgot-title = گذرواژهٔ تازه
forgot-text = نشانی خود را بنویسید تا پیوندی برایتان بفرستیم. این پیوند تا یک ساعت و فقط یک بار کار می‌کند.
forgot-go = ارسال پیوند
forgot-sent-title = صندوق ایمیل خود را ببینید
forgot-sent-text = اگر نشانی { $email } اینجا ثبت شده باشد، پیوند در راه است. اگر تا چند دقیقه نرسید، پوشهٔ هرزنامه را ببینید یا از مالک بپرسید که ایمیل تنظیم شده است یا نه.
reset-title = گذرواژهٔ تازه‌ای انتخاب کنید
reset-text = برای { $email }. از همهٔ دستگاه‌های دیگر خارج می‌شوید.
reset-go = ذخیره و ورود
reset-gone-title = این پیوند دیگر کار نمی‌کند
reset-gone-text = پیش‌تر استفاده شده یا بیش از یک ساعت از آن گذشته است.
reset-again = درخواست پیوند تازه

# What is wrong with a field.
field-invalid = این مقدار درست نیست. لطفاً بررسی کنید.
field-required = لطفاً این بخش را پر کنید.
field-taken = این پیش‌تر به کار رفته است.
field-too-long = این متن بیش از اندازه بلند است.
field-too-short = لطفاً دست‌کم ۱۰ نویسه وارد کنید.
field-too-large = این عدد بیش از اندازه بزرگ است.
field-too-many = تعداد این‌ها بیش از اندازه است.
field-unknown = این دیگر وجود ندارد.
field-unknown-value = این مقدار شناخته‌شده نیست.
field-is-email = گذرواژه نباید نشانی ایمیل شما باشد.
field-common = این از گذرواژه‌هایی است که پیش از همه امتحان می‌شود. لطفاً گذرواژهٔ دیگری انتخاب کنید.
field-wrong-password = این گذرواژهٔ کنونی شما نیست.
field-loopback-only = بدون رمزگذاری تنها به همین رایانه می‌توان وصل شد. TLS یا STARTTLS را برگزینید.
field-not-public = این نشانی در اینترنت همگانی نیست.
field-not-https = نشانی باید با https:// آغاز شود
