//! Web Locks: one tab at a time, where the browser knows them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::page::after;

/// How long another tab is waited for, in milliseconds. One that hangs must not hold up all others.
const PATIENCE: i32 = 1_000;

/// Runs `act` while no other tab runs something under the same name; at once where the browser
/// has no locks or denies them, and after a second in any case.
pub fn alone(name: &str, act: impl FnOnce() + 'static) {
    let act = Rc::new(RefCell::new(Some(act)));
    let run = move || {
        if let Some(act) = act.borrow_mut().take() {
            act();
        }
    };
    let asked = request(name, run.clone());
    after(PATIENCE, run.clone());
    spawn_local(async move {
        // Older browsers refuse locks in frames of other sites.
        let is_granted = match asked {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        if !is_granted {
            run();
        }
    });
}

fn request(name: &str, run: impl FnOnce() + 'static) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let granted = Closure::once_into_js(run);
    request.call2(&locks, &name.into(), &granted).ok()?.dyn_into().ok()
}
