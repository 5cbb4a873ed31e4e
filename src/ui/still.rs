//! Kinds with a view of their own, only to be looked at: in what somebody sent.

use std::sync::Arc;

use leptos::prelude::*;

use super::calculation::CalculationView;
use super::chart::ChartView;
use super::circles::CirclesView;
use super::quadrant::BoardView;
use super::seen::Seen;
use super::shares::SharesView;
use super::streak::StreakView;
use crate::model::field::{Field, FieldKind};
use crate::model::worksheet::Worksheet;

/// Whether a kind has a view of its own.
pub fn has_view(field: &Field) -> bool {
    let is_list = matches!(field.kind, FieldKind::Rows(_) | FieldKind::Steps(_));
    let has_rows = field.rows().is_some() && !is_list;
    has_rows || field.kind.is_figure()
}

/// Whether that view shows all that is written, so that the rows need no list beside it.
pub fn shows_all(field: &Field) -> bool {
    let (columns, shown) = match &field.kind {
        FieldKind::Circles(kind) => (&kind.rows.columns, vec![&kind.name, &kind.within]),
        FieldKind::Quadrant(kind) => (&kind.rows.columns, vec![&kind.name, &kind.across, &kind.up]),
        _ => return has_view(field),
    };
    columns.iter().all(|column| shown.contains(&&column.id))
}

/// All views of a sheet's fields that have one.
#[component]
pub fn StillViews(
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// The answers.
    seen: Seen,
) -> impl IntoView {
    let fields = sheet.sections.iter().flat_map(|section| &section.fields);
    let views = fields.filter(|field| has_view(field)).filter_map(|field| {
        let (sheet, seen, field) = (Arc::clone(&sheet), seen.clone(), field.clone());
        Some(match field.kind.clone() {
            FieldKind::Calculation(kind) => {
                view! { <CalculationView sheet field kind=*kind seen/> }.into_any()
            }
            FieldKind::Chart(kind) => {
                view! { <ChartView sheet field kind=*kind seen/> }.into_any()
            }
            FieldKind::Shares(kind) => view! { <SharesView field kind=*kind seen/> }.into_any(),
            FieldKind::Quadrant(kind) => {
                view! { <div class="ws-board"><BoardView field kind=*kind seen/></div> }.into_any()
            }
            FieldKind::Circles(kind) => {
                view! { <div class="ws-circles"><CirclesView field kind=*kind seen is_alone=true/></div> }
                    .into_any()
            }
            FieldKind::Streak(kind) => view! { <StreakView field kind=*kind seen/> }.into_any(),
            _ => return None,
        })
    });
    views.collect_view()
}
