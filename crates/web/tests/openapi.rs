//! The shared types describe themselves in OpenAPI as they read and write.

use serde_json::{Value, json};
use utoipa::{OpenApi, ToSchema};
use web::{Limit, List, Patch, ProblemBody};

#[derive(ToSchema)]
#[expect(dead_code, reason = "only its description is used")]
struct Tag {
    name: String,
}

#[derive(serde::Deserialize, ToSchema)]
#[expect(dead_code, reason = "only its description is used")]
struct Change {
    #[serde(default)]
    subject: Patch<String>,
    #[serde(default)]
    limit: Limit,
}

#[derive(OpenApi)]
#[openapi(components(schemas(Change, List<Tag>, ProblemBody)))]
struct Api;

#[test]
fn shared_types_are_described() {
    let api: Value = serde_json::to_value(Api::openapi()).unwrap();
    let schema = |pointer: &str| api.pointer(&format!("/components/schemas{pointer}")).cloned();
    assert_eq!(schema("/Change/required"), None);
    assert_eq!(schema("/Change/properties/subject/$ref"), Some(json!("#/components/schemas/Patch_String")));
    assert_eq!(schema("/Patch_String/oneOf"), Some(json!([{"type": "null"}, {"type": "string"}])));
    assert_eq!(schema("/Limit/maximum"), Some(json!(200)));
    assert_eq!(schema("/List_Tag/required"), Some(json!(["data", "next"])));
    let members = ["code", "detail", "errors", "status", "title", "type"];
    let described = schema("/Problem/properties").unwrap();
    assert_eq!(described.as_object().unwrap().keys().collect::<Vec<_>>(), members);
}
