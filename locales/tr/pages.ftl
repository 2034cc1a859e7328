### Pages that the server renders itself, readable without a script.

## Contact form

# $store: the store's name
contact-form-title = { $store } ile iletişime geçin
contact-form-intro = Bize yazın. Size e-posta ile yanıt vereceğiz.
contact-form-language = Bu sayfanın dili
# Stands behind the name of a field
contact-form-optional = (isteğe bağlı)
contact-form-name = Adınız
contact-form-email = E-posta adresiniz
contact-form-order = Sipariş numarası
contact-form-order-hint = Sipariş onayı e-postanızda yer alır.
contact-form-subject = Konu
contact-form-message = Size nasıl yardımcı olabiliriz?
contact-form-files = Görseller veya dosyalar
# $count: most files. $size: largest file, such as "10 MB"
contact-form-files-hint =
    { $count ->
        [one] En fazla { $size } boyutunda bir dosya.
       *[other] En fazla { $count } dosya, her biri en fazla { $size }.
    }
contact-form-privacy = Buraya yazdıklarınızı yalnızca size yanıt vermek için kullanırız.
contact-form-send = Mesajı gönderin
# Names a field that people do not see and robots fill in
contact-form-trap = Bu alanı boş bırakın
contact-form-closed = Bu form artık kullanılmıyor. Bize ulaşmanın başka bir yolu için lütfen internet sitemize bakın.

## Contact form: what is wrong

# $count: how many fields
contact-form-wrong =
    { $count ->
        [one] Lütfen işaretli alanı kontrol edin.
       *[other] Lütfen işaretli { $count } alanı kontrol edin.
    }
contact-form-name-missing = Lütfen adınızı yazın.
contact-form-email-missing = Size yanıt verebilmemiz için e-posta adresinizi yazın.
contact-form-email-wrong = Bu tam bir e-posta adresi değil. Örnek: ad@example.com
contact-form-message-missing = Lütfen mesajınızı yazın.
# $limit: most characters
contact-form-too-long = Bu metin çok uzun: en fazla { $limit } karakter yazabilirsiniz.
# $name: the file's name. $size: largest file, such as "10 MB"
contact-form-file-too-large = { $name } dosyası çok büyük. En fazla { $size } olabilir.
# $count: most files
contact-form-too-many-files =
    { $count ->
        [one] Lütfen yalnızca bir dosya ekleyin.
       *[other] Lütfen en fazla { $count } dosya ekleyin.
    }
# $duration: such as "2 minutes"
contact-form-too-often = Kısa süre içinde birkaç mesaj gönderdiniz. Lütfen { $duration } sonra yeniden deneyin.
contact-form-not-sent = Mesajınız kaydedilemedi. Yazdıklarınız burada duruyor; lütfen yeniden gönderin.

## Contact form: thanks

contact-form-thanks-title = Teşekkür ederiz, mesajınız bize ulaştı
# $email: where the answer goes
contact-form-thanks-text = Yanıtımızı { $email } adresine göndereceğiz.
# $number: the conversation's number
contact-form-thanks-number = Başvuru numaranız: { $number }
# $duration: such as "2 hours"
contact-form-reply-within = Genellikle { $duration } içinde yanıt veririz.
# $time: day and time of opening
contact-form-reply-after-opening = Şu anda kapalıyız. Açıldıktan sonra yanıt vereceğiz: { $time }.
# Shown while no usual time is known
contact-form-reply-soon = Size en kısa sürede yanıt vereceğiz.
contact-form-again = Başka bir mesaj gönderin

## Return from a store's own page, where the merchant allowed or refused access

# $store: the store's name
store-allowed-title = { $store } bağlandı
store-allowed-text = Siparişler, müşteriler ve ürünler şimdi alınıyor. İlerlemeyi ayarlardan izleyebilir, bu sırada çalışmaya başlayabilirsiniz.
# $store: the store's name
store-waiting-title = { $store } bekleniyor
store-waiting-text = Erişime izin verdiniz, ancak mağaza anahtarlarını henüz göndermedi. Bu birkaç saniye sürer; sayfayı yenileyin.
# $store: the store's name
store-refused-title = { $store } bağlanmadı
store-refused-text = Mağazada erişime izin vermediniz. Hiçbir şey değiştirilmedi; istediğiniz zaman yeniden bağlayabilirsiniz.
store-back = Ayarlara dönün

## The page of a file that was too large for a mail

# $company: the company that sent it
file-page-title = { $company } size bir dosya gönderdi
file-page-download = İndir
# $time: date and time
file-page-until = Bağlantının geçerlilik sonu: { $time }
file-page-over-title = Bu dosya artık indirilemiyor
# $date: the last day. $company: the company that sent it
file-page-over-text = Dosya { $date } tarihine kadar indirilebiliyordu. Hâlâ ihtiyacınız varsa lütfen e-postayı yanıtlayın; { $company } dosyayı yeniden göndersin.
file-page-unknown-title = Böyle bir dosya yok
file-page-unknown-text = Adres eksik olabilir. Lütfen bağlantıyı e-postada yazdığı gibi yeniden açın.
