//! A view that is an element made elsewhere (`browser::copies`), for what stands on a page a
//! thousand times: nothing of it can change but by what is done to the element itself.

use leptos::attr::Attribute;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::Element;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

use crate::browser::copies;

/// An element to be copied.
#[derive(Clone, Copy)]
pub struct Stencil(StoredValue<Option<Element>, LocalStorage>);

impl Stencil {
    /// Keeps it for as long as the reactive owner lives; where there is none, its copies show nothing.
    pub fn new(element: Option<Element>) -> Self {
        Self(StoredValue::new_local(element))
    }

    /// A copy.
    pub fn view(self) -> impl IntoView {
        Made::new(move || self.0.with_value(|element| element.as_ref().and_then(copies::copy)))
    }
}

/// Makes its element when it is shown; shows nothing where that cannot be made.
pub struct Made(Box<dyn FnOnce() -> Option<Element> + Send>);

impl Made {
    /// Will be made so.
    pub fn new(make: impl FnOnce() -> Option<Element> + Send + 'static) -> Self {
        Self(Box::new(make))
    }
}

impl Render for Made {
    type State = Option<Element>;

    fn build(self) -> Self::State {
        self.0()
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut new = self.build();
        if let Some(old) = state {
            old.insert_before_this(&mut new);
            old.unmount();
        }
        *state = new;
    }
}

impl AddAnyAttr for Made {
    type Output<New: Attribute> = Self;

    /// Its attributes are its maker's.
    fn add_any_attr<New: Attribute>(self, _: New) -> Self::Output<New>
    where
        Self::Output<New>: RenderHtml,
    {
        self
    }
}

/// This program runs in browsers alone: there is neither a server nor anything to take over from one.
impl RenderHtml for Made {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
