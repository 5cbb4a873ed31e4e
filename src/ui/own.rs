//! Authors' own worksheets: read by the fifth program, taken in, and kept on this device beside
//! the answers on them, so that their pages are there over reloads.
//!
//! What somebody sent is taken in only when the reader keeps a copy or begins to write.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::context::{App, Loaded};
use crate::browser::site::LoadError;
use crate::browser::storage::Storage;
use crate::model::id::PackId;
use crate::model::mistake::Mistake;
use crate::model::text::Locale;

/// A worksheet that was taken in: its version, and as its author wrote it.
#[derive(Clone)]
pub struct Kept {
    version: u16,
    definition: Arc<str>,
}

/// Where a worksheet is kept: `<version>`, below it the definition.
fn key(id: &str) -> String {
    format!("{KEPT}{id}")
}

/// Where all of them are.
const KEPT: &str = "sproutsheet/own/";

impl Kept {
    fn parse(text: &str) -> Option<Self> {
        let (version, definition) = text.split_once('\n')?;
        Some(Self { version: version.parse().ok()?, definition: definition.into() })
    }

    /// As it is kept.
    fn text(&self) -> String {
        format!("{}\n{}", self.version, self.definition)
    }
}

impl App {
    /// Reads an author's worksheet, in the wanted language where it has it; or says all that is
    /// wrong with it. Nothing is said where it cannot be read at all.
    pub async fn read_own(
        self,
        definition: &str,
        locale: Locale,
    ) -> Result<Result<Loaded, Vec<Mistake>>, LoadError> {
        let checker = self.site.get_value().load_checker().await?;
        Ok(checker.read(definition, locale).and_then(|bytes| {
            Loaded::of(bytes, Some(definition.into())).map_err(|LoadError| Vec::new())
        }))
    }

    /// The definition of an author's worksheet that was taken in.
    pub(super) fn own_definition(self, id: &str) -> Option<Arc<str>> {
        self.kept(id).map(|kept| kept.definition)
    }

    /// Whether an author's worksheet was taken in.
    pub fn has_own(self, pack: &PackId) -> bool {
        self.kept(pack.as_str()).is_some()
    }

    fn kept(self, id: &str) -> Option<Kept> {
        if !id.parse::<PackId>().is_ok_and(|id| id.is_own()) {
            return None;
        }
        let here = self.own.with_value(|own| own.get(id).cloned());
        let stored = || Kept::parse(&Storage::probe().ok()?.read(&key(id)).ok()??);
        here.or_else(stored)
    }

    /// The pack of a definition that was taken in under `id`.
    pub(super) async fn own_pack(
        self,
        id: &str,
        definition: &str,
        locale: Locale,
    ) -> Result<Loaded, LoadError> {
        let read = self.read_own(definition, locale).await?;
        read.ok().filter(|loaded| loaded.pack.id.as_str() == id).ok_or(LoadError)
    }

    /// Takes an author's worksheet in. A version that is there already stays, unless this one is
    /// later, or its own author opens it. Does nothing with a sheet of ours.
    pub fn take_own(self, loaded: &Loaded, by_author: bool) {
        let (Some(definition), Some(sheet)) = (&loaded.definition, loaded.pack.sheets.first())
        else {
            return;
        };
        let id = loaded.pack.id.to_string();
        if !by_author && !self.is_new_own(loaded) {
            return;
        }
        let kept = Kept { version: sheet.version, definition: Arc::clone(definition) };
        if let Ok(storage) = Storage::probe() {
            // No room: it stays as long as the page is open.
            let _ = storage.write(&key(&id), &kept.text());
        }
        self.hold_own(loaded);
    }

    /// Whether an author's worksheet is not here yet, or only in an earlier version.
    pub fn is_new_own(self, loaded: &Loaded) -> bool {
        let version = loaded.pack.sheets.first().map(|sheet| sheet.version);
        self.kept(loaded.pack.id.as_str()).is_none_or(|kept| Some(kept.version) < version)
    }

    /// Takes an author's worksheet in for as long as the page is open, in place of any version
    /// that is there.
    pub fn hold_own(self, loaded: &Loaded) {
        let (Some(definition), Some(sheet)) = (&loaded.definition, loaded.pack.sheets.first())
        else {
            return;
        };
        let id = loaded.pack.id.to_string();
        let kept = Kept { version: sheet.version, definition: Arc::clone(definition) };
        self.packs.update_value(|packs| packs.retain(|(other, _), _| *other != id));
        self.own.update_value(|own| {
            own.insert(id, kept);
        });
    }

    /// The packs of the authors' worksheets that were taken in, as the backup names them.
    pub fn all_own(self) -> Vec<String> {
        let mut all: BTreeSet<String> =
            self.own.with_value(|own| own.keys().cloned().collect::<BTreeSet<_>>());
        let keys = Storage::probe().map(|storage| storage.keys()).unwrap_or_default();
        all.extend(keys.iter().filter_map(|key| key.strip_prefix(KEPT)).map(str::to_owned));
        all.into_iter().filter(|id| self.kept(id).is_some()).collect()
    }

    /// The authors' worksheets for the backup, each with its key.
    pub fn own_for_backup(self) -> Vec<(String, String)> {
        let all = self.all_own().into_iter();
        all.filter_map(|id| Some((format!("own/{id}"), self.kept(&id)?.text()))).collect()
    }

    /// Reads an author's worksheet of a backup; nothing where it is none, or another than it says.
    pub async fn own_of_backup(self, key: &str, text: &str) -> Result<Option<Loaded>, LoadError> {
        let Some((id, kept)) = key.strip_prefix("own/").zip(Kept::parse(text)) else {
            return Ok(None);
        };
        let read = self.read_own(&kept.definition, self.locale.get_untracked()).await?;
        Ok(read.ok().filter(|loaded| loaded.pack.id.as_str() == id))
    }

    /// A worksheet's definition as short as it can be said, in the language that it is shown in.
    pub async fn short_definition(self, loaded: &Loaded) -> Result<String, LoadError> {
        let checker = self.site.get_value().load_checker().await?;
        let definition = loaded.definition.as_deref().unwrap_or_default();
        checker.shortened(definition, loaded.pack.locale).ok_or(LoadError)
    }
}
