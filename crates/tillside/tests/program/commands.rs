//! Commands: what they print, and how they end.

use std::path::Path;

use crate::server::{Server, run, said};

const PASSWORD: &str = "a long enough password\n";

fn create_owner(data: &str) -> std::process::Output {
    let arguments = [
        "admin",
        "create-owner",
        "--data",
        data,
        "--email",
        "o@nar.example",
        "--name",
        "Owner",
        "--password-stdin",
    ];
    run(&arguments, PASSWORD)
}

#[test]
fn an_owner_and_a_token_are_made_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let owner = create_owner(data);
    assert!(owner.status.success(), "{owner:?}");
    assert_eq!(said(&owner.stdout), "", "the password was given: there is nothing to print");
    let token = run(&["admin", "create-token", "--data", data, "--name", "shop"], "");
    let printed = String::from_utf8(token.stdout).unwrap();
    assert!(
        printed.starts_with("tsk_") && printed.ends_with('\n') && printed.lines().count() == 1,
        "{printed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_made_beside_a_running_server_opens_its_api() {
    let folder = tempfile::tempdir().unwrap();
    // Its own token was made beside it.
    let server = Server::start(folder.path()).await;
    let (status, _) = server.ask("GET", "/conversations", b"", "application/json").await.unwrap();
    assert_eq!(status, 200);
}

#[test]
fn a_token_of_an_unknown_scope_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    create_owner(data);
    let refused =
        run(&["admin", "create-token", "--data", data, "--name", "x", "--scopes", "everything"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(said(&refused.stdout), "");
    assert!(said(&refused.stderr).contains("everything"), "{refused:?}");
}

#[test]
fn a_flag_that_cannot_be_meant_is_wrong_usage_and_is_named_with_its_value() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let owner = |flag: &str, value: &str| {
        let mut flags = vec![("--email", "o@nar.example"), ("--name", "Owner"), ("--language", "en")];
        flags.push(("--time-zone", "UTC"));
        let mut arguments = vec!["admin", "create-owner", "--data", data.to_str().unwrap()];
        for (name, right) in flags {
            arguments.extend([name, if name == flag { value } else { right }]);
        }
        run(&arguments, "")
    };
    for (flag, value) in
        [("--email", "nobody"), ("--name", ""), ("--language", "xx"), ("--time-zone", "Nope/Zone")]
    {
        let refused = owner(flag, value);
        assert_eq!(refused.status.code(), Some(2), "{refused:?}");
        let words = said(&refused.stderr);
        assert!(words.contains(flag) && words.contains(value) && words.lines().count() == 1, "{words}");
    }
    assert!(!data.exists(), "nothing was begun");
}

#[test]
fn a_folder_that_was_mistyped_is_not_filled() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("dtaa");
    let path = data.to_str().unwrap();
    for arguments in [
        &["admin", "create-token", "--data", path, "--name", "shop"][..],
        &["admin", "set-password", "--data", path, "--email", "o@nar.example"],
        &["admin", "rotate-key", "--data", path],
        &["admin", "drop-old-keys", "--data", path],
    ] {
        let refused = run(arguments, "");
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
        assert!(said(&refused.stderr).contains(path), "{refused:?}");
        assert_eq!(said(&refused.stdout), "");
    }
    assert!(!data.exists());
}

#[test]
fn what_others_keep_in_the_environment_is_not_looked_at_and_ours_is_named() {
    use std::os::unix::ffi::OsStrExt as _;
    let broken = std::ffi::OsStr::from_bytes(b"\xff");
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    for (name, words) in [("FOO", "there is no database here"), ("TILLSIDE_LOG", "TILLSIDE_LOG")] {
        let command = std::process::Command::new(crate::server::PROGRAM)
            .args(["admin", "create-token", "--name", "x", "--data"])
            .arg(&nowhere)
            .env(name, broken)
            .output()
            .unwrap();
        assert_eq!(command.status.code(), Some(1), "{command:?}");
        let said = said(&command.stderr);
        assert!(said.contains(words) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn wrong_usage_ends_with_2_and_failing_with_1() {
    for wrong in
        [&["serv"][..], &["serve", "--data"], &["serve", "--colour", "red"], &["admin", "create-token"]]
    {
        assert_eq!(run(wrong, "").status.code(), Some(2), "{wrong:?}");
    }
    let nowhere = run(&["serve", "--data", "/proc/no-such-folder"], "");
    assert_eq!(nowhere.status.code(), Some(1));
    assert_eq!(said(&nowhere.stderr).lines().count(), 1, "{}", said(&nowhere.stderr));
}

#[test]
fn an_unknown_setting_is_named_with_the_nearest_known_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tillside.toml");
    std::fs::write(&file, "listne = \"127.0.0.1:0\"\n").unwrap();
    let refused = run(&["serve", "--config", file.to_str().unwrap()], "");
    assert_eq!(refused.status.code(), Some(1));
    let words = said(&refused.stderr);
    assert!(words.contains("`listne`") && words.contains("`listen`"), "{words}");
}

#[test]
fn the_kept_description_of_the_api_is_the_one_that_is_served() {
    let printed = run(&["openapi"], "");
    let kept =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json"))
            .unwrap();
    assert!(
        said(&printed.stdout).trim_end() == kept.trim_end(),
        "docs/api/openapi.json is not what `tillside openapi` prints: make openapi"
    );
}

#[test]
fn the_description_of_the_api_is_openapi_3_1() {
    let printed = run(&["openapi"], "");
    assert!(printed.status.success());
    let description: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(description["openapi"].as_str().map(|version| &version[..3]), Some("3.1"));
    for path in [
        "/api/v1/conversations",
        "/api/v1/inbound/email",
        "/api/v1/stores",
        "/api/v1/customers/{id}/timeline",
        "/api/v1/search",
        "/chat/v1/sessions",
        "/chat/v1/messages",
        "/chat/v1/socket",
        "/forms/{id}",
        "/hooks/{id}",
        "/hooks/shopify/privacy",
        "/hooks/woocommerce/keys",
    ] {
        assert!(description["paths"].get(path).is_some(), "{path} is not described");
    }
    let operation = |path: &str, method: &str| &description["paths"][path][method];
    let takes_a_key = |path: &str| {
        let parameters = operation(path, "post")["parameters"].as_array().cloned().unwrap_or_default();
        parameters
            .iter()
            .any(|parameter| parameter["name"] == "Idempotency-Key" && parameter["in"] == "header")
    };
    for path in ["/api/v1/customers", "/api/v1/customers/{id}/merge", "/api/v1/stores/{id}/sync"] {
        assert!(takes_a_key(path), "{path}");
    }
    for path in ["/api/v1/session", "/api/v1/me/password", "/chat/v1/sessions"] {
        assert!(!takes_a_key(path), "{path}");
    }
    let patch = operation("/api/v1/customers/{id}", "patch");
    let body = &patch["requestBody"]["content"];
    assert_eq!(body["application/merge-patch+json"], body["application/json"]);
    for status in ["400", "401", "403", "413", "415", "422"] {
        let content = &patch["responses"][status]["content"]["application/problem+json"];
        assert_eq!(content["schema"]["$ref"], "#/components/schemas/Problem", "{status}");
    }
    assert!(operation("/chat/v1/sessions", "post")["responses"].get("401").is_none(), "it is public");
    let form = operation("/forms/{id}", "post");
    assert!(form["requestBody"]["content"].get("application/x-www-form-urlencoded").is_some());
    assert!(form["responses"]["422"]["content"].get("text/html").is_some(), "the page says what is wrong");
    assert!(!takes_a_key("/forms/{id}"));
}
