//! The page: its address, its title and language, its events.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, KeyboardEvent, PointerEvent, Window,
};

use super::host::{self, LEAVING, Listener, host, tree};
use super::time;

/// The window; nothing in a worker.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element with an id.
pub fn element(id: &str) -> Option<HtmlElement> {
    tree()?.by_id(id)
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    tree()?.first(selector).ok()?
}

/// All elements that a selector finds, in the order of the page.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let nodes = tree().and_then(|tree| tree.every(selector).ok());
    let Some(nodes) = nodes else { return Vec::new() };
    let nodes = (0..nodes.length()).filter_map(|at| nodes.get(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The place of an element among all that a selector finds.
pub fn place_of(selector: &str, element: &Element) -> Option<usize> {
    all(selector).iter().position(|other| element.is_same_node(Some(other)))
}

/// The element at a place among all that a selector finds.
pub fn at_place(selector: &str, place: usize) -> Option<HtmlElement> {
    all(selector).into_iter().nth(place)
}

/// How wide the window is, or the place in another page, in pixels.
pub fn width() -> f64 {
    if let Some(host) = host() {
        return f64::from(host.element().client_width());
    }
    window().and_then(|w| w.inner_width().ok()?.as_f64()).unwrap_or_default()
}

/// The element that an event is about.
pub fn target(event: &Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// The number of the key Enter. An input method's keys all have the number 229. A key's name would
/// tell too, but is a text to copy at every letter.
pub const ENTER: u32 = 13;

/// Whether a key is Enter, and not an input method's.
pub fn is_enter(event: &KeyboardEvent) -> bool {
    event.key_code() == ENTER && !event.is_composing()
}

/// What a selector finds where an event began, or around that.
pub fn around(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Whether an event began within what a selector finds.
pub fn is_within(event: &Event, selector: &str) -> bool {
    around(event, selector).is_some()
}

/// Lets the element that listens have all that its pointer does from now on.
pub fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
        // Refused only where the pointer is gone already.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// An attribute of what stands at a point of the window, or around it.
pub fn attribute_at(x: i32, y: i32, name: &str) -> Option<String> {
    let there = tree()?.at_point(f64::from(x), f64::from(y))?;
    there.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}

/// The address's fragment, with its `#`; empty where there is none. The fragment of another's page is
/// not ours.
pub fn fragment() -> String {
    if host().is_some() {
        return String::new();
    }
    window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// The address's query, with its `?`; empty where there is none.
pub fn query() -> String {
    if let Some(host) = host() {
        return host.query();
    }
    window().and_then(|w| w.location().search().ok()).unwrap_or_default()
}

/// A value of the address's query.
pub fn query_value(name: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(&query()).ok()?.get(name)
}

/// Whether the query holds anything but what this page understands: a chat app added it.
pub fn has_foreign_query() -> bool {
    const OURS: [&str; 4] = ["lang", "theme", "embed", "fields"];
    let query = query();
    let names = query.trim_start_matches('?').split('&');
    let names = names.map(|pair| pair.split('=').next().unwrap_or(pair));
    names.filter(|name| !name.is_empty()).any(|name| !OURS.contains(&name))
}

/// Puts a message at the head of an element, once.
pub fn tell(id: &str, class: &str, words: &str) {
    let said = document().and_then(|d| d.create_element("p").ok());
    let (Some(place), Some(said)) = (element(id), said) else { return };
    if find(&format!("#{id} > .{class}")).is_some() {
        return;
    }
    said.set_class_name(class);
    said.set_text_content(Some(words));
    // Refused only in a page that is going away.
    let _ = said.set_attribute("role", "alert");
    let _ = place.prepend_with_node_1(&said);
}

/// Goes to another fragment; the browser keeps the way back.
pub fn go(fragment: &str) {
    if host().is_some() {
        return;
    }
    if let Some(window) = window() {
        // Refused only in a page that is going away.
        let _ = window.location().set_hash(fragment);
    }
}

/// The address of this page without its fragment and query; in another's page, that of the site.
pub fn address() -> String {
    if let Some(host) = host() {
        return host.address();
    }
    let location = window().map(|w| w.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location.as_ref().and_then(|l| read(l).ok()).unwrap_or_default()
    };
    format!("{}{}", part(web_sys::Location::origin), part(web_sys::Location::pathname))
}

/// Takes a value out of the address's query, without a new entry in the history.
pub fn drop_query_value(name: &str) {
    if host().is_some() {
        return;
    }
    let Ok(values) = web_sys::UrlSearchParams::new_with_str(&query()) else { return };
    if !values.has(name) {
        return;
    }
    values.delete(name);
    let rest: String = values.to_string().into();
    let query = if rest.is_empty() { rest } else { format!("?{rest}") };
    let url = format!("{}{query}{}", address(), fragment());
    if let Some(history) = window().and_then(|w| w.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// Names the page.
pub fn set_title(title: &str) {
    if let Some(page) = host::named() {
        page.set_title(title);
    }
}

/// What the page is called.
pub fn title() -> String {
    host::named().map(|page| page.title()).unwrap_or_default()
}

/// Sets an attribute of the page's root.
pub fn set_root(name: &str, value: &str) {
    let root = match host() {
        Some(host) => Some(host.element()),
        None => document().and_then(|d| d.document_element()),
    };
    if let Some(root) = root {
        let _ = root.set_attribute(name, value);
    }
}

/// The languages that the browser asks for, best first.
pub fn languages() -> Vec<String> {
    let list = window().map(|w| w.navigator().languages());
    list.iter().flat_map(js_sys::Array::iter).filter_map(|tag| tag.as_string()).collect()
}

/// Listens to an event of the window, for as long as the program stands here.
pub fn on_window(event: &str, act: impl FnMut(Event) + 'static) -> Option<Listener> {
    Some(host::listen(window()?.into(), event, act))
}

/// Listens to an event of the document, for as long as the program stands here.
pub fn on_document(event: &str, act: impl FnMut(Event) + 'static) -> Option<Listener> {
    Some(host::listen(document()?.into(), event, act))
}

/// Listens to an event of all that stands here, for as long as the program does.
pub fn on_tree(event: &str, act: impl FnMut(Event) + 'static) -> Option<Listener> {
    Some(host::listen(tree()?.unchecked_into(), event, act))
}

/// Acts when the page goes away, or the program leaves it.
pub fn on_leaving(mut act: impl FnMut() + 'static) {
    on_window(LEAVING, move |_| act());
}

/// Whether the page is hidden from view.
pub fn is_hidden() -> bool {
    document().is_some_and(|d| d.hidden())
}

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    tree()?.focused()
}

/// Runs `act` once after `millis` milliseconds; not where the program has left by then.
pub fn after(millis: i32, act: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(move || {
        if !host::is_gone() {
            act();
        }
    });
    wait(&closure, millis);
}

/// Gives what to call again and again, with the time of the device's clock: `act` runs once `millis`
/// milliseconds have passed without a call.
pub fn after_pause(millis: i32, act: impl Fn() + 'static) -> impl Fn(u64) {
    let pause = Rc::new(Pause { millis, called: Cell::default(), waits: Cell::default() });
    let ring = {
        let pause = Rc::clone(&pause);
        // A timer hands it to itself: what held it in Rust too would never let it go.
        Closure::<dyn FnMut(JsValue)>::new(move |ring| match pause.missing() {
            0 => {
                pause.waits.set(false);
                if !host::is_gone() {
                    act();
                }
            }
            missing => wait(&ring, missing),
        })
    };
    // A timer may still hold it when what is given here is gone.
    let ring = ring.into_js_value();
    move |now| {
        pause.called.set(Some(low(now)));
        // A timer under way is left alone: setting it anew at every key took a fifth of what a key
        // costs.
        if !pause.waits.replace(true) {
            wait(&ring, millis);
        }
    }
}

struct Pause {
    millis: i32,
    /// When it was called since the timer rang.
    called: Cell<Option<u32>>,
    /// Whether a timer is under way.
    waits: Cell<bool>,
}

impl Pause {
    /// What is missing since the last call. Nothing where there was none while the timer ran, whatever
    /// the clock says, or where the clock was set back: it could take a year to come round again.
    fn missing(&self) -> i32 {
        let Some(called) = self.called.take() else { return 0 };
        let passed = low(time::now()).wrapping_sub(called);
        self.millis.unsigned_abs().saturating_sub(passed).cast_signed()
    }
}

/// The low half of a time, in which a pause is told as well.
#[allow(clippy::cast_possible_truncation)] // the high half is what is not wanted
fn low(millis: u64) -> u32 {
    millis as u32
}

/// Calls a function with itself after `millis` milliseconds.
fn wait(ring: &JsValue, millis: i32) {
    if let Some(window) = window() {
        let call = ring.unchecked_ref();
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_1(call, millis, ring);
    }
}

/// Whether the system share sheet can be opened.
pub fn can_share() -> bool {
    let navigator = window().map(|w| w.navigator());
    navigator.is_some_and(|n| js_sys::Reflect::has(&n, &"share".into()).unwrap_or(false))
}

/// Opens the system share sheet. Closing it without sharing is no matter.
pub fn share(title: &str, text: &str, url: &str) {
    let Some(window) = window() else { return };
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_text(text);
    data.set_url(url);
    let promise = window.navigator().share_with_data(&data);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    });
}

/// Whether an app shows the page inside itself, where nothing can be stored as a file, printed or
/// sent on.
pub fn is_inside_app() -> bool {
    const APPS: [&str; 7] =
        ["MicroMessenger", "Weibo", "__weibo__", "QQ/", "FBAN", "FBAV", "Instagram"];
    let agent = window().and_then(|w| w.navigator().user_agent().ok()).unwrap_or_default();
    APPS.iter().any(|app| agent.contains(app))
}

/// A text as the address of a file to store.
pub fn address_of_text(kind: &str, text: &str) -> String {
    format!("data:{kind};charset=utf-8,{}", String::from(js_sys::encode_uri_component(text)))
}

/// Whether this stands in a page of another, in a frame or mounted.
pub fn is_framed() -> bool {
    if host().is_some() {
        return true;
    }
    let framed = |w: Window| w.parent().ok().flatten().map(|parent| parent != w);
    window().and_then(framed).unwrap_or(true)
}

/// Asks the browser not to clear what this page keeps when space runs short.
pub fn ask_to_persist() {
    let storage = window().map(|w| w.navigator().storage());
    if let Some(promise) = storage.filter(|s| !s.is_undefined()).and_then(|s| s.persist().ok()) {
        wasm_bindgen_futures::spawn_local(async move {
            // A no is no matter: what is kept stays as safe as before.
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// Puts the focus on a control that is about to be made, or stays when the order has changed.
pub fn focus_soon(id: String) {
    after(0, move || {
        if let Some(element) = element(&id) {
            let _ = element.focus();
        }
    });
}

/// Puts the focus on what a selector finds, once the page is as it is to be.
pub fn focus_found_soon(selector: String) {
    after(0, move || {
        if let Some(element) = find(&selector) {
            let _ = element.focus();
        }
    });
}

/// Puts the focus on an element and leaves the page where it is, also one that this one is framed in.
pub fn focus_in_place(id: &str) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element(id) {
        let _ = element.focus_with_options(&options);
    }
}

/// Loads the page again; in another's page, the sheet.
pub fn reload() {
    if let Some(host) = host() {
        return host.again();
    }
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}
