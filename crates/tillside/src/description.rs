//! What the description of the API says of every operation alike.

mod nulls;
mod tagged;

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Content, OpenApi, PathItem, Ref, RefOr, Required, ResponseBuilder};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";
const PROBLEM: &str = "application/problem+json";

/// The POSTs of staff that do not record what they answered: done twice they do the same, or each time counts.
const NOT_RECORDED: &[&str] = &[
    "/api/v1/channels/{id}/check",
    "/api/v1/channels/{id}/incoming/authorization",
    "/api/v1/channels/{id}/incoming/authorization/answer",
    "/api/v1/channels/{id}/incoming/test",
    "/api/v1/conversations/{id}/presence",
    "/api/v1/conversations/{id}/read",
    "/api/v1/conversations/{id}/unread",
    "/api/v1/me/password",
    "/api/v1/orders/{id}/actions/preview",
    "/api/v1/outbox/{id}/retry",
    "/api/v1/reader-failures/{id}/retry",
    "/api/v1/stores/{id}/test",
];

/// The description with what all operations have in common.
pub fn complete(mut description: OpenApi) -> OpenApi {
    for (path, item) in &mut description.paths.paths {
        if let Some(patch) = &mut item.patch {
            take_merge_patches(patch);
        }
        if let Some(post) = &mut item.post
            && !is_public(post)
            && !NOT_RECORDED.contains(&path.as_str())
        {
            take_a_key(post);
        }
        for (method, operation) in operations(item) {
            operation.operation_id = Some(name_of(method, path));
            name_problems(operation);
            add_common_refusals(operation);
        }
    }
    tagged::join(&mut description);
    nulls::require(&mut description);
    description
}

/// `GET /api/v1/tags/{id}` is `get_tags_by_id`: no two have the same name, as generators of clients want it.
fn name_of(method: &str, path: &str) -> String {
    let words =
        path.trim_start_matches("/api/v1").split('/').filter(|part| !part.is_empty() && *part != "v1");
    let words = words.map(|part| part.replace('{', "by_").replace('}', "").replace(['-', '.'], "_"));
    std::iter::once(method.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}

/// Public operations say that they need no security; the others say nothing.
fn is_public(operation: &Operation) -> bool {
    operation.security.is_some()
}

/// RFC 7396 has a media type of its own; plain JSON is taken for it, too.
fn take_merge_patches(patch: &mut Operation) {
    let Some(body) = &mut patch.request_body else { return };
    if let Some(content) = body.content.get(JSON).cloned() {
        body.content.insert(MERGE_PATCH.to_owned(), content);
    }
}

fn take_a_key(post: &mut Operation) {
    let words = "Sent a second time with the same request within a day, nothing is done and the first answer comes \
        again, with `Idempotency-Replayed: true`; with another request it is a 409.";
    let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(255));
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(words))
        .schema(Some(text.pattern(Some("^[!-~]+$"))));
    post.parameters.get_or_insert_default().push(key.build());
    refuse(post, "409", "the key was used for another request, or what is there does not allow it");
}

/// Refusals are problem details (RFC 9457) and are described under their own media type.
fn name_problems(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        let refusal = status.starts_with(['4', '5']);
        if refusal && let Some(content) = response.content.shift_remove(JSON) {
            response.content.insert(PROBLEM.to_owned(), content);
        }
    }
}

fn add_common_refusals(operation: &mut Operation) {
    if !is_public(operation) {
        refuse(operation, "401", "nobody is signed in, or the token is not known");
        refuse(operation, "403", "whoever asks may not do this");
    }
    let of_query =
        |parameter: &utoipa::openapi::path::Parameter| parameter.parameter_in == ParameterIn::Query;
    if operation.parameters.iter().flatten().any(of_query) {
        refuse(operation, "400", "a parameter is unknown or wrong");
    }
    let Some(body) = &operation.request_body else { return };
    let is_json = body.content.contains_key(JSON);
    refuse(operation, "400", "the request cannot be read");
    refuse(operation, "413", "the body is too large");
    if is_json {
        refuse(operation, "415", "the body is not JSON");
        refuse(operation, "422", "the body does not fit; every wrong field is named");
    }
}

/// Describes a refusal that the operation does not describe itself.
fn refuse(operation: &mut Operation, status: &str, why: &str) {
    operation.responses.responses.entry(status.to_owned()).or_insert_with(|| {
        let problem = Content::new(Some(Ref::from_schema_name("Problem")));
        ResponseBuilder::new().description(why).content(PROBLEM, problem).build().into()
    });
}

/// The operations of an address with their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("get", &mut item.get),
        ("post", &mut item.post),
        ("put", &mut item.put),
        ("patch", &mut item.patch),
        ("delete", &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}
