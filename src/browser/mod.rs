//! The browser: the only place that touches web-sys, gloo and JavaScript.
//!
//! Thin functions, one browser matter a file. Each gives a `Result` where the browser may
//! refuse, and decides nothing: what a refusal means for the person is the interface's matter.

pub mod backup;
pub mod clipboard;
pub mod control;
pub mod copies;
pub mod editable;
pub mod file;
pub mod frame;
pub mod host;
pub mod json;
pub mod lock;
pub mod markup;
pub mod order;
pub mod page;
pub mod paper;
pub mod picture;
pub mod place;
pub mod settings;
pub mod site;
pub mod storage;
pub mod time;
