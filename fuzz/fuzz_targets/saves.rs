//! Saves: any text in a slot, and any body in a whole envelope, gives answers or says why not. The
//! page reads bodies with the browser's own JSON; here its native twin, serde_json, does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sproutsheet::model::response::Response;
use sproutsheet::model::save::{SavedSheet, Slot, look, seal};

fn merge(body: &str) {
    let Ok(saved) = serde_json::from_str::<SavedSheet>(body) else { return };
    let ours = Response::default();
    let _ = ours.taken_back(&saved.response, None);
    let mut both = ours;
    both.merge(saved.response.clone());
    assert_eq!(both, saved.response);
    // Merging once more changes nothing, and what was read can be written and read again.
    both.merge(saved.response.clone());
    assert_eq!(both, saved.response);
    let text = serde_json::to_string(&saved).expect("a save has a JSON form");
    assert_eq!(serde_json::from_str::<SavedSheet>(&text).ok(), Some(saved));
}

fuzz_target!(|data: (u64, &str)| {
    let (revision, text) = data;
    if let Some((_, envelope)) = look(Some(text), None).newest {
        merge(envelope.body);
    }
    let sealed = seal(revision, text);
    let slots = look(Some(text), Some(&sealed));
    let (slot, envelope) = slots.newest.expect("what was sealed opens");
    assert!(slot == Slot::A || envelope.body == text);
    merge(text);
});
