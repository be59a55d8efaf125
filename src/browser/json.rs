//! Parses JSON with the browser's own parser, which is fast and takes no bytes of WebAssembly.

use frontpage_model::json::{Json, MAX_DEPTH};

/// Parses a JSON text.
///
/// # Errors
/// Returns a message if the text is invalid or nested too deeply.
pub fn parse(text: &str) -> Result<Json, String> {
    #[cfg(target_arch = "wasm32")]
    {
        let value = js_sys::JSON::parse(text).map_err(|error| message(&error))?;
        read(&value, 0)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        read(value, 0)
    }
}

fn too_deep() -> String {
    "lies too deep in itself".into()
}

/// Converts a number, which JavaScript stores as floating point, to a whole one. Anything but a
/// whole number from 0 up to, but not including, 2⁵³ becomes `null`.
fn to_whole_number(number: f64) -> Json {
    // The cast drops fractions and saturates. Casting back shows whether it changed the number.
    let whole = number as u64;
    let same = whole as f64 == number && whole < 1 << 53;
    if same {
        Json::Number(whole)
    } else {
        Json::Null
    }
}

#[cfg(target_arch = "wasm32")]
fn read(value: &wasm_bindgen::JsValue, depth: usize) -> Result<Json, String> {
    use wasm_bindgen::JsCast;
    if depth == MAX_DEPTH {
        return Err(too_deep());
    }
    if let Some(text) = value.as_string() {
        return Ok(Json::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(to_whole_number(number));
    }
    if let Some(value) = value.as_bool() {
        return Ok(Json::Bool(value));
    }
    if let Some(list) = value.dyn_ref::<js_sys::Array>() {
        let mut items = Vec::with_capacity(list.length() as usize);
        for at in 0..list.length() {
            items.push(read(&list.get(at), depth + 1)?);
        }
        return Ok(Json::List(items));
    }
    let Some(object) = value.dyn_ref::<js_sys::Object>() else {
        return Ok(Json::Null);
    };
    let (keys, values) = (js_sys::Object::keys(object), js_sys::Object::values(object));
    let mut fields = Vec::with_capacity(keys.length() as usize);
    for at in 0..keys.length() {
        let key = keys.get(at).as_string().unwrap_or_default();
        fields.push((key, read(&values.get(at), depth + 1)?));
    }
    Ok(Json::Object(fields))
}

#[cfg(target_arch = "wasm32")]
fn message(error: &wasm_bindgen::JsValue) -> String {
    js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_default()
}

#[cfg(not(target_arch = "wasm32"))]
fn read(value: serde_json::Value, depth: usize) -> Result<Json, String> {
    use serde_json::Value;
    if depth == MAX_DEPTH {
        return Err(too_deep());
    }
    Ok(match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(value),
        Value::Number(number) => number.as_f64().map_or(Json::Null, to_whole_number),
        Value::String(text) => Json::Text(text),
        Value::Array(items) => Json::List(
            items
                .into_iter()
                .map(|item| read(item, depth + 1))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(fields) => Json::Object(
            fields
                .into_iter()
                .map(|(key, value)| Ok((key, read(value, depth + 1)?)))
                .collect::<Result<_, String>>()?,
        ),
    })
}
