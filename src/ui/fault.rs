//! The line that tells what is odd about an answer, once one has written it.

use leptos::prelude::*;

use super::context::{App, app};
use crate::model::outcome::fault::Fault;
use crate::words::Word;

/// What is odd about an answer. An empty alert waits in its place, so that it is heard.
#[component]
pub fn FaultLine(
    /// The id by which the control is described by it.
    id: String,
    /// What is odd.
    fault: Memo<Option<Fault>>,
    /// The answer as it was written.
    said: Signal<String>,
) -> impl IntoView {
    let app = app();
    view! {
        <p class="ws-fault" id=id role="alert">
            {move || fault.get().map(|fault| words(app, fault, &said.get()))}
        </p>
    }
}

fn words(app: App, fault: Fault, said: &str) -> String {
    match fault {
        Fault::NoNumber => app.say_with(Word::FaultNoNumber, said.trim()),
        Fault::Below(low) => app.say_with(Word::FaultBelow, &low.to_string()),
        Fault::Decimals(0) => app.say(Word::FaultWhole).to_owned(),
        Fault::Decimals(digits) => app.say_with(Word::FaultDecimals, &digits.to_string()),
        Fault::NoDate => app.say_with(Word::FaultNoDate, said.trim()),
    }
}
