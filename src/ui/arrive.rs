//! From page to page: where the focus and the window are when one comes to a page, or back to it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;

use super::context::App;
use crate::browser::{page, place, time};
use crate::model::route::Route;

/// What can have the focus on the page.
pub const FOCUSABLE: &str = "#app :is(a, button, input, textarea, select, summary, [tabindex])";

/// The title of the page that one comes to.
const TITLE: &str = "#main h1";

/// How often to look whether the page has come, in milliseconds; and how many times.
const LOOK_AGAIN: i32 = 40;
const LOOKS: u32 = 250;

/// Where one was on a page.
#[derive(Clone, Copy)]
struct Left {
    scroll: f64,
    focus: Option<usize>,
}

/// Follows the address. A page that one comes to begins at its top, with the focus on its title, so
/// that it is heard; one that one comes back to is as one left it.
pub fn follow_address(app: App) {
    let name_of = || {
        place::entry().unwrap_or_else(|| {
            let name = time::now();
            place::name_entry(name);
            name
        })
    };
    let here = Rc::new(Cell::new(name_of()));
    let left = Rc::new(RefCell::new(HashMap::new()));
    place::scroll_by_hand();
    page::on_window("hashchange", move |_| {
        let focus = page::focused().and_then(|focused| page::place_of(FOCUSABLE, &focused));
        left.borrow_mut().insert(here.get(), Left { scroll: place::scroll(), focus });
        let before = place::entry().and_then(|name| left.borrow().get(&name).copied());
        here.set(name_of());
        app.route.set(Route::parse(&page::fragment()));
        place::scroll_to(0.0);
        page::after(0, move || arrive(before, LOOKS));
    });
}

fn arrive(before: Option<Left>, looks: u32) {
    let Some(title) = page::find(TITLE) else {
        if looks > 0 {
            page::after(LOOK_AGAIN, move || arrive(before, looks - 1));
        }
        return;
    };
    let there = before.and_then(|left| page::at_place(FOCUSABLE, left.focus?));
    if there.is_none() {
        let _ = title.set_attribute("tabindex", "-1");
    }
    let _ = there.unwrap_or(title).focus();
    place::scroll_to(before.map_or(0.0, |left| left.scroll));
}
