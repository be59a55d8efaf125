//! The files that the head links to: the icons and the web app manifest.

mod icons;
mod manifest;
mod screenshots;

pub use icons::IconError;

use super::ThemeColors;
use frontpage_base::config::Config;
use frontpage_base::files::Files;

/// Returns the icons and the manifest, with their paths from the site's root, without a leading
/// slash. `public` are the publisher's own files: the manifest names the screenshots among them.
///
/// # Errors
/// [`IconError`] if `icon_svg` is not a usable SVG.
pub fn icons_and_manifest(
    config: &Config,
    colors: &ThemeColors,
    icon_svg: &[u8],
    public: &Files,
) -> Result<Vec<(String, Vec<u8>)>, IconError> {
    let drawing = icons::Drawing::read(icon_svg)?;
    let mut files = vec![
        ("favicon.svg".to_owned(), icon_svg.to_vec()),
        ("favicon.ico".to_owned(), icons::ico(&drawing)?),
        (
            "apple-touch-icon.png".to_owned(),
            icons::png(drawing.on_background(180, 1.0)?)?,
        ),
    ];
    for (name, side) in manifest::PLAIN {
        files.push((name.to_owned(), icons::png(drawing.plain(side)?)?));
    }
    let (name, side) = manifest::MASKABLE;
    let maskable = drawing.on_background(side, icons::SAFE)?;
    files.push((name.to_owned(), icons::png(maskable)?));
    files.push((
        "manifest.webmanifest".to_owned(),
        manifest::manifest(config, colors, public),
    ));
    Ok(files)
}
