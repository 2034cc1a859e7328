# Konsolun kabuğu ve bütün sayfaların paylaştığı metinler.
nav-label = Ana menü
nav-inbox = Gelenler
nav-customers = Müşteriler
nav-orders = Siparişler
nav-products = Ürünler
nav-reviews = Yorumlar
nav-coupons = Kuponlar
nav-reports = Raporlar
nav-settings = Ayarlar
skip-to-content = İçeriğe geç

close = Kapat
cancel = Vazgeç
save = Kaydet
file-choose = Gözat…
file-none = Dosya seçilmedi
files-chosen = { $count } dosya
delete = Sil
undo = Geri al
edit = Düzenle
add = Ekle
remove = Kaldır
search = Ara
more = Daha fazla
back = Geri
copy = Kopyala
copied = Kopyalandı
try-again = Yeniden dene
load-more = Daha fazla göster
none = Yok
saved = Kaydedildi
day-choose = Takvimden seçin
day-wrong = Bu gün seçilemez. Örnekteki gibi yazın.
time-wrong = 00:00 ile 24:00 arasında bir saat yazın.

notice-ask = Biri sizi andığında veya izlediğiniz bir görüşmede müşteri yazdığında bu bilgisayar size haber versin mi?
notice-turn-on = Aç
notice-on = Masaüstü bildirimleri açık. Profilinizden kapatabilirsiniz.
notice-mention = { $name } sizi andı
month-previous = Önceki ay
month-next = Sonraki ay

profile-menu = Menünüz, { $name }
your-profile = Profiliniz
presence-online = Müsait
presence-away = Uzakta
presence-offline = Çevrimdışı
theme = Görünüm
theme-system = Sistemle aynı
theme-light = Açık
theme-dark = Koyu
theme-contrast = Yüksek karşıtlık
language = Dil
sign-out = Oturumu kapat

offline = Çevrimdışısınız. Yazdıklarınız saklanır ve bağlantı gelince gönderilir.
offline-waiting = { $count ->
    [one] Çevrimdışısınız. Bir değişiklik gönderilmeyi bekliyor.
   *[other] Çevrimdışısınız. { $count } değişiklik gönderilmeyi bekliyor.
}
offline-sent = { $count ->
    [one] Bağlantı geri geldi. Değişikliğiniz gönderildi.
   *[other] Bağlantı geri geldi. { $count } değişiklik gönderildi.
}
offline-refused = Çevrimdışıyken yaptığınız bir değişiklik kabul edilmedi
offline-held = { $count ->
    [one] Bir değişiklik henüz gönderilemedi.
   *[other] { $count } değişiklik henüz gönderilemedi.
}
offline-to-drafts = Taslaklara geri al
offline-reply-refused = “{ $name }” konuşmasındaki yanıtınız kabul edilmedi. Metin yeniden taslakta.
offline-note-refused = “{ $name }” konuşmasındaki notunuz kabul edilmedi. Metin yeniden taslakta.
offline-open = Konuşmayı aç

palette = Komut paleti
palette-placeholder = Arayın ya da bir komut yazın
palette-found = Bulunanlar
palette-nothing = Sonuç yok. Başka sözcükler, bir sipariş numarası ya da e-posta adresi deneyin.

keyboard-shortcuts = Klavye kısayolları
shortcuts-hint = Bir işleme başka bir tuş vermek için tuşun düğmesine basın.
shortcuts-reset = Varsayılanlara dön
shortcut-press = Bir tuşa basın
shortcut-change = { $action }: { $key }. Değiştir
shortcut-palette = Komut paleti
shortcut-send = Gönder
shortcut-send-solve = Gönder ve çöz
shortcut-next = Sonraki konuşma
shortcut-previous = Önceki konuşma
shortcut-reply = Yanıtla
shortcut-note = Not yaz
shortcut-assign = Ata
shortcut-tag = Etiketler
shortcut-status = Durum
shortcut-snooze = Ertele
shortcut-solve = Çöz
shortcut-priority = Öncelik
shortcut-unread = Okunmadı olarak işaretle
shortcut-undo = Son taşımayı ya da değişikliği geri al
shortcut-select = Seç
shortcut-compose = Yeni konuşma
shortcut-search = Ara
shortcut-help = Bu kısayolları göster
shortcut-back = Listeye dön

error-title = Yüklenemedi
missing-title = Burada bir şey yok
change-refused = Kaydedilemedi
page-missing-title = Bu sayfa yok
page-missing-text = Adres yanlış yazılmış veya buradaki içerik kaldırılmış olabilir.
page-broken-title = Bu sayfa gösterilemedi
page-broken-text = Sayfayı yeniden yükleyin; sorun sürerse Tillside sorumlusuna bildirin.
page-to-inbox = Gelen kutusuna git
no-permission-title = Buraya erişiminiz yok
no-permission-text = İşiniz için gerekiyorsa çalışma alanının sahibinden ya da bir yöneticiden isteyin.

problem-invalid-credentials = E-posta adresi ile parola eşleşmiyor. İkisini de kontrol edip yeniden deneyin.
problem-not-found = Bu kayıt artık yok ya da hiç olmadı.
problem-conflict = Aynı anda başka biri de bunu değiştirdi. Yeniden bakıp değişikliğinizi tekrarlayın.
problem-validation = Formda bir yanlışlık var. İşaretli alanları kontrol edin.
problem-unauthorized = Oturumunuz kapandı. Lütfen yeniden giriş yapın.
problem-forbidden = Rolünüz buna izin vermiyor. Sahip ya da yöneticiye başvurun.
problem-rate-limited = Çok fazla deneme yapıldı. Biraz bekleyip yeniden deneyin.
problem-unavailable = Sunucu düzgün yanıt vermiyor. Birazdan yeniden deneyin.
problem-offline = Sunucuya ulaşılamıyor. Bağlantınızı kontrol edin.
problem-too-large = Bu dosya çok büyük.
problem-already-sent = İleti gönderilmiş, artık geri alınamaz.
problem-unexpected = Beklenmeyen bir şey oldu. Yeniden deneyin; sürerse Tillside'ı yöneten kişiye bildirin.
problem-malformed = Sunucu gönderileni okuyamadı. Sayfayı yenileyip yeniden deneyin.
problem-invalid-query = Bu bağlantı veya filtre artık geçerli değil. Filtreleri temizleyip yeniden deneyin.
problem-method-not-allowed = Sunucu bunu burada yapamıyor. Sayfayı yenileyin; eski bir sürümünü kullanıyor olabilirsiniz.
problem-unsupported-media-type = Bu türdeki dosyalar kabul edilmiyor.
problem-internal = Sunucuda bir sorun oluştu. Yeniden deneyin; sürerse Tillside'ı çalıştıran kişiye haber verin.
problem-upstream-failed = Başka bir sunucu gerektiği gibi yanıt vermedi. Birkaç dakika sonra yeniden deneyin.
problem-storage-full = Sunucunun diski dolu. Yer açılana kadar hiçbir şey kaydedilemez; Tillside'ı çalıştıran kişiye haber verin.
problem-csrf = Oturumunuz güncel değil. Sayfayı yenileyip yeniden deneyin.
problem-idempotency-key-reused = Bu daha önce başka içerikle gönderildi. Sayfayı yenileyip yeniden başlayın.
problem-taken = Bu zaten kullanılıyor. Başka bir tane seçin.
problem-address-suppressed = Bu adrese e-posta gönderilmiyor: kalıcı olarak geri döndü ya da okuyan istemiyor. Müşterinin yanında bunu kaldırın ya da başka bir adres seçin.
problem-last-owner = En az bir sahip kalmalıdır. Önce başka birini sahip yapın.
