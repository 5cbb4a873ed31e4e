//! The answers of several sheets, laid side by side for what asks across them.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::context::{App, Loaded};
use crate::browser::time;
use crate::model::condition::Place;
use crate::model::date;
use crate::model::flow::inflow;
use crate::model::id::{FieldId, SheetId};
use crate::model::outcome::{Desk, Wording};
use crate::model::response::Answer;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// Asks something of a sheet and of all the sheets that it points at, each with what flows into it.
pub fn with_desk<T>(
    app: App,
    loaded: &Loaded,
    sheet: &Worksheet,
    ask: impl FnOnce(&Desk<'_>) -> T,
) -> T {
    let mut seen = BTreeSet::from([sheet.id.clone()]);
    for id in sheet.points_at() {
        flow_into(app, loaded, &id, &mut seen);
    }
    lay(app, loaded, sheet, ask)
}

/// Lets what flows into a sheet flow in, its sources first. Gives what is offered beside.
pub fn flow_in(app: App, loaded: &Loaded, sheet: &Worksheet) -> Vec<Offer> {
    let inflow = with_desk(app, loaded, sheet, |desk| inflow(sheet, desk));
    let (session, _) = app.open(&loaded.pack.id, sheet);
    session.set_flowed(inflow.fills);
    inflow.offers
}

/// An answer that may help: for which field, from where, what.
pub type Offer = (FieldId, Place, Answer);

/// Sheets may point at each other in a ring: each is visited once.
fn flow_into(app: App, loaded: &Loaded, id: &SheetId, seen: &mut BTreeSet<SheetId>) {
    let Some(sheet) = loaded.pack.sheet(id).filter(|_| seen.insert(id.clone())) else { return };
    for id in sheet.points_at() {
        flow_into(app, loaded, &id, seen);
    }
    let fills = lay(app, loaded, sheet, |desk| inflow(sheet, desk)).fills;
    let (session, _) = app.open(&loaded.pack.id, sheet);
    session.set_flowed(fills);
}

fn lay<T>(app: App, loaded: &Loaded, sheet: &Worksheet, ask: impl FnOnce(&Desk<'_>) -> T) -> T {
    let mut responses = BTreeMap::new();
    for id in sheet.points_at().into_iter().chain([sheet.id.clone()]) {
        if let Some(other) = loaded.pack.sheet(&id) {
            let (session, _) = app.open(&loaded.pack.id, other);
            responses.insert(id, session.shown());
        }
    }
    let today = date::days(&time::today()).unwrap_or(0);
    ask(&Desk { pack: &loaded.pack, here: sheet, responses: &responses, today })
}

/// What a sheet is called.
pub fn name_of(loaded: &Loaded, id: &SheetId) -> String {
    loaded.pack.sheet(id).map_or_else(|| id.to_string(), |sheet| sheet.name.clone())
}

/// The words that answers are shown with, in the interface's language.
pub fn wording(app: App) -> Wording {
    let locale = app.locale.get_untracked();
    Wording {
        yes: Word::Yes.text(locale),
        no: Word::No.text(locale),
        unsure: Word::Unsure.text(locale),
        comma: Word::Comma.text(locale),
        blank: Word::BlankLine.text(locale),
    }
}
