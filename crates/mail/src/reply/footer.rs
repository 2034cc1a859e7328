//! Lines that nobody wrote: what telephones, virus scanners and legal departments put under a mail.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::vocabulary::{self, DEVICES};

/// What telephones and mail programs sign with. `{}` stands for the device or the program.
const MOBILE: &[&str] = &[
    // English
    "sent (?:from|via|with|using|by) {}",
    "sent (?:from|via|with|using|by) {}[.,;:] ?(?:please |kindly )?(?:excuse|forgive|pardon) .*",
    "get {}",
    "download {}",
    "(?:this )?(?:e-?mail|message) (?:was )?sent (?:from|via) {}",
    // Turkish
    "(?:[^ ]+ ){0,4}(?:iphone|ipad|ipod|telefon|cihaz|galaxy|outlook|gmail|tablet|mail|uygulama|huawei|xiaomi|android)'?[a-zçğöşüâi]{0,8}(?:dan|den|tan|ten) (?:gönderildi|gönderilmiştir|iletildi)",
    "(?:[^ ]+ ){0,3}(?:yahoo|için) (?:posta|mail|e-?posta)'?(?:dan|den| ile) gönderildi",
    "{} uygulamasini (?:edinin|indirin)",
    "(?:[^ ]+ (?:cihazımdan|telefonumdan|tabletimden) )?(?:spark|proton mail|k-9 mail|bluemail|fairemail|canary|superhuman|outlook|gmail|yahoo mail)(?: güvenli e-posta)? ile (?:gönderildi|gönderilmiştir|iletildi)",
    "{} edinin",
    "{} indirin",
    // Korean
    "(?:나의 |내 |제 )?{} ?에서 (?:보냄|보낸 메일입니다|보냈습니다|전송|전송됨|전송했습니다|발송|작성됨)",
    "{} (?:다운로드|받기|가져오기|다운로드하기)",
    "(?:모바일|휴대폰|스마트폰)에서 작성(?:한|된) (?:메일|메시지)입니다",
    "{}(?:으로|로) 보냄",
    "{}(?:을|를) (?:사용하여 보냄|받으세요|다운로드하세요)",
    // Persian
    "(?:ارسال|فرستاده) ?شده (?:از|توسط|با) {}",
    "ارسال از {}",
    "از {} (?:ارسال|فرستاده) (?:شد|شده|شده است|گردید)",
    "دریافت {}",
    "{} را (?:دریافت|دانلود|نصب) کنید",
    // Arabic
    "(?:مرسل|أرسلت|أرسل|ارسلت|ارسل|أرسل|تم الإرسال|تم الارسال|تم إرساله) (?:من|بواسطه|باستخدام) {}",
    "الحصول على {}",
    // German
    "von {} gesendet",
    "gesendet (?:von|mit|aus|via) {}",
    "diese nachricht wurde (?:von|mit) {} (?:gesendet|versendet)",
    "(?:holen sie sich|hol dir) {}",
    // French, Italian, Portuguese, Spanish
    "envoyé (?:de|depuis|à partir de|avec|par|via) {}",
    "(?:obtenez|télécharger|téléchargez) {}",
    "inviato (?:da|dal|con|tramite) {}",
    "(?:ottieni|scarica) {}",
    "enviad[oa] (?:do|da|de|desde|via|com|con|a partir do) {}",
    "(?:obter|obtenha|obtener|obtén|baixe|descargar) (?:o )?{}",
    // Dutch and the north
    "(?:verstuurd|verzonden|gestuurd) (?:vanaf|met|via|vanuit) {}",
    "{} downloaden",
    "skickat från {}",
    "sendt fra {}",
    "(?:hent|hämta|skaff deg|last ned) {}",
    "lähetetty {}",
    // The east of Europe
    "(?:wysłane|wysłano|wysłana) (?:z|za pomocą|przez) {}",
    "pobierz {}",
    "(?:odesláno|odoslané) z {}",
    "отправлено (?:с|из|через) {}",
    "надіслано з {}",
    "{} küldve",
    "trimis (?:de pe|din) {}",
    "στάλθηκε από {}",
    // Chinese, Japanese, Vietnamese, Indonesian, Hebrew
    "(?:发自我的|發自我的|从我的|發自|发自) ?{}",
    "{} ?から送信",
    "đã gửi từ {}",
    "dikirim dari {}",
    "נשלח מ[^ ]* ?{}",
];

/// One of these stands in each line above that names no device.
const WITHOUT_DEVICE: &[&str] = &["gönderil", "iletildi", "에서 작성"];

/// What programs add about viruses and paper, as a whole line or paragraph.
const NOTICES: &[&str] = &[
    "virus-free\\..*",
    "(?:this|the) e?-?(?:mail|message).*(?:scanned|checked|tested).*(?:virus|avast|avg|malware|antivirus).*",
    "(?:this e-?mail|it) is (?:safe|free) .*(?:avast|virus).*",
    "no virus found in.*",
    "bu (?:e-?posta|ileti|mesaj|elektronik posta).*(?:avast|virüs|antivirüs).*",
    "virüs (?:bulunmuyor|içermiyor|yok).*",
    "(?:이|본) ?(?:이메일|메일|전자 메일).*(?:avast|바이러스|백신).*",
    "바이러스(?:가|없음|로부터).*(?:avast|www).*",
    "این (?:ایمیل|پیام|رایانامه).*(?:avast|ویروس).*",
    "diese (?:e-?mail|nachricht) wurde.*(?:avast|viren|virus).*",
    "virenfrei\\..*",
    "cet e-?mail a été vérifié.*",
    "l'absence de virus.*",
    "sans virus\\..*",
    "libre de virus\\..*",
    "(?:este|el) (?:correo|mensaje).*(?:avast|virus).*",
    "livre de vírus\\..*",
    "(?:questa|questo) (?:e-?mail|messaggio).*(?:avast|virus).*",
    "без вирусов.*",
    "это (?:сообщение|письмо) проверено.*",
    "(?:please |kindly )?(?:consider|think of|think about) (?:the|our) environment.*print.*",
    "(?:think|please think) (?:green )?before (?:you )?print.*",
    "(?:lütfen )?(?:bu|çevre).*yazdirma(?:yiniz|yin|dan önce).*",
    "(?:이|본) ?(?:메일|이메일|문서).*(?:인쇄|출력)(?:하기 전|하시기 전|은 꼭).*",
    "환경을 (?:위해|생각).*(?:인쇄|출력).*",
    ".*(?:محیط زیست|محیط‌زیست).*(?:چاپ|پرینت).*",
    "bitte (?:denken|prüfen) sie.*(?:umwelt|ausdruck|drucken).*",
    "pensez à l'environnement.*",
    "n'imprimez.*que si.*",
];

/// How legal paragraphs begin when a heading says what they are: nothing of the author's follows them.
const LEGAL_HEADINGS: &[&str] = &[
    "yasal uyari",
    "gizlilik (?:notu|uyarisi|bildirimi)",
    "uyari:? ?bu e-?posta",
    "disclaimer",
    "legal (?:notice|disclaimer)",
    "confidentiality(?: notice| note)?:",
    "confidentiality notice",
    "법적 고지",
    "기밀 ?유지 안내",
    "سلب مسئولیت",
    "هشدار محرمانگی",
    "اخطار محرمانگی",
    "vertraulichkeitshinweis",
    "haftungsausschluss",
    "rechtlicher hinweis",
    "avis de confidentialité",
    "avertissement ?:",
    "aviso (?:legal|de confidencialidad(?:e)?)",
    "avvertenz[ae]:? ",
    "إخلاء مسؤولیه",
];

/// How legal paragraphs begin when no heading says so, and a word that must come after.
const LEGAL_SENTENCES: &[&str] = &[
    "bu (?:e-?posta|elektronik posta|ileti|mesaj)[^.]*(?:gizli|muhatab|kişiye özel|sadece gönderildi)",
    "(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication|transmission)[^.]*(?:confidential|privileged|intended)",
    "(?:본|이) ?(?:메일|이메일|전자우편|메시지|전자메일)[^.]*(?:기밀|비밀|수신인|수신자|지정된)",
    "این (?:ایمیل|پیام|رایانامه)[^.]*(?:محرمانه|گیرنده|مخاطب)",
    "diese (?:e-?mail|nachricht)[^.]*vertraulich",
    "ce (?:message|courriel|mail|courrier)[^.]*confidentiel",
    "(?:este|esta) (?:mensaje|correo|mensagem|e-?mail)[^.]*confidencial",
    "(?:questo|il presente|le informazioni contenute)[^.]*(?:riservat|confidenzial)",
    "(?:данное|это) (?:сообщение|письмо)[^.]*конфиденциал",
    "dit (?:bericht|e-?mailbericht)[^.]*vertrouwelijk",
    "هذه الرساله[^.]*سریه",
];

/// The longest line that can be a telephone's, in bytes of its folded form.
const LONGEST_MOBILE: usize = 160;
/// The longest paragraph looked at, in bytes of its folded form.
const LONGEST_NOTICE: usize = 4000;

/// Names of devices and programs.
static DEVICE: LazyLock<Vec<String>> =
    LazyLock::new(|| vocabulary::words(DEVICES).iter().map(|device| regex::escape(device)).collect());
/// What a telephone's line can't be without. Few lines have any of it, and finding that out costs next to nothing, unlike
/// [`MOBILE_LINE`].
static HINT: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<&str> = DEVICE.iter().map(String::as_str).chain(WITHOUT_DEVICE.iter().copied()).collect();
    Regex::new(&words.join("|")).expect("the words are written in this program")
});
static MOBILE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let device =
        format!(r"(?:[^ ,.!?]+ ){{0,4}}?[^ ,!?]*(?:{})[^ ,!?]*(?: [^ ,.!?]+){{0,3}}", DEVICE.join("|"));
    whole(MOBILE.iter().map(|pattern| unturkish(pattern).replace("{}", &device)))
});
/// The address behind a linked word, as it appears in text.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[<(\[]?(?:https?://|mailto:)[^ >)\]]*[>)\]]?").expect("the pattern is written in this file")
});
static NOTICE: LazyLock<Regex> = LazyLock::new(|| whole(NOTICES.iter().map(|pattern| unturkish(pattern))));
static LEGAL_HEADING: LazyLock<Regex> = LazyLock::new(|| beginning(LEGAL_HEADINGS));
static LEGAL_SENTENCE: LazyLock<Regex> = LazyLock::new(|| beginning(LEGAL_SENTENCES));

/// The patterns are written in their languages and compared with folded text.
fn unturkish(pattern: &str) -> String {
    pattern
        .replace(['ı', 'İ'], "i")
        .replace(['ي', 'ى'], "ی")
        .replace('ك', "ک")
        .replace('ة', "ه")
        .replace('\u{200C}', "")
}

fn whole(patterns: impl Iterator<Item = String>) -> Regex {
    let all: Vec<_> = patterns.collect();
    Regex::new(&format!(r"^(?:{})[.! ]*$", all.join("|"))).expect("the patterns are written in this file")
}

fn beginning(patterns: &[&str]) -> Regex {
    let all: Vec<_> = patterns.iter().map(|pattern| unturkish(pattern)).collect();
    Regex::new(&format!(r"^(?:{})", all.join("|"))).expect("the patterns are written in this file")
}

/// Whether a line, or a paragraph joined to one, is a telephone's signature or a program's notice.
pub(super) fn is_footer(folded: &str) -> bool {
    if folded.len() > LONGEST_NOTICE {
        return false;
    }
    let has_link = folded.contains("://") || folded.contains("mailto:");
    let unlinked = if has_link { LINK.replace_all(folded, "") } else { Cow::Borrowed(folded) };
    let bare = unlinked.trim_matches(|c: char| "()[]<>*_-–— ".contains(c));
    is_mobile(bare) || NOTICE.is_match(bare)
}

fn is_mobile(bare: &str) -> bool {
    bare.len() <= LONGEST_MOBILE && HINT.is_match(bare) && MOBILE_LINE.is_match(bare)
}

/// Whether a legal text with a heading begins here.
pub(super) fn is_legal_heading(folded: &str) -> bool {
    folded.len() <= LONGEST_NOTICE && LEGAL_HEADING.is_match(folded.trim_start_matches(['*', '_', '-', ' ']))
}

/// Whether a legal text without a heading begins here.
pub(super) fn is_legal_sentence(folded: &str) -> bool {
    folded.len() <= LONGEST_NOTICE && LEGAL_SENTENCE.is_match(folded)
}

#[cfg(test)]
mod tests {
    use super::{MOBILE, WITHOUT_DEVICE, unturkish};

    #[test]
    fn each_line_of_telephones_has_what_it_is_first_looked_through_for() {
        for pattern in MOBILE {
            let has_one = |word: &&&str| unturkish(pattern).contains(**word);
            assert!(pattern.contains("{}") || WITHOUT_DEVICE.iter().any(|word| has_one(&word)), "{pattern}");
        }
    }
}
