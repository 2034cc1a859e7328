# Sign-in, first set-up, invitations and forgotten passwords; and what is wrong with a field of any form.
sign-in = Giriş yap
sign-in-title = Tillside'a giriş yapın
sign-in-forgot = Parolanızı mı unuttunuz?
sign-in-wait = Çok fazla deneme yapıldı. { $time } sonra yeniden deneyin.
sign-in-instead = Girişe dön
sign-in-language = Bu sayfanın dili

person-name = Adınız
person-email = E-posta adresi
person-time-zone = Saat dilimi
password = Parola
password-show = Parolayı göster
password-hide = Parolayı gizle
password-hint = En az 10 karakter. Art arda birkaç kelime akılda kalır ve zor tahmin edilir.

setup-title = Hoş geldiniz. Çalışma alanınızı kuralım
setup-text = Tek bir form; ardından mağazanızı bağlayıp müşterilere yanıt verebilirsiniz.
setup-workspace-name = Mağazanızın veya şirketinizin adı
setup-workspace-hint = Müşteriler bunu görür. Daha sonra değiştirebilirsiniz.
setup-go = Çalışma alanını oluştur
setup-done-title = Kurulum zaten yapılmış
setup-done-text = Giriş yapın ya da çalışma alanının sahibinden davet isteyin.

invited-title = { $workspace } ekibine katılın
invited-text = { $email } adresiyle davet edildiniz. Başlamak için bir parola seçin.
invited-go = Katıl
invited-gone-title = Bu davet artık geçerli değil
invited-gone-text = Kullanılmış, geri alınmış veya yedi günden eski. Sizi davet eden kişiden yenisini isteyin.

forgot-title = Yeni parola
forgot-text = Adresinizi yazın, size bir bağlantı gönderelim. Bağlantı bir saat içinde bir kez kullanılabilir.
forgot-go = Bağlantıyı gönder
forgot-sent-title = Posta kutunuza bakın
forgot-sent-text = { $email } adresi burada kayıtlıysa bir bağlantı yolda. Birkaç dakika içinde gelmezse istenmeyen klasörüne bakın ya da bir yöneticiye e-postanın kurulu olup olmadığını sorun.
reset-title = Yeni bir parola seçin
reset-text = { $email } için. Diğer tüm oturumlarınız kapatılır.
reset-go = Kaydet ve giriş yap
reset-gone-title = Bu bağlantı artık geçerli değil
reset-gone-text = Daha önce kullanılmış veya üzerinden bir saat geçmiş.
reset-again = Yeni bağlantı iste

# What is wrong with a field.
field-invalid = Bu doğru görünmüyor. Lütfen kontrol edin.
field-required = Lütfen bu alanı doldurun.
field-taken = Bu zaten kullanılıyor.
field-too-long = Bu çok uzun.
field-too-short = Lütfen en az 10 karakter girin.
field-too-large = Bu sayı çok büyük.
field-too-many = Bunlar çok fazla.
field-unknown = Bu artık mevcut değil.
field-unknown-value = Bu değer burada bilinmiyor.
field-is-email = Parola e-posta adresiniz olamaz.
field-common = Bu, ilk denenen parolalardan biri. Lütfen başka bir parola seçin.
field-wrong-password = Bu mevcut parolanız değil.
field-loopback-only = Şifreleme olmadan yalnızca bu makineye ulaşılabilir. TLS veya STARTTLS seçin.
field-not-public = Bu adres herkese açık internette değil.
field-not-https = Adres https:// ile başlamalıdır
