//! What is seen: components and their wiring.
//!
//! Signals carry state, callbacks carry commands; what can be derived is derived. Edits go
//! through [`session::Session`] alone. Deliberately not here: any rule of the method (that is
//! `model`), any call of the browser (that is `browser`).

// A component takes its props by value, and its markup is read best in one piece.
// The program's state is a handle made of handles: it is meant to be copied.
#![allow(clippy::large_types_passed_by_value)]
#![allow(clippy::needless_pass_by_value, clippy::too_many_lines)]

pub mod arrive;
pub mod author;
pub mod calculation;
pub mod card;
pub mod card_run;
pub mod cards;
pub mod chart;
pub mod choice;
pub mod circles;
pub mod classification;
pub mod compare;
pub mod context;
pub mod controls;
pub mod data;
pub mod desk;
pub mod dialog;
pub mod drag;
pub mod earlier;
pub mod embed;
pub mod export;
pub mod face;
pub mod fault;
pub mod feedback;
pub mod field;
pub mod figure;
pub mod flow;
pub mod full_page;
pub mod gallery;
pub mod given;
pub mod home;
pub mod icon;
pub mod incoming;
pub mod keep;
pub mod ledger;
pub mod made;
pub mod map;
pub mod meanwhile;
pub mod notebooks;
pub mod notice;
pub mod onward;
pub mod own;
pub mod paper;
pub mod part;
pub mod path;
pub mod portrait;
pub mod quadrant;
pub mod refers;
pub mod remind;
pub mod restore;
pub mod rows;
pub mod screening;
pub mod seen;
pub mod send;
pub mod sentence;
pub mod session;
pub mod share;
pub mod share_path;
pub mod shared;
pub mod shares;
pub mod sheet;
pub mod shell;
pub mod side_by_side;
pub mod snippet;
pub mod spot;
pub mod steps;
pub mod still;
pub mod streak;
pub mod text;
