//! Merge patches of whole objects: RFC 7396, and what is refused of the outcome.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{OpenApi, ToSchema};
use web::{Merge, Patch, Problem, merge_patch};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Hours {
    zone: String,
    days: Vec<Day>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Day {
    name: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Change {
    #[serde(default)]
    hours: Patch<Merge<Hours>>,
}

#[derive(OpenApi)]
#[openapi(components(schemas(Change)))]
struct Api;

fn hours() -> Hours {
    Hours { zone: "UTC".to_owned(), days: vec![Day { name: "mon".to_owned() }] }
}

fn patched(body: &Value) -> Result<Hours, Problem> {
    let change: Change = web::json::parse(body.to_string().as_bytes())?;
    change.hours.onto(hours(), "/hours")
}

#[test]
fn every_example_of_the_standard_comes_out_as_it_says() {
    // RFC 7396, appendix A: original, patch, result.
    let examples = [
        (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
        (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
        (json!({"a": "b"}), json!({"a": null}), json!({})),
        (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
        (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
        (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
        (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
        (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
        (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
        (json!({"a": "b"}), json!(["c"]), json!(["c"])),
        (json!({"a": "foo"}), Value::Null, Value::Null),
        (json!({"a": "foo"}), json!("bar"), json!("bar")),
        (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
        (json!([1, 2]), json!({"a": "b", "c": null}), json!({"a": "b"})),
        (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
    ];
    for (original, patch, result) in examples {
        let mut target = original.clone();
        merge_patch(&mut target, patch.clone());
        assert_eq!(target, result, "{original} patched with {patch}");
    }
}

#[test]
fn an_object_in_a_body_is_patched_field_by_field() {
    assert_eq!(patched(&json!({})).unwrap(), hours());
    let zone = Hours { zone: "Asia/Seoul".to_owned(), ..hours() };
    assert_eq!(patched(&json!({"hours": {"zone": "Asia/Seoul"}})).unwrap(), zone);
    assert_eq!(patched(&json!({"hours": {"days": []}})).unwrap(), Hours { days: Vec::new(), ..hours() });
    assert_eq!(patched(&json!({"hours": null})).unwrap(), Hours::default());
}

#[test]
fn what_does_not_fit_the_patched_object_is_pointed_at() {
    for (patch, pointer, code) in [
        (json!({"zone": null}), "/hours/zone", "missing-field"),
        (json!({"zone": 7}), "/hours/zone", "wrong-type"),
        (json!({"zoen": "UTC"}), "/hours/zoen", "unknown-field"),
        (json!({"days": [{"name": "mon"}, {"name": null}]}), "/hours/days/1/name", "wrong-type"),
        (json!({"days": [["mon"]]}), "/hours/days/0", "wrong-type"),
        (json!([]), "/hours", "wrong-type"),
        (json!("UTC"), "/hours", "wrong-type"),
    ] {
        let problem = patched(&json!({"hours": patch})).unwrap_err();
        let error = &problem.errors()[0];
        assert_eq!((error.pointer.as_str(), &*error.code), (pointer, code), "{patch}: {}", error.detail);
    }
}

#[test]
fn nothing_of_an_object_is_required_in_its_patch_and_everything_may_be_null() {
    let api: Value = serde_json::to_value(Api::openapi()).unwrap();
    let schema = |pointer: &str| api.pointer(&format!("/components/schemas{pointer}")).cloned();
    let patch = schema("/Patch_Merge_Hours/oneOf/1").unwrap();
    let patch = match patch["$ref"].as_str() {
        Some(place) => schema(place.strip_prefix("#/components/schemas").unwrap()).unwrap(),
        None => patch,
    };
    assert_eq!(patch["required"], Value::Null);
    let zone = &patch["properties"]["zone"]["oneOf"];
    assert_eq!(zone, &json!([{"type": "null"}, {"type": "string"}]));
    assert_eq!(patch["properties"]["days"]["oneOf"][1]["items"]["$ref"], "#/components/schemas/Day");
    assert_eq!(schema("/Day/required"), Some(json!(["name"])));
}
