//! The files beside the program, under names that only the build knows: the page's start script
//! hands them over.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use serde::de::DeserializeOwned;

use crate::model::backup::{Backup, BackupError};
use crate::model::save::SavedSheet;
use crate::model::share::{Needs, ShareError, Shared};
use crate::model::text::Locale;

#[wasm_bindgen]
extern "C" {
    /// What the start script hands over:
    /// `{ packs: {id: {language: url}}, primes: {language: url}, tools(), offline(make, ready), update() }`.
    #[derive(Clone)]
    pub type Site;

    #[wasm_bindgen(method, getter)]
    fn packs(this: &Site) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn primes(this: &Site) -> JsValue;

    /// Loads the second program, once.
    #[wasm_bindgen(method, catch)]
    fn tools(this: &Site) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method)]
    fn offline(this: &Site, make: bool, ready: &Function);

    #[wasm_bindgen(method)]
    fn update(this: &Site);

    /// The second program: link codec, and whatever else is seldom needed.
    #[derive(Clone)]
    pub type Tools;

    /// Makes a link's payload. `pack` and `shared` as the content format's bytes.
    #[wasm_bindgen(method, catch)]
    fn encode(this: &Tools, pack: &[u8], shared: &[u8], digits: bool) -> Result<Vec<u8>, JsValue>;

    /// Takes the prime text of a language.
    #[wasm_bindgen(method, catch)]
    fn prime(this: &Tools, english: bool, text: &str) -> Result<bool, JsValue>;

    /// Checks a payload, and says what opens it.
    #[wasm_bindgen(method, catch)]
    fn needs(this: &Tools, payload: &str) -> Result<Vec<u8>, JsValue>;

    /// Opens a payload.
    #[wasm_bindgen(method, catch)]
    fn decode(this: &Tools, payload: &str, pack: &[u8]) -> Result<Vec<u8>, JsValue>;

    /// Writes the backup: what storage holds, and what is open in this page.
    #[wasm_bindgen(method, catch)]
    fn backup(this: &Tools, opened: &[u8]) -> Result<String, JsValue>;

    /// Reads a backup.
    #[wasm_bindgen(method, catch)]
    fn read_backup(this: &Tools, text: &str) -> Result<Vec<u8>, JsValue>;
}

impl Tools {
    /// Hands over the prime text of a language: links get half as long with it.
    pub fn take_prime(&self, locale: Locale, text: &[u8]) -> Result<(), LoadError> {
        let text = std::str::from_utf8(text).map_err(|_| LoadError)?;
        match self.prime(locale == Locale::En, text) {
            Ok(true) => Ok(()),
            _ => Err(LoadError),
        }
    }

    /// Makes a link's payload; `pack` in its compiled form.
    pub fn make(&self, pack: &[u8], shared: &Shared) -> Result<String, ShareError> {
        let shared = postcard::to_allocvec(shared).map_err(|_| ShareError::Damaged)?;
        read(self.encode(pack, &shared, false))
    }

    /// Checks a payload, and says what opens it.
    pub fn what_opens(&self, payload: &str) -> Result<Needs, ShareError> {
        read(self.needs(payload))
    }

    /// Writes the backup: what storage holds, and what is open in this page, by its key.
    pub fn write_backup(&self, opened: &Vec<(String, SavedSheet)>) -> Result<String, LoadError> {
        let opened = postcard::to_allocvec(opened).map_err(|_| LoadError)?;
        self.backup(&opened).map_err(|_| LoadError)
    }

    /// Reads a backup file.
    pub fn open_backup(&self, text: &str) -> Result<Backup, BackupError> {
        let bytes = self.read_backup(text).map_err(|_| BackupError::Foreign)?;
        let read = postcard::from_bytes::<Result<Backup, BackupError>>(&bytes);
        read.map_err(|_| BackupError::Foreign)?
    }

    /// Opens a payload; `pack` in its compiled form.
    pub fn open(&self, payload: &str, pack: &[u8]) -> Result<Shared, ShareError> {
        read(self.decode(payload, pack))
    }
}

/// What the second program answered. Were it to break down, the link is what broke it.
fn read<T: DeserializeOwned>(answer: Result<Vec<u8>, JsValue>) -> Result<T, ShareError> {
    let bytes = answer.map_err(|_| ShareError::Damaged)?;
    postcard::from_bytes::<Result<T, ShareError>>(&bytes).map_err(|_| ShareError::Damaged)?
}

/// A file beside the program could not be had: no network, or a newer version is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadError;

impl Site {
    /// Fetches a compiled pack.
    pub async fn pack(&self, id: &str, language: &str) -> Result<Vec<u8>, LoadError> {
        let urls = Reflect::get(&self.packs(), &id.into()).map_err(|_| LoadError)?;
        let url = Reflect::get(&urls, &language.into()).ok().and_then(|url| url.as_string());
        fetch(&url.ok_or(LoadError)?).await
    }

    /// Fetches the prime text of a language.
    pub async fn prime(&self, language: &str) -> Result<Vec<u8>, LoadError> {
        let url =
            Reflect::get(&self.primes(), &language.into()).ok().and_then(|url| url.as_string());
        fetch(&url.ok_or(LoadError)?).await
    }

    /// Sets up the worker that serves this site offline, or looks after the one that is there.
    /// `ready` is called when a new version waits.
    pub fn work_offline(&self, make: bool, ready: impl FnMut() + 'static) {
        let ready = Closure::<dyn FnMut()>::new(ready).into_js_value();
        self.offline(make, ready.unchecked_ref());
    }

    /// Takes the new version, and loads the page again.
    pub fn take_update(&self) {
        self.update();
    }

    /// The second program.
    pub async fn load_tools(&self) -> Result<Tools, LoadError> {
        let promise = self.tools().map_err(|_| LoadError)?;
        let module = JsFuture::from(promise).await.map_err(|_| LoadError)?;
        Ok(module.unchecked_into())
    }
}

async fn fetch(url: &str) -> Result<Vec<u8>, LoadError> {
    let window = web_sys::window().ok_or(LoadError)?;
    let response = JsFuture::from(window.fetch_with_str(url)).await.map_err(|_| LoadError)?;
    let response: web_sys::Response = response.unchecked_into();
    if !response.ok() {
        return Err(LoadError);
    }
    let buffer = response.array_buffer().map_err(|_| LoadError)?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| LoadError)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
