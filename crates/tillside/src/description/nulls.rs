//! Which fields an answer always has.
//!
//! A request may leave a field out or say null. An answer names every field: one that may be null stands there as null, so it
//! is required. What an answer may leave out is never null and is described so (`nullable = false`).

use std::collections::BTreeSet;

use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Object, SchemaType, Type};
use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::operations;

/// Requires what may be null, in every shape that only answers have.
pub fn require(description: &mut OpenApi) {
    let taken = taken(description);
    let Some(components) = &mut description.components else { return };
    for (name, schema) in &mut components.schemas {
        if !taken.contains(name) {
            require_in(schema);
        }
    }
}

fn require_in(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => require_in_object(object),
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                require_in(items);
            }
        }
        Schema::OneOf(one) => one.items.iter_mut().for_each(require_in),
        Schema::AllOf(all) => all.items.iter_mut().for_each(require_in),
        Schema::AnyOf(any) => any.items.iter_mut().for_each(require_in),
        _ => {}
    }
}

fn require_in_object(object: &mut Object) {
    for (name, property) in &mut object.properties {
        if may_be_null(property) && !object.required.contains(name) {
            object.required.push(name.clone());
        }
        require_in(property);
    }
}

fn may_be_null(schema: &RefOr<Schema>) -> bool {
    let RefOr::T(schema) = schema else { return false };
    match schema {
        Schema::Object(object) => has_null(&object.schema_type),
        Schema::Array(array) => has_null(&array.schema_type),
        Schema::OneOf(one) => one.items.iter().any(may_be_null),
        _ => false,
    }
}

fn has_null(kind: &SchemaType) -> bool {
    match kind {
        SchemaType::Type(kind) => *kind == Type::Null,
        SchemaType::Array(kinds) => kinds.contains(&Type::Null),
        SchemaType::AnyValue => false,
    }
}

/// The names of the shapes that a request has, and of those inside them.
fn taken(description: &mut OpenApi) -> BTreeSet<String> {
    let bodies = description.paths.paths.values_mut().flat_map(operations);
    let contents = bodies
        .filter_map(|(_, operation)| operation.request_body.as_ref())
        .flat_map(|body| body.content.values());
    let mut waiting = Vec::new();
    contents.filter_map(|content| content.schema.as_ref()).for_each(|schema| names_in(schema, &mut waiting));
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let inside = description.components.as_ref().and_then(|all| all.schemas.get(&name));
        if found.insert(name) {
            inside.into_iter().for_each(|schema| names_in(schema, &mut waiting));
        }
    }
    found
}

/// Notes the shapes that this one names.
fn names_in(schema: &RefOr<Schema>, names: &mut Vec<String>) {
    let schema = match schema {
        RefOr::Ref(other) => {
            names.extend(other.ref_location.rsplit('/').next().map(ToOwned::to_owned));
            return;
        }
        RefOr::T(schema) => schema,
    };
    match schema {
        Schema::Object(object) => {
            object.properties.values().for_each(|property| names_in(property, names));
            if let Some(AdditionalProperties::RefOr(others)) = object.additional_properties.as_deref() {
                names_in(others, names);
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &array.items {
                names_in(items, names);
            }
        }
        Schema::OneOf(one) => one.items.iter().for_each(|item| names_in(item, names)),
        Schema::AllOf(all) => all.items.iter().for_each(|item| names_in(item, names)),
        Schema::AnyOf(any) => any.items.iter().for_each(|item| names_in(item, names)),
        _ => {}
    }
}
