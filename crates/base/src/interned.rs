//! Interned values: the names of tags, sections, authors and fields, which a hundred thousand
//! stories repeat.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;
use std::thread::LocalKey;

/// An interned value: equal values on the same thread share one allocation.
///
/// For 100,000 stories, this saves about 70 MB and most of the small allocations of reading their
/// list.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Interned<T>(Arc<T>);

/// The values that a thread has interned.
pub type Pool<T> = RefCell<HashSet<Arc<T>, foldhash::fast::RandomState>>;

/// A type that is worth interning: it has few distinct values, which occur often.
pub trait Internable: Eq + Hash + Sized + 'static {
    /// Returns the values that this thread has interned.
    fn pool() -> &'static LocalKey<Pool<Self>>;
}

macro_rules! repeated {
    ($($of:ty)*) => {
        $(impl Internable for $of {
            fn pool() -> &'static LocalKey<Pool<Self>> {
                thread_local!(static POOL: Pool<$of> = Pool::default());
                &POOL
            }
        })*
    };
}

repeated!(String frontpage_model::Slug frontpage_model::TagRef);

impl<T: Internable> From<T> for Interned<T> {
    fn from(value: T) -> Self {
        T::pool().with_borrow_mut(|pool| match pool.get(&value) {
            Some(known) => Self(known.clone()),
            None => {
                let new = Arc::new(value);
                pool.insert(new.clone());
                Self(new)
            }
        })
    }
}

impl<T> Clone for Interned<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Deref for Interned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Interned<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Internable + Deserialize<'de>> Deserialize<'de> for Interned<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_one_allocation() {
        let [a, b] = ["world", "world"].map(|name| Interned::from(name.to_owned()));
        assert!(Arc::ptr_eq(&a.0, &b.0));
        assert_ne!(a, Interned::from("us".to_owned()));
        let read: Interned<String> = serde_json::from_str("\"world\"").unwrap();
        assert!(Arc::ptr_eq(&a.0, &read.0));
        assert_eq!(serde_json::to_string(&read).unwrap(), "\"world\"");
    }
}
