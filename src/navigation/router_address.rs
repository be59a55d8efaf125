//! The address as Leptos's router keeps it. See `docs/adr/0004-router-without-routes.md`.

use super::{NavigationKind, NavigationRequest};
use crate::{browser::history, route};
use leptos::prelude::*;
use leptos_router::location::Location;
#[cfg(target_arch = "wasm32")]
use leptos_router::location::{BrowserUrl, LocationProvider};

/// Reads the requested address from the router, and has the router write it once its page is on
/// screen.
#[derive(Clone)]
pub(super) struct RouterAddress {
    location: Location,
    #[cfg(target_arch = "wasm32")]
    provider: Option<BrowserUrl>,
}

impl RouterAddress {
    /// Must be called inside a `Router`.
    pub fn new() -> Self {
        Self {
            location: leptos_router::hooks::use_location(),
            #[cfg(target_arch = "wasm32")]
            provider: use_context(),
        }
    }

    /// Returns the current request, and tracks the address.
    pub fn request(&self, retries: u32) -> NavigationRequest {
        // The router sets `as_url` for every link, even for one to the current address, which
        // changes no other signal.
        #[cfg(target_arch = "wasm32")]
        if let Some(provider) = &self.provider {
            provider.as_url().track();
        }
        NavigationRequest {
            path: self.location.pathname.get(),
            query: self.location.search.get(),
            fragment: self.location.hash.get(),
            retries,
        }
    }

    /// Writes the address of a page that is on screen now into the address bar.
    pub async fn complete(&self, path: &str, kind: NavigationKind) {
        #[cfg(target_arch = "wasm32")]
        if let Some(provider) = &self.provider {
            provider.ready_to_complete();
        }
        // The router writes the address in tasks that it spawns. Let them run first.
        leptos::task::tick().await;
        leptos::task::tick().await;
        // The router's own list of addresses does not include steps forward. After such a step, the router
        // may assume that the address is already written and skip it, so write it here.
        if kind == NavigationKind::Link && !route::is_in_address_bar(path) {
            let Location { search, hash, .. } = &self.location;
            history::push(path, &search.get_untracked(), &hash.get_untracked());
        }
    }
}
