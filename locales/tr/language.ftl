### Names from which dates, times and lengths of time are put together.

-brand-name = Tillside

## Months of the calendar that this language's readers use (in Persian: Solar Hijri, from Farvardin).

month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık

## Days of the week, from Monday.

weekday-1 = Pazartesi
weekday-2 = Salı
weekday-3 = Çarşamba
weekday-4 = Perşembe
weekday-5 = Cuma
weekday-6 = Cumartesi
weekday-7 = Pazar

## Halves of the day, for clocks of twelve hours.

before-noon = ÖÖ
after-noon = ÖS

## Lengths of time. $count is a whole number, 1 or more.

duration-minutes =
    { $count } dakika
duration-hours =
    { $count } saat
duration-days =
    { $count } gün

## Sizes of files. $number is written already, such as "1.5".

file-size-bytes = { $number } bayt
file-size-kilobytes = { $number } KB
file-size-megabytes = { $number } MB
file-size-gigabytes = { $number } GB

## Names of languages.

language-en = İngilizce
language-tr = Türkçe
language-ko = Korece
language-fa = Farsça
