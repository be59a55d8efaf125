//! The time, as the reader's device has it.

use frontpage_model::Day;

/// Milliseconds since 1970. It may be set back; but it goes on while the device sleeps, through
/// which the time since a page was opened may stand still. Natively always 0.
pub fn now_ms() -> f64 {
    #[cfg(target_arch = "wasm32")]
    {
        js_sys::Date::now()
    }
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

/// The day it is now in a time zone (as in the IANA database), and the milliseconds until the
/// next one begins there. None where the browser does not know the zone, and natively.
pub fn day_in(time_zone: &str) -> Option<(Day, u32)> {
    #[cfg(target_arch = "wasm32")]
    {
        read(&by_temporal(time_zone).or_else(|| by_locale(time_zone))?)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = time_zone;
        None
    }
}

/// `2025-03-28T14:05:09.5`: what a browser with Temporal says at once, where the other way takes
/// 15 ms for the first date that it writes.
#[cfg(target_arch = "wasm32")]
fn by_temporal(time_zone: &str) -> Option<String> {
    let temporal = js_sys::Reflect::get(&js_sys::global(), &"Temporal".into()).ok()?;
    let now = js_sys::Reflect::get(&temporal, &"Now".into()).ok()?;
    let now = call(&now, "plainDateTimeISO", &[time_zone.into()])?;
    call(&now, "toString", &[])?.as_string()
}

/// `2025-03-28 14:05:09`: Swedish writes dates as ISO 8601 does.
#[cfg(target_arch = "wasm32")]
fn by_locale(time_zone: &str) -> Option<String> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"timeZone".into(), &time_zone.into()).ok()?;
    let arguments = ["sv-SE".into(), options.into()];
    call(&js_sys::Date::new_0(), "toLocaleString", &arguments)?.as_string()
}

#[cfg(target_arch = "wasm32")]
fn call(
    of: &wasm_bindgen::JsValue,
    method: &str,
    arguments: &[wasm_bindgen::JsValue],
) -> Option<wasm_bindgen::JsValue> {
    let method = js_sys::Reflect::get(of, &method.into()).ok()?;
    let method: js_sys::Function = wasm_bindgen::JsCast::dyn_into(method).ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    method.apply(of, &arguments).ok()
}

/// Reads `2025-03-28 14:05:09`, also with a `T` between, and with a fraction of the second.
#[cfg(any(test, target_arch = "wasm32"))]
fn read(now: &str) -> Option<(Day, u32)> {
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
    fn reads_the_swedish_clock() {
        let day = Day::new(2025, 3, 28).unwrap();
        assert_eq!(read("2025-03-28 23:59:59"), Some((day, 1000)));
        assert_eq!(read("2025-03-28 00:00:00"), Some((day, 86_400_000)));
        assert_eq!(read("2025-03-28T23:59:58.123"), Some((day, 2000)));
        assert_eq!(read("3/28/2025, 2:05:09 PM"), None);
        assert_eq!(read(""), None);
    }
}
