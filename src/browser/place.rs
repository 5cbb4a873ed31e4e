//! Places in the browser's history: which entry one is at, and how far down its page one was.

use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration};

use super::page::{on_window, window};

fn history() -> Option<History> {
    window()?.history().ok()
}

/// The name that this entry of the history was given; nothing where one comes here for the first
/// time.
pub fn entry() -> Option<u64> {
    let name = history()?.state().ok()?.as_f64()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a time in milliseconds
    Some(name as u64)
}

/// Names this entry of the history.
pub fn name_entry(name: u64) {
    #[allow(clippy::cast_precision_loss)] // a time in milliseconds
    let name = JsValue::from_f64(name as f64);
    if let Some(history) = history() {
        // Refused only in a page that is going away.
        let _ = history.replace_state(&name, "");
    }
}

/// How far down one is.
pub fn scroll() -> f64 {
    window().and_then(|w| w.scroll_y().ok()).unwrap_or_default()
}

/// Goes as far down.
pub fn scroll_to(top: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// Keeps the browser from scrolling by itself while pages change; over a reload it may.
pub fn scroll_by_hand() {
    let set = |how| {
        if let Some(history) = history() {
            let _ = history.set_scroll_restoration(how);
        }
    };
    set(ScrollRestoration::Manual);
    on_window("pagehide", move |_| set(ScrollRestoration::Auto));
    on_window("pageshow", move |_| set(ScrollRestoration::Manual));
}
