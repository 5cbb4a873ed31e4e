//! The ground: what worksheets are, what answers are, and what follows from them.
//!
//! Pure: no browser, no clock, no randomness; time and random numbers arrive as arguments. All
//! of it runs, and is tested, natively.

pub mod backup;
pub mod board;
pub mod condition;
pub mod date;
pub mod earlier;
pub mod exact;
pub mod export;
pub mod field;
pub mod figure;
pub mod flow;
pub mod frame;
pub mod history;
pub mod id;
pub mod markup;
pub mod mistake;
pub mod notebook;
pub mod outcome;
pub mod picture;
pub mod response;
pub mod route;
pub mod save;
pub mod share;
pub mod snippet;
pub mod stamp;
pub mod sum;
pub mod text;
pub mod typeset;
pub mod unseen;
pub mod worksheet;
