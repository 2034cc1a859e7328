### Names from which dates, times and lengths of time are put together.

-brand-name = Tillside

## Months of the calendar that this language's readers use (in Persian: Solar Hijri, from Farvardin).

month-1 = 1월
month-2 = 2월
month-3 = 3월
month-4 = 4월
month-5 = 5월
month-6 = 6월
month-7 = 7월
month-8 = 8월
month-9 = 9월
month-10 = 10월
month-11 = 11월
month-12 = 12월

## Days of the week, from Monday.

weekday-1 = 월요일
weekday-2 = 화요일
weekday-3 = 수요일
weekday-4 = 목요일
weekday-5 = 금요일
weekday-6 = 토요일
weekday-7 = 일요일

## Halves of the day, for clocks of twelve hours.

before-noon = 오전
after-noon = 오후

## Lengths of time. $count is a whole number, 1 or more.

duration-minutes =
    { $count }분
duration-hours =
    { $count }시간
duration-days =
    { $count }일

## Sizes of files. $number is written already, such as "1.5".

file-size-bytes = { $number }바이트
file-size-kilobytes = { $number }KB
file-size-megabytes = { $number }MB
file-size-gigabytes = { $number }GB

## Names of languages.

language-en = 영어
language-tr = 튀르키예어
language-ko = 한국어
language-fa = 페르시아어
