//! A decoded picture.

/// Pixels, upright, as red, green, blue and alpha.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
    /// Whether every alpha is 255.
    pub opaque: bool,
}
