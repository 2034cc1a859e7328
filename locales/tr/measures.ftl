### What is measured, as reports name and define it.

measure-volume = Yeni konuşmalar
    .definition = Dönem içinde başlayan konuşmalar; kanal ve başlatan fark etmez. İstenmeyen iletiler sayılmaz, başka bir konuşmayla birleştirilenler birleştirildikleri konuşma olarak bir kez sayılır.
measure-first-response = İlk yanıt süresi
    .definition = Müşterinin ilk mesajından ekibin ilk açık yanıtına kadar geçen süre. Otomatik yanıtlar, asistan ve iç notlar yanıt sayılmaz; ekibin başlattığı konuşmalar dışarıda bırakılır. Yanıtın verildiği güne yazılır.
measure-resolution = Çözüm süresi
    .definition = Konuşmanın başlangıcından son kez çözülmesine kadar geçen süre; yeniden açık kaldığı zaman dahildir. Dönem sonunda hâlâ çözülmüş durumdaysa çözüldüğü güne yazılır.
measure-backlog = Bekleyen iş
    .definition = Dönem sonunda açık, müşteriden yanıt bekleyen veya ertelenmiş olan konuşmalar.
measure-solved = Çözülen
    .definition = Dönem içinde çözülen ve dönem sonunda hâlâ çözülmüş durumda olan konuşmalar. Her biri bir kez sayılır.
measure-reopened = Yeniden açılan
    .definition = Çözülmüş bir konuşmanın dönem içinde müşteri veya ekip tarafından kaç kez yeniden açıldığı.

## Gruplar

measure-channel-email = E-posta
measure-channel-chat = Sohbet
measure-channel-contact-form = İletişim formu
measure-channel-api = API kanalı
measure-agent-none = Atanmamış
measure-team-none = Ekip yok
measure-language-none = Bilinmiyor
