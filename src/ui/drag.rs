//! Carrying a card to another place of a board, by mouse, pen or finger.
//!
//! A mouse takes a card anywhere; a finger takes it by its handle, so that the rest of the card
//! still scrolls the page. What can be carried has another way too, by keys.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::page;
use crate::model::id::RowId;

/// How far a pointer moves before it carries, in pixels.
const SLOP: i32 = 6;
/// What a finger takes a card by.
const HANDLE: &str = "[data-handle]";
/// The attribute that names a place where a card can be put.
const PLACE: &str = "data-corner";

/// A card that a pointer has taken.
#[derive(Clone, PartialEq)]
struct Held {
    row: RowId,
    from: (i32, i32),
    /// How far it was carried; nothing while it was only pressed.
    by: Option<(i32, i32)>,
}

/// What is being carried, and over which place. A handle: copies speak of the same.
#[derive(Clone, Copy, Default)]
pub struct Drag {
    held: RwSignal<Option<Held>>,
    over: RwSignal<Option<String>>,
}

impl Drag {
    /// A pointer went down on a card.
    pub fn press(self, row: &RowId, event: &ev::PointerEvent) {
        let is_mouse = event.pointer_type() == "mouse";
        let is_handle = page::is_within(event, HANDLE);
        if event.button() == 0 && event.is_primary() && is_mouse != is_handle {
            let from = (event.client_x(), event.client_y());
            self.held.set(Some(Held { row: row.clone(), from, by: None }));
        }
    }

    /// The pointer moved.
    pub fn carry(self, event: &ev::PointerEvent) {
        let Some(held) = self.held.get_untracked() else { return };
        let by = (event.client_x() - held.from.0, event.client_y() - held.from.1);
        if held.by.is_none() {
            if by.0.abs() + by.1.abs() < SLOP {
                return;
            }
            page::capture(event);
        }
        self.held.set(Some(Held { by: Some(by), ..held }));
        let over = page::attribute_at(event.client_x(), event.client_y(), PLACE);
        if self.over.with_untracked(|before| *before != over) {
            self.over.set(over);
        }
    }

    /// The pointer went up: which card it put where, if it carried one to a place.
    pub fn put(self) -> Option<(RowId, String)> {
        let (held, over) = (self.held.get_untracked(), self.over.get_untracked());
        self.let_go();
        let held = held.filter(|held| held.by.is_some())?;
        Some((held.row, over?))
    }

    /// The pointer is lost: all stays where it was.
    pub fn let_go(self) {
        self.held.set(None);
        self.over.set(None);
    }

    /// How far a card is carried, as it moves; nothing where it lies.
    pub fn shift(self, row: &RowId) -> Option<String> {
        self.held.with(|held| {
            let held = held.as_ref().filter(|held| held.row == *row)?;
            held.by.map(|(x, y)| format!("translate({x}px, {y}px)"))
        })
    }

    /// Whether a card is carried over a place, as it moves.
    pub fn is_over(self, place: &str) -> bool {
        self.over.with(|over| over.as_deref() == Some(place))
    }
}
