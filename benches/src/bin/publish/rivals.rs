//! Publishes the same stories with press and with Hugo, from scratch.

use crate::Args;
use frontpage_benches::{
    cost::{self, Cost},
    folder::{Size, sizes},
    newsroom::{self, Order},
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::Instant,
};
use walkdir::WalkDir;

/// A publish from scratch.
pub struct Row {
    /// The publisher and the variant, such as `press, plain`.
    pub name: String,
    /// The cost.
    pub cost: Cost,
    /// What was written, unless another row shows the same.
    pub wrote: Option<Wrote>,
}

/// The output of a publish.
pub struct Wrote {
    /// The folder of the site.
    pub site: PathBuf,
    /// The sizes of its files, by extension.
    pub sizes: BTreeMap<String, Size>,
}

impl Wrote {
    fn new(site: PathBuf) -> io::Result<Self> {
        let sizes = sizes(&site)?;
        Ok(Self { site, sizes })
    }

    /// Measures a site that is not needed again, and sets it aside.
    fn once(args: &Args, site: PathBuf) -> io::Result<Self> {
        let wrote = Self::new(site)?;
        set_aside(args, &wrote.site)?;
        Ok(wrote)
    }
}

/// Generates the stories for both publishers.
pub fn newsroom(args: &Args) -> io::Result<()> {
    let (content, hugo) = (args.folder("content"), args.folder("hugo"));
    set_aside(args, &content)?;
    set_aside(args, &hugo)?;
    copy(&args.theme, &hugo)?;
    // Both publish the same stylesheet.
    fs::create_dir_all(hugo.join("assets"))?;
    fs::copy(&args.style, hugo.join("assets/style.css"))
        .map_err(|error| with_path(&args.style, error))?;
    let started = Instant::now();
    newsroom::write(Order {
        stories: args.stories,
        seed: args.seed,
        content: &content,
        hugo: Some(&hugo),
    })?;
    println!("generated in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Measures press: a first publish, then again with only the scaled images kept. The later ones are
/// compared with Hugo, so that image encoding does not count.
pub fn press(args: &Args) -> io::Result<Vec<Row>> {
    let publish = |name: &str, site: &str, more: &str| -> io::Result<Row> {
        set_aside(args, &args.folder(site))?;
        Ok(Row {
            name: name.into(),
            cost: cost::run(&args.press(site, more))?,
            wrote: None,
        })
    };
    remove(&args.folder("press-cache"))?;
    let cold = publish("press, cold", "press", "")?;
    keep_pictures(args, "press-cache", "press-plain-cache")?;
    let mut plain = publish("press, plain", "press-plain", &args.plain)?;
    plain.wrote = Some(Wrote::once(args, args.folder("press-plain"))?);
    remove(&args.folder("press-plain-cache"))?;
    keep_pictures(args, "press-cache", "press-cache")?;
    let mut packed = publish("press, packed", "press", "")?;
    packed.wrote = Some(Wrote::new(args.folder("press"))?);
    Ok(vec![cold, plain, packed])
}

/// Fills the cache `to` with nothing but the scaled images from `from`.
fn keep_pictures(args: &Args, from: &str, to: &str) -> io::Result<()> {
    let aside = args.folder("pictures");
    remove(&aside)?;
    copy(&args.folder(from).join("media"), &aside)?;
    remove(&args.folder(to))?;
    fs::create_dir_all(args.folder(to))?;
    fs::rename(aside, args.folder(to).join("media"))
}

/// Measures Hugo: with the output that a paper made with Hugo would have, then with everything that
/// press writes for a story (`whole.toml`). Each is also measured with compression, which
/// `compress` does with the same settings as press.
pub fn hugo(args: &Args) -> io::Result<Vec<Row>> {
    let source = args.folder("hugo");
    let line = format!(
        "{} build --quiet --source {} --config hugo.toml",
        args.hugo.display(),
        source.display()
    );
    // Hugo keeps scaled images in resources/, beside the source.
    let cold = cost::run(&line)?;
    set_aside(args, &source.join("public"))?;
    let cold = Row {
        name: "hugo, cold".into(),
        cost: cold,
        wrote: None,
    };
    let [plain, packed] = hugo_rows(args, "hugo", &line)?;
    let whole = hugo_rows(args, "hugo whole", &format!("{line},whole.toml"))?;
    Ok([cold, plain, packed].into_iter().chain(whole).collect())
}

/// Measures one variant of Hugo, without and with compression.
fn hugo_rows(args: &Args, name: &str, line: &str) -> io::Result<[Row; 2]> {
    let plain = cost::run(line)?;
    let site = args.folder(&format!("{}-packed", name.replace(' ', "-")));
    set_aside(args, &site)?;
    fs::rename(args.folder("hugo").join("public"), &site)?;
    let compress = std::env::current_exe()?.with_file_name("compress");
    let packing = cost::run(&format!("{} {}", compress.display(), site.display()))?;
    let both = Cost {
        wall: plain.wall + packing.wall,
        user: plain.user + packing.user,
        system: plain.system + packing.system,
        peak: plain.peak.max(packing.peak),
    };
    let wrote = Wrote::once(args, site)?;
    let row = |what: &str, cost, wrote| Row {
        name: format!("{name}, {what}"),
        cost,
        wrote,
    };
    Ok([row("plain", plain, None), row("packed", both, Some(wrote))])
}

/// Returns the folder for files that are no longer needed and are removed at the end.
fn aside(args: &Args) -> PathBuf {
    args.work.join("aside")
}

/// Moves an earlier site out of the way, together with the folder that press keeps beside it.
///
/// Nothing is deleted before a publish is measured. For minutes after a deletion, ext4 examines and
/// skips the inode of every deleted file when it looks for a free one. This can double the cost of
/// the next publish, and the cost grows with the size of the deleted site. So old files are moved, and
/// truncated to free their disk space.
pub fn set_aside(args: &Args, folder: &Path) -> io::Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    for there in [
        folder.to_owned(),
        folder.with_file_name(format!(".{name}.press")),
    ] {
        if !there.try_exists()? {
            continue;
        }
        let aside = aside(args);
        fs::create_dir_all(&aside).map_err(|error| with_path(&aside, error))?;
        let mut free = (0..).map(|n| aside.join(format!("{name}-{n}")));
        let Some(target) = free.find(|target| !target.exists()) else {
            unreachable!("there is always a free number")
        };
        fs::rename(&there, &target).map_err(|error| with_path(&there, error))?;
        for entry in WalkDir::new(&target) {
            let entry = entry?;
            if entry.file_type().is_file() {
                fs::File::create(entry.path()).map_err(|error| with_path(entry.path(), error))?;
            }
        }
    }
    Ok(())
}

/// Removes the files that were set aside.
pub fn tidy(args: &Args) -> io::Result<()> {
    remove(&aside(args))
}

/// Removes a folder from an earlier run.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(with_path(folder, error)),
        _ => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from).map_err(io::Error::other)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn with_path(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
