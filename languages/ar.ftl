### The words of the interface in Modern Standard Arabic, as newspapers write it. A story is a «مقال», and an
### edition an «عدد». Dates and numbers come from CLDR, for the region of the newspaper.

language = ar
direction = rtl

## In stories.

date-and-time = { $date }، { $time } { $zone }
updated = آخر تحديث: { $time }
pictures = الصور
related = اقرأ أيضًا
after-dateline = { " " }—{ " " }
enlarge = تكبير الصورة
share-this = شارك
email = البريد الإلكتروني
copy-link = نسخ الرابط
listen = استماع
qr-code = رمز QR
print = طباعة
share = مشاركة…
save = حفظ
link-copied = نُسخ الرابط.
link-not-copied = تعذّر نسخ الرابط، وهو { $address }

## In the app.

skip-to-news = انتقل إلى الأخبار
sections = الأقسام
today = اليوم: { $date }
edition-of = عدد { $date }
page-not-found = الصفحة غير موجودة
newer-edition = صدر عدد أحدث
page-not-available = الصفحة غير متاحة
window-title = { $page } — { $newspaper }
numbered-page = { $listing }، صفحة { $number }
page-number = صفحة { $number }
topics = المواضيع
popular = الأكثر قراءة
rail-missing = تعذّر تحميل هذه المقالات.
top-stories = أبرز الأخبار
stories = المقالات
topic = موضوع
by = بقلم
nothing-published = لم يُنشر أي مقال بعد.
nothing-published-here = لم يُنشر أي مقال هنا بعد.
pages = الصفحات
newest-stories = أحدث المقالات
newer-stories = مقالات أحدث
older-stories = مقالات أقدم
follow = متابعة
not-found-text = لا يوجد شيء في هذا العنوان. قد يكون فيه خطأ، أو سُحب المقال.
unreadable = تعذّرت قراءة هذه الصفحة
unreadable-text = وصلت الصفحة تالفة، والخطأ من عندنا لا من عندك. قد تنجح محاولة أخرى.
unreachable = تعذّر الاتصال بالصحيفة
unreachable-text = قد يكون اتصالك مقطوعًا أو خادمنا مشغولًا. ما قرأته من قبل يبقى متاحًا.
try-again = حاول مجددًا
newer-edition-text = تحتاج هذه الصفحة إلى نسخة من الصحيفة أحدث من التي في متصفحك. يرجى إغلاق هذه النافذة وفتح الصحيفة من جديد.
load-anew = إعادة تحميل الصحيفة
ways-on = تابع من هنا
front-page = الصفحة الأولى

## On published pages only.

table = جدول
correction = تصويب
after-correction-date = :{ " " }
key-points = أبرز النقاط
transcript = النص المكتوب
video = مقطع فيديو
audio = مقطع صوتي
play-picture = تشغيل
pause-picture = إيقاف مؤقت
notes = الهوامش
back-to-text = العودة إلى الهامش { $note } في النص
back-to-place = العودة إلى الهامش { $note } في النص، الموضع { $place }
chart-data = الأرقام في جدول
chart = رسم بياني
chart-range = من { $low } ({ $lowplace }) إلى { $high } ({ $highplace }).
search = بحث
no-connection = لا يوجد اتصال
extras-missing = لم تعمل بعض إضافات هذه الصفحة. يمكن قراءة كل شيء، والروابط تعمل.
part-missing = تعذّر التحميل. اختره مرة أخرى لفتح الملف.
feed-title = { $list } – { $newspaper }
before-authors = بقلم{ " " }
before-another-author = ،{ " " }
text-by-ai = نص أُنتج بالذكاء الاصطناعي
text-by-ai-in-part = نص أُنتج جزئيًا بالذكاء الاصطناعي
text-by-software = نص أنتجه برنامج
picture-by-ai = صورة أُنتجت بالذكاء الاصطناعي
picture-by-ai-in-part = صورة أُنتجت جزئيًا بالذكاء الاصطناعي
picture-by-software = صورة أنتجها برنامج
origin-and-credit = { $origin }. { $credit }
editions = الأعداد
editions-of = أعداد { $period }
book-link = { $newspaper }: عدد اليوم كتابًا إلكترونيًا
book-title = { $newspaper }، { $date }
contents = المحتويات
on-the-web = على الويب:
picture-on-the-web = الصورة على الويب
book-is-accessible = يمكن للبرامج قراءة النص والعناوين والفهارس، ولكل صورة وصف.
book-has-pictures-without-text = يمكن للبرامج قراءة النص والعناوين والفهارس. بعض الصور بلا وصف.
previous = السابق: { $edition }
next = التالي: { $edition }
about-edition = { $edition }: الصفحة الأولى من { $newspaper } كما كانت في ذلك اليوم.
about-editions = { $editions }: الصفحة الأولى من { $newspaper } كما كانت في كل يوم.
# Without the article, because the columns of a calendar are narrow.
weekdays = أحد,إثنين,ثلاثاء,أربعاء,خميس,جمعة,سبت
section-month = { $section }، { $month }
about-section-month = { $month }: جميع مقالات { $newspaper } في هذا القسم وهذا الشهر.
search-needs-script = يحتاج البحث إلى JavaScript. من دونه تجد كل المقالات في الأرشيف أدناه.
archive = الأرشيف
on-this-device = على هذا الجهاز
saved-needs-script = يحتاج حفظ المقالات على هذا الجهاز إلى JavaScript.
privacy = الخصوصية
privacy-headline = ما يعرفه هذا الموقع عنك: لا شيء
privacy-without-script = من دون JavaScript لا يخزّن هذا الموقع شيئًا على جهازك، سوى نسخ الصفحات التي يحتفظ بها كل متصفح لبعض الوقت.
privacy-visit = ما تحمّله الزيارة
privacy-front = الصفحة الأولى مع تنسيقها
privacy-app = ما يتيح تقليب الصفحات من دون إعادة تحميل، مرة واحدة لزيارات كثيرة
privacy-others = طلبات إلى خوادم أخرى
privacy-cookies = ملفات تعريف الارتباط
privacy-policy = لا إعلانات ولا تتبّع ولا حسابات. مع كل صفحة سياسة تجعل متصفحك يرفض كل ما عداها، حتى لو دسّه أحد في مقال. روابط المشاركة لا تحمّل شيئًا من تلك الخدمات قبل أن تختار إحداها.
privacy-popular = كيف تُحتسب «الأكثر قراءة»
privacy-popular-text = لا تُحتسب. يختار المحررون هذه المقالات، وتليها الأحدث. لا أحد يسجّل ما تقرؤه.
privacy-host = ما يراه الخادم
privacy-host-text = هذا الموقع مجلد من الملفات. وكما في كل موقع، يرى الخادم الذي يسلّمها عنوان اتصالك والملفات التي يطلبها. هذا الموقع لا يجعله يحتفظ بذلك، ولا يستطيع أن يجعله ينساه. ما تكتبه وتحفظه وتتابعه وتضبطه، وما يُقرأ بصوت عالٍ، يبقى على جهازك. أما أجزاء فهرس البحث وقوائم المواضيع التي يطلبها متصفحك فقد تدل الخادم على ما تبحث عنه تقريبًا.
privacy-limits = ما يجب أن يستوفيه كل إصدار من هذا البرنامج
bytes = { $number } كيلوبايت
bytes-in-files = { $number ->
    [zero] { $bytes } من دون ملفات
    [one] { $bytes } في ملف واحد
    [two] { $bytes } في ملفين
    [few] { $bytes } في { $number } ملفات
    [many] { $bytes } في { $number } ملفًا
   *[other] { $bytes } في { $number } ملف
}
only-pictures-of = للصور فقط، من { $hosts }
only-recordings-of = لمقاطع الفيديو والصوت التي تشغّلها فقط، من { $hosts }
privacy-limits-text = لا تتجاوز برامج التطبيق وملف WebAssembly فيه { $size }. لا تترك أي صفحة ملف تعريف ارتباط، ولا تطلب من خادم آخر سوى صور وضعتها الصحيفة هناك، ومقاطع الفيديو والصوت التي تشغّلها. لا يتحرك شيء أثناء تحميل الصفحة. لا تجد اختبارات إتاحة الوصول الآلية (WCAG 2.2 AA) شيئًا. يمكن قراءة كل صفحة من دون JavaScript.
settings = إعدادات القراءة
settings-need-script = تحتاج هذه الإعدادات إلى JavaScript. من دونه، لمتصفحك حجم نص ووضع داكن خاصان به، وتراعيهما هذه الصحيفة.
topics-need-script = تحتاج هذه الصفحة إلى JavaScript لجمع المواضيع. من دونه، لكل موضوع صفحته.
most-used-topics = المواضيع الأكثر استخدامًا
often-together = مواضيع تجتمع كثيرًا
following = ما أتابعه
following-needs-script = تحتاج متابعة الأقسام والمواضيع والكتّاب إلى JavaScript، لأن ما تتابعه يبقى على هذا الجهاز. من دونه يمكن لقارئات الخلاصات متابعة خلاصة كل قسم وموضوع وكاتب.

## The words of parts, which load when a reader uses them (`src/parts/`), by the names in their scripts.

pictures-words =
    .pictures = { pictures }
    .close = إغلاق
    .previous = الصورة السابقة
    .next = الصورة التالية
    .number = الصورة { $number } من { $count }
follow-words =
    .follow = { follow }
    .following = تتابعه
    .forYou = لك
    .because = لأنك تتابع{ " " }
    .allHere = كل المقالات الجديدة مما تتابعه موجودة في هذه الصفحة.
    .noneNew = ليس بين أحدث المقالات شيء مما تتابعه.
    .list = ما تتابعه
    .now = تتابع الآن { $name }.
    .noLonger = لم تعد تتابع { $name }.
    .tooMany = { $number ->
        [zero] لا يمكن متابعة شيء. تُرك ما سواه.
        [one] يمكن متابعة واحد فقط. تُرك ما سواه.
        [two] يمكن متابعة اثنين على الأكثر. تُرك ما سواهما.
        [few] يمكن متابعة { $number } على الأكثر. تُرك ما سواها.
        [many] يمكن متابعة { $number } على الأكثر. تُرك ما سواها.
       *[other] يمكن متابعة { $number } على الأكثر. تُرك ما سواها.
    }
    .blocked = لا يسمح هذا المتصفح للصحيفة بتخزين أي شيء، فلا يمكن متابعة شيء هنا. اسمح بالتخزين لهذا الموقع، أو استخدم الخلاصات.
saving-words =
    .save = { save }
    .saved = محفوظ
    .saving = جارٍ الحفظ…
    .told = هذا المقال محفوظ على هذا الجهاز، ويُفتح من دون اتصال.
    .removed = لم يعد هذا المقال محفوظًا.
    .full = لا توجد مساحة لهذا المقال على هذا الجهاز.
    .failed = تعذّر حفظ هذا المقال.
    .newer = توجد نسخة أحدث من هذه الصفحة.
    .show = عرضها
listen-words =
    .player = { listen }
    .play = تشغيل
    .pause = إيقاف مؤقت
    .previous = الفقرة السابقة
    .next = الفقرة التالية
    .speed = السرعة
    .rate = { $number }×
    .voice = الصوت
    .story = المقال التالي
    .close = إغلاق المشغّل
    .none = لا يوجد على هذا الجهاز صوت بلغة هذا المقال. قد تجد واحدًا في إعدادات الجهاز.
    .failed = توقف الصوت. اضغط «تشغيل» للمتابعة.
    .end = انتهى المقال.
code-words =
    .code = { qr-code }
    .hint = وجّه كاميرا هاتف إلى هذا الرمز لفتح المقال فيه.
    .long = هذا العنوان أطول من أن يُكتب في رمز.
    .close = إغلاق
keys-words =
    .keys = المفاتيح
    .close = إغلاق
    .search = { search }
    .list = هذه القائمة
    .through = الصورة التالية والسابقة بملء الشاشة
    .paragraphs = الفقرة التالية والسابقة في المشغّل
    .leave = إغلاق الصور والمشغّل وهذه القائمة
    .settings = { settings }
    .left = يسار
    .right = يمين
    .up = أعلى
    .down = أسفل
quote-words =
    .copy = نسخ رابط إلى هذا الاقتباس
    .copied = { link-copied }
    .failed = تعذّر نسخ الرابط.
reading-words =
    .minutes = { $minutes ->
        [zero] أقل من دقيقة قراءة
        [one] دقيقة قراءة واحدة
        [two] دقيقتا قراءة
        [few] { $minutes } دقائق قراءة
        [many] { $minutes } دقيقة قراءة
       *[other] { $minutes } دقيقة قراءة
    }
    .stopped = توقفت عند موضع أبعد.
    .go = المتابعة من هناك
    .no = تجاهل
ondemand-words =
    .show = عرض الصورة

## The words of tools (`src/tools/`), by the names in their scripts.

privacy-words =
    .device = ما هو على جهازك
    .nothing = لا شيء، سوى نسخ الصفحات التي يحتفظ بها كل متصفح لبعض الوقت.
    .something = ما طلبته أنت فقط، ولا يراه أحد سواك:
    .kept = الصفحات التي تحفظها مع ملفاتها: { $size }
    .edition = أنك تجدد العدد كل يوم
    .following = الأقسام والمواضيع والكتّاب الذين تتابعهم
    .key = أن المفاتيح المفردة لا تعمل
    .look = شكل الصفحات
    .settings = ما اخترته في الإعدادات
    .stopped = أين توقفت عن القراءة
    .recordings = أين توقفت عن المشاهدة والاستماع
    .speed = سرعة قراءة المقالات بصوت عالٍ
    .voice = الصوت الذي يقرؤها
    .data = أن جهازك يوفر البيانات
    .parts = أي هذه الإضافات مفعّل
    .erase = محوه
    .erased = مُحي كل شيء.
saved-words =
    .edition = عدد اليوم
    .editionOffered = { $stories ->
        [zero] عدد { $day }: الصفحة الأولى من دون مقالات؛ حجم التنزيل نحو { $size }.
        [one] عدد { $day }: الصفحة الأولى ومقال واحد مع صورته الرئيسية؛ حجم التنزيل نحو { $size }.
        [two] عدد { $day }: الصفحة الأولى ومقالان مع صورتيهما الرئيسيتين؛ حجم التنزيل نحو { $size }.
        [few] عدد { $day }: الصفحة الأولى و{ $stories } مقالات مع صورها الرئيسية؛ حجم التنزيل نحو { $size }.
        [many] عدد { $day }: الصفحة الأولى و{ $stories } مقالًا مع صورها الرئيسية؛ حجم التنزيل نحو { $size }.
       *[other] عدد { $day }: الصفحة الأولى و{ $stories } مقال مع صورها الرئيسية؛ حجم التنزيل نحو { $size }.
    }
    .editionKept = { $stories ->
        [zero] عدد { $day } من دون مقالات موجود على هذا الجهاز.
        [one] عدد { $day } وفيه مقال واحد موجود على هذا الجهاز.
        [two] عدد { $day } وفيه مقالان موجود على هذا الجهاز.
        [few] عدد { $day } وفيه { $stories } مقالات موجود على هذا الجهاز.
        [many] عدد { $day } وفيه { $stories } مقالًا موجود على هذا الجهاز.
       *[other] عدد { $day } وفيه { $stories } مقال موجود على هذا الجهاز.
    }
    .editionPartly = جزء من عدد { $day } موجود على هذا الجهاز.
    .noEdition = لا يوجد عدد على هذا الجهاز، ولم يُعثر على عدد اليوم. يرجى المحاولة لاحقًا.
    .download = تنزيل
    .book = تنزيله كتابًا إلكترونيًا (EPUB)
    .goOn = متابعة التنزيل
    .stop = إيقاف
    .stopped = توقف التنزيل. يمكنك متابعته لاحقًا.
    .downloading = جارٍ تنزيل العدد…
    .progress = { $done } من { $size }
    .editionHere = العدد موجود على هذا الجهاز.
    .editionRemoved = أُزيل العدد من هذا الجهاز.
    .daily = تجديده كل يوم
    .stories = المقالات المحفوظة
    .noneSaved = لا يوجد مقال محفوظ. اختر «حفظ» أسفل مقال، فيُفتح من دون اتصال.
    .remove = إزالة
    .removeStory = إزالة «{ $name }»
    .removed = أُزيل «{ $name }» من هذا الجهاز.
    .recent = قُرئ حديثًا
    .keepRecent = حفظ آخر خمسين صفحة أقرؤها، لتُفتح من دون اتصال
    .recentOn = ستُحفظ الصفحات التي تقرؤها من الآن.
    .recentOff = أُزيلت الصفحات التي قرأتها من هذا الجهاز.
    .recentStories = المقالات: { $number }
    .everything = كل شيء
    .total = تخزّن هذه الصحيفة { $size } على هذا الجهاز، مع ما تحتاج إليه صفحاتها. لا يراه أحد سواك.
    .nothing = لا تخزّن هذه الصحيفة شيئًا على هذا الجهاز.
    .erase = محو كل شيء
    .erased = مُحي كل شيء.
    .full = لا توجد مساحة على هذا الجهاز. أزل شيئًا أو أفرغ مساحة، ثم حاول مجددًا.
    .failed = لم ينجح ذلك. يرجى المحاولة مجددًا.
    .offline = لا يوجد اتصال. يرجى المحاولة لاحقًا.
    .notHere = لا يوجد اتصال، والصفحة التي فتحتها ليست على هذا الجهاز. الموجود هو:
    .noWorker = لا يستطيع هذا المتصفح فتح الصفحات المحفوظة من دون اتصال، ربما لأن النافذة خاصة.
    .forbidden = لا يسمح هذا المتصفح للصحيفة بحفظ أي شيء، ربما لأن النافذة خاصة.
search-words =
    .label = البحث في الأرشيف
    .section = القسم
    .allSections = كل الأقسام
    .time = الوقت
    .anyTime = أي وقت
    .week = الأسبوع الماضي
    .month = الشهر الماضي
    .year = السنة الماضية
    .order = الترتيب
    .best = الأنسب أولًا
    .newest = الأحدث أولًا
    .searching = جارٍ البحث…
    .nothing = لم يُعثر على مقالات.
    .one = عُثر على مقال واحد.
    .many = { $number ->
        [zero] لم يُعثر على مقالات.
        [one] عُثر على مقال واحد.
        [two] عُثر على مقالين.
        [few] عُثر على { $number } مقالات.
        [many] عُثر على { $number } مقالًا.
       *[other] عُثر على { $number } مقال.
    }
    .corrected = تظهر نتائج { $used }، لأنه لا يوجد مقال فيه { $typed }.
    .shortened = نص البحث أطول من اللازم، فحُذف آخره.
    .incomplete = تعذّر تحميل جزء من الأرشيف، فقد تنقص مقالات.
    .failed = تعذّر تحميل البحث.
    .retry = { try-again }
    .more = عرض المزيد
    .tips = نصائح
    .hint = يُعثر على الكلمات بكل صيغها. ضع العبارة بين علامتي اقتباس. مفاتيح الأسهم تنتقل بين النتائج.
    .key = المفتاح / يفتح البحث
settings-words =
    .intro = تسري على كل صفحات هذه الصحيفة فورًا، وتبقى على هذا الجهاز.
    .forbidden = لا يسمح هذا المتصفح للصحيفة بحفظ الإعدادات، فستضيع. اسمح لهذا الموقع بتخزين البيانات، ثم أعد تحميل الصفحة.
    .size = حجم النص
    .sizeSmall = صغير
    .sizeNormal = عادي
    .sizeLarge = كبير
    .sizeLarger = أكبر
    .sizeLargest = الأكبر
    .scheme = الألوان
    .schemeSystem = كما على هذا الجهاز
    .schemeLight = فاتحة
    .schemeDark = داكنة
    .contrast = التباين
    .contrastNormal = عادي
    .contrastHigh = عالٍ
    .typeface = نوع الخط
    .typefacePaper = خط الصحيفة
    .typefaceSans = من دون زوائد
    .typefaceWide = حروف عريضة
    .width = عرض العمود
    .widthNarrow = ضيق
    .widthNormal = عادي
    .widthWide = عريض
    .pictures = الصور
    .picturesAuto = بحسب توفير البيانات في المتصفح
    .picturesShown = كلها
    .picturesFew = ما أطلبه فقط
    .extras = أثناء القراءة
    .reading = عرض وقت القراءة والتقدم فيها، واقتراح المتابعة من حيث توقفت
    .readingHint = تبقى مواضع آخر خمسين مقالًا على هذا الجهاز.
    .keys = لوحة المفاتيح
    .keysLabel = المفتاحان / و ? يفتحان البحث وقائمة بكل المفاتيح
    .sampleHeadline = كيف تبدو المقالات بإعداداتك
    .sampleText = هذه الفقرة منسّقة كالمقالات. اقرأ منها بضعة أسطر كما تقرأ عادة، على بعد ذراع، في الحافلة أو في آخر المساء، وغيّر ما يضايقك. تتغير معها كل الصفحات الأخرى.
    .sampleLink = هكذا تبدو الروابط.
    .reset = إعادة الضبط
    .isReset = عاد كل شيء كما كان.
    .saved = حُفظ.
topics-words =
    .name = { topics }
    .not = { $first } دون { $second }
    .add = إضافة موضوع
    .hint = اختر موضوعًا مضافًا لاستبعاد مقالاته، ثم مرة أخرى لإعادتها.
    .remove = إزالة { $name }
    .turn = { $name }: عرض المقالات التي ليست فيه
    .turnBack = دون { $name }: عرض المقالات التي فيه
    .stories = { stories }
    .notMark = دون
    .choose = اختر موضوعين أو أكثر لعرض المقالات التي تجمعها.
    .unknown = لا يوجد في هذه الصحيفة موضوع اسمه { $name }.
    .tooMany = يمكن جمع ثمانية مواضيع على الأكثر. تُرك ما سواها.
    .onlyNot = اختر موضوعًا تتناوله المقالات، إلى جانب ما لا تتناوله.
    .searching = جارٍ البحث…
    .none = لم يُعثر على مقالات.
    .one = عُثر على مقال واحد.
    .many = { $number ->
        [zero] لم يُعثر على مقالات.
        [one] عُثر على مقال واحد.
        [two] عُثر على مقالين.
        [few] عُثر على { $number } مقالات.
        [many] عُثر على { $number } مقالًا.
       *[other] عُثر على { $number } مقال.
    }
    .newestOnly = { $number ->
        [zero] لا يُقارن أي مقال.
        [one] يُقارن أحدث مقال فقط في كل موضوع.
        [two] يُقارن أحدث مقالين فقط في كل موضوع.
        [few] تُقارن أحدث { $number } مقالات فقط في كل موضوع.
        [many] يُقارن أحدث { $number } مقالًا فقط في كل موضوع.
       *[other] يُقارن أحدث { $number } مقال فقط في كل موضوع.
    }
    .more = عرض المزيد
    .failed = تعذّر تحميل المواضيع.
    .incomplete = تغيّرت الصحيفة في الأثناء، أو تعذّر تحميلها. قد تنقص مقالات.
    .retry = { try-again }
    .contradiction = { $name } مختار ومستبعد معًا، فلا يمكن عرض أي مقال.
following-words =
    .private = ما تتابعه مخزّن على هذا الجهاز فقط، ولا تعرفه الصحيفة: كل القراء يحمّلون قائمة أحدث المقالات نفسها.
    .nothing = لا تتابع شيئًا بعد. تابع قسمًا أو موضوعًا أو كاتبًا هنا أو في صفحته، فتظهر أحدث مقالاته هنا وفي آخر الصفحة الأولى.
    .followed = ما تتابعه
    .unfollow = إلغاء متابعة { $name }
    .unfollowed = لم تعد تتابع { $name }.
    .undo = تراجع
    .nowFollowed = تتابع الآن { $name }.
    .gone = لم تعد هذه الصفحة موجودة في الصحيفة.
    .add = متابعة المزيد
    .find = قسم أو موضوع أو كاتب
    .noMatch = لا يوجد قسم ولا موضوع ولا كاتب بهذا الاسم.
    .section = قسم
    .topic = موضوع
    .author = كاتب
    .stories = أحدث المقالات
    .because = لأنك تتابع { $names }
    .noStories = { $number ->
        [zero] لا توجد مقالات حديثة فيما تتابعه. تجد الأقدم في صفحاتها.
        [one] أحدث مقال ليس فيما تتابعه. تجد الأقدم في صفحاتها.
        [two] ليس أي من أحدث مقالين فيما تتابعه. تجد الأقدم في صفحاتها.
        [few] ليس أي من أحدث { $number } مقالات فيما تتابعه. تجد الأقدم في صفحاتها.
        [many] ليس أي من أحدث { $number } مقالًا فيما تتابعه. تجد الأقدم في صفحاتها.
       *[other] ليس أي من أحدث { $number } مقال فيما تتابعه. تجد الأقدم في صفحاتها.
    }
    .among = { $number ->
        [zero] لا توجد مقالات حديثة في الصحيفة.
        [one] من أحدث مقال في الصحيفة.
        [two] من أحدث مقالين في الصحيفة.
        [few] من أحدث { $number } مقالات في الصحيفة.
        [many] من أحدث { $number } مقالًا في الصحيفة.
       *[other] من أحدث { $number } مقال في الصحيفة.
    }
    .more = عرض المزيد
    .keep = الاحتفاظ أو الإزالة
    .export = حفظ في ملف
    .import = قراءة من ملف
    .feeds = خلاصات لقارئ الخلاصات (OPML)
    .erase = محو كل شيء
    .eraseSure = هل تريد محو ما تتابعه من هذا الجهاز؟ لا يمكن التراجع عن ذلك.
    .eraseYes = محو
    .cancel = إلغاء
    .erased = مُحي ما كنت تتابعه من هذا الجهاز.
    .imported = { $number ->
        [zero] لم يُقرأ شيء من الملف. تتابع الآن { $all }.
        [one] قُرئ واحد من الملف. تتابع الآن { $all }.
        [two] قُرئ اثنان من الملف. تتابع الآن { $all }.
        [few] قُرئت { $number } من الملف. تتابع الآن { $all }.
        [many] قُرئ { $number } من الملف. تتابع الآن { $all }.
       *[other] قُرئ { $number } من الملف. تتابع الآن { $all }.
    }
    .unknownNames = لا توجد في الصحيفة صفحات لما يلي، فتُرك: { $names }
    .notJson = هذا الملف لم تحفظه هذه الصفحة. اختر ملفًا حُفظ هنا.
    .otherVersion = حفظت الملف نسخة أخرى من هذه الصفحة، ولا تستطيع هذه قراءته.
    .tooLarge = حجم الملف أكبر من 1 ميغابايت. قائمة ما تتابعه أصغر؛ اختر ملفًا آخر.
    .tooMany = { $number ->
        [zero] لا يمكن متابعة شيء. تُرك ما سواه.
        [one] يمكن متابعة واحد فقط. تُرك ما سواه.
        [two] يمكن متابعة اثنين على الأكثر. تُرك ما سواهما.
        [few] يمكن متابعة { $number } على الأكثر. تُرك ما سواها.
        [many] يمكن متابعة { $number } على الأكثر. تُرك ما سواها.
       *[other] يمكن متابعة { $number } على الأكثر. تُرك ما سواها.
    }
    .blocked = { follow-words.blocked }
    .damaged = ما كان مخزّنًا على هذا الجهاز تالف، فتُرك.
    .failed = تعذّر تحميل أحدث المقالات.
    .retry = { try-again }
    .feedsTitle = ما أتابعه في { $newspaper }
    .noFeeds = لا خلاصات للكتّاب، ففي الملف خلاصات الأقسام والمواضيع فقط.
