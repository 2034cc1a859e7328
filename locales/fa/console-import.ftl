# Mails that lie in files
import-title = ایمیل از پرونده‌ها
import-text = ایمیل‌های سال‌های گذشته را بیاورید: گفتگوها در زمان خود و حل‌شده می‌ایستند. چیزی فرستاده نمی‌شود و به کسی خبر داده نمی‌شود. آنچه اینجا هست دوباره گرفته نمی‌شود.
import-files = پرونده‌ها
import-files-hint = mbox، zip یا .eml تا ۴ گیگابایت. بزرگ‌ترها روی سرور با «tillside import-mail» خوانده می‌شوند.
import-waiting = مشتریانی که هنوز منتظرند
import-waiting-none = همه حل‌شده باشند
import-waiting-none-hint = هر گفتگو حل‌شده است و با نوشتن دوبارهٔ مشتری باز می‌شود.
import-waiting-open = منتظرهای روزهای اخیر باز باشند
import-waiting-open-hint = گفتگوهایی باز می‌شوند که آخرین ایمیلشان از مشتری و در این چند روز باشد.
import-days = روز
import-begin = خواندن
# $share: such as "12 %"
import-sending = پرونده‌ها فرستاده می‌شوند: { $share }
import-sent = پرونده‌ها رسیدند.
import-list = پرونده‌های خوانده‌شده
import-none = هنوز پرونده‌ای به این صندوق خوانده نشده است.
import-state-waiting = در انتظار
import-state-running = در حال خواندن
import-state-done = پایان یافت
import-state-cancelled = بازداشته شد
import-state-failed = نمی‌تواند ادامه یابد
# $count: number of mails
import-stored = { $count ->
    [one] { $count } ایمیل گرفته شد
   *[other] { $count } ایمیل گرفته شد
}
import-repeated = { $count } ایمیل از پیش اینجا بود
import-skipped = از { $count } مورد گذشته شد
# $done, $total: such as "12 MB"
import-bytes = { $done } از { $total }
import-rate = { $rate } ایمیل در ثانیه
import-stop = بازداشتن
import-stop-title = خواندن { $name } بازداشته شود؟
import-stop-text = آنچه گرفته شده می‌ماند. برای ادامه پرونده را دوباره بفرستید؛ هیچ ایمیلی دو بار گرفته نمی‌شود.
import-skips-show = آنچه از آن گذشته شد
import-skips-hide = پنهان کردن
import-skips-more = … و { $count } مورد دیگر
# $line, $offset: numbers
import-place = سطر { $line }، بایت { $offset }
import-skip-too-large = بسیار بزرگ
import-skip-not-a-mail = ایمیل نیست
import-skip-unreadable = پرونده خوانده نمی‌شود
import-skip-rejected = ایمیل مشتری نیست
import-skip-failed = ذخیره نشد
audit-mail-import-begun = خواندن ایمیل از پرونده‌ها را آغاز کرد
audit-mail-import-cancelled = خواندن ایمیل از پرونده‌ها را بازداشت
history-imported = آن را از گذشته آورد
evidence-named-by-later = ایمیل بعدی این گفتگو به آن پاسخ می‌دهد.

# Machines that answer each other
silence-title = نشانی‌هایی که ایمیل خودکار نمی‌گیرند
silence-text = ایمیل‌هایشان به ایمیل‌های ماشینی می‌ماند که به ما پاسخ می‌دهد. تا پایان این زمان چیز خودکاری به آنجا نمی‌رود؛ خودتان می‌توانید بنویسید.
silence-address = نشانی ایمیل
silence-why = دلیل
silence-why-flood = ایمیل‌های بسیار در چند دقیقه
silence-why-repeats = همان سخن، بارها
silence-why-auto-replies = پاسخ‌های خودکار پی‌درپی
silence-until = تا
silence-end = پایان دادن
silence-ended = اکنون می‌توان به این نشانی ایمیل خودکار فرستاد.
# $time: date and time
silence-banner = تا { $time } چیز خودکاری به { $address } فرستاده نمی‌شود.
history-silenced = ایمیل خودکار به این مشتری را بازداشت: ایمیل‌هایش به ایمیل‌های یک ماشین می‌ماند
history-silence-ended = ایمیل خودکار به این مشتری را دوباره آزاد کرد
audit-mail-silence-ended = فرستادن ایمیل خودکار به نشانی‌ای را آزاد کرد
delivery-not-seen-suppressed = دیده نشد. به نشانی بازدیدکننده ایمیلی فرستاده نمی‌شود.
delivery-not-seen-silenced = دیده نشد. فعلاً چیز خودکاری به نشانی بازدیدکننده فرستاده نمی‌شود.
problem-address-silenced = فعلاً چیز خودکاری به این نشانی فرستاده نمی‌شود.
