//! A decoded picture.

/// An upright picture with red, green, blue and alpha for every pixel.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
    /// Whether every alpha value is 255.
    pub opaque: bool,
}
