//! Makes small pictures that move, for tests.

/// Returns a GIF of `side` × `side` pixels.
pub fn gif(side: u16, frames: u16) -> Vec<u8> {
    let mut file = Vec::new();
    let palette = [0xff, 0, 0, 0, 0, 0xff];
    let mut encoder = gif::Encoder::new(&mut file, side, side, &palette).unwrap();
    for frame in 0..frames {
        let color = (frame % 2) as u8;
        let pixels = vec![color; usize::from(side) * usize::from(side)];
        encoder
            .write_frame(&gif::Frame::from_indexed_pixels(side, side, pixels, None))
            .unwrap();
    }
    drop(encoder);
    file
}

/// Returns the bytes of a frame of a GIF that claims a size and has no pixels.
pub fn gif_frame(width: u16, height: u16) -> Vec<u8> {
    let [width, height] = [width, height].map(u16::to_le_bytes);
    let head = [0x2c, 0, 0, 0, 0, width[0], width[1], height[0], height[1]];
    // No flags; codes of two bits; a block with one byte, the codes for clear and end; the last block.
    [&head[..], &[0, 2, 1, 0x2c, 0]].concat()
}

/// Returns an animated PNG, or a still one if there is one frame.
pub fn png(frames: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_animated(frames, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for frame in 0..frames {
        writer.write_image_data(&[frame as u8]).unwrap();
    }
    writer.finish().unwrap();
    file
}

/// Returns an animated WebP.
pub fn webp(frames: u8) -> Vec<u8> {
    let config = webp::WebPConfig::new().unwrap();
    let pixels: Vec<[u8; 4]> = (0..frames).map(|frame| [frame * 90, 0, 0, 255]).collect();
    let mut encoder = webp::AnimEncoder::new(1, 1, &config);
    for (at, pixel) in (0..).zip(&pixels) {
        encoder.add_frame(webp::AnimFrame::from_rgba(pixel, 1, 1, at * 100));
    }
    encoder.encode().to_vec()
}
