//! Pictures drawn in lines: as high as the words beside them, and of their colour.
//!
//! They are elements, never words of a `view!`: what never changes in there Leptos writes as HTML into
//! a template, and the page's policy lets no program write HTML.

use leptos::prelude::*;
use leptos::web_sys::Element;

use super::made::Made;
use crate::browser::copies;

/// Takes back.
pub const UNDO: &str = "M9 6 4 11l5 5M4.5 11H15a5 5 0 0 1 0 10h-3";
/// Does again.
pub const REDO: &str = "m15 6 5 5-5 5m4.500-5H9a5 5 0 0 0 0 10h3";
/// Makes another one like it.
pub const COPY: &str = "M9 9h11v11H9zM4 15V4h11";
/// Takes away.
pub const BIN: &str = "M5 7h14M10 7V4h4v3m-7 0 1 13h8l1-13";
/// Clears.
pub const CROSS: &str = "m7 7 10 10M17 7 7 17";
/// Goes up.
pub const UP: &str = "M12 19V5m-6 6 6-6 6 6";
/// Goes down.
pub const DOWN: &str = "M12 5v14m-6-6 6 6 6-6";
/// Goes to what is before.
pub const BACK: &str = "m14 6-6 6 6 6";
/// Goes to what is after.
pub const ON: &str = "m10 6 6 6-6 6";
/// Moves in any direction.
pub const MOVE: &str = "M12 4v16M4 12h16M9 7l3-3 3 3M9 17l3 3 3-3M7 9l-3 3 3 3M17 9l3 3-3 3";

/// A picture of one shape.
pub fn icon(shape: &'static str) -> impl IntoView {
    Made::new(move || drawn(shape))
}

/// The same, as an element.
pub fn drawn(shape: &str) -> Option<Element> {
    picture(&BOX, &[part("path", &[("d", shape)])])
}

/// A disc, half of it filled: light and dark.
pub fn half() -> impl IntoView {
    Made::new(|| {
        let disc = part("circle", &[("cx", "12"), ("cy", "12"), ("r", "8")]);
        let filled = part("path", &[("class", "ws-half"), ("d", "M12 4a8 8 0 0 1 0 16Z")]);
        picture(&BOX, &[disc, filled])
    })
}

/// The mark: a sprout on the ground.
pub fn mark() -> impl IntoView {
    let shapes = [
        ("ws-mark__leaf", "M15 16C14 9 9 6 3 6c0 7 4 11 12 10Z"),
        ("ws-mark__leaf ws-mark__leaf--young", "M17 14c0-6 5-9 11-9 0 6-4 10-11 9Z"),
        ("ws-mark__stem", "M16 27V14"),
        ("ws-mark__earth", "M7 28h18"),
    ];
    Made::new(move || {
        let parts = shapes.map(|(class, shape)| part("path", &[("class", class), ("d", shape)]));
        picture(&[("class", "ws-mark"), ("viewBox", "0 0 32 32")], &parts)
    })
}

/// What most pictures are drawn on.
const BOX: [(&str, &str); 1] = [("viewBox", "0 0 24 24")];

fn part(name: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    copies::element(name, attributes, &[])
}

/// A picture beside words, which say all that it says.
fn picture(attributes: &[(&str, &str)], parts: &[Option<Element>]) -> Option<Element> {
    let picture = copies::element("svg", attributes, parts)?;
    picture.set_attribute("aria-hidden", "true").ok()?;
    Some(picture)
}
