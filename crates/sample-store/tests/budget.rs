//! What a request may cost, counted and not timed: statements of each route, and allocations of the three that are asked most.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use database::blobs::Blobs;
use database::secrets::Secrets;
use database::testing::{self, TestDatabase};
use database::{Clock, DbError, Time, readers};
use inbox::Inbox;
use people::audit::Actor;
use people::tokens::{NewToken, Scopes};
use people::{App, Parts};
use sample_store::{Plan, fill};
use search::Index;
use tower::ServiceExt;
use web::{ClientAddress, GuardedClient, Limits, Policy};

/// Counts what is asked of the system's allocator.
struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises; it was allocated above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as the caller promises; it was allocated above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Time {
        "2026-11-18T12:00:00Z".parse().unwrap()
    }
}

const SMALL: Plan = Plan { seed: 7, customers: 90, orders: 190, conversations: 160, until: None };

/// All routes of staff over the sample store, with nobody else at work.
struct Desk {
    router: Router,
    token: String,
    inbox: Inbox,
    index: Index,
    test: TestDatabase,
}

/// What one answer cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    statements: u64,
    allocations: u64,
}

impl Desk {
    async fn open() -> Self {
        let test = testing::sqlite(Arc::new(Noon));
        let app = App::new(Parts {
            database: test.database.clone(),
            secrets: Secrets::open(&test.folder.path().join("secret.key")).unwrap(),
            blobs: Blobs::new(test.folder.path().join("blobs")),
            guarded: GuardedClient::new(Policy::default(), Limits::default(), "Tillside test"),
            public_url: "https://desk.example".parse().unwrap(),
        });
        fill(&app, &SMALL, |_| {}).await.unwrap();
        let index = Index::in_memory();
        insight::search::catch_up(&app.database, &index).await.unwrap();
        let token = token(&app).await;
        let inbox = Inbox::searching(app.clone(), index.clone());
        let routes = Router::new()
            .merge(people::routes().split_for_parts().0.with_state(app.clone()))
            .merge(shop::routes().split_for_parts().0.with_state(app))
            .merge(inbox::routes().split_for_parts().0.with_state(inbox.clone()))
            .merge(insight::routes().split_for_parts().0.with_state(inbox.clone()));
        Self { router: Router::new().nest("/api/v1", routes), token, inbox, index, test }
    }

    async fn ask(&self, method: Method, path: &str, body: &str) -> String {
        let content_type = if path.starts_with("/inbound") { "message/rfc822" } else { "application/json" };
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, content_type)
            .body(Body::from(body.to_owned()))
            .unwrap();
        request.extensions_mut().insert(ClientAddress("192.0.2.1".parse().unwrap()));
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        text
    }

    /// The least of a few answers: the first one of a kind prepares its statements.
    async fn cost(&self, path: &str) -> Cost {
        let mut least = None;
        for _ in 0..4 {
            let cost = self.once(Method::GET, path, "").await;
            least = Some(least.map_or(cost, |least: Cost| least.min(cost)));
        }
        least.unwrap()
    }

    async fn once(&self, method: Method, path: &str, body: &str) -> Cost {
        let (statements, allocations) = (database::queries_of_all(), ALLOCATIONS.load(Ordering::Relaxed));
        self.ask(method, path, body).await;
        Cost {
            statements: database::queries_of_all() - statements,
            allocations: ALLOCATIONS.load(Ordering::Relaxed) - allocations,
        }
    }

    /// Has everybody read who reads of what happened.
    async fn follow(&self) {
        let (app, database) = (&self.inbox.app, &self.test.database);
        let all =
            shop::readers(app).into_iter().chain(inbox::readers(&self.inbox)).chain(insight::readers(app));
        for reader in all {
            readers::catch_up(database, &reader).await.unwrap();
        }
        insight::search::catch_up(database, &self.index).await.unwrap();
    }

    /// The first thing of a list.
    async fn first(&self, list: &str) -> String {
        let answer = self.ask(Method::GET, list, "").await;
        let id = answer.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next());
        id.unwrap_or_else(|| panic!("{list} is empty: {answer}")).to_owned()
    }
}

async fn token(app: &App) -> String {
    let workspace = app.database.workspaces().await.unwrap()[0];
    let made = app.database.write(move |tx| {
        let new = NewToken { name: "budget".parse().unwrap(), scopes: Scopes::All };
        let (_, text) = people::tokens::create(tx, workspace, &Actor::command_line(), &new)?;
        Ok::<_, DbError>(text)
    });
    made.await.unwrap()
}

/// A mail of Ada.
fn mail(number: usize) -> String {
    mail_of("ada", number)
}

fn mail_of(who: &str, number: usize) -> String {
    format!(
        "From: Ada <{who}@mail.example>\r\nTo: hello@nar.example\r\nSubject: Where is my order?\r\n\
         Message-ID: <budget.{number}@mail.example>\r\nDate: Wed, 18 Nov 2026 10:00:00 +0000\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n<p>It was due on Monday.</p><p>Ada</p>\r\n"
    )
}

#[tokio::test]
async fn no_request_costs_more_than_its_budget() {
    let desk = Desk::open().await;
    let mut found = over_statements(&desk).await;
    found.extend(over_for_a_mail(&desk).await);
    found.extend(over_for_what_follows(&desk).await);
    found.extend(over_allocations(&desk).await);
    assert!(found.is_empty(), "the budget is another:\n{}", found.join("\n"));
}

/// Statements of each route, `BEGIN`, `COMMIT` and the look at who asks included. A list costs the same whatever its length.
async fn over_statements(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    for (path, wanted) in &budget(desk).await {
        let Cost { statements, .. } = desk.cost(path).await;
        if statements > *wanted {
            found.push(format!("{path}: {statements} statements, at most {wanted}"));
        }
    }
    found
}

async fn budget(desk: &Desk) -> Vec<(String, u64)> {
    let conversation = desk.first("/conversations").await;
    let customer = desk.first("/customers").await;
    let order = desk.first("/orders").await;
    let product = desk.first("/products").await;
    vec![
        ("/conversations?limit=5".to_owned(), 6),
        ("/conversations?limit=50".to_owned(), 6),
        ("/conversations?q=order&limit=50".to_owned(), 6),
        ("/conversations?order_status=processing&limit=50".to_owned(), 6),
        ("/conversations?order_open=true&limit=50".to_owned(), 6),
        ("/conversations?order_open=false&status=open,pending,solved&limit=50".to_owned(), 6),
        ("/conversations?order_late=true&limit=50".to_owned(), 6),
        ("/conversations?order_late=false&limit=50".to_owned(), 6),
        // Whose number it is, is asked first.
        (format!("/conversations?order={order}&limit=50"), 7),
        ("/conversations?order=1042&limit=50".to_owned(), 7),
        ("/views".to_owned(), 23),
        (format!("/conversations/{conversation}"), 12),
        (format!("/conversations/{conversation}/messages"), 5),
        (format!("/conversations/{conversation}/history"), 10),
        ("/customers?limit=5".to_owned(), 5),
        ("/customers?limit=50".to_owned(), 5),
        (format!("/customers/{customer}"), 5),
        (format!("/customers/{customer}/timeline"), 10),
        (format!("/customers/{customer}/suggestions"), 6),
        ("/orders?limit=5".to_owned(), 12),
        ("/orders?limit=50".to_owned(), 12),
        (format!("/orders/{order}"), 14),
        ("/products?q=bowl".to_owned(), 5),
        ("/products?stock=out_of_stock&category=Kupa".to_owned(), 5),
        (format!("/products/{product}"), 6),
        ("/product-categories".to_owned(), 4),
        ("/coupons?limit=50".to_owned(), 4),
        ("/reviews?limit=5".to_owned(), 7),
        ("/reviews?limit=50".to_owned(), 7),
        ("/reviews?q=bowl&limit=50".to_owned(), 7),
        ("/search?q=order&limit=5".to_owned(), 5),
        ("/search?q=order&limit=50".to_owned(), 5),
        // One statement for each kind that is found.
        ("/search?q=10&limit=50".to_owned(), 7),
        // The workspace and its stores: a chat has the colour and the language of its own.
        ("/channels".to_owned(), 6),
        ("/brands".to_owned(), 5),
        ("/tags".to_owned(), 5),
        ("/agents".to_owned(), 5),
        ("/teams".to_owned(), 5),
        ("/workspace".to_owned(), 4),
    ]
}

const MAILBOX: &str = "/inbound/email?mailbox=hello%40nar.example";

/// So many statements does a mail take that begins a conversation of a known customer.
async fn over_for_a_mail(desk: &Desk) -> Option<String> {
    const BUDGET: u64 = 33;
    desk.once(Method::POST, MAILBOX, &mail(0)).await;
    let cost = desk.once(Method::POST, MAILBOX, &mail(1)).await;
    (cost.statements > BUDGET).then(|| format!("a mail: {} statements, at most {BUDGET}", cost.statements))
}

/// So many statements do all who read of what happened take for mails of so many customers at once.
async fn over_for_what_follows(desk: &Desk) -> Option<String> {
    const MAILS: usize = 200;
    const BUDGET: u64 = 1_000;
    desk.follow().await;
    for number in 0..MAILS {
        desk.ask(Method::POST, MAILBOX, &mail_of(&format!("customer{number}"), 1_000 + number)).await;
    }
    let before = database::queries_of_all();
    desk.follow().await;
    let statements = database::queries_of_all() - before;
    let over = format!("what follows {MAILS} mails: {statements} statements, at most {BUDGET}");
    (statements > BUDGET).then_some(over)
}

/// The three that are asked most may not begin to copy what they need not: so many allocations, and a tenth more.
async fn over_allocations(desk: &Desk) -> Vec<String> {
    let conversation = desk.first("/conversations").await;
    let inbox = desk.cost("/conversations?limit=50").await.allocations;
    let opened = desk.cost(&format!("/conversations/{conversation}")).await.allocations;
    let mut kept = u64::MAX;
    for number in 2..6 {
        kept = kept.min(desk.once(Method::POST, MAILBOX, &mail(number)).await.allocations);
    }
    let counts =
        [("inbox page of 50", inbox, 1_450), ("a conversation", opened, 700), ("a mail", kept, 3_250)];
    let over = counts.into_iter().filter(|(_, count, most)| count > most);
    over.map(|(name, count, most)| format!("{name}: {count} allocations, at most {most}")).collect()
}

/// What grows with the years. All else is as large as the team and its settings.
const GROWING: [&str; 15] = [
    "event",
    "conversation",
    "message",
    "attachment",
    "participant",
    "customer",
    "customer_identity",
    "order",
    "order_line",
    "product",
    "product_variant",
    "shipment",
    "review",
    "mail_arrival",
    "blob",
];

#[tokio::test]
async fn no_statement_of_a_request_or_of_what_follows_it_reads_a_whole_workspace() {
    let desk = Desk::open().await;
    testing::listen_to_statements();
    for (path, _) in &budget(&desk).await {
        desk.ask(Method::GET, path, "").await;
    }
    desk.ask(Method::POST, MAILBOX, &mail(0)).await;
    desk.follow().await;
    let plans = testing::plans_of_statements(&desk.test.database).await.unwrap();
    assert!(plans.len() > 100, "{} statements were heard", plans.len());
    let whole: Vec<String> = plans
        .iter()
        .filter(|(text, steps)| reads_a_whole_workspace(text, steps))
        .map(|(text, steps)| format!("{text}\n    {}", steps.join("\n    ")))
        .collect();
    assert!(whole.is_empty(), "{}", whole.join("\n"));
}

/// Whether rows are found by nothing or by their workspace alone, and not read in order until there are enough.
fn reads_a_whole_workspace(text: &str, steps: &[String]) -> bool {
    let ends = text.contains(" LIMIT ") && !steps.iter().any(|step| step.contains("TEMP B-TREE"));
    steps.iter().any(|step| {
        let table = step.split_whitespace().nth(1).unwrap_or_default();
        let alone = step.starts_with("SCAN ") || step.ends_with("(workspace_id=?)");
        GROWING.contains(&table) && alone && !ends
    })
}
