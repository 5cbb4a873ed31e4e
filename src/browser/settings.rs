//! What a person has settled on for this device: language and look.

use super::page;
use super::storage::Storage;
use crate::model::text::Locale;

const LOCALE: &str = "sproutsheet/settings/lang";
const THEME: &str = "sproutsheet/settings/theme";

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
