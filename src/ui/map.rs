//! The path as a picture: a seed that grows from stage to stage, and how far each stage is.

use leptos::prelude::*;

/// One stage on the map.
#[derive(Clone)]
pub struct Place {
    /// What it is called.
    pub title: String,
    /// How many of its sheets are filled.
    pub done: usize,
    /// How many it has.
    pub all: usize,
    /// Whether what comes next is in it.
    pub is_next: bool,
}

/// What stands at a stage, from seed to fruit.
const GROWTH: [&str; 4] = [
    "M24 34c-4 0-6-3-6-6s3-6 6-6 6 3 6 6-2 6-6 6Z",
    "M24 36V22M24 24c-1-5-5-8-10-8 0 6 4 9 10 8Z",
    "M24 36V18M24 24c-1-5-5-8-10-8 0 6 4 9 10 8ZM24 20c0-5 4-8 10-8 0 6-4 9-10 8Z",
    "M24 37V13M24 28c-1-4-5-7-9-7 0 5 3 8 9 7ZM24 25c0-4 4-7 9-7 0 5-3 8-9 7ZM24 15a4 4 0 1 1 .1 0Z",
];

/// The stages in a row, each with its growth and its ring of progress.
#[component]
pub fn Map(
    /// The stages, in order.
    places: Vec<Place>,
) -> impl IntoView {
    let last = places.len().saturating_sub(1).max(1);
    let places = places.into_iter().enumerate().map(|(at, place)| {
        let growth = GROWTH[(at * (GROWTH.len() - 1) / last).min(GROWTH.len() - 1)];
        let part = 100 * place.done / place.all.max(1);
        view! {
            <li class="ws-map__place" class:ws-map__place--next=place.is_next
                class:ws-map__place--done={place.done == place.all}>
                <svg viewBox="0 0 48 48" aria-hidden="true">
                    <circle class="ws-map__track" cx=24 cy=24 r=21/>
                    <circle class="ws-map__done" cx="24" cy="24" r="21" pathLength="100"
                        stroke-dasharray=format!("{part} 100") transform="rotate(-90 24 24)"/>
                    <path class="ws-map__growth" d=growth/>
                </svg>
                <span class="ws-map__title">{place.title}</span>
                <span class="ws-map__count">{format!("{} / {}", place.done, place.all)}</span>
            </li>
        }
    });
    view! { <ol class="ws-map">{places.collect_view()}</ol> }
}
