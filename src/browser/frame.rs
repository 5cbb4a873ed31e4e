//! The page around, where this one is a frame in it: what is said to it, and what it says. The list
//! of all messages, and their checks, stand in `src/embed/messages.js`.

use std::collections::BTreeMap;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::page;

#[wasm_bindgen]
extern "C" {
    /// The half of the program that speaks with the page around (`src/embed/frame.js`).
    #[derive(Clone)]
    pub type Frame;

    #[wasm_bindgen(method, js_name = tell)]
    fn say(this: &Frame, kind: &str, more: &JsValue);

    #[wasm_bindgen(method, js_name = hear)]
    fn on_message(this: &Frame, listener: &Function);
}

/// What the page around is told.
pub enum Told {
    /// The sheet of this name can be written on.
    Ready(String),
    /// A field was written; so many of the questions stand answered.
    Change(String, usize, usize),
    /// All that the sheet asks for is there.
    Complete(usize, usize),
    /// All answers, by their places.
    Answers(BTreeMap<String, String>),
}

/// What the page around asks.
pub struct Welcome {
    /// Whose page it is.
    pub origin: String,
    /// Whether it would like the answers.
    pub answers: bool,
}

impl Frame {
    /// Tells the page around.
    pub fn tell(&self, told: Told) {
        let more = Object::new();
        // Refused only by an object that is frozen.
        let put = |key: &str, value: JsValue| {
            let _ = Reflect::set(&more, &key.into(), &value);
        };
        let count = |n: usize| JsValue::from(u32::try_from(n).unwrap_or(u32::MAX));
        let kind = match told {
            Told::Ready(name) => {
                put("name", name.into());
                "ready"
            }
            Told::Change(field, filled, of) => {
                put("field", field.into());
                put("filled", count(filled));
                put("of", count(of));
                "change"
            }
            Told::Complete(filled, of) => {
                put("filled", count(filled));
                put("of", count(of));
                "complete"
            }
            Told::Answers(answers) => {
                let all = Object::new();
                for (place, answer) in answers {
                    let _ = Reflect::set(&all, &place.into(), &answer.into());
                }
                put("answers", all.into());
                "answers"
            }
        };
        self.say(kind, &more);
    }

    /// Hears how the page around welcomes this frame, also where it did so before.
    pub fn on_welcome(&self, mut hear: impl FnMut(Welcome) + 'static) {
        let listener = Closure::<dyn FnMut(JsValue, String)>::new(move |message, origin| {
            let get = |key: &str| Reflect::get(&message, &key.into()).unwrap_or_default();
            if get("type").as_string().as_deref() == Some("welcome") {
                hear(Welcome { origin, answers: get("answers").is_truthy() });
            }
        });
        self.on_message(listener.into_js_value().unchecked_ref());
    }
}

/// A page that was opened beside this one, to be shown something.
pub struct Beside(web_sys::Window);

impl Beside {
    /// Opens it, empty. At once on a press: browsers refuse it later.
    pub fn open() -> Option<Self> {
        page::window()?.open_with_url_and_target("", "_blank").ok()?.map(Self)
    }

    /// Shows an address there.
    pub fn show(&self, address: &str) {
        // It is the reader's own page from now on.
        let _ = Reflect::set(&self.0, &"opener".into(), &JsValue::NULL);
        let _ = self.0.location().replace(address);
    }

    /// Closes it again: there is nothing to show.
    pub fn close(&self) {
        let _ = self.0.close();
    }
}
