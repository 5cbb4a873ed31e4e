//! Where this program stands: in a page of its own, or in an element of somebody else's (`mount`,
//! `src/embed/mount.js`). There it sees a tree of its own, takes its address from who mounted it,
//! and leaves nothing behind when it goes.
//!
//! One program stands in one place: several mounted sheets are several instances.

use std::cell::{Cell, OnceCell, RefCell};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, HtmlElement, NodeList, Selection};

use super::page::{document, window};

#[wasm_bindgen]
extern "C" {
    /// What `mount` hands over: `{ tree, element, title, query, address, again() }`.
    #[derive(Clone)]
    pub type Host;

    /// The shadow tree that all stands in.
    #[wasm_bindgen(method, getter)]
    fn tree(this: &Host) -> Tree;

    /// What stands for the root of a page.
    #[wasm_bindgen(method, getter)]
    pub(super) fn element(this: &Host) -> Element;

    /// What would be asked for in a page's address.
    #[wasm_bindgen(method, getter)]
    pub(super) fn query(this: &Host) -> String;

    /// The address of the whole site.
    #[wasm_bindgen(method, getter)]
    pub(super) fn address(this: &Host) -> String;

    /// Mounts the sheet anew.
    #[wasm_bindgen(method)]
    pub(super) fn again(this: &Host);

    /// A document, or the shadow tree of an element: what both can do.
    #[derive(Clone)]
    pub(super) type Tree;

    #[wasm_bindgen(method, js_name = getElementById)]
    pub(super) fn by_id(this: &Tree, id: &str) -> Option<HtmlElement>;

    #[wasm_bindgen(method, catch, js_name = querySelector)]
    pub(super) fn first(this: &Tree, selector: &str) -> Result<Option<HtmlElement>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = querySelectorAll)]
    pub(super) fn every(this: &Tree, selector: &str) -> Result<NodeList, JsValue>;

    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub(super) fn focused(this: &Tree) -> Option<Element>;

    #[wasm_bindgen(method, js_name = elementFromPoint)]
    pub(super) fn at_point(this: &Tree, x: f64, y: f64) -> Option<Element>;

    /// Browsers that show selections in shadow trees elsewhere do not have this.
    #[wasm_bindgen(method, catch, js_name = getSelection)]
    fn selection_in(this: &Tree) -> Result<Option<Selection>, JsValue>;

    /// A document, or a host: what a page is called.
    #[derive(Clone)]
    pub(super) type Named;

    #[wasm_bindgen(method, getter)]
    pub(super) fn title(this: &Named) -> String;

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_title(this: &Named, title: &str);
}

thread_local! {
    static HOST: OnceCell<Host> = const { OnceCell::new() };
    static LISTENERS: RefCell<Vec<Listening>> = const { RefCell::new(Vec::new()) };
    static GONE: Cell<bool> = const { Cell::new(false) };
}

/// Stands in a host from now on. Before anything else: what was found before stays found.
pub fn stand_in(host: Host) {
    // There is one, and it is said once.
    let _ = HOST.with(|it| it.set(host));
}

/// The host that this program stands in; nothing in a page of its own.
pub(super) fn host() -> Option<Host> {
    HOST.with(|it| it.get().cloned())
}

/// Whether this program stands in an element of somebody else's page.
pub fn is_mounted() -> bool {
    HOST.with(|it| it.get().is_some())
}

/// The tree that all of this program's elements stand in.
pub(super) fn tree() -> Option<Tree> {
    match host() {
        Some(host) => Some(host.tree()),
        None => document().map(JsCast::unchecked_into),
    }
}

/// What has the name of the page.
pub(super) fn named() -> Option<Named> {
    match host() {
        Some(host) => Some(host.unchecked_into()),
        None => document().map(JsCast::unchecked_into),
    }
}

/// What is selected.
pub(super) fn selection() -> Option<Selection> {
    let there = tree()?.selection_in();
    let elsewhere = || window()?.get_selection().ok()?;
    there.unwrap_or_else(|_| elsewhere())
}

/// Says to the other programs in this document that something was saved: browsers tell only other
/// pages of it.
pub fn has_saved() {
    if let (Some(_), Some(window), Ok(event)) = (host(), window(), Event::new(SAVED)) {
        let _ = window.dispatch_event(&event);
    }
}

/// What another program in this document says when it has saved something.
pub const SAVED: &str = "sproutsheet:saved";

/// Whether this program has left its place.
pub(super) fn is_gone() -> bool {
    GONE.with(Cell::get)
}

/// Listens to something around the sheet.
pub struct Listener(u32);

type Heard = Closure<dyn FnMut(Event)>;

struct Listening {
    number: u32,
    target: EventTarget,
    event: String,
    heard: Heard,
}

impl Listening {
    fn stop(&self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(&self.event, heard);
    }
}

pub(super) fn listen(
    target: EventTarget,
    event: &str,
    act: impl FnMut(Event) + 'static,
) -> Listener {
    let heard = Heard::new(act);
    let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    LISTENERS.with(|all| {
        let mut all = all.borrow_mut();
        let number = all.last().map_or(0, |last| last.number + 1);
        all.push(Listening { number, target, event: event.to_owned(), heard });
        Listener(number)
    })
}

impl Listener {
    /// Listens no more.
    pub fn stop(self) {
        LISTENERS.with(|all| {
            all.borrow_mut().retain(|listening| {
                let stays = listening.number != self.0;
                if !stays {
                    listening.stop();
                }
                stays
            });
        });
    }
}

/// Leaves the host: what waits to be saved is, and nothing around hears of this program any more.
/// What stays is dropped by the browser together with the program's memory.
pub fn leave() {
    let listeners = LISTENERS.with(RefCell::take);
    for Listening { heard, .. } in listeners.iter().filter(|it| it.event == LEAVING) {
        if let Ok(event) = Event::new(LEAVING) {
            let heard: &js_sys::Function = heard.as_ref().unchecked_ref();
            let _ = heard.call1(&JsValue::NULL, &event);
        }
    }
    for listening in &listeners {
        listening.stop();
    }
    GONE.with(|gone| gone.set(true));
}

/// A page tells that it is going away.
pub(super) const LEAVING: &str = "pagehide";
