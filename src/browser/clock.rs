//! The clock of the reader's device.

use frontpage_model::Day;

/// Returns the milliseconds since 1970; always 0 in native builds.
///
/// This clock can be set back, but it keeps running while the device sleeps. The monotonic clock
/// (`performance.now()`) can stop then.
pub fn now_ms() -> f64 {
    #[cfg(target_arch = "wasm32")]
    {
        js_sys::Date::now()
    }
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

/// Returns today's date in an IANA time zone, and the milliseconds until the next day begins
/// there. `None` if the browser does not know the zone, and always in native builds.
pub fn day_in(time_zone: &str) -> Option<(Day, u32)> {
    #[cfg(target_arch = "wasm32")]
    {
        parse_now(&by_temporal(time_zone).or_else(|| by_locale(time_zone))?)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = time_zone;
        None
    }
}

/// Returns `2025-03-28T14:05:09.5` in browsers with the Temporal API. It is instant, whereas
/// `by_locale` takes 15 ms for its first date.
#[cfg(target_arch = "wasm32")]
fn by_temporal(time_zone: &str) -> Option<String> {
    let temporal = js_sys::Reflect::get(&js_sys::global(), &"Temporal".into()).ok()?;
    let now = js_sys::Reflect::get(&temporal, &"Now".into()).ok()?;
    let now = call(&now, "plainDateTimeISO", &[time_zone.into()])?;
    call(&now, "toString", &[])?.as_string()
}

/// Returns `2025-03-28 14:05:09`, since the Swedish locale formats dates like ISO 8601.
#[cfg(target_arch = "wasm32")]
fn by_locale(time_zone: &str) -> Option<String> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"timeZone".into(), &time_zone.into()).ok()?;
    let arguments = ["sv-SE".into(), options.into()];
    call(&js_sys::Date::new_0(), "toLocaleString", &arguments)?.as_string()
}

#[cfg(target_arch = "wasm32")]
fn call(
    object: &wasm_bindgen::JsValue,
    method: &str,
    arguments: &[wasm_bindgen::JsValue],
) -> Option<wasm_bindgen::JsValue> {
    let method = js_sys::Reflect::get(object, &method.into()).ok()?;
    let method: js_sys::Function = wasm_bindgen::JsCast::dyn_into(method).ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    method.apply(object, &arguments).ok()
}

/// Parses `2025-03-28 14:05:09`, with a space or a `T` before the time, and with or without
/// fractions of a second. Returns the date and the milliseconds until midnight.
#[cfg(any(test, target_arch = "wasm32"))]
fn parse_now(now: &str) -> Option<(Day, u32)> {
    let (date, clock) = now.split_once([' ', 'T'])?;
    let day = Day::parse(date, '-').ok()?;
    let mut parts = clock.split([':', '.']).map(str::parse::<u32>);
    let mut part = || parts.next()?.ok();
    let passed = (part()? * 60 + part()?) * 60 + part()?;
    Some((day, 86_400_u32.saturating_sub(passed) * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_formats_of_the_browser() {
        let day = Day::new(2025, 3, 28).unwrap();
        assert_eq!(parse_now("2025-03-28 23:59:59"), Some((day, 1000)));
        assert_eq!(parse_now("2025-03-28 00:00:00"), Some((day, 86_400_000)));
        assert_eq!(parse_now("2025-03-28T23:59:58.123"), Some((day, 2000)));
        assert_eq!(parse_now("3/28/2025, 2:05:09 PM"), None);
        assert_eq!(parse_now(""), None);
    }
}
