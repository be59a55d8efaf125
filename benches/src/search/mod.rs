//! The benchmark of the search: an archive whose words are distributed like those of a newspaper,
//! queries whose right answers are known, and a scan that reads every story.

pub mod archive;
pub mod exact;
pub mod queries;
