### What pages of the server say when something is wrong.
error-not-found-title = این صفحه وجود ندارد
error-not-found-text = شاید نشانی نادرست نوشته شده یا محتوای آن برداشته شده باشد.
error-server-title = مشکلی از سوی ما پیش آمد
error-server-text = لطفاً کمی بعد دوباره تلاش کنید. اگر مشکل ادامه داشت، شمارهٔ زیر را به ما بگویید.
# $id: finds the request in the server's log
error-request-id = شمارهٔ درخواست: { $id }
error-unavailable-title = به‌زودی بازمی‌گردیم
error-unavailable-text = سرویس در دست تعمیر یا بسیار شلوغ است. لطفاً چند دقیقهٔ دیگر دوباره تلاش کنید.
error-expired-title = این پیوند دیگر کار نمی‌کند
error-expired-text = این پیوند پیش‌تر استفاده شده یا مهلت آن گذشته است. پیوند تازه‌ای درخواست کنید.
error-bad-request-title = این درخواست قابل فهم نبود
error-bad-request-text = لطفاً برگردید و دوباره تلاش کنید.
error-too-large-title = حجم ارسالی بیش از اندازه است
# $size: the most that is taken, such as "25 MB"
error-too-large-text = هر بار حداکثر { $size } می‌توان فرستاد.
error-too-often-title = تلاش‌های بیش از اندازه
# $duration: such as "2 minutes"
error-too-often-text = لطفاً { $duration } دیگر دوباره تلاش کنید.
error-back = بازگشت به صفحهٔ نخست
