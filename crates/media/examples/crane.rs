//! Draws the moving picture of the sample newspaper: a crane lowers a container onto a truck.
//!
//! `cargo run -p frontpage-media --example crane > content/media/how-a-container-crosses-los-angeles-6.gif`
#![allow(missing_docs)]

use gif::{Encoder, EncodingError, Frame, Repeat};
use std::io::{self, BufWriter};

const WIDTH: u16 = 480;
const HEIGHT: u16 = 320;
/// The number of frames on the way down; as many follow on the way up.
const STEPS: u16 = 16;

/// The colors, each in red, green and blue.
const PALETTE: [u8; 24] = [
    0xc9, 0xdc, 0xe6, // The sky.
    0x5d, 0x7f, 0x93, // The water.
    0x8a, 0x8d, 0x90, // The quay.
    0x2b, 0x33, 0x3b, // The crane.
    0xb5, 0x4a, 0x32, // The container.
    0xe0, 0xa8, 0x3a, // The frame that holds it.
    0x8f, 0x38, 0x25, // The ribs of the container.
    0xf3, 0xf1, 0xea, // The truck.
];
const WATER: u8 = 1;
const QUAY: u8 = 2;
const CRANE: u8 = 3;
const BOX: u8 = 4;
const SPREADER: u8 = 5;
const RIBS: u8 = 6;
const TRUCK: u8 = 7;

/// A drawing of rectangles.
struct Drawing(Vec<u8>);

impl Drawing {
    fn rectangle(&mut self, left: u16, top: u16, width: u16, height: u16, color: u8) {
        for y in top..(top + height).min(HEIGHT) {
            let row = usize::from(y) * usize::from(WIDTH);
            let start = row + usize::from(left);
            self.0[start..start + usize::from(width)].fill(color);
        }
    }
}

/// Draws the container `drop` pixels below the arm of the crane.
fn draw(drop: u16) -> Vec<u8> {
    let mut drawing = Drawing(vec![0; usize::from(WIDTH) * usize::from(HEIGHT)]);
    drawing.rectangle(0, 280, 120, 40, WATER);
    drawing.rectangle(120, 270, 360, 50, QUAY);
    // The legs of the crane, and its arm.
    drawing.rectangle(150, 40, 14, 230, CRANE);
    drawing.rectangle(400, 40, 14, 230, CRANE);
    drawing.rectangle(20, 32, 440, 12, CRANE);
    // The truck.
    drawing.rectangle(200, 250, 170, 8, CRANE);
    drawing.rectangle(356, 206, 34, 52, TRUCK);
    for wheel in [210, 232, 320, 364] {
        drawing.rectangle(wheel, 256, 16, 14, CRANE);
    }
    // The cables, the frame and the container.
    let top = 60 + drop;
    for cable in [222, 326] {
        drawing.rectangle(cable, 44, 3, top - 44, CRANE);
    }
    drawing.rectangle(208, top, 136, 8, SPREADER);
    drawing.rectangle(208, top + 8, 136, 52, BOX);
    for rib in 0..8 {
        drawing.rectangle(214 + rib * 17, top + 14, 4, 40, RIBS);
    }
    drawing.0
}

/// Returns the frame of a drawing: all of it, or only where something moves.
fn frame(pixels: Vec<u8>, is_first: bool) -> Frame<'static> {
    if is_first {
        return Frame::from_indexed_pixels(WIDTH, HEIGHT, pixels, None);
    }
    const LEFT: u16 = 208;
    const RIGHT: u16 = 344;
    const TOP: u16 = 44;
    const BOTTOM: u16 = 250;
    let rows = (TOP..BOTTOM).flat_map(|y| {
        let row = usize::from(y) * usize::from(WIDTH);
        pixels[row + usize::from(LEFT)..row + usize::from(RIGHT)].iter()
    });
    let buffer: Vec<u8> = rows.copied().collect();
    let frame = Frame::from_indexed_pixels(RIGHT - LEFT, BOTTOM - TOP, buffer, None);
    Frame {
        left: LEFT,
        top: TOP,
        ..frame
    }
}

fn main() -> Result<(), EncodingError> {
    let mut encoder = Encoder::new(BufWriter::new(io::stdout()), WIDTH, HEIGHT, &PALETTE)?;
    encoder.set_repeat(Repeat::Infinite)?;
    let mut is_first = true;
    let down = 0..=STEPS;
    let up = (1..STEPS).rev();
    for step in down.chain(up) {
        let drop = step * 130 / STEPS;
        let mut frame = frame(draw(drop), is_first);
        is_first = false;
        // In hundredths of a second. It rests above and below.
        frame.delay = if matches!(step, 0 | STEPS) { 90 } else { 8 };
        encoder.write_frame(&frame)?;
    }
    Ok(())
}
