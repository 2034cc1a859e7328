### Names from which dates, times and lengths of time are put together.

-brand-name = Tillside

## Months of the calendar that this language's readers use (in Persian: Solar Hijri, from Farvardin).

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Days of the week, from Monday.

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## Halves of the day, for clocks of twelve hours.

before-noon = AM
after-noon = PM

## Lengths of time. $count is a whole number, 1 or more.

duration-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
duration-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
duration-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

## Sizes of files. $number is written already, such as "1.5".

file-size-bytes = { $number } bytes
file-size-kilobytes = { $number } KB
file-size-megabytes = { $number } MB
file-size-gigabytes = { $number } GB

## Names of languages.

language-en = English
language-tr = Turkish
language-ko = Korean
language-fa = Persian
