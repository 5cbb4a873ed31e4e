//! A field as its kind asks: the one place that knows which component shows which kind.

use leptos::prelude::*;

use super::calculation::CalculationView;
use super::chart::ChartView;
use super::choice::{ChoiceField, Item, Many, plain};
use super::circles::CirclesField;
use super::classification::ClassificationField;
use super::context::app;
use super::quadrant::QuadrantField;
use super::rows::RowsField;
use super::screening::ScreeningField;
use super::seen::{Here, Seen};
use super::sentence::SentenceField;
use super::session::Session;
use super::shares::SharesView;
use super::spot::Spot;
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
) -> impl IntoView {
    let one = |items: Vec<Item>, look| {
        let (spot, field) = (spot.clone(), field.clone());
        view! { <ChoiceField spot field items many=Many::One look session/> }.into_any()
    };
    match field.kind.clone() {
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Number { .. }
        | FieldKind::Date { .. } => view! { <TextField spot field session/> }.into_any(),
        FieldKind::Sentence { template, blanks } => {
            view! { <SentenceField sheet=spot.sheet template blanks session/> }.into_any()
        }
        FieldKind::Choice { choices, look } => one(choices.into_iter().map(item).collect(), look),
        FieldKind::YesNo { unsure } => one(yes_no(unsure), ChoiceLook::List),
        FieldKind::Scale { from, to, low, high } => {
            one(steps(from, to, &low, &high), ChoiceLook::List)
        }
        FieldKind::Choices { choices } => {
            let items = choices.into_iter().map(item).collect();
            view! { <ChoiceField spot field items many=Many::Any look=ChoiceLook::List session/> }
                .into_any()
        }
        FieldKind::Check => {
            let yes = yes_no(false).into_iter().take(1).collect();
            view! { <ChoiceField spot field items=yes many=Many::Any look=ChoiceLook::List session/> }
                .into_any()
        }
        FieldKind::Rows(rows) => {
            view! { <RowsField sheet=spot.sheet field rows session/> }.into_any()
        }
        FieldKind::Classification(kind) => {
            view! { <ClassificationField sheet=spot.sheet field kind=*kind session/> }.into_any()
        }
        FieldKind::Screening(kind) => {
            view! { <ScreeningField sheet=spot.sheet kind=*kind session/> }.into_any()
        }
        FieldKind::Calculation(kind) => Here::sheet()
            .map(|sheet| view! { <CalculationView sheet field kind=*kind seen=Seen::Live(session)/> })
            .into_any(),
        FieldKind::Chart(kind) => Here::sheet()
            .map(|sheet| view! { <ChartView sheet field kind=*kind seen=Seen::Live(session)/> })
            .into_any(),
        FieldKind::Shares(kind) => {
            view! { <SharesView field kind=*kind seen=Seen::Live(session)/> }.into_any()
        }
        FieldKind::Quadrant(kind) => {
            view! { <QuadrantField sheet=spot.sheet field kind=*kind session/> }.into_any()
        }
        FieldKind::Circles(kind) => {
            view! { <CirclesField sheet=spot.sheet field kind=*kind session/> }.into_any()
        }
        FieldKind::Streak(kind) => {
            view! { <StreakField sheet=spot.sheet field kind=*kind session/> }.into_any()
        }
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
