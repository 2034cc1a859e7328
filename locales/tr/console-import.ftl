# Mails that lie in files
import-title = Dosyalardan e-posta
import-text = Geçmiş yılların e-postalarını getirin: görüşmeler kendi zamanında, çözülmüş olarak durur. Hiçbir şey gönderilmez, kimseye haber verilmez. Burada olan ikinci kez alınmaz.
import-files = Dosyalar
import-files-hint = mbox, zip ya da .eml, en çok 4 GB. Daha büyükleri sunucuda “tillside import-mail” ile okunur.
import-waiting = Hâlâ yanıt bekleyen müşteriler
import-waiting-none = Hepsini çözülmüş say
import-waiting-none-hint = Her görüşme çözülmüş olur. Müşterisi yeniden yazınca açılır.
import-waiting-open = Son günlerde bekleyenleri aç
import-waiting-open-hint = Son iletisi müşteriden gelen ve bu kadar günden eski olmayan görüşmeler açık olur.
import-days = Gün
import-begin = İçeri al
# $share: such as "12 %"
import-sending = Dosyalar gönderiliyor: { $share }
import-sent = Dosyalar ulaştı.
import-list = İçeri alınan dosyalar
import-none = Bu posta kutusuna henüz dosya alınmadı.
import-state-waiting = Bekliyor
import-state-running = Okunuyor
import-state-done = Tamamlandı
import-state-cancelled = Durduruldu
import-state-failed = Sürdürülemiyor
# $count: number of mails
import-stored = { $count ->
    [one] { $count } e-posta alındı
   *[other] { $count } e-posta alındı
}
import-repeated = { $count } tanesi zaten buradaydı
import-skipped = { $count } tanesi atlandı
# $done, $total: such as "12 MB"
import-bytes = { $done } / { $total }
import-rate = saniyede { $rate } e-posta
import-stop = Durdur
import-stop-title = { $name } okunmasın mı?
import-stop-text = Alınanlar kalır. Sürdürmek için dosyayı yeniden gönderin: hiçbir şey iki kez alınmaz.
import-skips-show = Atlananlar
import-skips-hide = Gizle
import-skips-more = … ve { $count } tane daha
# $line, $offset: numbers
import-place = { $line }. satır, { $offset }. bayt
import-skip-too-large = Çok büyük
import-skip-not-a-mail = E-posta değil
import-skip-unreadable = Dosya okunamıyor
import-skip-rejected = Müşteri e-postası değil
import-skip-failed = Kaydedilemedi
audit-mail-import-begun = dosyalardan e-posta okumaya başladı
audit-mail-import-cancelled = dosyalardan e-posta okumayı durdurdu
history-imported = geçmişten devraldı
evidence-named-by-later = Bu görüşmedeki sonraki bir e-posta bunu yanıtlıyor.

# Machines that answer each other
silence-title = Otomatik ileti gitmeyen adresler
silence-text = E-postaları, bizimkilere yanıt veren bir makineninkine benziyor. Süre dolana dek oraya otomatik bir şey gitmez; siz yazmayı sürdürebilirsiniz.
silence-address = E-posta adresi
silence-why = Neden
silence-why-flood = Birkaç dakikada çok fazla e-posta
silence-why-repeats = Hep aynı sözler
silence-why-auto-replies = Art arda otomatik yanıtlar
silence-until = Bitiş
silence-end = Sona erdir
silence-ended = Bu adrese yeniden otomatik e-posta gidebilir.
# $time: date and time
silence-banner = { $address } adresine şu zamana dek otomatik bir şey gönderilmez: { $time }.
history-silenced = bu müşteriye otomatik e-postayı durdurdu: e-postaları bir makineninkine benziyor
history-silence-ended = bu müşteriye otomatik e-postaya yeniden izin verdi
audit-mail-silence-ended = bir adrese otomatik e-postaya yeniden izin verdi
delivery-not-seen-suppressed = Görülmedi. Ziyaretçinin adresine e-posta gönderilmiyor.
delivery-not-seen-silenced = Görülmedi. Ziyaretçinin adresine şimdilik otomatik bir şey gönderilmiyor.
problem-address-silenced = Bu adrese şimdilik otomatik bir şey gönderilmiyor.
