//! Tests that read the head of a page as its consumers do: an HTML parser, a preview bot and a
//! reader of structured data.

mod basics;
mod companions;
mod hostile;
mod reader;
mod samples;
mod share;
mod structured;
