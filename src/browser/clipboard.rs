//! Copying text.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlDocument;

use super::host;
use super::page::{document, find, window};

/// Copies a text. Says whether it was copied.
///
/// In-app browsers have no clipboard to write to; there what `shown` finds is selected and copied
/// the old way, or left selected for a long press.
pub async fn copy(text: &str, shown: &str) -> bool {
    let clipboard = window().map(|w| w.navigator().clipboard());
    if let Some(clipboard) = clipboard.filter(|c| !c.is_undefined())
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    if let (Some(selection), Some(shown)) = (host::selection(), find(shown)) {
        let _ = selection.select_all_children(&shown);
        // What is selected must be what was asked for, or the wrong thing would be copied.
        if shown.text_content().as_deref() != Some(text) {
            return false;
        }
    }
    document()
        .and_then(|d| d.dyn_into::<HtmlDocument>().ok())
        .and_then(|d| d.exec_command("copy").ok())
        .unwrap_or(false)
}
