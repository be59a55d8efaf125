//! The check for harm on a page, and a test that the check detects every kind of it.

use crate::fixtures::LEAD;
use crate::harness::{Browser, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    the_check_detects_every_kind_of_harm
}

/// A script that replaces the dialogs that hostile content calls, such as `alert`, and records the
/// call.
pub const DIALOG_TRAP: &str = "for (const name of ['alert', 'confirm', 'prompt'])
    window[name] = () => { window.__pwned = name; };";

/// A script that looks for harm: it sends every element the usual events, clicks every link (but
/// stays on the page), and returns a line for everything that ran or could run.
const HARM: &str = r"(async () => {
    const found = [], main = document.querySelectorAll('main *');
    const cut = text => text.slice(0, 120);
    const leads = /^(https?|mailto|tel):$/;
    // Do not follow ordinary links; only the others are of interest.
    const stay = e => {
        if (!leads.test(e.target.closest?.('a')?.protocol)) return;
        e.preventDefault();
        e.stopImmediatePropagation();
    };
    addEventListener('click', stay, true);
    for (const e of main) {
        for (const name of ['mouseover', 'focus', 'load', 'error', 'toggle', 'animationend', 'pointerenter'])
            e.dispatchEvent(new Event(name));
        if (e.localName === 'a') e.click();
    }
    removeEventListener('click', stay, true);
    for (let n = 0; n < 3; n++) await new Promise(done => requestAnimationFrame(done));
    if (window.__pwned) found.push('ran: ' + window.__pwned);
    for (const refused of window.refused ?? []) found.push('refused by policy: ' + refused);
    const never = ['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'form', 'input',
        'base', 'meta', 'link', 'template', 'video', 'audio'];
    // The publisher draws charts.
    const isChart = e => e.matches('figure.chart > svg.chart__drawing');
    for (const e of main)
        if (never.includes(e.localName) && !isChart(e) || e.hasAttribute('style')) found.push(cut(e.outerHTML));
    for (const e of document.querySelectorAll('*'))
        for (const { name, value } of e.attributes)
            if (/^on/i.test(name) || /^\s*(javascript|data|vbscript|blob|file):/i.test(value)
                || ['srcdoc', 'formaction', 'xlink:href', 'http-equiv'].includes(name))
                found.push(name + ' of ' + cut(e.outerHTML));
    for (const a of document.links)
        if (!leads.test(a.protocol)) found.push('a link to ' + cut(a.href));
    if (document.body.dataset.prerendered !== undefined || window.published) {
        const own = at => at.startsWith(location.origin + '/assets/');
        for (const e of document.scripts)
            if (e.src ? !own(e.src) : e.type !== 'application/ld+json' && !PAGE_SCRIPTS.includes(e.text))
                found.push(cut(e.outerHTML));
        for (const e of document.querySelectorAll('link[rel~=stylesheet]'))
            if (!own(e.href)) found.push(cut(e.outerHTML));
        for (const e of document.querySelectorAll('style'))
            if (!e.dataset.href || !own(location.origin + e.dataset.href)) found.push(cut(e.outerHTML));
        for (const e of document.head.children)
            if (!['meta', 'title', 'link', 'script', 'style'].includes(e.localName)) found.push(cut(e.outerHTML));
    }
    return found;
})()";

/// Checks that no hostile script ran and that the document contains nothing that could run.
///
/// # Errors
/// Returns an error that lists everything that ran or could run.
pub async fn expect_no_harm(paper: &Browser) -> Result<()> {
    use frontpage_hosting::{look_script, page_script};
    let own_scripts = serde_json::to_string(&[look_script(), page_script()])?;
    let harm = HARM.replace("PAGE_SCRIPTS", &own_scripts);
    let found: Vec<String> = serde_json::from_value(paper.eval_async(&harm).await?)?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Causes each kind of harm that [`HARM`] looks for, and expects the check to find it.
async fn the_check_detects_every_kind_of_harm(stage: &TestContext) -> Result<()> {
    // This server sends no Content-Security-Policy, which would block most of the harm.
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.add_init_script(DIALOG_TRAP).await?;
    for (script, expected) in [
        ("alert(1)", "ran: alert"),
        (
            "document.querySelector('main *').setAttribute('onfocus', 'alert(1)')",
            "onfocus of",
        ),
        (
            "document.querySelector('main a').setAttribute('href', 'javascript:alert(1)')",
            "a link to javascript:",
        ),
        (
            "document.querySelector('main *').setAttribute('style', 'color: red')",
            "color: red",
        ),
        (
            "document.querySelector('main').append(document.createElement('form'))",
            "<form",
        ),
        (
            "document.head.append(document.createElement('base'))",
            "<base",
        ),
        (
            "document.head.append(document.createElement('style'))",
            "<style",
        ),
        (
            "document.head.append(Object.assign(document.createElement('link'),
               { rel: 'stylesheet', href: 'http://127.0.0.1:9/x.css' }))",
            "x.css",
        ),
    ] {
        paper.open_url(&server.url(LEAD)).await?;
        paper.wait_for_app().await?;
        expect_no_harm(paper).await?;
        paper.eval(&format!("void ({script})")).await?;
        let seen = expect_no_harm(paper)
            .await
            .map_or_else(|e| e.to_string(), |()| "nothing".into());
        ensure!(
            seen.contains(expected),
            "{script}: expected {expected:?}, got {seen}"
        );
    }
    Ok(())
}
