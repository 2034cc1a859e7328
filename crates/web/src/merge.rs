//! JSON Merge Patch (RFC 7396) of objects inside a body: what is not named stays, null takes out, the rest is set.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::__dev::ComposeSchema;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};

use crate::{Patch, Problem, input, json};

/// Applies a merge patch (RFC 7396 §2).
///
/// ```
/// use serde_json::json;
/// let mut address = json!({"line1": "Moda Cad. 1", "city": "Istanbul"});
/// web::merge_patch(&mut address, json!({"city": "Ankara", "line1": null}));
/// assert_eq!(address, json!({"city": "Ankara"}));
/// ```
pub fn merge_patch(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(target) = target else { return };
    for (name, value) in patch {
        if value.is_null() {
            target.remove(&name);
        } else {
            merge_patch(target.entry(name).or_insert(Value::Null), value);
        }
    }
}

/// What a merge patch says of a whole object or map `T` inside a body: `address: web::Patch<web::Merge<Address>>`.
#[derive(Debug, Clone)]
pub struct Merge<T> {
    patch: Map<String, Value>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Merge<T> {
    /// The patched object.
    ///
    /// # Errors
    /// 422 `validation` below `pointer` when it is no `T`: a field is unknown, of the wrong type or missing now.
    pub fn onto(self, current: &T, pointer: &str) -> Result<T, Problem> {
        let mut value = serde_json::to_value(current).map_err(|error| {
            tracing::error!(%error, pointer, "what is stored cannot be shown as JSON");
            Problem::internal()
        })?;
        for path in nulls_of_nothing(&value, &self.patch) {
            refuse_unknown::<T>(&value, &path, pointer)?;
        }
        merge_patch(&mut value, Value::Object(self.patch));
        json::from_value(value, pointer)
    }
}

/// Where a patch takes out what is not there: nothing to do if the field exists, a mistake if it does not.
fn nulls_of_nothing(target: &Value, patch: &Map<String, Value>) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (name, value) in patch {
        let inside = target.get(name);
        match value {
            Value::Null if inside.is_none() => paths.push(vec![name.clone()]),
            Value::Object(patch) => {
                let deeper = nulls_of_nothing(inside.unwrap_or(&Value::Null), patch);
                paths.extend(deeper.into_iter().map(|mut path| {
                    path.insert(0, name.clone());
                    path
                }));
            }
            _ => {}
        }
    }
    paths
}

/// Reads the object with a null at this place: whether it may be null is not asked, only whether there is such a field.
fn refuse_unknown<T: DeserializeOwned>(
    current: &Value,
    path: &[String],
    pointer: &str,
) -> Result<(), Problem> {
    let mut probe = current.clone();
    let mut at = &mut probe;
    for name in path {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(fields) = at else { return Ok(()) };
        at = fields.entry(name.clone()).or_insert(Value::Null);
    }
    match json::from_value::<T>(probe, pointer) {
        Err(problem) if problem.errors().iter().any(|error| error.code == input::UNKNOWN_FIELD) => {
            Err(problem)
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

impl<T: Serialize + DeserializeOwned + Default> Patch<Merge<T>> {
    /// The patched object; null clears it as a whole.
    ///
    /// # Errors
    /// As [`Merge::onto`].
    pub fn onto(self, current: T, pointer: &str) -> Result<T, Problem> {
        match self {
            Self::Absent => Ok(current),
            Self::Null => Ok(T::default()),
            Self::Value(patch) => patch.onto(&current, pointer),
        }
    }
}

impl<'de, T> Deserialize<'de> for Merge<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { patch: Map::deserialize(deserializer)?, of: PhantomData })
    }
}

impl<T> Serialize for Merge<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.patch.serialize(serializer)
    }
}

/// The object's own schema, in which nothing is required and everything may be null.
impl<T: ComposeSchema> ComposeSchema for Merge<T> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let mut schema = T::compose(Vec::new());
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.required.clear();
            for property in object.properties.values_mut() {
                let null = ObjectBuilder::new().schema_type(Type::Null);
                *property = OneOfBuilder::new().item(null).item(property.clone()).into();
            }
        }
        schema
    }
}

impl<T: ToSchema + ComposeSchema> ToSchema for Merge<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Merge")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
