# Gelen kutusu, konuşma, yazma alanı ve yanındaki müşteri.
views = Görünümler
views-teams = Ekipler
views-saved = Kayıtlı görünümler
view-mine = Bende olanlar
view-unassigned = Atanmamış
view-all = Açık olanlar
view-mentions = Anıldıklarım
view-following = İzlediklerim
view-pending = Yanıt bekleyen
view-snoozed = Ertelenen
view-solved = Çözülen
view-spam = İstenmeyen
view-save = Görünüm olarak kaydet
view-save-text = Seçtiğiniz süzgeçler, sayısı canlı bir görünüm olur.
view-name = Ad
view-shared = Çalışma alanındaki herkes görsün
view-delete = Görünümü sil
view-deleted = “{ $name }” görünümü silindi
view-actions = { $name } için işlemler
go-to-view = Git: { $name }

conversations-short = Konuşma
conversations = Konuşmalar
conversation = Konuşma
conversation-actions = Diğer işlemler
search-conversations = Bu görünümde ara
search-end = Aramayı bitir
filter = Süz
filter-channel = Kanal
filter-store = Mağaza
filter-assignee = Atanan
filter-tag = Etiket
filter-remove = { $name } süzgecini kaldır
sort = Sırala
sort-newest = Son hareket önce
sort-oldest = En eski hareket önce
sort-waiting = En uzun bekleyen önce
sort-created = En yeni önce
unread = Okunmadı
waiting = { $time } bekliyor
waiting-since = Müşteri { $time } tarihinden beri bekliyor
has-attachments = Ek var
last-by-agent = Son yanıt bizden
no-subject = Konu yok
customer = Müşteri
customer-unknown = Bilinmeyen müşteri
watching = { $count ->
    [one] { $names } bakıyor
   *[other] { $names } bakıyor
}
typing-now = { $count ->
    [one] { $names } yanıt yazıyor
   *[other] { $names } yanıt yazıyor
}
list-new-above = { $count ->
    [one] Yukarıda 1 yeni
   *[other] Yukarıda { $count } yeni
}
list-nothing-found = Eşleşen yok
list-nothing-found-text = Daha az süzgeç ya da başka sözcükler deneyin. Arama; konu, müşteri ve son iletiye bakar.
empty-mine = Masanızda iş yok
empty-text-mine = Size atanan konuşmalar burada görünür. Birini üstlenmek için Atanmamış görünümüne bakın.
empty-unassigned = Her konuşmanın bir sahibi var
empty-text-unassigned = Henüz kimsenin üstlenmediği yeni konuşmalar burada görünür.
empty-all = Her şey yolunda
empty-text-all = Müşteriler e-posta, sohbet ya da iletişim formuyla yazınca konuşmaları burada görünür.
empty-mentions = Şu anda sizi bekleyen yok
empty-text-mentions = Bir çalışma arkadaşınız notta @ ile adınızı yazınca konuşma burada görünür.
empty-following = İzlediğiniz konuşma yok
empty-text-following = Bir konuşmayı menüsünden izleyin; kim ilgilenirse ilgilensin burada kalır.
empty-pending = Yanıt beklenen konuşma yok
empty-text-pending = Müşterinin yanıtı beklenen konuşmalar burada görünür.
empty-snoozed = Ertelenen yok
empty-text-snoozed = Ertelediğiniz konuşma, seçtiğiniz zamana kadar gelen kutunuzdan çıkar.
empty-solved = Henüz çözülen yok
empty-text-solved = Çözülen konuşmalar burada durur; müşteri yeniden yazarsa kendiliğinden açılır.
empty-spam = İstenmeyen ileti yok
empty-text-spam = İstenmeyen olarak işaretlenenler burada, sayımların dışında tutulur.
empty-other = Burada bir şey yok
empty-text-other = Bu görünüme ait konuşmalar burada görünür.
pick-conversation = Bir konuşma seçin
pick-conversation-text = Listede gezinmek için { $next } ve { $previous }, bütün kısayollar için ? tuşuna basın.

bulk = Toplu işlemler
bulk-count = { $count ->
    [one] 1 konuşma seçili
   *[other] { $count } konuşma seçili
}
bulk-done = { $count ->
    [one] 1 konuşma değiştirildi
   *[other] { $count } konuşma değiştirildi
}
bulk-refused = { $count ->
    [one] 1 konuşma değiştirilemedi
   *[other] { $count } konuşma değiştirilemedi
}
bulk-end = Seçimi bitir
select-all = Listedekilerin tümünü seç
select-conversation = “{ $name }” konuşmasını seç

channel-email = E-posta
channel-chat = Sohbet
channel-contact-form = İletişim formu
channel-api = API
status = Durum
status-open = Açık
status-pending = Yanıt bekliyor
status-snoozed = Ertelendi
status-solved = Çözüldü
status-closed = Kapalı
status-spam = İstenmeyen
priority = Öncelik
priority-urgent = Acil
priority-high = Yüksek
priority-normal = Normal
priority-low = Düşük
assign = Kime atansın
assign-me = siz
assign-nobody = Kimse
team = Ekip
team-none = Ekip yok
store = Mağaza
store-none = Mağaza yok
tags = Etiketler
tag-add = Etiket ekle
picker-create = “{ $name }” oluştur
picker-nothing = Sonuç yok
snooze = Ertele
snooze-later = Üç saat sonra
snooze-tomorrow = Yarın sabah
snooze-weekday = { $day } sabahı
snooze-week = Bir hafta sonra
snooze-own = Başka tarih ve saat
snooze-time = Saat
snoozed-until = { $time } tarihine ertelendi
solve = Çöz
reopen = Yeniden aç
not-spam = İstenmeyen değil
became = Durum: { $status }
mark-unread = Okunmadı olarak işaretle
mark-spam = İstenmeyen olarak işaretle
follow = İzle
following = İzliyorsunuz
followers = İzleyenler
copy-link = Bağlantıyı kopyala
subject = Konu
subject-edit = Konuyu düzenle
customer-toggle = Müşteriyi göster ya da gizle
created = Başlangıç
first-response = İlk yanıt

merge = Birleştir
merge-title = Başka bir konuşmayla birleştir
merge-text = Bütün iletiler oraya taşınır, bu konuşma kapanır. Geri alabilirsiniz.
merge-search = Numara, konu ya da müşteri arayın
merge-nothing = Başka konuşma bulunamadı. Numara, konu ya da müşteri arayın.
merged = Konuşmalar birleştirildi
merged-away = Bu konuşma başka bir konuşmayla birleştirildi.
merged-open = Onu aç
split = Buradan ayır
split-done = Bu ileti ve sonrakiler artık ayrı bir konuşma
move = Başka konuşmaya taşı
move-title = Bu iletiyi taşı
move-text = Yalnızca bu ileti taşınır. Ona verilen yanıtlar da oraya gider. Geri alabilirsiniz.
move-new = Yeni bir konuşmaya
move-go = Taşı
moved = İleti taşındı
moved-back = İleti geri taşındı

thread = İletiler
thread-new = Yeni ileti
thread-end = En sona
message-by = { $name } adlı kişinin iletisi
note-by = { $name } adlı kişinin notu
note-internal = İç not
author-system = Sistem
customer-typing = { $name } yazıyor…
message-actions = Bu ileti için işlemler
message-details = Ayrıntılar
message-copy = Metni kopyala
message-frame = { $name } adlı kişinin iletisi
kind-auto-reply = Otomatik yanıt
kind-bounce = Teslim bildirimi
kind-complaint = İstenmeyen ileti şikâyeti
sender-doubtful = Gönderen doğrulanmadı
sender-unverified = Doğrulanmamış gönderen
sender-unverified-text = Bu kişi daha önce konuşmada yoktu. Siz alıntılamadıkça daha önce yazılanları görmez.
quote-show = Alıntıyı göster
quote-hide = Alıntıyı gizle
images-held = { $count ->
    [one] Gizliliğiniz için bir görsel yüklenmedi.
   *[other] Gizliliğiniz için { $count } görsel yüklenmedi.
}
images-show = Görselleri göster
attachments = Ekler
attachment-open = { $name } dosyasını aç
attachment-remove = { $name } dosyasını kaldır
invitation = Davet
invitation-publish = Etkinlik
invitation-request = Davet
invitation-reply = Davete yanıt
invitation-counter = Başka bir zaman öneriliyor
invitation-cancel = İptal edildi
invitation-untitled = Başlıksız etkinlik
invitation-daily = her gün
invitation-weekly = her hafta
invitation-monthly = her ay
invitation-yearly = her yıl
invitation-organizer = Davet eden: { $name }
invitation-accepted = kabul etti
invitation-tentative = belki
invitation-declined = reddetti
invitation-more = ve { $count } kişi daha
invitation-save = Daveti kaydet
download = İndir
delivery-queued = Gönderiliyor
delivery-sent = Gönderildi
delivery-delivered = Teslim edildi
delivery-seen = Görüldü
delivery-failed = Teslim edilemedi.
delivery-again = Yeniden denenecek: { $time }
delivery-tries = ({ $count } kez denendi)
delivery-unconfirmed = Ulaşmış olabilir.
delivery-unconfirmed-text = Alıcının sunucusu e-postanın tamamını aldı, ancak onaylamadan önce bağlantı koptu. Kimseye iki kez gitmemesi için kendiliğinden yeniden gönderilmez. Yeniden gönderirseniz çoğu e-posta programı bunun aynı ileti olduğunu anlar.
delivery-send-again = Yeniden gönder
delivery-change-address = Adresi değiştir
delivery-other-address = { $address } yerine kullanılacak adres
why-user-unknown = Böyle bir posta kutusu yok.
why-host-unknown = Böyle bir alan adı yok.
why-no-such-domain = Böyle bir alan adı yok. @ işaretinden sonrasını denetleyin.
why-has-moved = Alıcı başka bir adrese taşınmış.
why-takes-no-mail = Bu alan adı e-posta almıyor.
why-domain-takes-no-mail = Bu alan adı e-posta almıyor.
why-filtered = Alıcının süzgeci bu e-postayı tutuyor.
why-mailbox-full = Posta kutusu dolu.
why-suspended = Hesap devre dışı.
why-too-large = E-posta alıcı için çok büyük.
why-expired = Alıcının sunucusuna çok uzun süre ulaşılamadı.
why-network-error = Alıcının sunucusuna giden yol kesik.
why-system-error = Alıcının sunucusunda bir arıza var.
why-mailer-error = Alıcının sunucusunda bir arıza var.
why-sender-rejected = Alıcının sunucusu adresinizi gönderen olarak kabul etmiyor.
why-blocked = Alıcının sunucusu, e-postanızı gönderen sunucuyu engelliyor.
why-no-reverse-dns = E-postanızın gönderildiği adresin adı (PTR) yok.
why-authentication-failed = Alan adınızın SPF, DKIM veya DMARC denetimi tutmadı. Posta kutusunun ayarlarında alan adınızı denetleyin.
why-too-fast = Kısa sürede çok fazla e-posta gönderildi.
why-spam = İstenmeyen e-posta sayıldı.
why-virus = Virüs sayıldı.
why-content = İçerik kabul edilmedi.
why-policy = Alıcı tarafın bir kuralı buna izin vermiyor.
why-security = Alıcı taraf güvenlik nedeniyle erteledi veya reddetti.
why-no-relaying = Bu sunucu o adrese e-posta iletmiyor.
why-on-hold = Alıcının sunucusu erteledi.
why-unconfirmed = Sunucunun yanıtı kayboldu.
why-smtputf8-not-offered = Alıcının sunucusu @ işaretinden önceki “ü” veya “م” gibi harfleri desteklemiyor.
why-undefined = Sunucu neden bildirmedi.
delivery-waiting = Gönderilmeyi bekliyor
delivery-retry-refused = Yeniden gönderilemedi
send-later = Sonra gönder
scheduled-for = { $time } gönderilecek
scheduled-replies = Sonra gönderilecek yanıtlar
scheduled-at = Gönderim: { $time }
scheduled-was = Gönderilecekti: { $time }
scheduled-held = Bekletiliyor: müşteri yazdı
scheduled-failed = Gönderilemedi
scheduled-answered = Müşteri bu arada yazdı
scheduled-send-now = Şimdi gönder
scheduled-change = Zamanı değiştir
scheduled-edit = Düzenle
scheduled-cancel = Gönderme
scheduled-hold = Müşteri önce yazarsa beklet
# $time: such as "5 minutes ago"
delivery-mailed = Sohbette görülmedi, e-postayla gönderildi: { $time }
delivery-not-seen-no-address = Görülmedi. Ziyaretçi e-posta adresi bırakmadı.
delivery-not-seen-no-mailbox = Görülmedi. E-postayla gönderecek etkin bir posta kutusu yok.
details-from = Kimden
details-to = Kime
details-subject = Konu
details-sent = Gönderilme
details-sender = Gönderen denetimi
details-sealed = { $sealer } denetleyip iletti
details-threading = Neden burada
details-source = Özgün ileti
details-source-open = İletiyi geldiği gibi göster
check-pass = geçti
check-fail = kaldı
check-softfail = kuşkulu
check-neutral = nötr
check-none = yok
check-temperror = hata
check-permerror = hata
evidence-new = Bu konuşmayı başlattı.
evidence-reply-token = Yanıt adresimize gönderildi.
evidence-own-message-id = Bizim bir iletimizi yanıtlıyor.
evidence-bounce-address = Bir iletimizin geri dönüş adresine geldi.
evidence-in-reply-to = Bu konuşmadaki bir iletiyi yanıtlıyor.
evidence-references = Bu konuşmadaki bir iletiye gönderme yapıyor.
evidence-thread-index = E-posta programı bu konuşmaya ait olduğunu söylüyor.
evidence-subject-number = Konuda bu konuşmanın numarası geçiyor.
evidence-moved-message = Ekibin buraya taşıdığı bir iletiyi yanıtlıyor.
evidence-order-number = Bu konuşmadaki bir siparişin numarası geçiyor.
evidence-chat-visitor = Bu ziyaretçinin sohbetinden geldi.
evidence-other = Başlıklarına göre buraya yerleştirildi.

history-status = durumu “{ $status }” yaptı
history-priority = önceliği “{ $priority }” yaptı
history-assignee = { $name } adlı kişiye atadı
history-assignee-self = üstlendi
history-assignee-none = atamayı kaldırdı
history-team = { $name } ekibine aktardı
history-team-other = başka bir ekibe aktardı
history-team-none = ekibi kaldırdı
history-store = mağazayı { $name } olarak belirledi
history-store-other = başka bir mağaza belirledi
history-store-none = mağazayı kaldırdı
history-tags-added = { $tags } ekledi
history-tags-removed = { $tags } kaldırdı
history-tags = etiketleri değiştirdi
history-subject = konuyu “{ $subject }” yaptı
history-snoozed = { $time } tarihine erteledi
history-unsnoozed = ertelemeyi bitirdi
history-merged = başka bir konuşmayı buraya kattı
history-unmerged = birleştirmeyi geri aldı
history-split = konuşmayı ayırdı
history-message-moved = bir iletiyi taşıdı
history-custom-fields = alanları değiştirdi
history-followers = izleyenleri değiştirdi
history-customer-changed = müşteriyi değiştirdi
history-reopened = yeniden açtı
history-created = başlattı
history-delivery-failed = bir iletiyi teslim edemedi
history-continues = önceki bir konuşmanın devamı olarak başlattı
history-continued = yeni bir konuşmada sürdürdü
history-arrived-elsewhere = bu iletinin { $name } adresine de geldiğini gördü
history-arrived-elsewhere-unnamed = bu iletinin başka bir posta kutusuna da geldiğini gördü
history-open = Konuşmayı aç
history-other = değiştirdi
actor-agent = Temsilci
actor-customer = Müşteri
actor-assistant = Asistan
actor-system = Tillside
actor-token = API
actor-rule = Kural

composer = Ne yazılsın
composer-reply = { $name } için yazın…
composer-note = Ekip için not yazın. @ ile bir çalışma arkadaşınızı anabilirsiniz.
composer-channel = Yanıt kanalı
composer-no-channel = Bu müşteriye ulaşacak bir yol yok. Not yazabilirsiniz.
reply = Yanıt
note = Not
copies = Cc
cc = Cc
participant-unverified = Söylediği kişi olduğu doğrulanmadı
reply-all = Herkesi yanıtla
reply-one = Yalnızca müşteriyi yanıtla
bcc = Bcc
draft-kept = Gönderilmemiş metin
recipient-remove = { $address } adresini kaldır
attach = Dosya ekle
attach-drop = Eklemek için dosyaları bırakın
send = Gönder
send-solve = Gönder ve çöz
send-pending = Gönder ve yanıt bekle
send-open = Gönder ve açık bırak
send-options = Diğer gönderme seçenekleri
send-refused = İleti gönderilmedi
note-add = Not ekle
note-solve = Not ekle ve çöz
note-pending = Not ekle ve yanıt bekle
sent = İleti gönderildi
undo-too-late = Geri alınamadı
mention = Anma
format = Biçim
format-bold = Kalın
format-italic = Eğik
format-list = Madde imli liste
format-numbers = Numaralı liste
format-quote = Alıntı
format-link = Bağlantı
format-link-address = Web adresi
compose = Yeni konuşma
compose-from = Kimden
compose-to = Kime
compose-to-wrong = Bu bir e-posta adresi değil.
compose-text = İleti
compose-no-mailbox = Müşterilere yazmadan önce Ayarlar, Kanallar altında bir posta kutusu bağlayın.

last-seen = Görülme:
verified = Doğrulandı
lifetime-value = Toplam harcama
lifetime-value-apart = Her para birimi ayrı hesaplanır.
local-time = Onlarda saat { $time }
prefers = Tercihi: { $channel }
email-hard-bounce = Bu adrese e-posta ulaşmıyor.
email-soft-bounce = Bu adrese e-posta geç ulaşıyor.
email-complaint = Bu müşteri iletimizi istenmeyen olarak bildirdi.
email-lift = Yeniden gönder
email-lifted = Bu adrese yeniden e-posta gönderilebilir.
customer-notes = Müşteri notları
customer-notes-hint = Her çalışma arkadaşınızın bilmesi gerekenler
previous-conversations = Diğer konuşmalar
previous-none = Bu ilk konuşma.
orders-none = Henüz sipariş yok.
orders-more = { $count } sipariş daha göster
order-open = Sipariş ayrıntısı
order-in-store = Mağazada aç
order-refund = İade
order-pending = Ödeme bekliyor
order-processing = Hazırlanıyor
order-on-hold = Beklemede
order-completed = Tamamlandı
order-cancelled = İptal edildi
order-refunded = İade edildi
order-failed = Başarısız
order-draft = Taslak
order-trash = Çöpte
order-other = Diğer
shipment-info-received = Etiket oluşturuldu
shipment-in-transit = Yolda
shipment-out-for-delivery = Dağıtımda
shipment-attempt-fail = Teslim denemesi başarısız
shipment-available-for-pickup = Teslim alınabilir
shipment-delivered = Teslim edildi
shipment-exception = Sorun var
shipment-expired = Kargodan haber yok
shipment-unknown = Gönderildi
shipment-late = Gecikti
shipment-way = { $count ->
    [one] Nerede görüldü
   *[other] Nerelerde görüldü ({ $count })
}
shipment-way-more = { $count ->
    [one] Önceki bir adım
   *[other] Önceki { $count } adım
}
shipment-way-none = Kargo firması henüz nerede olduğunu bildirmedi.
shipment-signed-by = Teslim alan:
substatus-picked-up = Müşteri teslim aldı
substatus-signed = İmza karşılığı teslim edildi
substatus-cash-collected = Kapıda ödendi
substatus-customer-moved = Müşteri taşınmış
substatus-refused = Kabul edilmedi
substatus-customs-delay = Gümrükte bekliyor
substatus-held-for-payment = Ödeme bekleniyor
substatus-wrong-address = Adres hatalı
substatus-pickup-missed = Süresinde teslim alınmadı
substatus-returning = Geri dönüyor
substatus-returned = Göndericiye döndü
substatus-damaged = Hasarlı
substatus-lost = Kayıp
late-since = { $date } tarihinden beri gecikmede
late-past-expected-day = Kargo firması en geç { $date } tarihinde teslim edileceğini bildirmişti.
late-long-on-the-way = { $days ->
    [one] Bir iş gününden uzun süredir yolda.
   *[other] { $days } iş gününden uzun süredir yolda.
}
late-no-movement = { $days ->
    [one] Bir iş gününden uzun süredir haber yok.
   *[other] { $days } iş gününden uzun süredir haber yok.
}
late-not-shipped = { $days ->
    [one] Bir iş gününden uzun süredir gönderilmeyi bekliyor.
   *[other] { $days } iş gününden uzun süredir gönderilmeyi bekliyor.
}
late-rule = Kural: { $place }
late-rule-all = Diğer her şey için geçerli kural
shipment-expected = Beklenen: { $date }
shipment-delivered-at = Teslim: { $date }
duplicate-title = Büyük olasılıkla aynı kişi
duplicate-merge = Birleştir
duplicate-dismiss = Aynı değil
duplicate-same-name-and-phone = Ad ve telefon numarası aynı
duplicate-same-phone = Telefon numarası aynı
duplicate-same-email = E-posta adresi aynı
duplicate-same-name = Ad aynı
duplicate-same-address = Ad ve adres aynı
duplicate-same-store = Mağaza hesabı aynı
duplicate-same-chat = Sohbet ziyaretçisi aynı
duplicate-other = Birkaç bilgi örtüşüyor
customers-merged = Müşteriler birleştirildi
# Actions on orders, in short.
order-actions = İşlemler
order-action-refund = İade
order-action-cancel = İptal
order-action-note = Not
order-action-address = Adres
order-action-resend = E-postayı yeniden gönder
order-action-coupon = Kupon
order-action-replacement = Yeniden gönderim siparişi
order-action-undo = Geri alma
order-action-other = İşlem
order-action-is-pending = mağazayı bekliyor
order-action-is-done = yapıldı
order-action-is-failed = yapılmadı
order-action-is-unknown = yapılıp yapılmadığı bilinmiyor
history-order-done = { $number } numaralı siparişte mağazaya yaptırdı: { $what }
history-order-failed = { $number } numaralı siparişte mağazadan istedi, yapılmadı: { $what }
history-order-unknown = { $number } numaralı siparişte mağazadan istedi, yapılıp yapılmadığı bilinmiyor: { $what }
order-facts-between = Ortalama { $count } günde bir sipariş
order-facts-refunds = { $count } iade: { $amounts }
order-facts-returned = { $count } ürün geri geldi
order-cite = Alıntıla
order-cite-text = Numarayı, toplamı ve kargo takibini yanıta ekle

## Variables in a reply

cite-product = Ürün ekle
cite-product-search = Ürün ara
cite-product-none = Ürün bulunamadı
variables = Değişken ekle
variables-order-of = İlgili sipariş
variables-customer = Müşteri
variables-order = Sipariş
variables-shipment = Kargo
variables-agent = Siz
variables-store = Mağaza
variables-empty = burada değeri yok
# Stands in the text where the agent should write what the customer reads if there is no value
variables-fallback = kendi ifadeniz
variables-preview = Müşterinin göreceği metin
# $name: the variable as it stands in the text
variables-unresolved-variable = { $name } değişkeninin burada değeri yok. Yerine ne yazılacağını “|” işaretinden sonra belirtin ya da değişkeni silin.
# $name: the variable as it stands in the text
variables-unknown-variable = { $name } adında bir değişken yok.
# $name: the variable as it stands in the text
variables-split-variable = { $name } değişkeninin içinde biçim değişiyor. Lütfen yeniden ekleyin.
details-linked = Büyük dosyalar
attachment-by-link = bağlantı olarak
# $date: the last day on which the link works
attachment-linked = Bağlantı olarak gönderildi; son gün: { $date }
attachment-link-over = Bağlantı olarak gönderildi; bağlantının süresi doldu
variable-customer-name = Ad soyad
variable-customer-first-name = Ad
variable-customer-email = E-posta adresi
variable-agent-name = Adınız soyadınız
variable-agent-first-name = Adınız
variable-company-name = Şirket
variable-store-name = Mağaza
variable-order-number = Sipariş numarası
variable-order-status = Sipariş durumu
variable-order-total = Sipariş tutarı
variable-order-placed-at = Sipariş tarihi
variable-order-shipping-method = Gönderim yöntemi
variable-order-payment-method = Ödeme yöntemi
variable-shipment-carrier = Kargo firması
variable-shipment-tracking-number = Takip numarası
variable-shipment-tracking-url = Takip bağlantısı
variable-shipment-status = Teslimat durumu
variable-shipment-shipped-at = Kargoya veriliş tarihi
variable-shipment-expected-at = Tahminî teslimat
