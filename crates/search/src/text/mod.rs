//! What a word is: segmentation, folding, stems, and days.

pub mod day;
pub mod fold;
pub mod language;
pub mod words;
