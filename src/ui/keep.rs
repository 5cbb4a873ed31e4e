//! Keeping a sheet: loading it, saving it, hearing of other tabs.
//!
//! Two slots written in turn (see `model::save`). A write first looks whether another tab has
//! written since, and merges that in; what cannot be read is set aside under another key before
//! its slot is used again, so nothing is ever dropped.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::session::Session;
use crate::browser::storage::{Storage, StorageError};
use crate::browser::{json, page, time};
use crate::model::id::SheetRef;
use crate::model::response::Response;
use crate::model::save::{SaveError, SavedSheet, Slot, look, seal};

/// How long after the last key a save is made, in milliseconds.
const PAUSE: i32 = 300;

/// The notebook that a first visit writes into.
const NOTEBOOK: &str = "first";

/// Whether what was written is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was written yet.
    Untouched,
    /// A save is about to be made.
    Saving,
    /// Kept, at this moment.
    Saved(u64),
    /// Kept only as long as the page is open.
    Memory,
    /// Not kept: no room.
    Full,
}

/// Something about saves that the person should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveNote {
    /// One of two slots could not be read; the other was taken.
    Broken,
    /// Nothing could be read.
    Lost,
    /// A newer version wrote it.
    Newer,
    /// Another tab's edits were merged in.
    Merged,
}

/// Keeps one sheet.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// Whether what was written is kept.
    pub state: ReadSignal<SaveState>,
    /// The latest thing to know.
    pub note: ReadSignal<Option<SaveNote>>,
    /// Moves when writing pauses: what is derived from a whole response follows this.
    pub settled: ReadSignal<u64>,
}

struct Kept {
    storage: Option<Storage>,
    key: String,
    sheet: String,
    version: u16,
    /// The newest write known: its slot, revision and checksum.
    newest: Option<(Slot, u64, u32)>,
    broken: Vec<Slot>,
    /// The session's revision that was saved last, and when.
    saved: u64,
    saved_at: u64,
}

impl Kept {
    fn slot_key(&self, slot: Slot) -> String {
        format!("{}/{}", self.key, slot.key())
    }

    fn slots(&self) -> [Option<String>; 2] {
        let read = |slot| self.storage.as_ref()?.read(&self.slot_key(slot)).ok()?;
        Slot::BOTH.map(read)
    }

    /// Reads what is newer than what is known: all of it at first, another tab's later.
    fn load(&mut self) -> (Option<SavedSheet>, Option<SaveNote>) {
        let texts = self.slots();
        let slots = look(texts[0].as_deref(), texts[1].as_deref());
        self.broken = slots.broken.iter().map(|(slot, _)| *slot).collect();
        // Two tabs may have written the same revision at once: the checksum tells them apart.
        let known = self.newest.map(|(_, revision, checksum)| (revision, checksum));
        let newest = slots.newest.filter(|(_, e)| Some((e.revision, e.checksum)) != known);
        let mut saved = None;
        if let Some((slot, envelope)) = newest {
            match json::from_json::<SavedSheet>(envelope.body) {
                Some(body) => {
                    self.newest = Some((slot, envelope.revision, envelope.checksum));
                    saved = Some(body);
                }
                None => self.broken.push(slot),
            }
        }
        let newer = slots.broken.iter().any(|(_, error)| *error == SaveError::Newer);
        let note = match (self.broken.is_empty(), newer, self.newest.is_some()) {
            (true, ..) => None,
            (_, true, _) => Some(SaveNote::Newer),
            (_, _, true) => Some(SaveNote::Broken),
            (_, _, false) => Some(SaveNote::Lost),
        };
        (saved, note)
    }

    /// Writes a response into the slot that holds the older save.
    fn write(&mut self, response: &Response, now: u64) -> Result<(), StorageError> {
        let storage = self.storage.as_ref().ok_or(StorageError::Denied)?;
        let (slot, revision) = match self.newest {
            Some((slot, revision, _)) => (slot.other(), revision + 1),
            None => (Slot::A, 1),
        };
        if let Some(at) = self.broken.iter().position(|broken| *broken == slot) {
            let text = storage.read(&self.slot_key(slot))?.unwrap_or_default();
            storage.write(&format!("sproutsheet/aside/{now}/{}", self.slot_key(slot)), &text)?;
            self.broken.remove(at);
        }
        let body = SavedSheet {
            sheet: self.sheet.clone(),
            version: self.version,
            saved: now,
            response: response.clone(),
        };
        let body = json::to_json(&body).ok_or(StorageError::Denied)?;
        let sealed = seal(revision, &body);
        storage.write(&self.slot_key(slot), &sealed)?;
        let checksum = look(Some(&sealed), None).newest.map_or(0, |(_, e)| e.checksum);
        self.newest = Some((slot, revision, checksum));
        Ok(())
    }
}

/// Loads a sheet and keeps it from now on.
pub fn keep(sheet: &SheetRef, version: u16) -> (Session, Keeper) {
    let storage = Storage::probe().ok();
    let mut kept = Kept {
        key: format!("sproutsheet/{NOTEBOOK}/{sheet}"),
        sheet: sheet.to_string(),
        version,
        newest: None,
        broken: Vec::new(),
        saved: 0,
        saved_at: 0,
        storage,
    };
    let (saved, note) = kept.load();
    let at_start = match (&kept.storage, &saved) {
        (None, _) => SaveState::Memory,
        (Some(_), None) => SaveState::Untouched,
        (Some(_), Some(saved)) => SaveState::Saved(saved.saved),
    };
    let session = Session::open(saved.map(|saved| saved.response).unwrap_or_default());
    let (state, set_state) = signal(at_start);
    let (note, set_note) = signal(note);
    let (settled, set_settled) = signal(0);
    let kept = Rc::new(RefCell::new(kept));

    let save = {
        let kept = Rc::clone(&kept);
        move || {
            let revision = session.revision().get_untracked();
            set_settled.set(revision);
            // Nothing to write while a write is under way: it carries the newest response.
            let Ok(mut kept) = kept.try_borrow_mut() else { return };
            if kept.saved == revision {
                if state.get_untracked() == SaveState::Saving {
                    set_state.set(SaveState::Saved(kept.saved_at));
                }
                return;
            }
            if kept.storage.is_none() {
                set_state.set(SaveState::Memory);
                return;
            }
            // Compare before writing: another tab may have saved since.
            if let (Some(other), _) = kept.load() {
                session.merge(other.response);
            }
            let now = time::now();
            match session.peek(|response| kept.write(response, now)) {
                Ok(()) => {
                    kept.saved = session.revision().get_untracked();
                    kept.saved_at = now;
                    set_state.set(SaveState::Saved(now));
                }
                Err(StorageError::Full) => set_state.set(SaveState::Full),
                Err(StorageError::Denied) => set_state.set(SaveState::Memory),
            }
        }
    };

    // After the last key of a run.
    let waiting = Rc::new(RefCell::new(0_u64));
    Effect::new({
        let save = save.clone();
        move |earlier: Option<()>| {
            let revision = session.revision().get();
            // What was written before the program came is there already when this first runs.
            if earlier.is_none() && revision == 0 {
                return;
            }
            if !matches!(state.get_untracked(), SaveState::Memory | SaveState::Full) {
                set_state.set(SaveState::Saving);
            }
            *waiting.borrow_mut() = revision;
            let (waiting, save) = (Rc::clone(&waiting), save.clone());
            page::after(PAUSE, move || {
                if *waiting.borrow() == revision {
                    save();
                }
            });
        }
    });
    // At once when the page may go away.
    let at_once = save.clone();
    page::on_document("visibilitychange", move |_| {
        if page::is_hidden() {
            at_once();
        }
    });
    let at_once = save.clone();
    page::on_window("pagehide", move |_| at_once());
    let at_once = save.clone();
    page::on_document("focusout", move |_| at_once());
    // Another tab saved.
    page::on_window("storage", move |_| {
        let Ok(mut kept) = kept.try_borrow_mut() else { return };
        if let (Some(other), _) = kept.load() {
            let at = other.saved;
            let theirs = other.response.clone();
            let changed = session.merge(other.response);
            let revision = session.revision().get_untracked();
            if session.peek(|ours| *ours == theirs) {
                // What came from storage need not go back there.
                kept.saved = revision;
                kept.saved_at = at;
                set_state.set(SaveState::Saved(at));
            } else {
                // Something here is not in their save.
                kept.saved = u64::MAX;
                page::after(PAUSE, save.clone());
            }
            if changed {
                set_note.set(Some(SaveNote::Merged));
                set_settled.set(revision);
            }
        }
    });
    (session, Keeper { state, note, settled })
}
