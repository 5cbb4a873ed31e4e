//! From a frame to the full page: the address that takes along what is written.

use leptos::prelude::*;

use super::context::{App, Loaded};
use super::desk::stand;
use super::part::Later;
use super::send::{Letter, Made, link};
use crate::browser::page;
use crate::model::id::SheetRef;
use crate::model::route::Route;
use crate::model::share::{Kind, Shared, SharedSheet};

/// The address of the full page of what a frame shows.
pub fn address(app: App) -> Later<Made<String>> {
    Box::pin(async move {
        let (route, locale) = (app.route.get_untracked(), app.locale.get_untracked());
        let plain = Made::Here(format!("{}?lang={}{route}", page::address(), locale.tag()));
        let Route::Sheet(at) = route else { return plain };
        let Ok(loaded) = app.pack(at.pack.as_str(), locale).await else { return plain };
        match written(app, &loaded, &at) {
            Some(letter) => link(app, &loaded, &letter).await,
            None => plain,
        }
    })
}

/// What is written on a sheet, where anything is.
fn written(app: App, loaded: &Loaded, at: &SheetRef) -> Option<Letter> {
    let sheet = loaded.pack.sheet(&at.sheet)?;
    let (session, _, ground) = stand(app, loaded, sheet);
    let answers = SharedSheet::of(&loaded.pack, sheet, &ground.shown(session));
    let is_empty = answers.answers.is_empty() && answers.rows.is_empty();
    let shared = Shared { kind: Kind::Answers, locale: loaded.pack.locale, sheets: vec![answers] };
    (!is_empty).then(|| Letter { shared, thread: None, from: vec![at.clone()] })
}
