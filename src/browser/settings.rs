//! What a person has settled on for this device: language, look, notebook; what was written last, and
//! when a backup was made.

use super::page;
use super::storage::Storage;
use crate::model::id::{NotebookId, SheetRef};
use crate::model::text::Locale;

const LOCALE: &str = "sproutsheet/settings/lang";
const THEME: &str = "sproutsheet/settings/theme";
const NOTEBOOK: &str = "sproutsheet/settings/notebook";
const LAST: &str = "sproutsheet/settings/last";
const UNKEPT: &str = "sproutsheet/settings/unkept";
const LATER: &str = "sproutsheet/settings/later";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one that the button turns to.
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

fn read(key: &str) -> Option<String> {
    Storage::probe().ok()?.read(key).ok()?
}

fn write(key: &str, value: &str) {
    if let Ok(storage) = Storage::probe() {
        // A setting that cannot be kept holds for this page all the same.
        let _ = storage.write(key, value);
    }
}

/// The language: the address's, else the person's choice, else the browser's.
pub fn locale() -> Locale {
    let asked = page::query_value("lang").or_else(|| read(LOCALE));
    asked
        .into_iter()
        .chain(page::languages())
        .find_map(|tag| Locale::of_tag(&tag))
        .unwrap_or_default()
}

/// Keeps a choice of language. It stands above the address's, which therefore goes.
pub fn set_locale(locale: Locale) {
    write(LOCALE, locale.tag());
    page::drop_query_value("lang");
}

/// The notebook that is open: this tab's, else the one that was opened last.
pub fn notebook() -> NotebookId {
    let of_tab = || Storage::of_tab()?.read(NOTEBOOK).ok()?;
    let id = of_tab().or_else(|| read(NOTEBOOK)).and_then(|id| id.parse().ok());
    id.unwrap_or_else(NotebookId::first)
}

/// Keeps which notebook is open.
pub fn set_notebook(id: &NotebookId) {
    if let Some(storage) = Storage::of_tab() {
        let _ = storage.write(NOTEBOOK, id.as_str());
    }
    write(NOTEBOOK, id.as_str());
}

/// What was written in a notebook last.
pub fn last(notebook: &NotebookId) -> Option<SheetRef> {
    let noted = read(LAST)?;
    let (of, sheet) = noted.split_once(' ')?;
    (of == notebook.as_str()).then(|| sheet.parse().ok())?
}

/// Notes what was written last.
pub fn note_last(notebook: &NotebookId, sheet: &SheetRef) {
    if last(notebook).as_ref() != Some(sheet) {
        write(LAST, &format!("{notebook} {sheet}"));
    }
}

/// Since when something is written that stands in no backup. The first such writing is noted.
pub fn unkept() -> Option<u64> {
    read(UNKEPT)?.parse().ok()
}

/// Notes that something was written now; nothing where a moment is noted. Says whether it was.
pub fn note_unkept(now: u64) -> bool {
    let is_new = unkept().is_none();
    if is_new {
        write(UNKEPT, &now.to_string());
    }
    is_new
}

/// Notes that all is in a backup.
pub fn note_backup() {
    if let Ok(storage) = Storage::probe() {
        let _ = storage.remove(UNKEPT);
        let _ = storage.remove(LATER);
    }
}

/// When the person was reminded of the backup last.
pub fn reminded() -> Option<u64> {
    read(LATER)?.parse().ok()
}

/// Notes that the person was reminded.
pub fn note_reminded(now: u64) {
    write(LATER, &now.to_string());
}

/// The look that was chosen.
pub fn theme() -> Theme {
    match read(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

/// Keeps and shows a look.
pub fn set_theme(theme: Theme) {
    write(THEME, theme.name());
    page::set_root("data-theme", theme.name());
}
