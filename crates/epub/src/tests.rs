//! Tests of whole books.
