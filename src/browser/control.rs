//! Controls that one types into or ticks: reading them, and doing to one what was done to another.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::editable;

/// What stands in a control.
pub enum State {
    /// A text.
    Text(String),
    /// Whether it is ticked.
    Ticked(bool),
}

/// Reads a control.
pub fn state(element: &Element) -> State {
    match element.dyn_ref::<HtmlInputElement>() {
        Some(input) if matches!(input.type_().as_str(), "checkbox" | "radio") => {
            State::Ticked(input.checked())
        }
        _ => State::Text(text(element)),
    }
}

/// Reads a control that one types into.
pub fn text(element: &Element) -> String {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    let area = element.dyn_ref::<HtmlTextAreaElement>();
    area.map_or_else(|| editable::text(element), HtmlTextAreaElement::value)
}

/// Brings a control to a state as a person would, so that what listens to it hears of it.
pub fn type_again(element: &HtmlElement, state: &State) {
    if let (State::Ticked(is_ticked), Some(input)) = (state, element.dyn_ref::<HtmlInputElement>())
    {
        if input.checked() != *is_ticked {
            input.click();
        }
        return;
    }
    if let State::Text(text) = state {
        set_text(element, text);
    }
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
        let _ = element.dispatch_event(&event);
    }
}

/// Writes a text into a control, without a word to what listens to it. One that stands there already
/// is left alone, with its caret.
pub fn set_text(element: &HtmlElement, text: &str) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        if input.value() != text {
            input.set_value(text);
        }
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>()
        && area.value() != text
    {
        area.set_value(text);
    }
}

/// The selection in a control or an editable element, in UTF-16 units.
pub fn selection(element: &Element) -> Option<(u32, u32)> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some((input.selection_start().ok()??, input.selection_end().ok()??));
    }
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return Some((area.selection_start().ok()??, area.selection_end().ok()??));
    }
    editable::selection(element)
}

/// Puts the selection into a control or an editable element.
pub fn select(element: &HtmlElement, at: Option<(u32, u32)>) {
    let (start, end) = at.unwrap_or((u32::MAX, u32::MAX));
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        // Kinds without a caret, like days, say so.
        let _ = input.set_selection_range(start, end);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.set_selection_range(start, end);
    } else if element.is_content_editable() {
        editable::select(element, at);
    }
}
