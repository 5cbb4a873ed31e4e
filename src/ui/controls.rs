//! The controls of texts on the page: what is written into any of them is heard of here, and what
//! is written elsewhere, by undo or in another tab, is shown in them from here.
//!
//! A page may have ten thousand: none has a listener, a signal or an effect of its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, EventTarget, HtmlElement, HtmlInputElement};

use super::session::Session;
use crate::browser::control;
use crate::browser::page;
use crate::model::id::Address;
use crate::model::response::Answer;

#[derive(Default)]
struct Controls {
    by_id: HashMap<String, Control>,
    /// The ids of those that show an answer, by its address.
    by_address: HashMap<String, Vec<String>>,
    /// The control in which an input method composes. Nothing is written into it meanwhile: another
    /// tab's words wait, and give way to what is committed.
    composing: Option<String>,
    /// The control heard of last: mostly it is the one of the next key too.
    last: Option<Rc<Heard>>,
    /// The control typed into last, and what stands in it: it need not be shown there again.
    typed: Option<(Rc<Heard>, String)>,
}

struct Heard {
    element: HtmlElement,
    /// The element, where it is an input of one line: mostly it is.
    line: Option<HtmlInputElement>,
    id: String,
    control: Control,
    /// Whether its answer stands in no other control.
    is_alone: bool,
}

impl Heard {
    fn text(&self) -> String {
        match &self.line {
            Some(line) => line.value(),
            None => control::text(&self.element),
        }
    }

    /// Whether it is where an answer of a session is written, and the only one.
    fn is_all_of(&self, session: Session, address: &Address) -> bool {
        self.is_alone && self.control.session == session && self.control.address == *address
    }
}

#[derive(Clone)]
struct Control {
    session: Session,
    address: Address,
    /// Told whether one is writing into it.
    writing: Option<RwSignal<bool>>,
}

thread_local! {
    static CONTROLS: RefCell<Controls> = RefCell::default();
}

/// A control with this id shows an answer, and is where it is written.
pub fn add(id: &str, session: Session, address: &Address, writing: Option<RwSignal<bool>>) {
    CONTROLS.with_borrow_mut(|controls| {
        controls.last = None;
        let ids = controls.by_address.entry(address.to_string()).or_default();
        if !ids.iter().any(|there| there == id) {
            ids.push(id.to_owned());
        }
        controls
            .by_id
            .insert(id.to_owned(), Control { session, address: address.clone(), writing });
    });
}

/// Forgets all controls: another page is about to come.
pub fn clear() {
    CONTROLS.with_borrow_mut(|controls| *controls = Controls::default());
}

/// Shows an answer of a session wherever it stands in a control.
pub(super) fn show(session: Session, address: &Address, answer: Option<&Answer>) {
    let text = answer.map_or("", Answer::as_str);
    let here = CONTROLS.with_borrow_mut(|controls| {
        let typed = controls.typed.take();
        // Mostly it is shown where it was just typed, and nowhere else.
        if typed.as_ref().is_some_and(|it| it.1 == text && it.0.is_all_of(session, address)) {
            return Vec::new();
        }
        let is_typed =
            |id: &String| typed.as_ref().is_some_and(|it| it.0.id == *id && it.1 == text);
        let is_here = |id: &&String| {
            let control = controls.by_id.get(*id);
            // The same control may show another row's answer by now.
            control.is_some_and(|it| it.session == session && it.address == *address)
                && controls.composing.as_ref() != Some(*id)
                && !is_typed(id)
        };
        let ids = controls.by_address.get(&address.to_string());
        ids.into_iter().flatten().filter(is_here).cloned().collect::<Vec<_>>()
    });
    for element in here.iter().filter_map(|id| page::element(id)) {
        control::set_text(&element, text);
    }
}

/// Hears of all that is written on the page, for as long as the program stands here.
pub fn listen() {
    on("input", |heard| {
        if let Some(writing) = heard.control.writing {
            let _ = writing.try_set(true);
        }
        write(heard);
    });
    on("compositionstart", |heard| compose(Some(heard.id.clone())));
    on("compositionend", |heard| {
        compose(None);
        write(heard);
    });
    on("focusout", |heard| {
        if let Some(writing) = heard.control.writing {
            let _ = writing.try_set(false);
        }
    });
}

fn on(event: &str, act: fn(&Rc<Heard>)) {
    page::on_tree(event, move |event| {
        if let Some(heard) = heard(&event) {
            act(&heard);
        }
    });
}

/// The control that an event is about.
fn heard(event: &Event) -> Option<Rc<Heard>> {
    let target = event.target()?;
    CONTROLS.with_borrow_mut(|controls| {
        let is_same = |last: &&Rc<Heard>| {
            let there: &EventTarget = &last.element;
            *there == target
        };
        if let Some(last) = controls.last.as_ref().filter(is_same) {
            return Some(Rc::clone(last));
        }
        let element = target.dyn_into::<HtmlElement>().ok()?;
        let id = element.id();
        let control = controls.by_id.get(&id)?.clone();
        let ids = controls.by_address.get(&control.address.to_string());
        let is_alone = ids.is_some_and(|ids| ids.len() == 1);
        let line = element.dyn_ref::<HtmlInputElement>().cloned();
        let heard = Rc::new(Heard { element, line, id, control, is_alone });
        controls.last = Some(Rc::clone(&heard));
        Some(heard)
    })
}

fn compose(id: Option<String>) {
    CONTROLS.with_borrow_mut(|controls| controls.composing = id);
}

fn write(heard: &Rc<Heard>) {
    let text = heard.text();
    let typed = Some((Rc::clone(heard), text.clone()));
    CONTROLS.with_borrow_mut(|controls| controls.typed = typed);
    heard.control.session.write(heard.control.address.clone(), &text);
}
