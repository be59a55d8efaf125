//! Prefetches the pages of links that the reader is about to follow.

use super::{PageLoader, PrefetchQueue};
use crate::{
    browser::{intent, preferences, timer},
    route,
};
use frontpage_model::{Page, rail_path, site_path};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How long the pointer, a finger or the focus must stay on a link before it is prefetched, in
/// milliseconds. A pointer that only crosses a link stays for less.
const DWELL_MS: u32 = 65;

/// Prefetches the page of a link that the reader is about to follow, with the rail of its tag.
pub fn prefetch_on_intent(loader: PageLoader) {
    let queue = Rc::new(RefCell::new(PrefetchQueue::default()));
    let entered = Rc::new(Cell::new(0_u32));
    intent::on_link(move |link| {
        let number = entered.get() + 1;
        entered.set(number);
        let Some(pathname) = link else { return };
        if preferences::saves_data() {
            return;
        }
        let Some(file) = route::read(&pathname).map(|route| route.data_path()) else {
            return;
        };
        if loader.cached_if_fresh(&file).is_some() {
            return;
        }
        let (loader, entered, queue) = (loader.clone(), entered.clone(), queue.clone());
        leptos::task::spawn_local(async move {
            timer::wait(DWELL_MS).await;
            if entered.get() != number {
                return;
            }
            let mut next = queue.borrow_mut().enqueue(file);
            if next.is_some() && loader.cached(&site_path()).is_none() {
                // A published page does not carry the newspaper's own data, which the next page
                // needs.
                let site = loader.prefetch(&site_path());
                leptos::task::spawn_local(async move {
                    let _ = site.await;
                });
            }
            while let Some(path) = next {
                // Ignore errors. The reader sees them if they follow the link.
                let page = loader.prefetch(&path).await;
                if let Ok(Page::Article(article)) = page.as_deref()
                    && let Some(tag) = &article.rail
                {
                    let _ = loader.prefetch(&rail_path(&tag.slug)).await;
                }
                next = queue.borrow_mut().finish(&path);
            }
        });
    });
}
