//! The files beside the program, under names that only the build knows: the page's start script
//! hands them over.

use std::collections::BTreeMap;
use std::sync::Arc;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::frame::Frame;
use super::host::Host;
use crate::model::backup::{Backup, BackupError};
use crate::model::export::csv::{CsvError, Incoming};
use crate::model::export::paper::Printed;
use crate::model::export::{File, Format};
use crate::model::id::SheetId;
use crate::model::mistake::Mistake;
use crate::model::picture::Picture;
use crate::model::response::Response;
use crate::model::route::Print;
use crate::model::save::SavedSheet;
use crate::model::share::own::OwnShared;
use crate::model::share::{Needs, Outline, ShareError, Shared, Thread};
use crate::model::text::Locale;
use crate::model::worksheet::Pack;

#[wasm_bindgen]
extern "C" {
    /// What the start script hands over:
    /// `{ packs: {id: {language: url}}, primes: {language: url}, tools(), files(), pictures(), checker(),
    /// offline(make, ready), update(), frame, host }`.
    #[derive(Clone)]
    pub type Site;

    #[wasm_bindgen(method, getter)]
    fn packs(this: &Site) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn primes(this: &Site) -> JsValue;

    /// Loads the second program, once.
    #[wasm_bindgen(method, catch)]
    fn tools(this: &Site) -> Result<Promise, JsValue>;

    /// Loads the third program, once.
    #[wasm_bindgen(method, catch)]
    fn files(this: &Site) -> Result<Promise, JsValue>;

    /// Loads the fourth program, once.
    #[wasm_bindgen(method, catch)]
    fn pictures(this: &Site) -> Result<Promise, JsValue>;

    /// Loads the fifth program, once.
    #[wasm_bindgen(method, catch)]
    fn checker(this: &Site) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method)]
    fn offline(this: &Site, make: bool, ready: &Function);

    #[wasm_bindgen(method)]
    fn update(this: &Site);

    /// What speaks with the page around, where this one is a frame in it.
    #[wasm_bindgen(method, getter)]
    pub fn frame(this: &Site) -> Option<Frame>;

    /// The element of somebody else's page that this program stands in; nothing in a page of its own.
    #[wasm_bindgen(method, getter)]
    pub fn host(this: &Site) -> Option<Host>;

    /// The second program: makes and opens links.
    #[derive(Clone)]
    pub type Tools;

    /// Makes a link's payload.
    #[wasm_bindgen(method, catch)]
    fn encode(
        this: &Tools,
        outline: &[u8],
        shared: &[u8],
        digits: bool,
    ) -> Result<Vec<u8>, JsValue>;

    /// Takes the prime text of a language, packed.
    #[wasm_bindgen(method, catch)]
    fn prime(this: &Tools, english: bool, packed: &[u8]) -> Result<bool, JsValue>;

    /// Checks a payload, and says what opens it.
    #[wasm_bindgen(method, catch)]
    fn needs(this: &Tools, payload: &str) -> Result<Vec<u8>, JsValue>;

    /// Opens a payload.
    #[wasm_bindgen(method, catch)]
    fn decode(
        this: &Tools,
        payload: &str,
        english: bool,
        outline: &[u8],
    ) -> Result<Vec<u8>, JsValue>;

    /// Makes the payload of a link that holds an author's own worksheet.
    #[wasm_bindgen(method, catch)]
    fn encode_own(this: &Tools, own: &[u8], digits: bool) -> Result<Vec<u8>, JsValue>;

    /// Opens such a payload.
    #[wasm_bindgen(method, catch)]
    fn decode_own(this: &Tools, payload: &str, english: bool) -> Result<Vec<u8>, JsValue>;

    /// The checksum of a payload.
    #[wasm_bindgen(method, catch)]
    fn checksum(this: &Tools, payload: &str) -> Result<Vec<u8>, JsValue>;

    /// The third program: paper and files.
    #[derive(Clone)]
    pub type Files;

    /// Lays out paper.
    #[wasm_bindgen(method, catch)]
    fn paper(
        this: &Files,
        pack: &[u8],
        answers: &[u8],
        only: &str,
        day: &str,
        part: &[u8],
        is_blank: bool,
        is_letter: bool,
    ) -> Result<Vec<u8>, JsValue>;

    /// Makes a file to take along.
    #[wasm_bindgen(method, catch)]
    fn to_file(
        this: &Files,
        pack: &[u8],
        answers: &[u8],
        only: &str,
        day: &str,
        ending: &str,
        field: &str,
    ) -> Result<Vec<u8>, JsValue>;

    /// Makes a file of a notebook.
    #[wasm_bindgen(method, catch)]
    fn notebook(
        this: &Files,
        packs: &[u8],
        name: &str,
        day: &str,
        ending: &str,
    ) -> Result<Vec<u8>, JsValue>;

    /// Reads rows from a table.
    #[wasm_bindgen(method, catch)]
    fn incoming(
        this: &Files,
        pack: &[u8],
        sheet: &str,
        field: &str,
        table: &str,
    ) -> Result<Vec<u8>, JsValue>;

    /// Writes the backup: what storage holds, and what is open in this page.
    #[wasm_bindgen(method, catch)]
    fn backup(this: &Files, opened: &[u8]) -> Result<String, JsValue>;

    /// Reads a backup.
    #[wasm_bindgen(method, catch)]
    fn read_backup(this: &Files, text: &str) -> Result<Vec<u8>, JsValue>;

    /// The fourth program: draws links and cards.
    #[derive(Clone)]
    pub type Pictures;

    /// A link as a QR code.
    #[wasm_bindgen(method, catch)]
    fn qr(this: &Pictures, address: &str, digits: &str, pixels: usize) -> Result<Vec<u8>, JsValue>;

    /// A page's address as a QR code.
    #[wasm_bindgen(method, catch)]
    fn qr_of_page(this: &Pictures, address: &str, pixels: usize) -> Result<Vec<u8>, JsValue>;

    /// A link as the lines of a QR code.
    #[wasm_bindgen(method, catch)]
    fn qr_path(this: &Pictures, address: &str, digits: &str) -> Result<Vec<u8>, JsValue>;

    /// A card as a picture.
    #[wasm_bindgen(method, catch)]
    fn picture(
        this: &Pictures,
        picture: &[u8],
        address: &str,
        digits: &str,
    ) -> Result<Vec<u8>, JsValue>;

    /// The fifth program: reads an author's own worksheet.
    #[derive(Clone)]
    pub type Checker;

    /// Reads a worksheet.
    #[wasm_bindgen(method, catch)]
    fn check(this: &Checker, text: &str, english: bool) -> Result<Vec<u8>, JsValue>;

    /// How high a frame is that no script sizes, as a style says it; a language's tag and a greatest
    /// width, or nothing and 0.
    #[wasm_bindgen(method, catch)]
    pub fn frame_height(
        this: &Checker,
        at: &str,
        tag: &str,
        widest: u16,
    ) -> Result<Option<String>, JsValue>;

    /// Says a worksheet as short as it can be.
    #[wasm_bindgen(method, catch)]
    fn compact(this: &Checker, text: &str, english: bool) -> Result<Option<String>, JsValue>;
}

/// What is taken along: answers, of which sheet (of all where it is empty), on which day.
#[derive(Clone)]
pub struct Luggage {
    /// The pack in its compiled form.
    pub pack: Arc<Vec<u8>>,
    /// The answers, by sheet.
    pub responses: BTreeMap<SheetId, Response>,
    /// The sheet's id; empty for the whole pack.
    pub only: String,
    /// Today, as `2026-01-31`.
    pub day: String,
}

impl Tools {
    /// Hands over the prime text of a language: links get half as long with it.
    pub fn take_prime(&self, locale: Locale, packed: &[u8]) -> Result<(), LoadError> {
        match self.prime(locale == Locale::En, packed) {
            Ok(true) => Ok(()),
            _ => Err(LoadError),
        }
    }

    /// Makes a link's payload, in letters or in digits alone; gives its checksum too.
    pub fn make(
        &self,
        pack: &Pack,
        shared: &Shared,
        thread: Option<&Thread>,
        digits: bool,
    ) -> Result<(String, u32), ShareError> {
        read(self.encode(&bytes(&Outline::of(pack))?, &bytes(&(shared, thread))?, digits))
    }

    /// Checks a payload, and says what opens it.
    pub fn what_opens(&self, payload: &str) -> Result<Needs, ShareError> {
        read(self.needs(payload))
    }

    /// Opens a payload: what was shared, and of feedback the thread.
    pub fn open(&self, payload: &str, pack: &Pack) -> Result<(Shared, Option<Thread>), ShareError> {
        let english = pack.locale == Locale::En;
        read(self.decode(payload, english, &bytes(&Outline::of(pack))?))
    }

    /// Makes the payload of a link that holds an author's own worksheet; gives its checksum too.
    pub fn make_own(&self, own: &OwnShared, digits: bool) -> Result<(String, u32), ShareError> {
        read(self.encode_own(&bytes(own)?, digits))
    }

    /// Opens a payload that holds an author's own worksheet.
    pub fn open_own(&self, payload: &str, locale: Locale) -> Result<OwnShared, ShareError> {
        read(self.decode_own(payload, locale == Locale::En))
    }

    /// The checksum of a payload, by which feedback on it is known again.
    pub fn checksum_of(&self, payload: &str) -> Result<u32, ShareError> {
        read(self.checksum(payload))
    }
}

impl Pictures {
    /// A link as the address of an image of its QR code; `digits` is its payload in digits.
    pub fn code(&self, address: &str, digits: &str, pixels: usize) -> Result<String, ShareError> {
        read(self.qr(address, digits, pixels))
    }

    /// A page's address as the address of an image of its QR code.
    pub fn code_of_page(&self, address: &str, pixels: usize) -> Result<String, ShareError> {
        read(self.qr_of_page(address, pixels))
    }

    /// A link as a QR code for paper: how wide it is in modules, and its path.
    pub fn code_path(&self, address: &str, digits: &str) -> Result<(usize, String), ShareError> {
        read(self.qr_path(address, digits))
    }

    /// A picture as the address of an image, with the QR code of a link.
    pub fn draw(
        &self,
        picture: &Picture,
        address: &str,
        digits: &str,
    ) -> Result<String, ShareError> {
        read(self.picture(&bytes(picture)?, address, digits))
    }
}

impl Files {
    /// Writes the backup: what storage holds, and what is open in this page, by its key: sheets, and
    /// authors' own worksheets.
    pub fn write_backup(
        &self,
        opened: &[(String, SavedSheet)],
        own: &[(String, String)],
    ) -> Result<String, LoadError> {
        let opened = postcard::to_allocvec(&(opened, own)).map_err(|_| LoadError)?;
        self.backup(&opened).map_err(|_| LoadError)
    }

    /// Reads a backup file.
    pub fn open_backup(&self, text: &str) -> Result<Backup, BackupError> {
        let bytes = self.read_backup(text).map_err(|_| BackupError::Foreign)?;
        let read = postcard::from_bytes::<Result<Backup, BackupError>>(&bytes);
        read.map_err(|_| BackupError::Foreign)?
    }

    /// Lays out paper; nothing where the third program cannot read what it is given.
    pub fn print(&self, what: &Luggage, how: &Print) -> Option<Printed> {
        let answers = postcard::to_allocvec(&what.responses).ok()?;
        let part = postcard::to_allocvec(&how.part).ok()?;
        let (pack, only, day) = (&what.pack, &what.only, &what.day);
        let printed = self.paper(pack, &answers, only, day, &part, how.is_blank, how.is_letter);
        postcard::from_bytes::<Option<Printed>>(&printed.ok()?).ok()?
    }

    /// Makes a file to take along; of CSV, the rows of `field`, if one is named.
    pub fn file(&self, what: &Luggage, format: Format, field: &str) -> Option<File> {
        let answers = postcard::to_allocvec(&what.responses).ok()?;
        let ending = format.ending();
        let file = self.to_file(&what.pack, &answers, &what.only, &what.day, ending, field);
        postcard::from_bytes::<Option<File>>(&file.ok()?).ok()?
    }

    /// Makes a file of a notebook: the whole packs in it.
    pub fn file_of_all(&self, all: &[Luggage], name: &str, format: Format) -> Option<File> {
        let packs = all.iter().map(|what| (what.pack.as_slice(), &what.responses));
        let packs = postcard::to_allocvec(&packs.collect::<Vec<_>>()).ok()?;
        let file = self.notebook(&packs, name, &all.first()?.day, format.ending());
        postcard::from_bytes::<Option<File>>(&file.ok()?).ok()?
    }

    /// Reads rows from a table.
    pub fn rows(
        &self,
        pack: &[u8],
        sheet: &str,
        field: &str,
        table: &str,
    ) -> Result<Incoming, CsvError> {
        let bytes = self.incoming(pack, sheet, field, table).map_err(|_| CsvError::Empty)?;
        postcard::from_bytes::<Result<Incoming, CsvError>>(&bytes).map_err(|_| CsvError::Empty)?
    }
}

impl Checker {
    /// Reads an author's worksheet: as a pack in its compiled form, or all that is wrong with it.
    /// Were the program to break down, it could not be read either.
    pub fn read(&self, text: &str, locale: Locale) -> Result<Vec<u8>, Vec<Mistake>> {
        let checked = self.check(text, locale == Locale::En).map_err(|_| Vec::new())?;
        postcard::from_bytes::<Result<Vec<u8>, Vec<Mistake>>>(&checked).map_err(|_| Vec::new())?
    }

    /// A worksheet that has no mistake, said as short as it can be, in one language.
    pub fn shortened(&self, text: &str, locale: Locale) -> Option<String> {
        self.compact(text, locale == Locale::En).ok()?
    }
}

fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, ShareError> {
    postcard::to_allocvec(value).map_err(|_| ShareError::Damaged)
}

/// What a program answered about a link. Were it to break down, the link is what broke it.
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

    /// Fetches the prime text of a language, packed.
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
        arrived(self.tools()).await
    }

    /// The fifth program.
    pub async fn load_checker(&self) -> Result<Checker, LoadError> {
        arrived(self.checker()).await
    }

    /// The third program.
    pub async fn load_files(&self) -> Result<Files, LoadError> {
        arrived(self.files()).await
    }

    /// The fourth program.
    pub async fn load_pictures(&self) -> Result<Pictures, LoadError> {
        arrived(self.pictures()).await
    }
}

/// A program that is on its way, once it is there.
async fn arrived<T: JsCast>(program: Result<Promise, JsValue>) -> Result<T, LoadError> {
    let promise = program.map_err(|_| LoadError)?;
    let module = JsFuture::from(promise).await.map_err(|_| LoadError)?;
    Ok(module.unchecked_into())
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
