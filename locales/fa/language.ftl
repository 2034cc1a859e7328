### Names from which dates, times and lengths of time are put together.

-brand-name = Tillside

## Months of the calendar that this language's readers use (in Persian: Solar Hijri, from Farvardin).

month-1 = فروردین
month-2 = اردیبهشت
month-3 = خرداد
month-4 = تیر
month-5 = مرداد
month-6 = شهریور
month-7 = مهر
month-8 = آبان
month-9 = آذر
month-10 = دی
month-11 = بهمن
month-12 = اسفند

## Days of the week, from Monday.

weekday-1 = دوشنبه
weekday-2 = سه‌شنبه
weekday-3 = چهارشنبه
weekday-4 = پنجشنبه
weekday-5 = جمعه
weekday-6 = شنبه
weekday-7 = یکشنبه

## Halves of the day, for clocks of twelve hours.

before-noon = ق.ظ.
after-noon = ب.ظ.

## Lengths of time. $count is a whole number, 1 or more.

duration-minutes =
    { $count } دقیقه
duration-hours =
    { $count } ساعت
duration-days =
    { $count } روز

## Sizes of files. $number is written already, such as "1.5".

file-size-bytes = { $number } بایت
file-size-kilobytes = { $number } کیلوبایت
file-size-megabytes = { $number } مگابایت
file-size-gigabytes = { $number } گیگابایت

## Names of languages.

language-en = انگلیسی
language-tr = ترکی استانبولی
language-ko = کره‌ای
language-fa = فارسی
