//! What a screen reader gets of a story in Spanish and in Arabic: roles and names as the browser computes them.

use super::accessibility_tree::expect_outline;
use crate::harness::{TestContext, TimeApi, fixed_clock_script, tests};
use crate::newsrooms::{self, ARABIC, Newsroom, SPANISH};
use anyhow::Result;

tests! {
    a_screen_reader_gets_the_expected_outline_of_a_spanish_story
    a_screen_reader_gets_the_expected_outline_of_an_arabic_story
}

const IN_SPANISH: &str = r#"
link "Ir a las noticias"
banner
  link "El Correo Tapatío"
  navigation "Secciones"
    link "Jalisco"
    link "México"
    link "Economía"
    link "Cultura"
    link "Ciencia"
  link "Buscar"
  link "Hoy: 28 de marzo de 2025"
    time "28 de marzo de 2025"
main
  article
    link "Agua"
    link "Explicador"
    link "Guadalajara"
    link "Michoacán"
    heading 1 "Cómo se mide el lago de Chapala, del que bebe Guadalajara"
    figure
      link "Dibujo de un muelle con una regla de madera que entra en un lago tranquilo, con cerros azules al fondo y una garza en la orilla."
        image "Dibujo de un muelle con una regla de madera que entra en un lago tranquilo, con cerros azules al fondo y una garza en la orilla."
      caption "El nivel del lago se expresa en una cota: metros sobre un punto de referencia fijo. Ilustración: El Correo Tapatío"
    time "28 de marzo de 2025, 6:15 a.m. hora del centro"
    time "28 de marzo de 2025, 9:40 a.m. hora del centro"
    link "Redacción Jalisco"
    heading 2 "La cota 97.80"
    generic
    heading 2 "De dónde viene, a dónde va"
    heading 3 "Lo que sigue"
    link "Tres líneas, tres épocas: cómo creció el tren ligero"
    link "Por qué Guadalajara ya no mueve el reloj"
    region "Compartir"
      heading 2 "Compartir"
      link "Correo"
      link "Facebook"
      link "X"
      link "LinkedIn"
      link "WhatsApp"
      link "Reddit"
      link "Bluesky"
      link "Guardar"
      link "Escuchar"
      link "Código QR"
      button "Copiar enlace"
      button "Imprimir"
  complementary "Lo más leído"
    heading 2 "Lo más leído"
    article
      heading 3 "Eclipse total de Luna: a qué hora mirar la noche del jueves"
        link "Eclipse total de Luna: a qué hora mirar la noche del jueves"
    article
      heading 3 "La monarca ocupó el doble de bosque que el invierno pasado"
        link "La monarca ocupó el doble de bosque que el invierno pasado"
    article
      heading 3 "Por qué Guadalajara ya no mueve el reloj"
        link "Por qué Guadalajara ya no mueve el reloj"
    article
      heading 3 "Why Guadalajara no longer changes its clocks"
        link "Why Guadalajara no longer changes its clocks"
  complementary "Explicador"
    heading 2 "Explicador"
      link "Explicador"
    article
      heading 3 "Eclipse total de Luna: a qué hora mirar la noche del jueves"
        link "Eclipse total de Luna: a qué hora mirar la noche del jueves"
    article
      heading 3 "Why Guadalajara no longer changes its clocks"
        link "Why Guadalajara no longer changes its clocks"
    article
      heading 3 "Por qué Guadalajara ya no mueve el reloj"
        link "Por qué Guadalajara ya no mueve el reloj"
    article
      heading 3 "Remesas: un récord más, y cómo se llega a la cifra"
        link "Remesas: un récord más, y cómo se llega a la cifra"
contentinfo
  link "El Correo Tapatío"
  link "Jalisco"
  link "México"
  link "Economía"
  link "Cultura"
  link "Ciencia"
  link "Temas"
  link "Lo que sigo"
  link "En este dispositivo"
  link "Ajustes de lectura"
  link "Privacidad"
status
"#;

const IN_ARABIC: &str = r#"
link "انتقل إلى الأخبار"
banner
  link "مرآة عمّان"
  navigation "الأقسام"
    link "الأردن"
    link "العالم"
    link "اقتصاد"
    link "ثقافة"
    link "علوم"
  link "بحث"
  link "اليوم: ٢٨ آذار ٢٠٢٥"
    time "٢٨ آذار ٢٠٢٥"
main
  article
    link "أرقام"
    link "الأردن"
    link "بيئة"
    link "مياه"
    heading 1 "البحر الميت ينخفض مترًا كل عام… ماذا يبقى على الشاطئ؟"
    figure
      link "رسم لشاطئ أبيض من الملح على شكل درجات تنزل إلى بحر هادئ، وفي الأفق جبال بنفسجية وشمس منخفضة."
        image "رسم لشاطئ أبيض من الملح على شكل درجات تنزل إلى بحر هادئ، وفي الأفق جبال بنفسجية وشمس منخفضة."
      caption "كل درجة من الملح كانت شاطئًا في سنة مضت. رسم: مرآة عمّان"
    time "٢٨ آذار ٢٠٢٥، ٧:٣٠ ص بتوقيت عمّان"
    time "٢٨ آذار ٢٠٢٥، ٣:٢٠ م بتوقيت عمّان"
    link "قسم المحليات"
    heading 2 "الرقم عبر السنين"
    group "جدول"
    heading 2 "إلى أين يذهب الماء"
    generic
    heading 3 "حفر في الأرض"
    link "كيف سقى الأنباط مدينة في الصخر"
    link "سكة الحجاز: مئة وعشرون عامًا على عرض متر وخمسة سنتيمترات"
    region "شارك"
      heading 2 "شارك"
      link "البريد الإلكتروني"
      link "Facebook"
      link "X"
      link "LinkedIn"
      link "WhatsApp"
      link "Reddit"
      link "Bluesky"
      link "حفظ"
      link "استماع"
      link "رمز QR"
      button "نسخ الرابط"
      button "طباعة"
  complementary "الأكثر قراءة"
    heading 2 "الأكثر قراءة"
    article
      heading 3 "«سيسامي»… ضوء مشترك على تلال البلقاء"
        link "«سيسامي»… ضوء مشترك على تلال البلقاء"
    article
      heading 3 "٠ أم 0؟ حكاية نوعين من الأرقام في سطر واحد"
        link "٠ أم 0؟ حكاية نوعين من الأرقام في سطر واحد"
    article
      heading 3 "المنسف… طبق واحد ومائدة كاملة"
        link "المنسف… طبق واحد ومائدة كاملة"
    article
      heading 3 "At SESAME, in the hills near Amman, light is the shared instrument"
        link "At SESAME, in the hills near Amman, light is the shared instrument"
  complementary "الأردن"
    heading 2 "الأردن"
      link "الأردن"
    article
      heading 3 "١٢٧ قبة ومطار يكبر: اثنا عشر عامًا على مبنى الملكة علياء"
        link "١٢٧ قبة ومطار يكبر: اثنا عشر عامًا على مبنى الملكة علياء"
    article
      heading 3 "سكة الحجاز: مئة وعشرون عامًا على عرض متر وخمسة سنتيمترات"
        link "سكة الحجاز: مئة وعشرون عامًا على عرض متر وخمسة سنتيمترات"
    article
      heading 3 "المنسف… طبق واحد ومائدة كاملة"
        link "المنسف… طبق واحد ومائدة كاملة"
    article
      heading 3 "رياح الطفيلة: ٣٨ مروحة وفكرة صارت قطاعًا"
        link "رياح الطفيلة: ٣٨ مروحة وفكرة صارت قطاعًا"
contentinfo
  link "مرآة عمّان"
  link "الأردن"
  link "العالم"
  link "اقتصاد"
  link "ثقافة"
  link "علوم"
  link "المواضيع"
  link "ما أتابعه"
  link "على هذا الجهاز"
  link "إعدادات القراءة"
  link "الخصوصية"
status
"#;

/// Opens a story on the day of its newspaper's newest edition.
async fn expect_outline_of(
    stage: &TestContext,
    newsroom: &Newsroom,
    story: &str,
    wanted: &str,
) -> Result<()> {
    let paper = &stage.paper;
    let host = newsrooms::host(stage, newsroom).await?;
    let then: jiff::Timestamp = "2025-03-28T12:00:00-07:00".parse()?;
    paper
        .add_init_script(&fixed_clock_script(then.as_millisecond(), TimeApi::Native))
        .await?;
    newsrooms::open(paper, &host, story).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".rail--tag .rail__card a").await?;
    expect_outline(paper, wanted).await
}

async fn a_screen_reader_gets_the_expected_outline_of_a_spanish_story(
    stage: &TestContext,
) -> Result<()> {
    expect_outline_of(
        stage,
        &SPANISH,
        "/2025/03/28/chapala-nivel-del-lago",
        IN_SPANISH,
    )
    .await
}

async fn a_screen_reader_gets_the_expected_outline_of_an_arabic_story(
    stage: &TestContext,
) -> Result<()> {
    expect_outline_of(stage, &ARABIC, "/2025/03/28/dead-sea-level", IN_ARABIC).await
}
