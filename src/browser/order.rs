//! The order of what one writes in or chooses from, as it stands in the page.

use web_sys::{Element, HtmlElement};

use super::page;

/// What one writes in or chooses from, and the buttons that make more of it; not what is hidden or
/// folded away. What is shown is told by the markup: to ask for sizes would lay out thousands of rows.
const CONTROLS: &str = ".ws-sheet :is(.ws-blank, .ws-input:not([type=search]), .ws-choice, .ws-step__tick, [data-action=add-row], [data-action=add-card]):not([hidden], [hidden] *, details:not([open]) *)";

/// A question, from its label to what is odd about its answer.
const QUESTION: &str = ".ws-field, .ws-choice, .ws-step, .ws-row";

/// Up to which width a page shows one question at a time, in pixels.
const NARROW: f64 = 640.0;

/// Where one is among all that one can write in.
pub struct Here {
    /// The place, from one.
    pub place: usize,
    /// How many there are.
    pub count: usize,
    /// What comes next.
    pub next: Option<Control>,
}

/// Something that one writes in or chooses from.
#[derive(Clone)]
pub struct Control(HtmlElement);

/// Where the focus is, if it is where one can write.
pub fn here() -> Option<Here> {
    let focused = page::focused()?.closest(CONTROLS).ok()??;
    let all = page::all(CONTROLS);
    let at = all.iter().position(|one| one.is_same_node(Some(&focused)))?;
    let next = all.get(at + 1).cloned().map(Control);
    Some(Here { place: at + 1, count: all.len(), next })
}

/// Goes on from where the focus is to what comes next. Says whether there was something.
pub fn go_on() -> bool {
    let next = here().and_then(|here| here.next);
    if let Some(next) = &next {
        next.enter();
    }
    next.is_some()
}

impl Control {
    /// What it is called.
    pub fn name(&self) -> String {
        name(&self.0)
    }

    /// Puts the focus there; on a narrow page its question then leads the window.
    pub fn enter(&self) {
        enter(&self.0);
    }
}

fn name(control: &Element) -> String {
    let label = match control.query_selector("legend") {
        Ok(Some(legend)) => Some(legend),
        _ => page::find(&format!("label[for='{}']", control.id())).map(Into::into),
    };
    let text = label.and_then(|label| label.text_content());
    let text = text.or_else(|| control.get_attribute("aria-label"));
    text.or_else(|| control.text_content()).unwrap_or_default()
}

fn enter(control: &HtmlElement) {
    let inside = ["input:checked", "input"].into_iter().find_map(|selector| {
        use wasm_bindgen::JsCast;
        control.query_selector(selector).ok()??.dyn_into::<HtmlElement>().ok()
    });
    let _ = inside.as_ref().unwrap_or(control).focus();
    super::editable::select(control, None);
    if page::width() < NARROW
        && let Ok(Some(question)) = control.closest(QUESTION)
    {
        question.scroll_into_view_with_bool(true);
    }
}

/// An answer that makes no sense: its control's id, what that is called, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct Odd {
    /// The id of its control.
    pub id: String,
    /// What the control is called.
    pub name: String,
    /// What is odd.
    pub words: String,
}

/// Every answer on the page that was told to be odd.
pub fn odd() -> Vec<Odd> {
    let told = page::all(".ws-sheet [aria-invalid=true]").into_iter().map(|control| {
        let id = control.id();
        let words = page::element(&format!("{id}.fault")).and_then(|line| line.text_content());
        Odd { name: name(&control), words: words.unwrap_or_default(), id }
    });
    told.collect()
}

/// Goes to the control of an id, also where it is folded away.
pub fn enter_by_id(id: &str) {
    if let Some(control) = page::element(id) {
        if let Ok(Some(folded)) = control.closest("details") {
            let _ = folded.set_attribute("open", "");
        }
        enter(&control);
    }
}
