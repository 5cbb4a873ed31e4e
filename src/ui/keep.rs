//! Keeping a sheet: loading it, saving it, hearing of other tabs.
//!
//! Two slots written in turn (see `model::save`). A write first looks whether another tab has
//! written since, and merges that in; what cannot be read is set aside under another key before
//! its slot is used again, so nothing is ever dropped. Beside the saves, this tab's own storage
//! holds the latest steps of undo, and the whole sheet while the saves' storage is full: both
//! survive a reload, and neither is in the way of saving.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::session::{Merging, Session};
use crate::browser::storage::{Storage, StorageError};
use crate::browser::{host, json, lock, page, time};
use crate::model::id::{NotebookId, SheetRef};
use crate::model::response::Response;
use crate::model::save::{SaveError, SavedSheet, Slot, look, seal};

/// How long after the last key a save is made, in milliseconds.
const PAUSE: i32 = 300;

/// How much of the history is kept over a reload, in bytes.
const STEPS: usize = 200_000;

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
    /// Another tab wrote over something that was written here.
    Replaced,
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
    /// This tab's own storage.
    tab: Option<Storage>,
    /// `<notebook>/<pack>/<sheet>`.
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
        format!("sproutsheet/{}/{}", self.key, slot.key())
    }

    fn slots(&self) -> Result<[Option<String>; 2], StorageError> {
        let storage = self.storage.as_ref().ok_or(StorageError::Denied)?;
        let [a, b] = Slot::BOTH.map(|slot| storage.read(&self.slot_key(slot)));
        Ok([a?, b?])
    }

    /// Reads what is newer than what is known: all of it at first, another tab's later.
    fn load(&mut self) -> Result<(Option<SavedSheet>, Option<SaveNote>), StorageError> {
        let texts = self.slots()?;
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
        Ok((saved, note))
    }

    /// The sheet as it is saved at a moment.
    fn body(&self, response: &Response, now: u64) -> Result<String, StorageError> {
        let body = SavedSheet {
            sheet: self.sheet.clone(),
            version: self.version,
            saved: now,
            response: response.clone(),
        };
        json::to_json(&body).ok_or(StorageError::Denied)
    }

    /// What a full storage did not take, and a reload of this tab would lose.
    fn rescued(&self) -> Option<SavedSheet> {
        let text = self.tab.as_ref()?.read(&format!("sproutsheet/rescue/{}", self.key)).ok()??;
        json::from_json(&text)
    }

    /// Keeps in this tab what the saves' storage did not take; nothing once it did.
    fn rescue(&self, response: Option<&Response>, now: u64) {
        let Some(tab) = &self.tab else { return };
        let key = format!("sproutsheet/rescue/{}", self.key);
        // What cannot be kept here either stays in memory, and the save line says so.
        let _ = match response.and_then(|response| self.body(response, now).ok()) {
            Some(body) => tab.write(&key, &body),
            None => tab.remove(&key),
        };
    }

    fn undo_key(&self) -> String {
        format!("sproutsheet/undo/{}", self.key)
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
        let sealed = seal(revision, &self.body(response, now)?);
        storage.write(&self.slot_key(slot), &sealed)?;
        let checksum = look(Some(&sealed), None).newest.map_or(0, |(_, e)| e.checksum);
        self.newest = Some((slot, revision, checksum));
        Ok(())
    }
}

/// Loads a sheet of a notebook and keeps it from now on.
pub fn keep(notebook: &NotebookId, sheet: &SheetRef, version: u16) -> (Session, Keeper) {
    keep_under(format!("{notebook}/{sheet}"), sheet.to_string(), version)
}

/// Loads the list of notebooks and keeps it from now on.
pub fn keep_list() -> (Session, Keeper) {
    keep_under("notebooks".to_owned(), "notebooks".to_owned(), 1)
}

fn keep_under(key: String, sheet: String, version: u16) -> (Session, Keeper) {
    let storage = Storage::probe().ok();
    let lock_name = format!("sproutsheet/{key}");
    let mut kept = Kept {
        tab: Storage::of_tab(),
        key,
        sheet,
        version,
        newest: None,
        broken: Vec::new(),
        saved: 0,
        saved_at: 0,
        storage,
    };
    let loaded = kept.load();
    let at_start = match &loaded {
        Err(_) => SaveState::Memory,
        Ok((None, _)) => SaveState::Untouched,
        Ok((Some(saved), _)) => SaveState::Saved(saved.saved),
    };
    let (saved, note) = loaded.unwrap_or_default();
    let session = Session::open(saved.map(|saved| saved.response).unwrap_or_default());
    if let Some(steps) = kept.tab.as_ref().and_then(|tab| tab.read_bytes(&kept.undo_key())) {
        session.take_up(&steps);
    }
    let rescued = kept.rescued();
    let (state, set_state) = signal(at_start);
    let (note, set_note) = signal(note);
    let (settled, set_settled) = signal(0);
    let kept = Rc::new(RefCell::new(kept));
    let tell = move |merging| match merging {
        Merging::Nothing => {}
        Merging::Added => set_note.set(Some(SaveNote::Merged)),
        Merging::Replaced => set_note.set(Some(SaveNote::Replaced)),
    };

    let save = {
        let kept = Rc::clone(&kept);
        move || {
            let revision = session.revision_now();
            set_settled.set(revision);
            // Nothing to write while a write is under way: it carries the newest response.
            let Ok(mut kept) = kept.try_borrow_mut() else { return };
            if kept.saved == revision {
                if state.get_untracked() == SaveState::Saving {
                    set_state.set(SaveState::Saved(kept.saved_at));
                }
                return;
            }
            if let Some(tab) = &kept.tab {
                // Undo after a reload is worth having, not worth a message.
                let _ = tab.write_bytes(&kept.undo_key(), &session.steps(STEPS));
            }
            // Compare before writing: another tab may have saved since. What cannot be read is
            // not written over.
            let now = time::now();
            let written = kept.load().and_then(|(other, _)| {
                if let Some(other) = other {
                    tell(session.merge(other.response));
                }
                session.peek(|response| kept.write(response, now))
            });
            match written {
                Ok(()) => {
                    kept.saved = session.revision_now();
                    kept.saved_at = now;
                    kept.rescue(None, now);
                    host::has_saved();
                    set_state.set(SaveState::Saved(now));
                }
                Err(error) => {
                    session.peek(|response| kept.rescue(Some(response), now));
                    set_state.set(match error {
                        StorageError::Full => SaveState::Full,
                        StorageError::Denied => SaveState::Memory,
                    });
                }
            }
        }
    };

    // After the last key of a run.
    let save_soon = page::after_pause(PAUSE, {
        let save = save.clone();
        move || lock::alone(&lock_name, save.clone())
    });
    session.keep_with(move |at| {
        let now = state.get_untracked();
        if !matches!(now, SaveState::Saving | SaveState::Memory | SaveState::Full) {
            set_state.set(SaveState::Saving);
        }
        save_soon(at);
    });
    // Another tab saved.
    let hear = {
        let (kept, save) = (Rc::clone(&kept), save.clone());
        move || {
            let Ok(mut kept) = kept.try_borrow_mut() else { return };
            let Ok((Some(other), _)) = kept.load() else { return };
            let at = other.saved;
            let theirs = other.response.clone();
            let merging = session.merge(other.response);
            let revision = session.revision_now();
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
            tell(merging);
            if merging != Merging::Nothing {
                set_settled.set(revision);
            }
        }
    };
    let heard = hear.clone();
    page::on_window("storage", move |_| heard());
    let heard = hear.clone();
    page::on_window(host::SAVED, move |_| heard());
    // A frozen tab hears nothing: it looks when it comes back.
    let heard = hear.clone();
    page::on_window("pageshow", move |_| heard());
    // At once when the page may go away.
    let at_once = save.clone();
    page::on_document("visibilitychange", move |_| {
        if page::is_hidden() {
            at_once();
        } else {
            hear();
        }
    });
    if let Some(rescued) = rescued {
        // What a full storage did not take before the reload: tried again.
        session.merge(rescued.response);
        page::after(PAUSE, save.clone());
    }
    // At once, without a lock: there is no time left to wait for one.
    let at_once = save.clone();
    page::on_leaving(at_once);
    page::on_document("focusout", move |_| save());
    (session, Keeper { state, note, settled })
}
