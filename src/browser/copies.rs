//! Elements, made; and those that stand on a page many times, made once and copied. The browser is
//! asked half as often for a copy, and the program keeps nothing of it but its element.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::control;
use super::page::document;
use crate::model::markup::is_drawn;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A field of one line or of several, without anything around its control.
pub struct TextField<'a> {
    /// The control's id.
    pub id: &'a str,
    /// What it asks.
    pub label: &'a str,
    /// What helps to answer; may be empty.
    pub hint: &'a str,
    /// What stands in the empty control.
    pub placeholder: &'a str,
    /// What was answered.
    pub value: &'a str,
    /// Whether it has several lines.
    pub is_long: bool,
}

thread_local! {
    /// Those that were made first: of one line and of several, each without and with a hint.
    static TEXT_FIELDS: RefCell<[Option<Element>; 4]> = RefCell::default();
}

/// Makes a text field; nothing where there is no page.
pub fn text_field(field: &TextField<'_>) -> Option<Element> {
    let has_hint = !field.hint.is_empty();
    let root = TEXT_FIELDS.with_borrow_mut(|made| {
        let place = made.get_mut(2 * usize::from(field.is_long) + usize::from(has_hint))?;
        if place.is_none() {
            *place = first_text_field(field.is_long, has_hint);
        }
        place.as_ref().and_then(copy)
    })?;
    let label = root.first_element_child()?;
    label.set_attribute("for", field.id).ok()?;
    label.set_text_content(Some(field.label));
    let mut control: HtmlElement = label.next_element_sibling()?.unchecked_into();
    if has_hint {
        let (hint, id) = (control, format!("{}.hint", field.id));
        hint.set_id(&id);
        hint.set_text_content(Some(field.hint));
        control = hint.next_element_sibling()?.unchecked_into();
        control.set_attribute("aria-describedby", &id).ok()?;
    }
    control.set_id(field.id);
    if !field.placeholder.is_empty() {
        control.set_attribute("placeholder", field.placeholder).ok()?;
    }
    if !field.value.is_empty() {
        control::set_text(&control, field.value);
    }
    Some(root)
}

fn first_text_field(is_long: bool, has_hint: bool) -> Option<Element> {
    let mut parts = vec![element("label", &[("class", "ws-field__label")], &[])];
    if has_hint {
        parts.push(element("p", &[("class", "ws-field__hint")], &[]));
    }
    parts.push(if is_long {
        element("textarea", &[("class", "ws-input ws-input--long"), ("rows", "2")], &[])
    } else {
        let attributes = [("class", "ws-input"), ("type", "text"), ("autocomplete", "off")];
        element("input", &attributes, &[])
    });
    let class = if is_long { "ws-field ws-field--long" } else { "ws-field" };
    element("div", &[("class", class)], &parts)
}

/// Makes an element, with what is in it; nothing where there is no page, or a part could not be made.
pub fn element(
    name: &str,
    attributes: &[(&str, &str)],
    children: &[Option<Element>],
) -> Option<Element> {
    let page = document()?;
    let element = if is_drawn(name) {
        page.create_element_ns(Some(SVG), name)
    } else {
        page.create_element(name)
    };
    let element = element.ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    for child in children {
        element.append_child(child.as_ref()?).ok()?;
    }
    Some(element)
}

/// Copies an element with all that is in it.
pub fn copy(element: &Element) -> Option<Element> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}
