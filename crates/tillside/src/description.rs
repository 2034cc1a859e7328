//! What the description of the API says of every operation alike.

use utoipa::openapi::{OpenApi, PathItem, RefOr};

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// Refusals are problem details (RFC 9457) and are described under their own media type.
pub fn name_problems(mut description: OpenApi) -> OpenApi {
    for item in description.paths.paths.values_mut() {
        for operation in operations(item) {
            for (status, response) in &mut operation.responses.responses {
                let RefOr::T(response) = response else { continue };
                let refusal = status.starts_with(['4', '5']);
                if refusal && let Some(content) = response.content.shift_remove(JSON) {
                    response.content.insert(PROBLEM.to_owned(), content);
                }
            }
        }
    }
    description
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut utoipa::openapi::path::Operation> {
    let all = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
    all.into_iter().filter_map(Option::as_mut)
}
