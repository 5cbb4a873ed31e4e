//! Files: handed to the person, and taken from them.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FilePropertyBag, HtmlInputElement, Url};

use super::page::{after, document, window};

/// How long a download may take to begin, in milliseconds.
const BEGIN: i32 = 60_000;

/// Lets the browser save a text as a file.
pub fn download(name: &str, kind: &str, text: &str) -> Option<()> {
    let about = BlobPropertyBag::new();
    about.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &about).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document()?.create_element("a").ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<web_sys::HtmlElement>().ok()?.click();
    after(BEGIN, move || {
        // Already gone with its page.
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}

fn sharing(name: &str, text: &str) -> Option<web_sys::ShareData> {
    let about = FilePropertyBag::new();
    // The share sheets of most browsers take plain text, and refuse JSON.
    about.set_type("text/plain");
    let parts = Array::of1(&text.into());
    let file = File::new_with_str_sequence_and_options(&parts, name, &about).ok()?;
    let data = web_sys::ShareData::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
    Some(data)
}

/// Whether the device's share sheet takes files.
pub fn can_share() -> bool {
    let ask = || {
        let navigator = window()?.navigator();
        let ask: js_sys::Function =
            Reflect::get(&navigator, &"canShare".into()).ok()?.dyn_into().ok()?;
        ask.call1(&navigator, &sharing("a.txt", "a")?.into()).ok()
    };
    ask() == Some(JsValue::TRUE)
}

/// Opens the device's share sheet with a text as a file. Says whether it was sent.
pub async fn share(name: &str, text: &str) -> bool {
    let (Some(window), Some(data)) = (window(), sharing(name, text)) else { return false };
    JsFuture::from(window.navigator().share_with_data(&data)).await.is_ok()
}

/// The file that was picked. The control is emptied, so that the same file can be picked again.
pub fn picked(input: &HtmlInputElement) -> Option<File> {
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The file that was dropped.
pub fn dropped(data: Option<&DataTransfer>) -> Option<File> {
    data?.files()?.get(0)
}

/// What a file says.
pub async fn text(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
