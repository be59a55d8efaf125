//! x
#[test]
fn bench() {
    use std::time::Instant;
    let b = std::fs::read("/work/main/content/media/us-russia-missions.svg").unwrap();
    let t = Instant::now();
    let o = super::decode::decode(&b, &Default::default()).unwrap();
    println!("draw {:?}", t.elapsed());
    let t = Instant::now();
    let s = super::encode::scale(&o).unwrap();
    println!("scale {:?}", t.elapsed());
    for p in &s { for f in [frontpage_model::Format::Webp, frontpage_model::Format::Jpeg] {
        let t = Instant::now();
        let n = super::encode::encode(p, f).unwrap().len();
        println!("{} {:?} {:?} {n}", p.width, f, t.elapsed());
    } }
}
