### What pages of the server say when something is wrong.
error-not-found-title = Bu sayfa bulunamadı
error-not-found-text = Adres yanlış yazılmış ya da buradaki içerik kaldırılmış olabilir.
error-server-title = Bizden kaynaklanan bir sorun oluştu
error-server-text = Lütfen biraz sonra yeniden deneyin. Sorun sürerse bize aşağıdaki numarayı bildirin.
# $id: finds the request in the server's log
error-request-id = İstek numarası: { $id }
error-unavailable-title = Birazdan buradayız
error-unavailable-text = Hizmet bakımda ya da çok yoğun. Lütfen birkaç dakika sonra yeniden deneyin.
error-expired-title = Bu bağlantı artık geçerli değil
error-expired-text = Bağlantı daha önce kullanılmış ya da süresi dolmuş. Lütfen yeni bir bağlantı isteyin.
error-bad-request-title = Bu istek anlaşılamadı
error-bad-request-text = Lütfen geri dönüp yeniden deneyin.
error-too-large-title = Gönderilen içerik çok büyük
# $size: the most that is taken, such as "25 MB"
error-too-large-text = Tek seferde en fazla { $size } gönderilebilir.
error-too-often-title = Çok fazla deneme yapıldı
# $duration: such as "2 minutes"
error-too-often-text = Lütfen { $duration } sonra yeniden deneyin.
error-back = Ana sayfaya dönün
