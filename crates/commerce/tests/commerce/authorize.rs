use std::fs;

use commerce::woocommerce::authorize::{AuthorizeError, Granted, KeyRequest, RequestToken, Returned, Scope};
use commerce::woocommerce::{BadKeys, Keys, StoreUrl, StoreUrlError};

use crate::recordings::folder;

fn request() -> KeyRequest {
    KeyRequest {
        app_name: "Destek App".into(),
        scope: Scope::ReadWrite,
        token: "tenant-42_store-7".parse().unwrap(),
        return_url: "https://localhost:9443/return".parse().unwrap(),
        callback_url: "https://localhost:9443/callback".parse().unwrap(),
    }
}

#[test]
fn the_page_is_the_one_the_store_accepted() {
    let store: StoreUrl = "https://localhost:8443".parse().unwrap();
    let page = request().page(&store).unwrap();
    assert_eq!(page.path(), "/wc-auth/v1/authorize");

    let recorded = fs::read_to_string(folder().join("auth_flow/01_authorize_not_logged_in.http")).unwrap();
    let location = recorded.lines().find_map(|line| line.strip_prefix("Location: ")).unwrap();
    let accepted: url::Url = location.trim().parse().unwrap();
    let sorted = |url: &url::Url| {
        let mut pairs: Vec<_> = url.query_pairs().into_owned().collect();
        pairs.sort();
        pairs
    };
    assert_eq!(sorted(&page), sorted(&accepted));
}

#[test]
fn what_the_store_would_refuse_is_refused_before() {
    let store: StoreUrl = "https://shop.example".parse().unwrap();
    let plain = KeyRequest { callback_url: "http://app.example/callback".parse().unwrap(), ..request() };
    assert_eq!(plain.page(&store), Err(AuthorizeError::CallbackNotEncrypted));
    let query = KeyRequest {
        callback_url: "https://app.example/callback?state=ab%26c".parse().unwrap(),
        ..request()
    };
    assert_eq!(query.page(&store), Err(AuthorizeError::CallbackHasQuery));
    let nameless = KeyRequest { app_name: " ".into(), ..request() };
    assert_eq!(nameless.page(&store), Err(AuthorizeError::NoName));
}

#[test]
fn on_one_machine_the_callback_may_be_plain_http() {
    let local = KeyRequest { callback_url: "http://127.0.0.1:8080/callback".parse().unwrap(), ..request() };
    assert!(local.page(&"http://localhost:8480".parse().unwrap()).is_ok());
    assert_eq!(
        local.page(&"http://shop.example".parse().unwrap()),
        Err(AuthorizeError::CallbackNotEncrypted)
    );
}

#[test]
fn a_token_holds_only_what_wordpress_passes_on() {
    for bad in [
        "",
        "short",
        "tenant|42|store|7|secret",
        "has space in its text",
        "üüüüüüüüüüüüüüüüüü",
        "<b>aaaaaaaaaaaaaaaa",
    ] {
        assert_eq!(bad.parse::<RequestToken>(), Err(AuthorizeError::BadToken), "{bad}");
    }
}

#[test]
fn the_posted_keys_are_read() {
    let body = fs::read(folder().join("webhooks/0001-callback.body")).unwrap();
    let granted = Granted::parse(&body).unwrap();
    assert_eq!(granted.token.as_str(), "tenant-42_store-7");
    assert_eq!(granted.keys.consumer_key(), "ck_2bf85c07bc99ede1b68a6c790a79ec42eb2d4065");
    assert_eq!(granted.keys.hint(), "b2d4065");
    assert_eq!(granted.scope, Scope::ReadWrite);
    assert!(!format!("{granted:?}").contains("cs_"), "a log never shows a secret");

    for nonsense in ["", "[]", "{}", r#"{"key_id":1}"#, "user_id=1&consumer_key=ck_1"] {
        assert_eq!(Granted::parse(nonsense.as_bytes()), Err(AuthorizeError::Unreadable), "{nonsense}");
    }
    let no_keys = r#"{"key_id":1,"user_id":"tenant-42_store-7","consumer_key":"x","consumer_secret":"y","key_permissions":"read"}"#;
    assert_eq!(Granted::parse(no_keys.as_bytes()), Err(AuthorizeError::BadKeys(BadKeys::ConsumerKey)));
}

#[test]
fn the_browser_comes_back_with_the_owners_answer() {
    let recorded = fs::read_to_string(folder().join("auth_flow/05_granted.http")).unwrap();
    let location = recorded.lines().find_map(|line| line.strip_prefix("Location: ")).unwrap();
    let back: url::Url = location.trim().parse().unwrap();
    let returned = Returned::parse(back.query().unwrap()).unwrap();
    assert!(returned.agreed);
    assert_eq!(returned.token.as_str(), "tenant-42_store-7");
    assert!(!Returned::parse("success=0&user_id=tenant-42_store-7").unwrap().agreed);
    assert_eq!(Returned::parse("success=1"), Err(AuthorizeError::BadToken));
}

#[test]
fn keys_are_told_apart_when_pasted_wrongly() {
    let (key, secret) = ("ck_2bf85c07bc99ede1", "cs_d9fcd4c13fe0b28c");
    assert!(Keys::parse(&format!(" {key}\n"), secret).is_ok());
    assert_eq!(Keys::parse(secret, key), Err(BadKeys::Exchanged));
    assert_eq!(Keys::parse("2bf85c07bc99ede1", secret), Err(BadKeys::ConsumerKey));
    assert_eq!(Keys::parse(key, "cs_"), Err(BadKeys::ConsumerSecret));
    assert_eq!(Keys::parse(key, "cs_with\r\nHeader: x"), Err(BadKeys::ConsumerSecret));
}

#[test]
fn an_address_is_read_from_whatever_a_person_copies() {
    for (typed, store) in [
        ("shop.example", "https://shop.example"),
        (" https://Shop.Example/ ", "https://shop.example"),
        ("http://shop.example", "http://shop.example"),
        ("https://shop.example/wp-admin/admin.php?page=wc-settings", "https://shop.example"),
        ("https://shop.example/magaza/wp-json/wc/v3/orders", "https://shop.example/magaza"),
        ("https://shop.example/magaza/index.php#top", "https://shop.example/magaza"),
        ("https://shop.example:8443/my-account/", "https://shop.example:8443"),
        ("mağaza.com.tr", "https://xn--maaza-l1a.com.tr"),
        ("한국쇼핑.kr", "https://xn--939a6qr2lfxqlte.kr"),
        ("localhost:8480", "https://localhost:8480"),
        ("http://127.0.0.1:8480/shop", "http://127.0.0.1:8480/shop"),
    ] {
        let read: StoreUrl = typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"));
        if !store.contains("xn--") {
            assert_eq!(read.to_string(), store, "{typed}");
        } else {
            assert!(read.to_string().starts_with("https://xn--"), "{read}");
        }
        let again: StoreUrl = read.to_string().parse().unwrap();
        assert_eq!(again, read, "what is stored reads back the same");
    }
}

#[test]
fn what_is_no_address_says_why() {
    for (typed, why) in [
        ("", StoreUrlError::Empty),
        ("my shop", StoreUrlError::NotAnAddress),
        ("ftp://shop.example", StoreUrlError::NotWeb),
        ("javascript:alert(1)", StoreUrlError::NotWeb),
        ("mailto:info@shop.example", StoreUrlError::NotWeb),
        ("https://user:pass@shop.example", StoreUrlError::ContainsSignIn),
        ("myshop", StoreUrlError::IncompleteHost),
        ("https://", StoreUrlError::NotAnAddress),
    ] {
        assert_eq!(typed.parse::<StoreUrl>(), Err(why), "{typed}");
    }
}
