//! The portrait that a pack ends in: a page in the person's own words.

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::desk::{name_of, wording_in};
use crate::model::id::SheetRef;
use crate::model::outcome::Desk;
use crate::model::outcome::portrait::{Drawn, draw};
use crate::model::route::Route;
use crate::model::share::SharedSheet;
use crate::model::typeset::{Mark, Run};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The portrait that shared sheets make, with its name, where their pack ends in one.
pub fn of_shared<'a>(
    loaded: &Loaded,
    sheets: impl Iterator<Item = (&'a Worksheet, &'a SharedSheet)>,
) -> Option<(String, Drawn)> {
    let pack = &loaded.pack;
    let portrait = pack.portrait.as_ref()?;
    let responses = sheets.map(|(sheet, shared)| (sheet.id.clone(), shared.response(sheet)));
    let responses = responses.collect();
    let desk = Desk { pack, here: pack.sheets.first()?, responses: &responses, today: 0 };
    let drawn = draw(portrait, &desk, &wording_in(pack.locale));
    (!drawn.lines.is_empty()).then(|| (portrait.title.clone(), drawn))
}

/// A portrait, as far as it goes.
#[component]
pub fn PortraitFigure(
    /// What it is called.
    title: String,
    /// Its language.
    lang: &'static str,
    /// Its lines.
    drawn: Drawn,
) -> impl IntoView {
    let piece = |run: Run| match run.mark {
        Mark::Frame => run.text.into_any(),
        _ => view! { <mark class="ws-said">{run.text}</mark> }.into_any(),
    };
    let line = |(_, runs): (_, Vec<Run>)| {
        view! { <p>{runs.into_iter().map(piece).collect_view()}</p> }
    };
    let lines = drawn.lines.into_iter().map(line).collect_view();
    view! {
        <figure class="ws-finished ws-portrait" lang=lang data-portrait>
            <figcaption class="ws-finished__title">{title}</figcaption>
            <div class="ws-portrait__lines">{lines}</div>
        </figure>
    }
}

/// Which sheets still lack their line, each with the way there.
#[component]
pub fn PortraitMissing(
    /// The pack.
    loaded: Loaded,
    /// The portrait.
    drawn: Drawn,
) -> impl IntoView {
    let app = app();
    let comma = app.say(Word::Comma);
    let links = drawn.missing.iter().enumerate().map(|(at, id)| {
        let to = SheetRef { pack: loaded.pack.id.clone(), sheet: id.clone() };
        view! {
            {(at > 0).then_some(comma)}
            <a href=Route::Sheet(to).to_string()>{name_of(&loaded, id)}</a>
        }
    });
    let links = links.collect_view();
    (!drawn.missing.is_empty()).then(|| {
        view! { <p class="ws-field__hint">{app.say(Word::PortraitMissing)} " " {links}</p> }
    })
}
