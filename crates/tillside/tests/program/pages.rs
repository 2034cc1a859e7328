//! Pages of other origins: the chat is made for them, the rest is not.

use crate::server::Server;

#[tokio::test]
async fn a_page_of_another_origin_may_speak_with_the_chat_and_with_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path()).await;
    for path in ["sessions", "messages", "attachments", "attachments/att_0000000000001"] {
        let answer = server.preflight(&format!("/chat/v1/{path}")).await;
        assert_eq!(answer.status(), 204, "{path}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{path}");
        assert_eq!(answer.headers()["access-control-allow-headers"], "content-type", "{path}");
    }
    for path in ["/api/v1/conversations", "/api/v1/session", "/forms/chn_0000000000001"] {
        let answer = server.preflight(path).await;
        assert!(answer.headers().get("access-control-allow-origin").is_none(), "{path}");
    }
}
