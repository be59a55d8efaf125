//! The head of a page, read by others than who wrote it: an HTML parser, a preview bot, a reader
//! of structured data.

mod basics;
mod companions;
mod hostile;
mod reader;
mod samples;
mod share;
mod structured;
