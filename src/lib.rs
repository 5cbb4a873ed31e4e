//! Worksheets that run in the browser: fill, keep, share by link, embed in an article.
//!
//! ```text
//! model ← library ← ui ← app          model ← browser ← ui          model ← words ← ui
//! ```
//!
//! Modules in reading order:
//! - [`model`]: what worksheets and answers are, and what follows from them. Pure.
//! - [`library`]: worksheet files read and checked.
//! - [`words`]: every word of the interface, in both languages.
//! - `browser`: the only place that touches the browser.
//! - `ui`: components; `ui::session` is the one gateway for edits.
//! - `app`: the start of the page.
//!
//! `browser`, `ui` and `app` exist only for WebAssembly, so native builds and tests never compile Leptos.
//!
//! # Reading a worksheet
//! ```
//! use sproutsheet::library::parse_worksheet;
//! use sproutsheet::model::text::Locale;
//!
//! let file = r#"{
//!   "id": "week", "number": 1, "version": 1, "name": "This week", "title": "Who did you meet?",
//!   "sections": [{"fields": [{"id": "who", "number": 1, "kind": "text", "label": "Who"}]}]
//! }"#;
//! let sheet = parse_worksheet("week.json", file, &[Locale::En], Locale::En)
//!     .map_err(|problems| problems.iter().map(|p| format!("{p}\n")).collect::<String>())?;
//! assert_eq!(sheet.fields().count(), 1);
//! # Ok::<(), String>(())
//! ```

pub mod library;
pub mod model;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;

#[cfg(test)]
mod testing;
