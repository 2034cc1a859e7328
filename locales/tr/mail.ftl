### Mails that Tillside writes itself. Subjects are read with line_with, everything else with text_with.

## Every mail

# $name: the person's name
mail-greeting = Merhaba { $name },
mail-greeting-nameless = Merhaba,
# Stands before the bare address of the button above it.
mail-link-hint = Düğme çalışmazsa bu adresi tarayıcınızda açın:
# $workspace: the workspace's name
mail-footer = Bu e-posta { $workspace } tarafından { -brand-name } ile gönderildi.

## Invitation of a colleague

# $inviter: who invites. $workspace: the workspace's name
mail-invitation-subject = { $inviter } sizi { $workspace } ekibine davet ediyor
# $inviter: who invites. $workspace: the workspace's name
mail-invitation-intro = { $inviter } sizi { $workspace } ekibinde müşterilere birlikte yanıt vermeye davet ediyor. Bir parola belirleyin ve hemen başlayın.
mail-invitation-button = Daveti kabul edin
# $date: the last day on which the link works
mail-invitation-expires = Davetin son geçerlilik tarihi: { $date }.
mail-invitation-ignore = Sizi davet eden kişiyi tanımıyorsanız bu e-postayı dikkate almayın; hiçbir işlem yapılmaz.

## A new password

# $workspace: the workspace's name
mail-password-reset-subject = { $workspace } için yeni parola belirleyin
# $email: the address with which the person signs in
mail-password-reset-intro = { $email } hesabı için yeni parola istendi. Bu isteği siz yaptıysanız yeni parolanızı belirleyin.
mail-password-reset-button = Yeni parola belirleyin
# $duration: such as "1 hour"
mail-password-reset-expires = Bağlantı yalnızca bir kez kullanılabilir; geçerlilik süresi: { $duration }.
mail-password-reset-ignore = Bu isteği siz yapmadıysanız bu e-postayı dikkate almayın; parolanız değişmez.

## A chat goes on by mail, because the customer has left the page

# $store: the store's name
mail-chat-subject = { $store } ile sohbetiniz
# $agent: who answered. $store: the store's name. $count: how many messages follow
mail-chat-intro =
    { $count ->
        [one] { $store } ekibinden { $agent } sohbetinizde size yanıt verdi:
       *[other] { $store } ekibinden { $agent } sohbetinizde size { $count } mesaj gönderdi:
    }
mail-chat-earlier = Bu sohbetteki önceki mesajlar
# Names the customer as the author of a line in the chat
mail-chat-you = Siz
mail-chat-footer = Görüşmeye devam etmek için bu e-postayı yanıtlayın; yanıtınız aynı görüşmeye eklenir.

## An answer, with what it answers below it

# Stands above what is answered. $time: its date and time. $name: who wrote it
mail-reply-quote = { $time } tarihinde { $name } yazdı:

## A test of a mailbox

# $channel: the mailbox's name
mail-channel-test-subject = { $channel } kanalından deneme e-postası
# $address: the mailbox's address
mail-channel-test-intro = { $address } adresinden gönderim çalışıyor: bu e-posta size ulaştı.
mail-channel-test-next = Gelen postayı da denemek için bu e-postayı yanıtlayın: yanıtınız bir dakika içinde gelen kutusunda görünmelidir.
# $time: date and time
mail-channel-test-sent = Gönderilme zamanı: { $time }.
mail-too-large = Bu e-posta { $size } MB büyüklüğünde. Yalnızca başlıkları alındı; e-postanın tamamı posta kutusundaki “{ $folder }” klasöründedir.

## Files that were too large for a mail

# $count: how many files follow. $date: the last day on which the links work
mail-files-linked =
    { $count ->
        [one] Bir dosya, eklenemeyecek kadar büyüktü. Dosyayı { $date } tarihine kadar buradan indirebilirsiniz:
       *[other] { $count } dosya, eklenemeyecek kadar büyüktü. Dosyaları { $date } tarihine kadar buradan indirebilirsiniz:
    }
