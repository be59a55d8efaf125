//! Prints the tables.

use crate::rivals::{Row, Wrote};
use frontpage_benches::folder::{Size, is_packed};
use std::time::Duration;

/// Formats a duration: `1.25 s`.
pub fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// Prints what each publish cost, and press's CPU time relative to Hugo with its usual output and
/// to Hugo with the same files as press.
pub fn costs(rows: &[Row]) {
    println!(
        "\n{:<18} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}",
        "", "CPU", "user", "system", "wall", "peak MB", "/ hugo", "/ whole"
    );
    for row in rows {
        let ratio = |rival: &str| match row.name.split_once(", ") {
            // Cold runs are not comparable: press compresses its files, Hugo does not.
            Some(("press", what)) if what != "cold" => {
                let name = format!("{rival}, {what}");
                rows.iter()
                    .find(|row| row.name == name)
                    .map_or_else(String::new, |rival| {
                        let ratio = row.cost.cpu().as_secs_f64() / rival.cost.cpu().as_secs_f64();
                        format!("{ratio:.2}")
                    })
            }
            _ => String::new(),
        };
        println!(
            "{:<18} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}",
            row.name,
            seconds(row.cost.cpu()),
            seconds(row.cost.user),
            seconds(row.cost.system),
            seconds(row.cost.wall),
            row.cost.peak / 1_000_000,
            ratio("hugo"),
            ratio("hugo whole"),
        );
    }
}

/// Prints what each publish wrote, by file extension.
pub fn outputs(rows: &[Row]) {
    for Wrote { site, sizes } in rows.iter().filter_map(|row| row.wrote.as_ref()) {
        println!("\n{} wrote", site.display());
        let (mut plain, mut packed) = (Size::default(), Size::default());
        for (ending, size) in sizes {
            println!(
                "{ending:>16} {:>9} files {:>10.1} MB",
                size.files,
                size.bytes as f64 / 1e6
            );
            let sum = if is_packed(ending) {
                &mut packed
            } else {
                &mut plain
            };
            sum.files += size.files;
            sum.bytes += size.bytes;
        }
        for (name, sum) in [("plain", plain), ("packed", packed)] {
            println!(
                "{name:>16} {:>9} files {:>10.1} MB",
                sum.files,
                sum.bytes as f64 / 1e6
            );
        }
    }
}
