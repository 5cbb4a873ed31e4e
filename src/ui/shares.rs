//! Shares of a whole: one bar, and below it the same as a table, which is its legend.

use leptos::prelude::*;

use super::context::app;
use super::seen::Seen;
use crate::model::field::Field;
use crate::model::figure::Shares;
use crate::model::outcome::shares::parts;
use crate::words::Word;

/// How many colours there are before they come round again.
const COLOURS: usize = 6;

/// Shares as they stand.
#[component]
pub fn SharesView(
    /// The field.
    field: Field,
    /// What is shared.
    kind: Shares,
    /// Where the numbers stand.
    seen: Seen,
) -> impl IntoView {
    let app = app();
    let cut = Memo::new(move |_| parts(&kind, &seen));
    let label = field.label.clone();
    let body = move || {
        let parts = cut.get();
        if parts.is_empty() {
            return view! { <p class="ws-rows__empty">{app.say(Word::FigureEmpty)}</p> }.into_any();
        }
        let class = |at: usize| format!("ws-share-of ws-share-of--{}", at % COLOURS);
        let mut from = 0_u32;
        let cuts: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let x = from;
                from += u32::from(part.per_cent);
                view! {
                    <rect class=class(at) x=x.to_string() y="0" width=part.per_cent.to_string() height="10"/>
                }
            })
            .collect();
        let rows = parts.iter().enumerate().map(|(at, part)| {
            view! {
                <tr>
                    <th scope="row">
                        <svg class="ws-shares__key" viewBox="0 0 10 10" aria-hidden="true">
                            <rect class=class(at) width="10" height="10" rx="2"/>
                        </svg>
                        {part.name.clone()}
                    </th>
                    <td>{part.shown.clone()}</td>
                    <td class="ws-shares__part">{format!("{}%", part.per_cent)}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        let said: Vec<_> = parts.iter().map(|p| format!("{} {}%", p.name, p.per_cent)).collect();
        let said = format!("{label}: {}", said.join(app.say(Word::Comma)));
        view! {
            <svg class="ws-shares__bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=said>
                {cuts}
            </svg>
            <table class="ws-shares__table"><tbody>{rows}</tbody></table>
        }
        .into_any()
    };
    view! {
        <div class="ws-figure ws-shares" data-outcome>
            <p class="ws-field__label">{field.label}</p>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint}</p> })}
            {body}
        </div>
    }
}
