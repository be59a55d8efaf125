//! The time, as the reader's device has it.

use frontpage_model::Day;

/// Milliseconds since the page was opened; only runs forward. Natively always 0.
pub fn running_ms() -> f64 {
    #[cfg(target_arch = "wasm32")]
    {
        // Date would jump when the clock is set
        web_sys::window()
            .and_then(|w| w.performance())
            .map_or(0.0, |p| p.now())
    }
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

/// The day it is now in a time zone (as in the IANA database), and the milliseconds until the
/// next one begins there. None where the browser does not know the zone, and natively.
pub fn day_in(time_zone: &str) -> Option<(Day, u32)> {
    #[cfg(target_arch = "wasm32")]
    {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"timeZone".into(), &time_zone.into()).ok()?;
        // Swedish writes dates as ISO 8601 does: `2025-03-28 14:05:09`
        let now = js_sys::Reflect::get(&js_sys::Date::new_0(), &"toLocaleString".into())
            .ok()
            .and_then(|f| wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(f).ok())?
            .call2(&js_sys::Date::new_0(), &"sv-SE".into(), &options)
            .ok()?
            .as_string()?;
        read(&now)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = time_zone;
        None
    }
}

/// Reads `2025-03-28 14:05:09`.
#[cfg(any(test, target_arch = "wasm32"))]
fn read(now: &str) -> Option<(Day, u32)> {
    let (date, clock) = now.split_once(' ')?;
    let day = Day::parse(date, '-').ok()?;
    let mut parts = clock.split(':').map(str::parse::<u32>);
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
        assert_eq!(read("3/28/2025, 2:05:09 PM"), None);
        assert_eq!(read(""), None);
    }
}
