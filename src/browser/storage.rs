//! localStorage, which may be denied or full, and the storage of this tab alone.

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;
use web_sys::Storage as WebStorage;

/// Why nothing could be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser denies storage here: a private window, or a blocked third-party frame.
    Denied,
    /// There is no room left.
    Full,
}

/// This origin's storage, found to be there.
#[derive(Clone)]
pub struct Storage(WebStorage);

impl Storage {
    /// Finds out whether there is storage.
    ///
    /// Asks web-sys first, for gloo panics where the browser denies it.
    pub fn probe() -> Result<Self, StorageError> {
        let window = web_sys::window().ok_or(StorageError::Denied)?;
        match window.local_storage() {
            Ok(Some(storage)) if storage.length().is_ok() => Ok(Self(LocalStorage::raw())),
            _ => Err(StorageError::Denied),
        }
    }

    /// What this tab alone keeps, over its reloads.
    pub fn of_tab() -> Option<Self> {
        web_sys::window()?.session_storage().ok().flatten().map(Self)
    }

    /// What stands under a key.
    pub fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.0.get_item(key).map_err(|_| StorageError::Denied)
    }

    /// The bytes under a key.
    pub fn read_bytes(&self, key: &str) -> Option<Vec<u8>> {
        let text = self.read(key).ok()??;
        text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
    }

    /// Writes bytes under a key: each as a character, for storage holds text.
    pub fn write_bytes(&self, key: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.write(key, &bytes.iter().map(|byte| char::from(*byte)).collect::<String>())
    }

    /// Writes under a key.
    pub fn write(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.0.set_item(key, value).map_err(|error| reason(&error))
    }

    /// All keys.
    pub fn keys(&self) -> Vec<String> {
        let length = self.0.length().unwrap_or(0);
        (0..length).filter_map(|at| self.0.key(at).ok().flatten()).collect()
    }

    /// Empties a key.
    pub fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.remove_item(key).map_err(|_| StorageError::Denied)
    }
}

/// A full storage has four names among the browsers.
fn reason(error: &JsValue) -> StorageError {
    let get = |key: &str| js_sys::Reflect::get(error, &key.into()).ok();
    let name = get("name").and_then(|name| name.as_string());
    let code = get("code").and_then(|code| code.as_f64());
    let by_name =
        matches!(name.as_deref(), Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED"));
    // DOMException codes: 22 by the standard, 1014 in older Firefox.
    if by_name || code == Some(22.0) || code == Some(1_014.0) {
        StorageError::Full
    } else {
        StorageError::Denied
    }
}
