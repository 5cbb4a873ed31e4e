//! Paper in the page: its style sheet, its preview, and the browser's own dialog for printing.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element, HtmlElement};

use super::page::{document, window};

/// The document's list of style sheets that programs made.
const ADOPTED: &str = "adoptedStyleSheets";

/// A style sheet that the page has taken on.
pub struct Style(CssStyleSheet);

impl Style {
    /// Takes on a style sheet; nothing where the browser cannot.
    pub fn adopt(css: &str) -> Option<Self> {
        let sheet = CssStyleSheet::new().ok()?;
        sheet.replace_sync(css).ok()?;
        let all = adopted()?;
        all.push(&sheet);
        set_adopted(&all);
        Some(Self(sheet))
    }

    /// Lets go of it again.
    pub fn drop_it(&self) {
        let Some(all) = adopted() else { return };
        let own: &JsValue = self.0.as_ref();
        let rest = all.iter().filter(|one| one != own);
        set_adopted(&rest.collect());
    }
}

/// Lets go of the style that paper brought which stood there before the program: `start.js` marks
/// it. There may be others, which a person's own extension put there.
pub fn let_go() {
    let Some(all) = adopted() else { return };
    let is_standing = |one: &JsValue| Reflect::has(one, &"isStanding".into()).unwrap_or(false);
    let rest = all.iter().filter(|one| !is_standing(one));
    set_adopted(&rest.collect());
}

fn adopted() -> Option<Array> {
    Some(Array::from(&Reflect::get(&document()?.into(), &ADOPTED.into()).ok()?))
}

fn set_adopted(all: &Array) {
    if let Some(document) = document() {
        // Refused only where a list cannot be taken on at all, and then there was none.
        let _ = Reflect::set(&document.into(), &ADOPTED.into(), all);
    }
}

/// All elements that a selector finds below another.
fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(nodes) = root.query_selector_all(selector) else { return Vec::new() };
    let nodes = (0..nodes.length()).filter_map(|at| nodes.get(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// How many times a leaf may be set closer, so that it takes a page less.
const CLOSER: u32 = 4;

/// Up to how many pages a leaf is short enough for that to show.
const SHORT: u32 = 4;

/// Says on a leaf how close it is set (`style/paper.css`).
const CLOSE: &str = "data-close";

/// Begins a page that would else begin later.
const TURN: &str = "pp-turn";

/// Draws as many pages as each leaf of a preview has, as large as there is room; writes into the
/// contents where each leaf begins. Gives the number of pages.
pub fn lay_out(root: &Element) -> u32 {
    let mut count = 0;
    for leaf in all(root, ".pp-leaf") {
        let begins = count + 1;
        for strip in all(&leaf, ".pp-strip") {
            count += fitted(&leaf, &strip);
        }
        let id = leaf.get_attribute("data-leaf").unwrap_or_default();
        for place in all(root, &format!("[data-page-of='{id}']")) {
            place.set_text_content(Some(&begins.to_string()));
        }
    }
    count
}

/// Sets a leaf closer where that saves a page, and lets no foot stand alone. Gives the number of pages.
fn fitted(leaf: &Element, strip: &HtmlElement) -> u32 {
    for turned in all(leaf, &format!(".{TURN}")) {
        let _ = turned.class_list().remove_1(TURN);
    }
    let _ = leaf.remove_attribute(CLOSE);
    empty(leaf);
    let wide = pages_of(strip).unwrap_or(1);
    if (2..=SHORT).contains(&wide) {
        let saves = (1..=CLOSER).any(|close| {
            let _ = leaf.set_attribute(CLOSE, &close.to_string());
            pages_of(strip).is_some_and(|count| count < wide)
        });
        if !saves {
            let _ = leaf.remove_attribute(CLOSE);
        }
    }
    // As print has it: a preview that is drawn smaller breaks some lines elsewhere.
    for pages in all(strip, ".pp-pages") {
        let _ = pages.style().remove_property("--zoom");
    }
    turn(leaf);
    fill(leaf, strip);
    let column = column_of_foot(leaf, strip);
    let count = pages_of(strip).unwrap_or(1);
    if (column_of_foot(leaf, strip) - column).abs() > 0.5 {
        // Drawn this small, the page has not the room that it has on paper.
        empty(leaf);
    }
    count
}

/// How far from the first page the foot stands, in widths of the flow.
fn column_of_foot(leaf: &Element, strip: &HtmlElement) -> f64 {
    let (foot, flow) = (all(leaf, ".pp-foot").pop(), all(strip, ".pp-flow").pop());
    foot.zip(flow).map_or(0.0, |(foot, flow)| {
        let flow = flow.get_bounding_client_rect();
        (foot.get_bounding_client_rect().left() - flow.left()) / flow.width()
    })
}

/// How much of a page is left alone at its end, in millimetres: print may break a line where the preview
/// does not.
const SPARE: f64 = 6.0;

/// How high a line for notes is, and what stands above the first, in millimetres.
const NOTE: (f64, f64) = (9.0, 10.0);

/// From how many lines on notes are worth their heading.
const NOTES: f64 = 3.0;

/// Says on a leaf that it has lines for notes.
const NOTED: &str = "data-notes";

/// Takes back what [`fill`] did.
fn empty(leaf: &Element) {
    let _ = leaf.remove_attribute(NOTED);
    for flow in all(leaf, ".pp-flow") {
        for name in ["--rest", "--notes"] {
            let _ = flow.style().remove_property(name);
        }
    }
}

/// Lets a leaf's page end with its foot: where there is room above it, with lines for notes there.
fn fill(leaf: &Element, strip: &HtmlElement) {
    let Some(flow) = all(strip, ".pp-flow").pop() else { return };
    let style = flow.style();
    let Some(foot) = all(leaf, ".pp-foot").pop() else { return };
    let page = flow.get_bounding_client_rect().bottom();
    let millimetres = |pixels: f64| pixels * 25.4 / 96.0;
    let room = || millimetres(page - foot.get_bounding_client_rect().bottom()) - SPARE;
    let lines = ((room() - NOTE.1) / NOTE.0).floor();
    if lines >= NOTES && !all(leaf, ".pp-notes").is_empty() {
        let _ = style.set_property("--notes", &lines.to_string());
        let _ = leaf.set_attribute(NOTED, "");
    }
    let rest = room();
    if rest > 0.0 {
        let _ = style.set_property("--rest", &format!("{rest:.1}mm"));
    }
}

/// Where the foot of a leaf would stand alone on its last page, the last of what is before it begins
/// that page.
fn turn(leaf: &Element) {
    let Some(foot) = all(leaf, ".pp-foot").pop() else { return };
    let is_notes = |one: &Element| one.class_list().contains("pp-notes");
    let before = match foot.previous_element_sibling() {
        Some(notes) if is_notes(&notes) => notes.previous_element_sibling(),
        before => before,
    };
    let Some(before) = before else { return };
    let page = foot.get_bounding_client_rect().left();
    if before.get_bounding_client_rect().right() <= page
        && let Some(last) = last_of(before)
    {
        let _ = last.class_list().add_1(TURN);
    }
}

/// What may begin a page at the end of a block: its last row or step, or all of it with its heading.
/// Nothing, where that is all there is.
fn last_of(block: Element) -> Option<Element> {
    for parts in [":scope > tbody > tr", ":scope > ol > li"] {
        let mut parts = all(&block, parts);
        if parts.len() > 1 {
            return parts.pop().map(Into::into);
        }
    }
    let leads = |block: &Element| {
        let classes = block.class_list();
        ["pp-section", "pp-hint", "pp-hints"].into_iter().any(|class| classes.contains(class))
    };
    let mut first = block;
    while let Some(before) = first.previous_element_sibling().filter(leads) {
        first = before;
    }
    first.previous_element_sibling().is_some().then_some(first)
}

/// Counts the pages of one leaf, which are the columns that the browser cut its flow into.
fn pages_of(strip: &Element) -> Option<u32> {
    let pages = all(strip, ".pp-pages").pop()?;
    let flow = all(strip, ".pp-flow").pop()?;
    let style = pages.style();
    let _ = style.remove_property("--zoom");
    let gap = window()?.get_computed_style(&flow).ok()??.get_property_value("column-gap").ok()?;
    let gap: f64 = gap.trim_end_matches("px").parse().ok()?;
    let (whole, one) = (f64::from(flow.scroll_width()), f64::from(flow.client_width()));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small number
    let count = ((whole + gap) / (one + gap)).round().max(1.0) as u32;
    let _ = style.set_property("--pages", &count.to_string());
    // A page is as much wider than its flow as the gap is wide, but for the space between pages.
    let page = f64::from(pages.offset_width()) / f64::from(count);
    let room = f64::from(strip.client_width()) - 8.0;
    if room < page {
        let _ = style.set_property("--zoom", &format!("{:.3}", (room / page).max(0.25)));
    }
    Some(count)
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = window() {
        // Refused only in a page that may not open dialogs.
        let _: Result<(), JsValue> = window.print();
    }
}
