//! Text that is written right into a running sentence (`contenteditable`).

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement, Node};

use super::host;
use super::page::document;

/// What stands in an editable element. Browsers leave a lone line break behind when all is
/// deleted; that is nothing.
pub fn text(element: &Element) -> String {
    match element.text_content() {
        Some(text) if text == "\n" => String::new(),
        text => text.unwrap_or_default(),
    }
}

/// Writes into an editable element. Touches nothing where it holds that text already, so the
/// caret stays.
pub fn set_text(element: &Element, wanted: &str) {
    if element.text_content().as_deref() != Some(wanted) {
        element.set_text_content(Some(wanted));
        if is_focused(element) {
            select(element, None);
        }
    }
}

/// Whether the element has the focus.
pub fn is_focused(element: &Element) -> bool {
    super::page::focused().is_some_and(|focused| focused == *element)
}

/// Older Firefox knows no plain-text editing; there the element takes rich text, of which only
/// the plain text is read.
pub fn ensure_editable(element: &HtmlElement) {
    if element.content_editable() != "plaintext-only" {
        element.set_content_editable("true");
    }
}

/// Types a text at the caret, in one line. The browser's own typing, so its events follow.
pub fn type_in_line(text: &str) {
    let line = text.lines().map(str::trim_end).collect::<Vec<_>>().join(" ");
    let document = document().and_then(|d| d.dyn_into::<HtmlDocument>().ok());
    if let Some(document) = document {
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, &line);
    }
}

/// The selection in an element, in UTF-16 units; nothing where it is elsewhere.
pub fn selection(element: &Element) -> Option<(u32, u32)> {
    let selection = host::selection()?;
    let inside = |node: Option<Node>| node.is_some_and(|node| element.contains(Some(&node)));
    (inside(selection.anchor_node()) && inside(selection.focus_node()))
        .then(|| (selection.anchor_offset(), selection.focus_offset()))
}

/// Puts the selection into an element: where it says, or behind the text.
pub fn select(element: &Element, at: Option<(u32, u32)>) {
    let (Some(selection), Some(node)) = (host::selection(), element.first_child()) else { return };
    let end = node.text_content().map_or(0, |t| t.encode_utf16().count());
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    let (anchor, focus) = at.unwrap_or((end, end));
    let _ = selection.set_base_and_extent(&node, anchor.min(end), &node, focus.min(end));
}
