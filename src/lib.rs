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
//!
//! # All mistakes of a file
//! Each is told with its place and how to mend it, in either language.
//! ```
//! use sproutsheet::library::parse_own;
//! use sproutsheet::model::text::Locale;
//!
//! let file = r#"{"id": "week", "number": 99, "version": 1, "name": "This week", "titel": "Who?"}"#;
//! let problems = parse_own("week.json", file, Locale::En).err().unwrap_or_default();
//! let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
//! assert!(said[0].starts_with("week.json:1:26 number: This number is not between 1 and 31."));
//! assert_eq!(problems.len(), 4); // the number, no title, no sections, and a key too many
//! ```
//!
//! # Answers, and a link that holds them with their worksheet
//! Time and the number of this copy are arguments: the model has no clock and no chance.
//! ```
//! use sproutsheet::library::{compact, parse_own};
//! use sproutsheet::model::id::{Address, FieldId};
//! use sproutsheet::model::response::{Answer, Edit, Response};
//! use sproutsheet::model::share::own::OwnShared;
//! use sproutsheet::model::share::{Armour, Kind, SharedSheet};
//! use sproutsheet::model::stamp::{Clock, Replica};
//! use sproutsheet::model::text::Locale;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let file = r#"{
//!   "id": "week", "number": 1, "version": 1, "name": "This week", "title": "Who did you meet?",
//!   "sections": [{"fields": [{"id": "who", "number": 1, "kind": "text", "label": "Who"}]}]
//! }"#;
//! let pack = parse_own("week.json", file, Locale::En).map_err(|_| "the file has mistakes")?;
//! let sheet = &pack.sheets[0];
//!
//! let mut clock = Clock::new(Replica(1));
//! let mut response = Response::default();
//! let who: FieldId = "who".parse().map_err(|_| "no id")?;
//! let answer = Answer::new("the baker on our street");
//! response.apply(Edit::Answer { address: Address::field(who), answer }, clock.tick(1_769_000_000_000));
//!
//! let definition = compact(file, pack.locale).ok_or("no JSON")?;
//! let answers = SharedSheet::of(&pack, sheet, &response);
//! let own = OwnShared::new(Kind::Answers, pack.locale, definition, &answers);
//! let payload = own.encode(Armour::Base62, None).map_err(|error| error.to_string())?;
//! assert!(payload.len() < 400);
//! let opened = OwnShared::decode(&payload, None).map_err(|error| error.to_string())?;
//! assert_eq!(opened, own);
//! # Ok(())
//! # }
//! ```

pub mod library;
pub mod model;
pub mod words;

#[cfg(all(target_arch = "wasm32", feature = "interface"))]
pub mod app;
#[cfg(all(target_arch = "wasm32", feature = "browser"))]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "interface"))]
pub mod ui;

#[cfg(test)]
mod testing;
