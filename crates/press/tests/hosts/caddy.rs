//! Tests of the Caddyfile in Caddy.

use crate::former;
use crate::server::{Server, program, start};
use crate::site::for_each_site;
use frontpage_hosting::redirects::{caddy_paths, caddy_queries, list_entries_of_caddy};
use frontpage_hosting::{CADDY_PATHS, CADDY_QUERIES, HostingOptions, caddyfile};

fn run_caddy(hosting: HostingOptions<'_>) -> Server<'_> {
    start(hosting, |folder, root, port| {
        let host = format!("http://127.0.0.1:{port}");
        let site = caddyfile(&hosting, &host, &root.display().to_string());
        let base = hosting.base;
        let map =
            caddy_paths(&former::redirects(base)) + &list_entries_of_caddy(&former::lists(base));
        std::fs::write(folder.join(CADDY_PATHS), map).unwrap();
        let queries = caddy_queries(&former::redirects(base));
        std::fs::write(folder.join(CADDY_QUERIES), queries).unwrap();
        let config = folder.join("Caddyfile");
        std::fs::write(&config, format!("{{\n\tadmin off\n}}\n{site}")).unwrap();
        let mut command = program("CADDY", "caddy");
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(config);
        command
            .env("HOME", folder)
            .env("XDG_DATA_HOME", folder)
            .env("XDG_CONFIG_HOME", folder);
        command
    })
}

#[test]
#[ignore = "needs caddy"]
fn caddy_follows_the_hosting_policy() {
    for_each_site(|hosting| run_caddy(hosting).check());
}

#[test]
#[ignore = "needs caddy"]
fn caddy_leads_from_former_addresses_to_stories() {
    for_each_site(|hosting| former::check(&run_caddy(former::with_redirects(hosting))));
}
