//! Runs press again: with nothing changed, with one story changed, and into a second folder.

use crate::{
    Args,
    report::seconds,
    rivals::{remove, set_aside},
};
use frontpage_benches::{
    cost,
    folder::{differences, hashes},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// Measures, and returns whether everything that must be the same is the same.
pub fn measure(args: &Args) -> io::Result<bool> {
    let site = args.folder("press");
    let first = hashes(&site)?;
    let stamps = times(&site)?;
    println!("\npress, again");

    let same = cost::run(&args.press("press", ""))?;
    let touched = changed(&stamps, &times(&site)?);
    println!(
        "same input       {} wall, {} CPU, {} files written",
        seconds(same.wall),
        seconds(same.cpu()),
        touched
    );
    let mut fine = touched == 0 && hashes(&site)? == first;

    let story = middle(args)?;
    let before = fs::read_to_string(&story)?;
    // Changes the first words of the body, which no card shows.
    let edit = |words: &str| -> io::Result<()> {
        let after = before.replacen("\"value\":\"<p>", &format!("\"value\":\"<p>{words}: "), 1);
        if before == after {
            let story = story.display();
            return Err(io::Error::other(format!("{story}: no body to change")));
        }
        fs::write(&story, after)
    };
    edit("Put right")?;
    let one = cost::run(&args.press("press", ""))?;
    let second = hashes(&site)?;
    let files = differences(&first, &second);
    println!(
        "one story        {} wall, {} CPU, {} files changed",
        seconds(one.wall),
        seconds(one.cpu()),
        files.len(),
    );
    for file in files.iter().take(12) {
        println!("                 {}", file.display());
    }
    let list = args.folder("press-cache").join("changed.txt");
    match fs::read_to_string(&list) {
        Ok(text) => println!(
            "                 changed.txt names {}",
            text.lines().count()
        ),
        Err(error) => println!("                 {}: {error}", list.display()),
    }
    // The first change was published right after every file was read and hashed, so it had to wait
    // for the disk.
    for words in ["Put right once more", "Put right for the last time"] {
        edit(words)?;
        let again = cost::run(&args.press("press", ""))?;
        let (wall, cpu) = (seconds(again.wall), seconds(again.cpu()));
        println!("and again        {wall} wall, {cpu} CPU");
    }
    fs::write(&story, &before)?;

    // Publishes the original input again, into a second folder.
    set_aside(args, &args.folder("press-second"))?;
    remove(&args.folder("press-second-cache"))?;
    cost::run(&args.press("press-second", ""))?;
    let copy = hashes(&args.folder("press-second"))?;
    let different = differences(&first, &copy);
    println!("second folder    {} files differ", different.len());
    for file in different.iter().take(5) {
        println!("                 {}", file.display());
    }
    fine &= different.is_empty();
    Ok(fine)
}

/// Returns the file of a story in the middle of the archive.
fn middle(args: &Args) -> io::Result<PathBuf> {
    let mut stories: Vec<PathBuf> = WalkDir::new(args.folder("content").join("stories"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    stories.sort();
    let at = stories.len() / 2;
    stories
        .into_iter()
        .nth(at)
        .ok_or_else(|| io::Error::other("there are no stories"))
}

type Times = Vec<(PathBuf, std::time::SystemTime)>;

fn times(folder: &Path) -> io::Result<Times> {
    let mut times = Times::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            times.push((entry.path().to_owned(), entry.metadata()?.modified()?));
        }
    }
    Ok(times)
}

/// Returns how many files were written again, even if with the same bytes.
fn changed(before: &Times, after: &Times) -> usize {
    let before: std::collections::HashMap<_, _> = before.iter().map(|(p, t)| (p, t)).collect();
    after
        .iter()
        .filter(|(path, time)| before.get(path) != Some(&time))
        .count()
}
