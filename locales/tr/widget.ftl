# Mağazanın sayfalarındaki sohbet penceresi. Metinler kısa tutulur: panel 376 piksel genişliğindedir.

## The round button
widget-launcher-open = Sohbeti aç
widget-launcher-close = Sohbeti kapat
widget-launcher-unread =
    { $count ->
        [one] Sohbeti aç, { $count } okunmamış mesaj
       *[other] Sohbeti aç, { $count } okunmamış mesaj
    }

## The panel and when somebody answers
# $name: the store's name
widget-dialog = { $name } ile sohbet
widget-close = Kapat
widget-greeting = Merhaba! Size nasıl yardımcı olabiliriz?
# $time: a duration such as "5 minutes"
widget-reply-within = Genellikle { $time } içinde yanıt veriyoruz
widget-reply-soon = Şu anda buradayız
# $when: such as "tomorrow, 09:00"
widget-away-until = Şu anda kapalıyız. Açılış: { $when }.
widget-away = Şu anda kapalıyız
widget-hours = Çalışma saatleri
widget-hours-closed = Kapalı
# $zone: the name of a time zone
widget-hours-zone = Saat dilimi: { $zone }

## Messages
widget-log = Mesajlar
widget-you = Siz
widget-assistant = Otomatik yanıt
# $name: who is writing
widget-typing = { $name } yazıyor
widget-new-messages = Yeni mesajlar
# $name: the file's name
widget-download = İndir: { $name }
widget-sending = Gönderiliyor…
widget-waiting = Bağlantı kurulunca gönderilecek
widget-sent = Gönderildi
widget-seen = Görüldü
widget-failed = Gönderilemedi
widget-failed-too-long = Gönderilemedi: mesaj çok uzun
widget-failed-refused = Gönderilemedi: mesaj kabul edilmedi
widget-retry = Tekrar dene
widget-discard = Sil

## Writing
widget-message = Mesaj
widget-placeholder = Bir mesaj yazın…
widget-send = Gönder
widget-attach = Dosya ekle
widget-drop = Dosyalarınızı buraya bırakın
# $name: the file's name, $percent: such as "40%"
widget-uploading = { $name }: { $percent }
widget-upload-failed = { $name } yüklenemedi
widget-upload-too-large = { $name } çok büyük
widget-upload-refused = Bu dosya türü kabul edilmiyor: { $name }
widget-remove = Kaldır: { $name }

## Reaching the customer later
widget-email = E-posta
widget-name = Adınız (isteğe bağlı)
widget-email-away = E-posta adresinizi bırakın, size oradan yanıt verelim.
widget-email-required = Size ulaşabilmemiz için lütfen e-posta adresinizi yazın.
widget-email-offer = Sayfadan ayrılacak mısınız? E-posta adresinizi bırakın, yanıtımız size ulaşsın.
widget-email-invalid = Lütfen ad@example.com gibi bir e-posta adresi girin
widget-email-save = Kaydet
widget-email-later = Şimdi değil
# $email: the visitor's address
widget-email-kept = Ayrılırsanız yanıtımızı { $email } adresine göndeririz.

## When something is wrong
widget-offline = Bağlantı yok. Mesajlarınız saklanıyor, sonra gönderilecek.
widget-unreachable = Şu anda bize ulaşılamıyor. Yeniden deneniyor…
widget-unavailable = Bu sayfada sohbet kullanılamıyor.
widget-slow-down = Biraz hızlı oldu. Mesajlarınız birazdan gönderilecek.
