//! A field as its kind asks: the one place that knows which component shows which kind.

use std::sync::Arc;

use leptos::prelude::*;

use super::calculation::CalculationView;
use super::cards::CardsField;
use super::chart::ChartView;
use super::choice::{ChoiceField, Item, Many, plain};
use super::circles::CirclesField;
use super::classification::ClassificationField;
use super::context::Loaded;
use super::context::app;
use super::quadrant::QuadrantField;
use super::refers::RefersField;
use super::rows::RowsField;
use super::screening::ScreeningField;
use super::seen::Seen;
use super::sentence::SentenceField;
use super::session::Session;
use super::shares::SharesView;
use super::spot::Spot;
use super::steps::StepsField;
use super::streak::StreakField;
use super::text::TextField;
use crate::model::field::{Choice, ChoiceLook, Field, FieldKind};
use crate::words::Word;

/// Any field.
#[component]
pub fn AnyField(
    /// Where it stands.
    spot: Spot,
    /// The field.
    field: Field,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    card_field(&spot, &field, session).unwrap_or_else(|| {
        // Whatever the card has not is in a part that is fetched.
        app().parts.fields.show(move |fields| {
            (fields.field)(spot.clone(), field.clone(), session, loaded.clone())
        })
    })
}

/// A field of a kind that the card has.
fn card_field(spot: &Spot, field: &Field, session: Session) -> Option<AnyView> {
    let spot = || spot.clone();
    let choose = |items: Vec<Item>, many, look| {
        let field = field.clone();
        view! { <ChoiceField spot=spot() field items many look session/> }.into_any()
    };
    let one = |items, look| choose(items, Many::One, look);
    let any = |items| choose(items, Many::Any, ChoiceLook::List);
    let all = |choices: &[Choice]| choices.iter().cloned().map(item).collect();
    Some(match &field.kind {
        FieldKind::Sentence { template, blanks } => {
            let (template, blanks) = (template.clone(), blanks.clone());
            view! { <SentenceField ground=spot().ground template blanks session/> }.into_any()
        }
        FieldKind::Choice { choices, look } => one(all(choices), *look),
        FieldKind::YesNo { unsure } => one(yes_no(*unsure), ChoiceLook::List),
        FieldKind::Scale { from, to, low, high, .. } => {
            one(steps(*from, *to, low, high), ChoiceLook::List)
        }
        FieldKind::Choices { choices } => any(all(choices)),
        FieldKind::Check => any(yes_no(false).into_iter().take(1).collect()),
        _ => return None,
    })
}

/// A field of a kind that the card has not.
pub fn other_field(spot: Spot, field: Field, session: Session, loaded: Loaded) -> AnyView {
    // What follows from other fields is worked out from the sheet that they stand on.
    let here = || loaded.pack.sheet(spot.ground.sheet()).cloned().map(Arc::new);
    let seen = || Seen::Live(session, spot.ground.clone());
    match field.kind.clone() {
        FieldKind::Refers(place) => {
            view! { <RefersField spot field place session loaded/> }.into_any()
        }
        FieldKind::Rows(rows) if rows.columns.iter().any(|column| column.uses.is_some()) => {
            view! { <CardsField ground=spot.ground field rows session loaded/> }.into_any()
        }
        FieldKind::Rows(rows) => {
            view! { <RowsField ground=spot.ground field rows session loaded/> }.into_any()
        }
        FieldKind::Steps(kind) => {
            view! { <StepsField ground=spot.ground field kind=*kind session loaded/> }.into_any()
        }
        FieldKind::Classification(kind) => {
            view! { <ClassificationField ground=spot.ground field kind=*kind session loaded/> }
                .into_any()
        }
        FieldKind::Screening(kind) => {
            view! { <ScreeningField ground=spot.ground kind=*kind session loaded/> }.into_any()
        }
        FieldKind::Calculation(kind) => {
            let (sheet, seen) = (here(), seen());
            sheet.map(|sheet| view! { <CalculationView sheet field kind=*kind seen/> }).into_any()
        }
        FieldKind::Chart(kind) => {
            let (sheet, seen) = (here(), seen());
            sheet.map(|sheet| view! { <ChartView sheet field kind=*kind seen/> }).into_any()
        }
        FieldKind::Shares(kind) => view! { <SharesView field kind=*kind seen=seen()/> }.into_any(),
        FieldKind::Quadrant(kind) => {
            view! { <QuadrantField ground=spot.ground field kind=*kind session loaded/> }.into_any()
        }
        FieldKind::Circles(kind) => {
            view! { <CirclesField ground=spot.ground field kind=*kind session loaded/> }.into_any()
        }
        FieldKind::Streak(kind) => {
            view! { <StreakField ground=spot.ground field kind=*kind session/> }.into_any()
        }
        _ => view! { <TextField spot field session/> }.into_any(),
    }
}

fn item(choice: Choice) -> Item {
    Item {
        value: choice.id.to_string(),
        label: choice.label,
        note: choice.note,
        lines: choice.lines,
    }
}

/// What a yes-or-no question offers.
pub fn yes_no(unsure: bool) -> Vec<Item> {
    let app = app();
    let words = [("yes", Word::Yes), ("unsure", Word::Unsure), ("no", Word::No)];
    let items = words.into_iter().filter(|(id, _)| unsure || *id != "unsure");
    items.map(|(id, word)| plain(id, app.say(word))).collect()
}

/// The steps of a scale; the ends say what they mean.
fn steps(from: i8, to: i8, low: &str, high: &str) -> Vec<Item> {
    let label = |step: i8| match step {
        _ if step == from && !low.is_empty() => format!("{step} {low}"),
        _ if step == to && !high.is_empty() => format!("{step} {high}"),
        _ => step.to_string(),
    };
    (from..=to).map(|step| plain(&step.to_string(), &label(step))).collect()
}
