//! What was done on a page before the program came: it is done to the living page again.
//!
//! The page's script notes it (`src/start.js`): answers by pack, sheet and address, as spans and in
//! storage; whatever else was typed and what was pressed last by marks on the elements. The living
//! page has the same elements in the same order, so a place among them says which is meant.

use leptos::web_sys::{Element, HtmlElement};

use super::arrive::FOCUSABLE;
use super::context::App;
use crate::browser::control::{self, State};
use crate::browser::storage::Storage;
use crate::browser::{editable, page};
use crate::model::id::{Address, PackId, SheetRef};

/// Says of an element that it holds an answer, and where that belongs, like `community/crowd.who`.
const WRITTEN: &str = "data-written";

/// Where the page's script keeps answers, should the program never come.
const DRAFT: &str = "sproutsheet/draft";

/// What was done meanwhile.
pub struct Meanwhile {
    answers: Vec<(SheetRef, Address, String)>,
    /// What was typed that is no answer, by place.
    typed: Vec<(usize, State)>,
    focus: Option<Focus>,
    /// What was pressed last and could do nothing yet, by place.
    pressed: Option<usize>,
    /// Which parts that fold are open, in their order.
    open: Vec<bool>,
}

/// What has the focus.
struct Focus {
    id: String,
    place: Option<usize>,
    state: State,
    selection: Option<(u32, u32)>,
}

/// The packs for which something was written.
pub fn packs() -> Vec<PackId> {
    let mut packs: Vec<_> = answers().into_iter().map(|(at, _, _)| at.pack).collect();
    packs.dedup();
    packs
}

fn written() -> Vec<HtmlElement> {
    page::all(&format!("[{WRITTEN}]"))
}

fn answers() -> Vec<(SheetRef, Address, String)> {
    let answer = |element: HtmlElement| {
        let place = element.get_attribute(WRITTEN)?;
        let (sheet, address) = place.split_once('.')?;
        Some((sheet.parse().ok()?, address.parse().ok()?, editable::text(&element)))
    };
    written().into_iter().filter_map(answer).collect()
}

impl Meanwhile {
    /// Reads it off the page as it stands.
    pub fn collect() -> Self {
        let place = |element: &Element| page::place_of(FOCUSABLE, element);
        let typed = page::all("[data-typed]").into_iter();
        let focused = page::focused();
        Self {
            answers: answers(),
            typed: typed.filter_map(|it| Some((place(&it)?, control::state(&it)))).collect(),
            focus: focused.map(|it| Focus {
                id: it.id(),
                place: place(&it),
                state: control::state(&it),
                selection: control::selection(&it),
            }),
            pressed: page::find("[data-pressed]").and_then(|it| place(&it)),
            open: page::all("#app details").iter().map(|it| it.has_attribute("open")).collect(),
        }
    }

    /// Writes the answers where they belong. One that was saved gives way, and can be undone.
    pub fn write_to_sessions(&self, app: App) {
        let mut is_all = true;
        for (at, address, text) in &self.answers {
            let Some((pack, sheet)) = app.sheet_of(at) else {
                is_all = false;
                continue;
            };
            app.open(&pack.id, &sheet).0.write(address.clone(), text);
        }
        for element in written() {
            element.remove();
        }
        if let (true, Ok(storage)) = (is_all, Storage::probe()) {
            // Were it to stay, it would be taken again: the same words, and nothing lost.
            let _ = storage.remove(DRAFT);
        }
    }

    /// Goes on in the living page where one was in the one before.
    pub fn go_on(self) {
        for (details, is_open) in page::all("#app details").iter().zip(&self.open) {
            if *is_open {
                let _ = details.set_attribute("open", "");
            }
        }
        // All are found before the first of them acts and changes what stands there.
        let at = |place: usize| page::at_place(FOCUSABLE, place);
        let typed: Vec<_> =
            self.typed.into_iter().map(|(place, state)| (at(place), state)).collect();
        let pressed = self.pressed.and_then(at);
        if let Some(Focus { id, place, state, selection }) = self.focus {
            let named = Some(id).filter(|id| !id.is_empty()).and_then(|id| page::element(&id));
            if let Some(element) = named.or_else(|| at(place?)) {
                let _ = element.focus();
                // It gets its answer in a moment; the same text then leaves the caret where it is.
                if let State::Text(text) = &state {
                    control::set_text(&element, text);
                }
                control::select(&element, selection);
            }
        }
        for (element, state) in typed {
            if let Some(element) = element {
                control::type_again(&element, &state);
            }
        }
        if let Some(element) = pressed {
            let _ = element.focus();
            element.click();
        }
    }
}
