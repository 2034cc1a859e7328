//! Shapes that say by a word of what kind they are.
//!
//! Such a shape comes as "all of: its own fields and no others; and the word", which nothing can be. It is one object with
//! the fields and the word.

use utoipa::openapi::schema::{Components, Object};
use utoipa::openapi::{OpenApi, RefOr, Schema};

/// Makes one object of each.
pub fn join(description: &mut OpenApi) {
    let Some(components) = &mut description.components else { return };
    let known = components.clone();
    for schema in components.schemas.values_mut() {
        let RefOr::T(Schema::OneOf(one)) = schema else { continue };
        for item in &mut one.items {
            if let Some(joined) = joined(item, &known) {
                *item = RefOr::T(Schema::Object(joined));
            }
        }
    }
}

/// The fields of a shape of its own, with the word beside them.
fn joined(item: &RefOr<Schema>, known: &Components) -> Option<Object> {
    let RefOr::T(Schema::AllOf(all)) = item else { return None };
    let [RefOr::Ref(fields), RefOr::T(Schema::Object(word))] = all.items.as_slice() else { return None };
    let name = fields.ref_location.rsplit('/').next()?;
    let Some(RefOr::T(Schema::Object(fields))) = known.schemas.get(name) else { return None };
    let mut joined = fields.clone();
    joined.description.clone_from(&all.description);
    joined.properties.extend(word.properties.clone());
    joined.required.extend(word.required.iter().cloned());
    Some(joined)
}
