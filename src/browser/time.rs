//! The device's clock, and chance.

use wasm_bindgen::JsValue;

use crate::model::stamp::Replica;

/// Milliseconds since 1970, as the device's clock shows them.
pub fn now() -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // after 1970, below 2^53
    let now = js_sys::Date::now().max(0.0) as u64;
    now
}

/// A moment as a clock on the wall shows it here: `14:03`, with its day where that is not today.
pub fn clock(millis: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // below 2^53
    let date = js_sys::Date::new(&JsValue::from_f64(millis as f64));
    let time = format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    let today = js_sys::Date::new_0();
    let day = |d: &js_sys::Date| (d.get_full_year(), d.get_month(), d.get_date());
    if day(&date) == day(&today) {
        return time;
    }
    let (year, month, day) = day(&date);
    format!("{year}-{:02}-{day:02} {time}", month + 1)
}

/// Today where this device is, as `2026-01-31`.
pub fn today() -> String {
    let date = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// A day, by its number since 2000-01-01, as a language names it. `parts` say what of it:
/// `[("month", "long")]`.
pub fn named(day: u32, language: &str, parts: &[(&str, &str)]) -> String {
    /// Milliseconds from 1970 to 2000, and those of a day.
    const START: f64 = 946_684_800_000.0;
    const DAY: f64 = 86_400_000.0;
    let options = js_sys::Object::new();
    for (part, form) in parts.iter().chain(&[("timeZone", "UTC")]) {
        // A new object takes every key.
        let _ = js_sys::Reflect::set(&options, &(*part).into(), &(*form).into());
    }
    let date = js_sys::Date::new(&JsValue::from_f64(START + DAY * f64::from(day)));
    date.to_locale_date_string(language, &options).into()
}

/// A new copy's name: a random number.
pub fn replica() -> Replica {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 2^32
    let number = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    Replica(number)
}
