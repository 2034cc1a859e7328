//! A merchant opens an app at Shopify that was entered here for several stores.

use commerce::replay::shopify::ShopifyStore;
use commerce::replay::shopify::oauth::CLIENT_ID;
use database::testing::{TestDatabase, on_both_engines};
use reqwest::StatusCode;
use serde_json::json;

use crate::granting::{back_or_on, store};
use crate::permissions::Person;
use crate::world::World;

/// Two workspaces of one server, and Shopify's `kestane.myshopify.com`.
struct Doors {
    world: World,
    store: ShopifyStore,
    ours: Person,
    theirs: Person,
}

impl Doors {
    async fn new(data: TestDatabase) -> Self {
        let (world, store) = (World::new(data).await, store().await);
        let ours = Person::sign_in(&world, "owner@shop.example").await;
        let theirs = Person::next_door(&world).await;
        Self { world, store, ours, theirs }
    }

    /// Somebody enters the app for a store; the store's id.
    async fn enter(&self, who: &Person, name: &str) -> String {
        let body = json!({
            "name": name, "url": format!("{name}.myshopify.com"),
            "client_id": CLIENT_ID, "client_secret": self.store.app_secret(),
        });
        let answer = who.call(&self.world, "post", "/stores/authorize/shopify", Some(&body)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answer.body["store_id"].as_str().unwrap().to_owned()
    }

    /// The merchant of `kestane` opens the app; where the browser goes.
    async fn opened(&self) -> String {
        let to =
            back_or_on(&self.world, &self.store.opening(self.world.app.database.now().timestamp())).await;
        to.strip_prefix(&self.world.url).unwrap_or(&to).to_owned()
    }

    async fn is_sent_to_agree(&self) -> bool {
        self.opened().await.starts_with("https://kestane.myshopify.com/admin/oauth/authorize?")
    }

    async fn stores(&self, whose: &Person) -> Vec<String> {
        let shown = whose.call(&self.world, "get", "/stores", None).await.body;
        let names = shown["data"].as_array().unwrap().iter();
        names.map(|store| store["name"].as_str().unwrap().to_owned()).collect()
    }

    /// How often a merchant was sent to agree from a workspace.
    async fn begun(&self, whose: &Person) -> usize {
        let log = whose.call(&self.world, "get", "/audit-log?limit=200", None).await.body;
        let actions = log["data"].as_array().unwrap().iter();
        actions.filter(|entry| entry["action"] == "store.authorization_begun").count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_of_two_workspaces_leads_a_merchant_to_the_one_that_knows_their_store() {
    on_both_engines(|data| async {
        let doors = Doors::new(data).await;
        doors.enter(&doors.ours, "first").await;
        doors.enter(&doors.theirs, "second").await;
        assert_eq!(doors.opened().await, "/settings/stores", "neither knows it: who should get it?");
        assert_eq!(doors.stores(&doors.ours).await, ["first"]);
        assert_eq!(doors.stores(&doors.theirs).await, ["second"]);

        // Whichever of them entered the app last.
        doors.enter(&doors.theirs, "kestane").await;
        doors.enter(&doors.ours, "third").await;
        let before = (doors.begun(&doors.ours).await, doors.begun(&doors.theirs).await);
        assert!(doors.is_sent_to_agree().await);
        let after = (doors.begun(&doors.ours).await, doors.begun(&doors.theirs).await);
        assert_eq!(after, (before.0, before.1 + 1));
        doors.enter(&doors.theirs, "fourth").await;
        assert!(doors.is_sent_to_agree().await);
        assert_eq!(doors.stores(&doors.ours).await, ["first", "third"]);
        assert_eq!(doors.stores(&doors.theirs).await, ["second", "kestane", "fourth"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_was_disconnected_stays_so_until_the_team_connects_it() {
    on_both_engines(|data| async {
        let doors = Doors::new(data).await;
        let id = doors.enter(&doors.ours, "kestane").await;
        doors.enter(&doors.ours, "first").await;
        assert!(doors.is_sent_to_agree().await, "it waits for its merchant");
        let path = format!("/stores/{id}");
        let gone = doors.ours.call(&doors.world, "delete", &path, None).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.body);

        let before = doors.begun(&doors.ours).await;
        assert_eq!(doors.opened().await, "/settings/stores?connected=away");
        let shown = doors.ours.call(&doors.world, "get", &path, None).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{}", shown.body);
        assert_eq!(doors.stores(&doors.ours).await, ["first"]);
        assert_eq!(doors.begun(&doors.ours).await, before);

        // Who has it still gets the merchant.
        doors.enter(&doors.theirs, "kestane").await;
        doors.enter(&doors.ours, "second").await;
        assert!(doors.is_sent_to_agree().await);
        assert_eq!(doors.stores(&doors.ours).await, ["first", "second"]);

        assert_eq!(doors.enter(&doors.ours, "kestane").await, id, "now somebody wants it");
        let shown = doors.ours.call(&doors.world, "get", &path, None).await;
        assert_eq!(shown.body["state"], "connecting");
    })
    .await;
}
