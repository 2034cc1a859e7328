//! Replies taken apart: what must go, and above all what must stay.

use mail::reply::{Answer, Reply, extract, extract_html};
use proptest::prelude::*;

/// Sentences with which mail programs introduce a quote, by language.
const ATTRIBUTIONS: &[&str] = &[
    // Turkish
    "3 Eki 2026 Cmt, 12:41 tarihinde Örnek Mağaza <destek@magaza.example> şunu yazdı:",
    "Örnek Mağaza <destek@magaza.example>, 3 Eki 2026 Cmt, 12:41 tarihinde şunu yazdı:",
    "Örnek Mağaza <destek@magaza.example> şunları yazdı (3 Eki 2026 12:41):",
    "03.10.2026 12:41 tarihinde Örnek Mağaza yazdı:",
    "03.10.2026, 12:41, \"Örnek Mağaza\" <destek@magaza.example>:",
    "3 Ekim 2026 Cumartesi 12:41:09 GMT+3 tarihinde, Örnek Mağaza <destek@magaza.example> şunu yazdı:",
    "3 Ekim 2026 Cumartesi tarihinde, saat 12:41'de, Örnek Mağaza <destek@magaza.example> şunları yazdı:",
    "Örnek Mağaza, 3 Ekim 2026 tarihinde saat 12:41 itibarıyla şunu yazdı:",
    // Korean
    "2026년 10월 3일 (토) 오후 12:41, 예시 상점 <help@sangjeom.example>님이 작성:",
    "2026. 10. 3. 오후 12:41, 예시 상점 <help@sangjeom.example> 작성:",
    "2026-10-03 오후 12:41에 예시 상점 이(가) 쓴 글:",
    "2026년 10월 3일 토요일 오후 12:41:09 GMT+9에, 예시 상점<help@sangjeom.example> 님이 작성:",
    "예시 상점 <help@sangjeom.example>님이 2026. 10. 3. 오후 12:41에 작성:",
    // Persian
    "در تاریخ شنبه ۱۱ مهر ۱۴۰۵،‏ ۱۲:۴۱ فروشگاه نمونه <help@forooshgah.example> نوشت:",
    "در ۳ اکتبر ۲۰۲۶، ساعت ۱۲:۴۱، فروشگاه نمونه <help@forooshgah.example> نوشت:",
    "فروشگاه نمونه <help@forooshgah.example> در تاریخ 1405/07/11 12:41 نوشت:",
    "در ۱۴۰۵-۰۷-۱۱ ۱۲:۴۱، فروشگاه نمونه نوشته است:",
    // The rest of the world
    "On Sat, Oct 3, 2026 at 12:41 PM Example Shop <help@shop.example> wrote:",
    "On 3 Oct 2026, at 12:41, Example Shop <help@shop.example> wrote:",
    "On 03/10/2026 12:41, Example Shop wrote:",
    "Example Shop <help@shop.example> wrote on Sat, 3 Oct 2026 at 12:41:",
    "في السبت، 3 أكتوبر 2026 في 12:41 م تمت كتابة ما يلي بواسطة متجر <help@matjar.example>:",
    "Am Sa., 3. Okt. 2026 um 12:41 Uhr schrieb Beispielladen <hilfe@laden.example>:",
    "Beispielladen <hilfe@laden.example> schrieb am Sa., 3. Okt. 2026, 12:41:",
    "Le sam. 3 oct. 2026 à 12:41, Boutique Exemple <aide@boutique.example> a écrit :",
    "El sáb, 3 oct 2026 a las 12:41, Tienda Ejemplo (<ayuda@tienda.example>) escribió:",
    "Em sáb., 3 de out. de 2026 às 12:41, Loja Exemplo <ajuda@loja.example> escreveu:",
    "Il giorno sab 3 ott 2026 alle ore 12:41 Negozio Esempio <aiuto@negozio.example> ha scritto:",
    "Op za 3 okt 2026 om 12:41 schreef Voorbeeldwinkel <hulp@winkel.example>:",
    "Den lör 3 okt. 2026 kl 12:41 skrev Exempelbutik <hjalp@butik.example>:",
    "lør. 3. okt. 2026 kl. 12:41 skrev Eksempelbutikk <hjelp@butikk.example>:",
    "la 3. lokak. 2026 klo 12.41 Esimerkkikauppa (apu@kauppa.example) kirjoitti:",
    "sob., 3 paź 2026 o 12:41 Przykładowy Sklep <pomoc@sklep.example> napisał(a):",
    "so 3. 10. 2026 v 12:41 odesílatel Ukázkový obchod <pomoc@obchod.example> napsal:",
    "сб, 3 окт. 2026 г. в 12:41, Магазин Пример <help@magazin.example>:",
    "сб, 3 жовт. 2026 р. о 12:41 Крамниця <help@kramnytsia.example> пише:",
    "Példa Bolt <segitseg@bolt.example> ezt írta (időpont: 2026. okt. 3., Szo, 12:41):",
    "Στις Σάβ 3 Οκτ 2026 στις 12:41 μ.μ., ο χρήστης Κατάστημα <help@katastima.example> έγραψε:",
    "sâm., 3 oct. 2026 la 12:41, Magazin Exemplu <ajutor@magazin.example> a scris:",
    "Vào 12:41, Th 7, 3 thg 10, 2026 Cửa Hàng <help@cuahang.example> đã viết:",
    "Pada tanggal Sab, 3 Okt 2026 pukul 12.41 Toko Contoh <bantu@toko.example> menulis:",
    "2026年10月3日(土) 12:41 サンプル商店 <help@shouten.example>:",
    "示例商店 <help@shangdian.example> 于2026年10月3日周六 12:41写道：",
];

/// Labels of the headers above an answered mail: sender, date, recipient, subject.
const HEADERS: &[[&str; 4]] = &[
    ["Kimden", "Gönderildi", "Kime", "Konu"],
    ["Gönderen", "Gönderme Tarihi", "Alıcı", "Konu"],
    ["Kimden", "Tarih", "Kime", "Konu"],
    ["보낸 사람", "보낸 날짜", "받는 사람", "제목"],
    ["보낸사람", "날짜", "받는사람", "제목"],
    ["از", "ارسال شده", "به", "موضوع"],
    ["فرستنده", "تاریخ", "گیرنده", "موضوع"],
    ["From", "Sent", "To", "Subject"],
    ["From", "Date", "To", "Subject"],
    ["*From*", "*Date*", "*To*", "*Subject*"],
    ["من", "التاريخ", "إلى", "الموضوع"],
    ["Von", "Gesendet", "An", "Betreff"],
    ["De", "Envoyé", "À", "Objet"],
    ["De", "Enviado el", "Para", "Asunto"],
    ["De", "Enviada em", "Para", "Assunto"],
    ["Da", "Inviato", "A", "Oggetto"],
    ["Van", "Verzonden", "Aan", "Onderwerp"],
    ["Från", "Skickat", "Till", "Ämne"],
    ["Fra", "Sendt", "Til", "Emne"],
    ["Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"],
    ["Od", "Wysłano", "Do", "Temat"],
    ["Od", "Odesláno", "Komu", "Předmět"],
    ["От", "Отправлено", "Кому", "Тема"],
    ["差出人", "送信日時", "宛先", "件名"],
    ["发件人", "发送时间", "收件人", "主题"],
];

/// What telephones and mail programs sign with.
const FOOTERS: &[&str] = &[
    "iPhone'umdan gönderildi",
    "iPad’imden gönderildi",
    "Samsung Galaxy akıllı telefonumdan gönderildi.",
    "Android için Outlook’u edinin<https://aka.ms/AAb9ysg>",
    "Windows 10 için Posta ile gönderildi",
    "Yahoo Mail uygulamasından gönderildi",
    "Bu e-posta Avast antivirüs yazılımı tarafından virüslere karşı denetlenmiştir.\nwww.avast.com",
    "나의 iPad에서 보냄",
    "내 iPhone에서 보냄",
    "Galaxy에서 보냄",
    "삼성 갤럭시 스마트폰에서 보냈습니다.",
    "Android용 Outlook 다운로드<https://aka.ms/AAb9ysg>",
    "네이버 메일 앱에서 보냈습니다.",
    "از آیفون من ارسال شد",
    "ارسال‌شده از آیفون من",
    "از تلفن هوشمند Samsung Galaxy من ارسال شده است.",
    "Outlook برای Android را دریافت کنید",
    "Sent from my iPhone",
    "Sent from Yahoo Mail for iPhone<https://overview.mail.yahoo.com/>",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Sent with Proton Mail secure email.",
    "مرسل من هاتفي iPhone",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Skickat från min iPhone",
    "Sendt fra min iPhone",
    "Wysłane z iPhone'a",
    "Отправлено с iPhone",
    "iPhoneから送信",
    "发自我的iPhone",
];

/// Compares many replies and tells of all that are wrong at once.
#[derive(Default)]
struct Table {
    wrong: Vec<String>,
}

impl Table {
    fn row(&mut self, source: &str, found: &str, expected: &str) {
        if found != expected {
            self.wrong.push(format!("from:\n{source}\nfound:\n{found}\nexpected:\n{expected}\n"));
        }
    }

    fn text(&mut self, text: &str, expected: &str) {
        self.row(text, &extract(text).new_text, expected);
    }

    fn html(&mut self, html: &str, expected: &str) {
        self.row(html, &extract_html(html, "").new_text, expected);
    }

    fn assert(self) {
        assert!(self.wrong.is_empty(), "{} wrong\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

fn new_text(text: &str) -> String {
    extract(text).new_text
}

/// Breaks a sentence like mail programs do, at the last space before column 72.
fn wrapped(sentence: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in sentence.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > 60 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

#[test]
fn a_quote_goes_with_the_sentence_that_introduces_it_in_every_language() {
    let mut table = Table::default();
    for attribution in ATTRIBUTIONS {
        for sentence in [(*attribution).to_owned(), wrapped(attribution)] {
            for (before, after) in [("\n\n", "\n\n"), ("\n\n", "\n"), ("\n", "\n")] {
                let mail = format!(
                    "It arrived broken.\nWhat now?{before}{sentence}{after}> Your parcel\n>\n> was sent.\n"
                );
                table.text(&mail, "It arrived broken.\nWhat now?");
            }
            let phone = format!(
                "It arrived broken.\n\n> {}\n> \n> Your parcel was sent.\n",
                sentence.replace('\n', "\n> ")
            );
            table.text(&phone, "It arrived broken.");
            let below = format!("{sentence}\n> Your parcel\n> was sent.\n\nIt arrived broken.\n");
            table.text(&below, "It arrived broken.");
        }
        let html = format!(
            "<div>It arrived broken.</div><br><div>{}<br><blockquote style=\"border-left:1px solid\">Your parcel was sent.</blockquote></div>",
            escaped(attribution)
        );
        table.html(&html, "It arrived broken.");
    }
    table.assert();
}

#[test]
fn the_answered_mail_goes_with_its_headers_in_every_language() {
    let mut table = Table::default();
    for [from, date, to, subject] in HEADERS {
        let headers = format!(
            "{from}: Shop <help@shop.example>\n{date}: 3.10.2026 12:41\n{to}: Ada <ada@mail.example>\n{subject}: Your order"
        );
        for rule in ["", "________________________________\n", "-----Original Message-----\n", "\n\n"] {
            let mail =
                format!("It arrived broken.\n\n{rule}{headers}\n\nYour parcel was sent.\n\nThe shop\n");
            let reply = extract(&mail);
            assert_eq!(reply.new_text, "It arrived broken.", "{mail}");
            assert_eq!(reply.embedded.unwrap(), format!("{headers}\n\nYour parcel was sent.\n\nThe shop"));
        }
        let spaced =
            format!("It arrived broken.\n\n{}\n\nYour parcel was sent.", headers.replace('\n', "\n\n"));
        table.text(&spaced, "It arrived broken.");
    }
    table.assert();
}

#[test]
fn outlooks_box_of_headers_is_known_by_its_form_in_any_language() {
    let html = "<div class=WordSection1><p class=MsoNormal>Bozuk geldi.</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>\
        <p class=MsoNormal><b>Sutaq:</b> Shop<br><b>Kuruq:</b> 3.10.2026<br><b>Maypaq:</b> Ada<br><b>Ima:</b> Order</p></div></div>\
        <p class=MsoNormal>Your parcel was sent.</p></div>";
    assert_eq!(extract_html(html, "").new_text, "Bozuk geldi.");
}

#[test]
fn what_telephones_add_goes_and_what_customers_say_about_it_stays() {
    let mut table = Table::default();
    for footer in FOOTERS {
        let mail = format!("It arrived broken.\n\n{footer}\n");
        table.text(&mail, "It arrived broken.");
        let above_quote = format!(
            "It arrived broken.\n\n{footer}\n\nOn 03/10/2026 12:41, Example Shop wrote:\n> Your parcel was sent.\n"
        );
        table.text(&above_quote, "It arrived broken.");
    }
    for text in [
        "How do I remove the words \"Sent from my iPhone\" below my mails?",
        "Hello,\n\nSent from my iPhone app I cannot pay, from the computer it works.",
        "Telefon mağazadan gönderildi",
        "Telefon geri gönderildi mi?\n\nÜrün depodan gönderildi",
        "iPhone'umdan gönderildi yazısını nasıl kaldırırım?",
        "나의 iPhone에서 보냄 이라는 문구가 왜 나오나요?",
        "از گوشی من ارسال نمی‌شود\n\nچه کار کنم",
        "I will get the phone\n\nGet a new phone for me, please",
    ] {
        table.text(text, text);
    }
    table.assert();
}

#[test]
fn a_signature_goes_only_when_it_is_sure_to_be_one() {
    let mut table = Table::default();
    for (written, signature) in [
        ("Adres doğru.", "-- \nAyşe Demir\nSatın Alma\n0212 000 00 00"),
        ("Adres doğru.", "--\nAyşe"),
        (
            "Adres doğru.\n\nSaygılarımla,",
            "Ayşe Demir\nDemir Gıda Ltd. Şti.\nTel: +90 212 000 00 00\nwww.demirgida.example",
        ),
        ("Adres doğru.\n\nİyi çalışmalar.", "Ayşe Demir\n0 212 000 00 00"),
        ("취소해 주세요.\n\n감사합니다.", "김민지 과장\n예시물산\nT. 02-000-0000"),
        ("취소해 주세요.", "변호사 김민지\n예시법률사무소\n02-000-0000"),
        ("لغو کنید.\n\nبا احترام", "زهرا موسوی\nمدیر خرید\nتلفن: ۰۲۱-۰۰۰۰۰۰۰۰"),
        (
            "Please cancel.\n\nKind regards,",
            "Hannah Moore\nHead of Purchasing | Moore & Co.\n+44 20 0000 0000",
        ),
        (
            "Please cancel.",
            "DISCLAIMER: This e-mail is confidential.\nIf you are not the recipient, delete it.",
        ),
        ("Adres doğru.", "Bu e-posta ve ekleri gizli bilgiler içerebilir; muhatabı değilseniz siliniz."),
        ("취소해 주세요.", "본 메일은 지정된 수신인만을 위한 것이며 기밀 정보를 포함할 수 있습니다."),
    ] {
        let mail = format!("{written}\n\n{signature}\n");
        table.text(&mail, written);
        assert_eq!(extract(&mail).elided, signature.replace("-- \n", "--\n"));
    }
    for text in [
        "Please cancel.\n\nThanks,\nHannah",
        "Teşekkür ederim.",
        "감사합니다.",
        "Saygılarımla\nŞule\n\nNot: 15 Kasım'a kadar yurt dışındayım.",
        "Teşekkürler\n\nLütfen komşuma bırakın:\nMehmet Kaya\n0555 000 00 00",
        "Yeni adresim aşağıdadır.\n\nAyşe Demir\nDemir Gıda Ltd. Şti.\n0212 000 00 00",
        "Fatura bilgilerimi yazıyorum:\n\nDemir Gıda Ltd. Şti.\nVergi no 1234567890\nTel: 0212 000 00 00",
        "Teşekkürler\nAyşe Demir\nBağdat Cad. No: 5 Kadıköy\n0555 000 00 00",
        "받으실 곳입니다.\n\n예시상사 윤소라\n서울시 가상구 없는로 12\n010-0000-0000",
        "담당자 연락처 보내드립니다.\n\n김민지 과장\n예시물산\n02-000-0000",
        "گیرنده:\n\nزهرا موسوی\nشرکت نمونه\n۰۹۱۲۰۰۰۰۰۰۰",
        "Two orders:\n\n-----\nRed Dress\nBlue Shirt\n-----\nPlease swap them.",
        "Teşekkürler\n\nKırmızı Elbise\nMavi Gömlek",
        "Thanks,\n\nRed Dress\nOrder 1234567",
        "감사합니다.\n\n주문번호\n20260928-00482",
        "First the red one.\n\n***\n\nThen the blue one.",
        "Ürünler:\n- kalem\n- defter\n--\nToplam 3",
        "First the red one.\n\n--\n\nThen the blue one.",
        "1. sipariş\n------\n2. sipariş\n------\n3. sipariş",
    ] {
        table.text(text, text);
    }
    table.assert();
}

#[test]
fn words_that_only_look_like_an_introduction_stay() {
    let mut table = Table::default();
    for text in [
        "Kurye kapıya not bırakmış.\n\n2 Ekim 2026 14:05, kurye Ali yazdı:\nKapıda yoktunuz.\n\nAma evdeydim.",
        "기사님 메모입니다.\n\n2026년 10월 2일 (금) 오후 2:05, 담당자 김 작성:\n경비실에 맡깁니다.\n\n경비실에 없습니다.",
        "پیک این را گذاشته بود.\n\nدر تاریخ ۱۰ مهر ۱۴۰۵ ساعت ۱۴:۰۵ پیک نوشت:\nمنزل نبودید.\n\nولی منزل بودم.",
        "On 3 October your colleague wrote:\nit will come tomorrow.\nIt did not.",
        "Konu: eksik parça\nSipariş no: 48990\nTarih: 09.10.2026\nKime: kapıcıya teslim edilmiş\n\nVida torbası yok.",
        "Hediye notu:\nKimden: Ahmet\nKime: Ayşe\nKonu: Doğum günün kutlu olsun",
        "From: Istanbul\nTo: Izmir\n\nHow much is the delivery?",
        "Your support <help@shop.example> wrote me this on the phone:\nnothing at all.",
    ] {
        table.text(text, text);
        let answered = format!(
            "{text}\n\nOn Sat, Oct 3, 2026 at 12:41 PM Example Shop <help@shop.example> wrote:\n\n> Your parcel was sent.\n"
        );
        table.text(&answered, text);
        let outlook = format!(
            "{text}\n\nFrom: Shop <help@shop.example>\nSent: Saturday\nTo: Ada\nSubject: Order\n\nYour parcel was sent.\n"
        );
        table.text(&outlook, text);
    }
    table.assert();
}

#[test]
fn lines_behind_quote_marks_stay_when_they_may_be_the_authors_own() {
    let mut table = Table::default();
    for text in [
        "Şu yolu denedim:\n\n> Hesabım\n> Siparişlerim\n\nBaşka yol var mı?",
        "Takip kaydı:\n\n > 29.10.2026 08:12 Dağıtıma çıktı\n\nArayan olmadı.",
        "> My account\n> My orders\n\nwhere do I go from there?",
        "I tried this:\n\n> settings\n> returns",
    ] {
        table.text(text, text);
        let answered =
            format!("{text}\n\nOn 03/10/2026 12:41, Example Shop wrote:\n> Your parcel was sent.\n");
        table.text(&answered, text);
    }
    table.assert();
}

#[test]
fn answers_between_quotes_are_found_with_their_questions() {
    let reply = extract(
        "On 03/10/2026 12:41, Example Shop wrote:\n> Hello,\n>\n> what is the serial number?\n\nSN-77A\n\n> When did you buy it?\nIn March.\n>\n> Your shop\n",
    );
    assert_eq!(reply.new_text, "SN-77A\n\nIn March.");
    assert_eq!(
        reply.inline,
        [
            Answer { question: "what is the serial number?".to_owned(), answer: "SN-77A".to_owned() },
            Answer { question: "When did you buy it?".to_owned(), answer: "In March.".to_owned() },
        ]
    );
    assert!(reply.elided.contains("Your shop"));
}

#[test]
fn answers_behind_an_arrow_are_found_inside_the_quote() {
    for (line, answer) in [
        ("> Does Thursday suit you? ---> YES IT DOES", "YES IT DOES"),
        ("> Bu saat uygun mu? --- evet", "evet"),
        ("> 시간이 괜찮으신지요? ==> 네 가능합니다", "네 가능합니다"),
        ("> آیا مناسب است؟ → بله", "بله"),
    ] {
        let reply =
            extract(&format!("Hello\n\nOn 03/10/2026 12:41, Example Shop wrote:\n> Hi,\n{line}\n> Bye\n"));
        assert_eq!(reply.new_text, format!("Hello\n\n{answer}"));
        assert_eq!(reply.inline.len(), 1);
        assert!(line.contains(&reply.inline[0].question), "{:?}", reply.inline);
    }
}

#[test]
fn answers_in_another_colour_are_found_in_an_unmarked_history() {
    let html = "<p>See below.</p><div id=\"divRplyFwdMsg\"><b>From:</b> Shop<br><b>Sent:</b> Monday</div>\
        <p>Which size?</p><p><span style=\"color:red\">Large</span></p><p>Which colour?</p><p><font color=\"#0055ff\">Blue</font></p><p>Your shop</p>";
    let reply = extract_html(html, "");
    assert_eq!(reply.new_text, "See below.\n\nLarge\n\nBlue");
    assert_eq!(reply.inline[1], Answer { question: "Which colour?".to_owned(), answer: "Blue".to_owned() });
}

#[test]
fn a_history_in_which_the_author_announces_answers_is_kept_when_they_cannot_be_told_from_it() {
    let reply = extract(
        "Yanıtlarım aşağıda.\n\nKimden: Mağaza <a@magaza.example>\nTarih: 3.10.2026\nKonu: Beden\n\nHangi beden?\nL\nHangi renk?\nMavi\n",
    );
    assert!(reply.new_text.contains("L\nHangi renk?\nMavi"));
}

#[test]
fn a_mail_that_was_passed_on_without_a_word_says_what_was_passed_on() {
    let headers = "From: Bank <info@bank.example>\nDate: 3.10.2026\nTo: Ada\nSubject: Refund";
    for mail in [
        format!("---------- Forwarded message ---------\n{headers}\n\nNo refund has arrived.\n"),
        format!("\n\n{headers}\n\nNo refund has arrived.\n"),
        format!(
            "> Begin forwarded message:\n> \n> {}\n> \n> No refund has arrived.\n",
            headers.replace('\n', "\n> ")
        ),
    ] {
        assert!(new_text(&mail).contains("No refund has arrived."), "{mail}");
    }
}

#[test]
fn text_below_a_quote_stays_when_there_is_text_above_it_too() {
    let reply =
        extract("Hello,\n\nOn 03/10/2026 12:41, Example Shop wrote:\n> Which size?\n\nLarge, please.\n");
    assert!(reply.new_text.starts_with("Hello,"));
    assert!(reply.new_text.ends_with("Large, please."));
}

#[test]
fn markup_tells_quotes_and_signatures_whatever_the_language() {
    let mut table = Table::default();
    for (html, expected) in [
        (
            "<div dir=ltr>Broken.</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">Shop rimarqan:<br></div><blockquote class=\"gmail_quote\">Sent.</blockquote></div>",
            "Broken.",
        ),
        (
            "Broken.<div class=\"moz-cite-prefix\">Shop rimarqan:</div><blockquote type=\"cite\"><p>Sent.</p></blockquote>",
            "Broken.",
        ),
        (
            "<div>Broken.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">Sutaq: Shop</div><div>Sent.</div>",
            "Broken.",
        ),
        (
            "<div>Broken.</div><div class=\"yahoo_quoted\" id=\"yahoo_quoted_1\"><div>Shop rimarqan:</div><div>Sent.</div></div>",
            "Broken.",
        ),
        (
            "<div>Broken.</div><div class=\"zmail_extra\"><div>Shop rimarqan</div><blockquote>Sent.</blockquote></div>",
            "Broken.",
        ),
        ("<div>Broken.</div><hr id=\"zwchr\"><div>Sutaq: Shop</div><div>Sent.</div>", "Broken."),
        ("<div>Broken.</div><div class=\"gmail_signature\">Ada<br>Engine Street 1</div>", "Broken."),
        ("<div>Broken.</div><div style=\"display:none\">tracking</div>", "Broken."),
        ("<p>Two<br>lines</p><p>and&nbsp;one</p>", "Two\nlines\n\nand\u{a0}one"),
        (
            "<ul><li>red<li>blue</ul><table><tr><td>1<td>2<tr><td>3</td><td>4</td></tr></table>",
            "red\nblue\n1\t2\n3\t4",
        ),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<blockquote style=\"margin:0 0 0 40px;border:none;padding:0px\">indented</blockquote>", "indented"),
        ("<style>p{color:red}</style><script>alert(1)</script>Broken &amp; torn", "Broken & torn"),
    ] {
        table.html(html, expected);
    }
    table.assert();
}

#[test]
fn words_typed_into_a_signature_element_are_not_lost() {
    let html = "<div class=\"gmail_signature\">Ada<br>Could you send it again?</div>";
    assert!(extract_html(html, "").new_text.contains("Could you send it again?"));
    let html = "<div class=\"gmail_signature\">Only this</div>";
    assert!(extract_html(html, "").new_text.contains("Only this"));
}

#[test]
fn the_text_is_used_when_the_html_says_nothing() {
    let reply = extract_html("<p></p>", "Broken.\n\nOn 03/10/2026 12:41, Example Shop wrote:\n> Sent.");
    assert_eq!(reply.new_text, "Broken.");
    assert_eq!(extract(""), Reply::default());
    assert_eq!(extract_html("", ""), Reply::default());
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,400}", html in "(<[/a-z]{0,12}( [a-z]{1,5}=\"[a-z:;_#0-9-]{0,20}\")?>|[a-z&;\\n]{0,20}){0,40}") {
        extract(&text);
        extract_html(&html, &text);
        extract_html(&text, &html);
    }

    #[test]
    fn a_mail_without_quotes_always_says_something(lines in prop::collection::vec(prop::sample::select(LINES), 1..12)) {
        let text = lines.join("\n");
        let says_something = lines.iter().any(|line| line.chars().any(char::is_alphanumeric));
        let quotes = lines.iter().any(|line| line.contains('>') || line.ends_with(':') || line.contains("Message") || line.starts_with("From"));
        if says_something && !quotes {
            prop_assert!(!extract(&text).new_text.is_empty(), "{text}");
        }
        let reply = extract(&text);
        for line in lines.iter().filter(|line| line.starts_with("word")) {
            let kept = reply.new_text.contains(line) || reply.elided.contains(line);
            prop_assert!(kept, "{line} is gone from {text}");
        }
    }
}

/// Lines of all kinds, to be put together in any order.
const LINES: &[&str] = &[
    "",
    "",
    "word one",
    "word two.",
    "word three:",
    "> word four",
    "> > word five",
    "--",
    "-- ",
    "_____________",
    "-----Original Message-----",
    "From: A <a@b.example>",
    "Sent: Monday",
    "To: B",
    "Subject: word",
    "On 03/10/2026 12:41, A wrote:",
    "A <a@b.example> wrote:",
    "Sent from my iPhone",
    "Kind regards,",
    "Ada Lovelace",
    "Tel: +44 20 0000 0000",
    "***",
    "***  ",
    "https://shop.example",
    "감사합니다.",
];

/// The shapes that make careless readers look at the same line again and again.
const WORST: &[&str] = &[
    "to: a\n",
    "from: a\nsent: b\n\n",
    "On 03/10/2026 12:41, A wrote:\n",
    "On 03/10/2026\n",
    "A <a@b.example> wrote:\n\nx\n",
    "> x\ny\n",
    "> x\n> > y\n",
    "-- \nx\n",
    "____\nx\n\n",
    "---- x ----\nto: a\n",
    "Sent from my iPhone\n\n",
    "Kind regards,\n",
    "a? ---> b\n",
    "\n",
    ">",
    "> ",
    "<",
    "a:",
    "x ",
    "ab> c\n",
    "DISCLAIMER\n\n",
    "this e-mail is confidential\n\n",
    "+1 222 333 444 ",
];

const WORST_HTML: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "<blockquote>",
    "<blockquote>x</blockquote>y",
    "<b>",
    "</x>",
    "<a ",
    "<a b=c ",
    "<!--",
    "&amp;",
    "<td>",
    "<br>",
    "<div style='border:none;border-top:solid'>a:<br>",
    "<span style=\"color:red\">x</span>",
];

#[test]
fn twice_as_long_a_mail_takes_about_twice_the_work() {
    // Long enough for all that is only asked of long mails.
    let size = 52 << 10;
    for pattern in WORST {
        let reply = |length: usize| work(|| drop(extract(&pattern.repeat(length / pattern.len()))));
        assert_linear(pattern, reply(size), reply(4 * size));
    }
    for pattern in WORST_HTML {
        let reply = |length: usize| work(|| drop(extract_html(&pattern.repeat(length / pattern.len()), "")));
        assert_linear(pattern, reply(size), reply(4 * size));
    }
}

fn assert_linear(pattern: &str, once: usize, four_times: usize) {
    assert!(four_times < once * 6 + 1_000_000, "{pattern:?}: {once} bytes moved, then {four_times}");
}

/// How many bytes a piece of work asks the allocator for: joining the same lines again and again shows here.
fn work(piece: impl FnOnce()) -> usize {
    let before = counting::allocated();
    piece();
    counting::allocated() - before
}

mod counting {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::cell::Cell;

    struct Counting;

    thread_local! {
        static ALLOCATED: Cell<usize> = const { Cell::new(0) };
    }

    pub fn allocated() -> usize {
        ALLOCATED.with(Cell::get)
    }

    // SAFETY: every call is handed to the system's allocator as it is; counting allocates nothing.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let _ = ALLOCATED.try_with(|allocated| allocated.set(allocated.get() + layout.size()));
            // SAFETY: the caller keeps the contract of `alloc`.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
            // SAFETY: the pointer came from the system's allocator above.
            unsafe { System.dealloc(pointer, layout) }
        }
    }

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;
}
