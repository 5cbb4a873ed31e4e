//! The answers of several sheets, laid side by side for what asks across them.
//!
//! A sheet that shows the current card is laid with that card's answers, wherever it is asked
//! about; only the sheet that holds the cards sees the sheet's own answers, which flow into them.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::context::{App, Loaded};
use super::keep::Keeper;
use super::session::Session;
use super::spot::{Ground, ground_of, shown_rows};
use crate::browser::time;
use crate::model::date;
use crate::model::flow::{Inflow, Offer, inflow};
use crate::model::id::{PackId, SheetId, SheetRef};
use crate::model::outcome::{Desk, Wording};
use crate::model::text::Locale;
use crate::model::worksheet::{SheetHead, Worksheet};
use crate::words::Word;

/// Asks something of a sheet and of all the sheets that it points at, each with what flows into it.
pub fn with_desk<T>(
    app: App,
    loaded: &Loaded,
    sheet: &Worksheet,
    ask: impl FnOnce(&Desk<'_>) -> T,
) -> T {
    let mut seen = BTreeSet::new();
    seen.insert(sheet.id.clone());
    for id in sheet.points_at() {
        flow_into(app, loaded, &id, &mut seen);
    }
    // A sheet that shows the current card needs to know which one that is.
    for id in sheet.points_at().iter().chain([&sheet.id]) {
        if let Some((holder, _)) = shown_rows(loaded, id) {
            flow_into(app, loaded, &holder.id, &mut seen);
        }
    }
    lay(app, loaded, sheet, ask)
}

/// Lets what flows into a sheet flow in, its sources first. Gives what is offered beside.
pub fn flow_in(app: App, loaded: &Loaded, sheet: &Worksheet) -> Vec<Offer> {
    let inflow = with_desk(app, loaded, sheet, |desk| arriving(app, loaded, desk));
    let (session, _) = app.open(&loaded.pack.id, sheet);
    session.set_flowed(inflow.fills, inflow.rows);
    inflow.offers
}

/// What arrives on a sheet, also from the other packs of the library.
fn arriving(app: App, loaded: &Loaded, desk: &Desk<'_>) -> Inflow {
    inflow(desk, &|pack, place| {
        let at = SheetRef { pack: pack.clone(), sheet: place.sheet.clone()? };
        let is_it = |head: &&SheetHead| head.pack == at.pack && head.sheet == at.sheet;
        let head = loaded.pack.beyond.iter().find(is_it)?;
        let (session, _) = app.open_in(&app.notebook.get_untracked(), &at, head.version);
        session.peek(|response| response.answer_of(&place.field).cloned())
    })
}

/// Opens what a sheet stands on: its own answers, or those of the current card that it shows.
/// Gives the session and keeper that hold them, and where in them they stand.
pub fn stand(app: App, loaded: &Loaded, sheet: &Worksheet) -> (Session, Keeper, Ground) {
    let holder = shown_rows(loaded, &sheet.id).map(|(holder, _)| holder);
    if let Some(holder) = holder {
        let _ = flow_in(app, loaded, holder);
    }
    let ground = ground_now(app, loaded, &sheet.id);
    let holder = holder.filter(|_| ground != Ground::own(&sheet.id)).unwrap_or(sheet);
    let (session, keeper) = app.open(&loaded.pack.id, holder);
    (session, keeper, ground)
}

/// What a sheet stands on, by what has flowed so far.
fn ground_now(app: App, loaded: &Loaded, sheet: &SheetId) -> Ground {
    ground_of(loaded, sheet, |holder| app.open(&loaded.pack.id, holder).0.shown())
}

/// Sheets may point at each other in a ring: each is visited once.
fn flow_into(app: App, loaded: &Loaded, id: &SheetId, seen: &mut BTreeSet<SheetId>) {
    let Some(sheet) = loaded.pack.sheet(id).filter(|_| seen.insert(id.clone())) else { return };
    for id in sheet.points_at() {
        flow_into(app, loaded, &id, seen);
    }
    let inflow = lay(app, loaded, sheet, |desk| arriving(app, loaded, desk));
    let (session, _) = app.open(&loaded.pack.id, sheet);
    session.set_flowed(inflow.fills, inflow.rows);
}

/// Asks something of a whole pack, whose sheets have let flow in what flows into them.
pub fn with_all<T>(app: App, loaded: &Loaded, ask: impl FnOnce(&Desk<'_>) -> T) -> Option<T> {
    let all = loaded.pack.sheets.iter().map(|sheet| sheet.id.clone()).collect();
    Some(lay_out(app, loaded, loaded.pack.sheets.first()?, all, ask))
}

fn lay<T>(app: App, loaded: &Loaded, sheet: &Worksheet, ask: impl FnOnce(&Desk<'_>) -> T) -> T {
    // What a sheet points at may itself refer to rows on a third.
    let near = sheet.points_at();
    let behind = near.iter().filter_map(|id| loaded.pack.sheet(id)).flat_map(Worksheet::points_at);
    let all = behind.chain(near.clone()).chain([sheet.id.clone()]).collect();
    lay_out(app, loaded, sheet, all, ask)
}

fn lay_out<T>(
    app: App,
    loaded: &Loaded,
    sheet: &Worksheet,
    all: BTreeSet<SheetId>,
    ask: impl FnOnce(&Desk<'_>) -> T,
) -> T {
    let mut responses = BTreeMap::new();
    for id in all {
        if let Some(other) = loaded.pack.sheet(&id) {
            let (session, _) = app.open(&loaded.pack.id, other);
            let holder = shown_rows(loaded, &id).map(|(holder, _)| holder);
            let response = match holder.filter(|holder| holder.id != sheet.id) {
                Some(holder) => match ground_now(app, loaded, &id) {
                    own if own == Ground::own(&id) => session.shown(),
                    ground => ground.shown(app.open(&loaded.pack.id, holder).0),
                },
                None => session.shown(),
            };
            responses.insert(id, response);
        }
    }
    let today = date::days(&time::today()).unwrap_or(0);
    ask(&Desk { pack: &loaded.pack, here: sheet, responses: &responses, today })
}

/// What the sheet is called that something flows from; one of another pack with its pack's name.
pub fn source_name(loaded: &Loaded, pack: Option<&PackId>, sheet: &SheetId) -> String {
    let Some(pack) = pack else { return name_of(loaded, sheet) };
    let title = loaded.pack.others.iter().find(|head| head.id == *pack).map(|head| &head.title);
    let is_it = |head: &&SheetHead| head.pack == *pack && head.sheet == *sheet;
    let name = loaded.pack.beyond.iter().find(is_it).map(|head| &head.name);
    [title, name].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// What a sheet is called.
pub fn name_of(loaded: &Loaded, id: &SheetId) -> String {
    loaded.pack.sheet(id).map_or_else(|| id.to_string(), |sheet| sheet.name.clone())
}

/// The words that answers are shown with, in the interface's language.
pub fn wording(app: App) -> Wording {
    wording_in(app.locale.get_untracked())
}

/// The words that answers are shown with, in the language of the answers.
pub fn wording_in(locale: Locale) -> Wording {
    Wording {
        yes: Word::Yes.text(locale),
        no: Word::No.text(locale),
        unsure: Word::Unsure.text(locale),
        comma: Word::Comma.text(locale),
        blank: Word::BlankLine.text(locale),
    }
}
