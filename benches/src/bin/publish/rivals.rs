//! Press and Hugo, each on the same stories, from nothing.

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

/// A publish from nothing.
pub struct Row {
    /// Who, and with what.
    pub name: String,
    /// What it cost.
    pub cost: Cost,
    /// What it wrote, where no other row says so.
    pub wrote: Option<Wrote>,
}

/// What a publish wrote.
pub struct Wrote {
    /// Where it lay.
    pub site: PathBuf,
    /// How much of what, by ending.
    pub sizes: BTreeMap<String, Size>,
}

impl Wrote {
    fn new(site: PathBuf) -> io::Result<Self> {
        let sizes = sizes(&site)?;
        Ok(Self { site, sizes })
    }

    /// What is not needed again makes room for the next.
    fn once(args: &Args, site: PathBuf) -> io::Result<Self> {
        let wrote = Self::new(site)?;
        set_aside(args, &wrote.site)?;
        Ok(wrote)
    }
}

/// Makes the stories for both.
pub fn newsroom(args: &Args) -> io::Result<()> {
    let (content, hugo) = (args.folder("content"), args.folder("hugo"));
    set_aside(args, &content)?;
    set_aside(args, &hugo)?;
    copy(&args.theme, &hugo)?;
    // both ship the same sheet
    fs::create_dir_all(hugo.join("assets"))?;
    fs::copy(&args.style, hugo.join("assets/style.css"))
        .map_err(|error| told(&args.style, error))?;
    let started = Instant::now();
    newsroom::write(Order {
        stories: args.stories,
        seed: args.seed,
        content: &content,
        hugo: Some(&hugo),
    })?;
    println!("made in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Press: the first publish of all, then again with only the pictures kept, which is what is
/// compared: how pictures are packed is another question.
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

/// Leaves in the cache `to` nothing but the packed pictures of `from`.
fn keep_pictures(args: &Args, from: &str, to: &str) -> io::Result<()> {
    let aside = args.folder("pictures");
    remove(&aside)?;
    copy(&args.folder(from).join("media"), &aside)?;
    remove(&args.folder(to))?;
    fs::create_dir_all(args.folder(to))?;
    fs::rename(aside, args.folder(to).join("media"))
}

/// Hugo, likewise: with what a paper made with it would have, then with all that press makes of a
/// story (`whole.toml`); each then packed by what packs its files as press packs its own.
pub fn hugo(args: &Args) -> io::Result<Vec<Row>> {
    let source = args.folder("hugo");
    let line = format!(
        "{} build --quiet --source {} --config hugo.toml",
        args.hugo.display(),
        source.display()
    );
    // pictures stay in resources/, beside the source
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

/// A publish of Hugo's, plain and packed.
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

/// Where what is not needed any more waits for the end.
fn aside(args: &Args) -> PathBuf {
    args.work.join("aside")
}

/// Makes place for a site, with what press keeps beside it. Nothing is removed before a publish is
/// measured: for minutes after, ext4 looks at each number of a removed file that it could give to a
/// new one, and passes over it. That costs who publishes next up to as much again as all it does,
/// and the more the larger the site was. So what was there is moved, and emptied.
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
        fs::create_dir_all(&aside).map_err(|error| told(&aside, error))?;
        let mut free = (0..).map(|n| aside.join(format!("{name}-{n}")));
        let Some(target) = free.find(|target| !target.exists()) else {
            unreachable!("there are endless numbers")
        };
        fs::rename(&there, &target).map_err(|error| told(&there, error))?;
        for entry in WalkDir::new(&target) {
            let entry = entry?;
            if entry.file_type().is_file() {
                fs::File::create(entry.path()).map_err(|error| told(entry.path(), error))?;
            }
        }
    }
    Ok(())
}

/// Removes what was set aside.
pub fn tidy(args: &Args) -> io::Result<()> {
    remove(&aside(args))
}

/// Removes a folder that an earlier run made.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(told(folder, error)),
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

fn told(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
