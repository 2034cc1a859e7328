//! Commands: what they print, and how they end.

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
    ] {
        assert!(description["paths"].get(path).is_some(), "{path} is not described");
    }
}
