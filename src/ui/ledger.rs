//! The ledger of links made here, in storage.

use crate::browser::storage::Storage;
use crate::model::id::SheetRef;
use crate::model::share::ledger::Ledger;

const KEY: &str = "sproutsheet/links";

/// The ledger; nothing where there is no storage, or a newer version wrote it.
fn read() -> Option<(Storage, Ledger)> {
    let storage = Storage::probe().ok()?;
    let text = storage.read(KEY).ok()?.unwrap_or_default();
    Some((storage, Ledger::parse(&text)?))
}

/// Remembers a link that was made here. Where that cannot be kept, feedback shows all the same,
/// only not beside the own card.
pub fn note(checksum: u32, sheet: SheetRef) {
    if let Some((storage, mut ledger)) = read() {
        ledger.note(checksum, sheet);
        let _ = storage.write(KEY, &ledger.to_string());
    }
}

/// Whether a link to this sheet was made here.
pub fn knows(checksum: u32, sheet: &SheetRef) -> bool {
    read().is_some_and(|(_, ledger)| ledger.knows(checksum, sheet))
}
