### The words of the interface in Spanish, as newspapers in Latin America write it, with their quotation marks. A
### story is a *nota*.
### Dates and numbers come from CLDR, for the region of the newspaper.

language = es
direction = ltr

## In stories.

date-and-time = { $date }, { $time } { $zone }
updated = Actualizado el { $time }
pictures = Imágenes
related = Nota relacionada
after-dateline = { " " }—{ " " }
enlarge = Ampliar la imagen
share-this = Compartir
email = Correo
copy-link = Copiar enlace
listen = Escuchar
qr-code = Código QR
print = Imprimir
share = Compartir…
save = Guardar
link-copied = Enlace copiado.
link-not-copied = No se pudo copiar el enlace. Es { $address }

## In the app.

skip-to-news = Ir a las noticias
sections = Secciones
today = Hoy: { $date }
edition-of = Edición del { $date }
page-not-found = Página no encontrada
newer-edition = Hay una edición más reciente
page-not-available = Página no disponible
window-title = { $page } — { $newspaper }
numbered-page = { $listing }, página { $number }
page-number = Página { $number }
topics = Temas
popular = Lo más leído
rail-missing = No se pudieron cargar estas notas.
top-stories = Notas principales
stories = Notas
topic = Tema
by = Por
nothing-published = Todavía no se ha publicado ninguna nota.
nothing-published-here = Todavía no se ha publicado ninguna nota aquí.
pages = Páginas
newest-stories = Las notas más recientes
newer-stories = Notas más recientes
older-stories = Notas anteriores
follow = Seguir
not-found-text = No hay nada en esta dirección. Puede tener un error, o la nota fue retirada.
unreadable = No se pudo leer esta página
unreadable-text = Llegó dañada. La falla es nuestra; volver a intentarlo puede ayudar.
unreachable = No hay conexión con el periódico
unreachable-text = Puede que su conexión esté caída o que nuestro servidor esté ocupado. Lo que ya leyó se puede abrir.
try-again = Reintentar
newer-edition-text = Esta página necesita una versión del periódico más reciente que la que tiene su navegador. Cierre esta pestaña y abra de nuevo el periódico.
load-anew = Cargar de nuevo el periódico
ways-on = Para continuar
front-page = La portada

## On published pages only.

table = Tabla
correction = Fe de errores
after-correction-date = :{ " " }
key-points = Puntos clave
transcript = Transcripción
video = Video
audio = Audio
play-picture = Reproducir
pause-picture = Pausa
notes = Notas
back-to-text = Volver a la nota { $note } en el texto
back-to-place = Volver a la nota { $note } en el texto, lugar { $place }
chart-data = Las cifras en una tabla
chart = Gráfica
chart-range = De { $low } ({ $lowplace }) a { $high } ({ $highplace }).
search = Buscar
no-connection = Sin conexión
extras-missing = Algunas funciones de esta página no se iniciaron. Todo se puede leer y los enlaces funcionan.
part-missing = No se pudo cargar. Selecciónelo otra vez para abrir el archivo.
feed-title = { $list } – { $newspaper }
before-authors = Por{ " " }
before-another-author = ,{ " " }
text-by-ai = Texto generado con inteligencia artificial
text-by-ai-in-part = Texto generado en parte con inteligencia artificial
text-by-software = Texto generado por un programa
picture-by-ai = Imagen generada con inteligencia artificial
picture-by-ai-in-part = Imagen generada en parte con inteligencia artificial
picture-by-software = Imagen generada por un programa
origin-and-credit = { $origin }. { $credit }
editions = Ediciones
editions-of = Ediciones de { $period }
book-link = { $newspaper }: la edición de hoy como libro electrónico
book-title = { $newspaper }, { $date }
contents = Contenido
on-the-web = En la web:
picture-on-the-web = Imagen en la web
book-is-accessible = Los programas pueden leer el texto, los títulos y los índices, y cada imagen tiene una descripción.
book-has-pictures-without-text = Los programas pueden leer el texto, los títulos y los índices. Algunas imágenes no tienen descripción.
previous = Anterior: { $edition }
next = Siguiente: { $edition }
about-edition = { $edition }: la portada de { $newspaper } como se vio ese día.
about-editions = { $editions }: la portada de { $newspaper } como se vio cada día.
section-month = { $section }, { $month }
about-section-month = { $month }: todas las notas de { $newspaper } en esta sección y este mes.
search-needs-script = La búsqueda necesita JavaScript. Sin él, todas las notas están en el archivo, abajo.
archive = El archivo
on-this-device = En este dispositivo
saved-needs-script = Para guardar notas en este dispositivo se necesita JavaScript.
privacy = Privacidad
privacy-headline = Lo que este sitio sabe de usted: nada
privacy-without-script = Sin JavaScript, este sitio no guarda nada en su dispositivo, salvo las copias de páginas que todo navegador conserva por un tiempo.
privacy-visit = Lo que carga una visita
privacy-front = La portada, con su estilo
privacy-app = Lo que permite pasar de página sin volver a cargar, una vez para muchas visitas
privacy-others = Solicitudes a otros servidores
privacy-cookies = Cookies
privacy-policy = No hay anuncios, rastreadores ni cuentas. Cada página viene con una política que hace que su navegador rechace todo lo demás, aunque alguien lo hubiera introducido en una nota. Los enlaces para compartir no cargan nada de esos servicios antes de que usted elija uno.
privacy-popular = Cómo se mide “Lo más leído”
privacy-popular-text = No se mide. La redacción elige estas notas, y siguen las más recientes. Nadie registra lo que usted lee.
privacy-host = Lo que ve el servidor
privacy-host-text = Este sitio es una carpeta de archivos. Como en todo sitio web, el servidor que los entrega ve la dirección de su conexión y qué archivos pide. Este sitio no hace que la conserve, ni puede hacer que la olvide. Lo que usted escribe, guarda, sigue y ajusta, y lo que se lee en voz alta, se queda en su dispositivo. Las partes del índice de búsqueda y de las listas de temas que pide su navegador pueden indicarle al servidor, a grandes rasgos, lo que busca.
privacy-limits = Lo que debe cumplir cada versión de este programa
bytes = { $number } kB
bytes-in-files = { $number ->
    [one] { $bytes } en { $number } archivo
    [many] { $bytes } en { $number } de archivos
   *[other] { $bytes } en { $number } archivos
}
only-pictures-of = solo para imágenes, de { $hosts }
only-recordings-of = solo para los videos y audios que usted reproduzca, de { $hosts }
privacy-limits-text = Los programas y el WebAssembly de la aplicación no pasan de { $size }. Ninguna página deja una cookie ni pide a otro servidor nada más que imágenes que el periódico puso ahí, y los videos y audios que usted reproduzca. Nada se mueve mientras carga una página. Las pruebas automáticas de accesibilidad (WCAG 2.2 AA) no encuentran nada. Todas las páginas se pueden leer sin JavaScript.
settings = Ajustes de lectura
settings-need-script = Estos ajustes necesitan JavaScript. Sin él, su navegador tiene su propio tamaño de texto y un modo oscuro, que este periódico respeta.
topics-need-script = Para combinar temas, esta página necesita JavaScript. Sin él, cada tema tiene su propia página.
most-used-topics = Los temas más usados
often-together = A menudo juntos
following = Lo que sigo
following-needs-script = Para seguir secciones, temas y autores se necesita JavaScript, porque lo que usted sigue se queda en este dispositivo. Sin él, los lectores de fuentes pueden seguir la fuente de cada sección, tema y autor.

## The words of parts, which load when a reader uses them (`src/parts/`), by the names in their scripts.

pictures-words =
    .pictures = { pictures }
    .close = Cerrar
    .previous = Imagen anterior
    .next = Imagen siguiente
    .number = Imagen { $number } de { $count }
follow-words =
    .follow = { follow }
    .following = Siguiendo
    .forYou = Para usted
    .because = Porque sigue{ " " }
    .allHere = Todo lo nuevo de lo que sigue ya está en esta página.
    .noneNew = Ninguna de las últimas notas es de lo que usted sigue.
    .list = Lo que sigue
    .now = Ahora sigue { $name }.
    .noLonger = Ya no sigue { $name }.
    .tooMany = { $number ->
        [one] Se puede seguir hasta { $number }. Lo demás quedó fuera.
        [many] Se puede seguir hasta { $number }. Lo demás quedó fuera.
       *[other] Se puede seguir hasta { $number }. Lo demás quedó fuera.
    }
    .blocked = Este navegador no deja que el periódico guarde nada, así que aquí no se puede seguir nada. Permita el almacenamiento para este sitio, o use las fuentes.
saving-words =
    .save = { save }
    .saved = Guardada
    .saving = Guardando…
    .told = Esta nota está guardada en este dispositivo. Se abre sin conexión.
    .removed = Esta nota ya no está guardada.
    .full = No hay espacio para esta nota en este dispositivo.
    .failed = No se pudo guardar esta nota.
    .newer = Hay una versión más reciente de esta página.
    .show = Mostrarla
listen-words =
    .player = { listen }
    .play = Reproducir
    .pause = Pausa
    .previous = Párrafo anterior
    .next = Párrafo siguiente
    .speed = Velocidad
    .rate = { $number }×
    .voice = Voz
    .story = Nota siguiente
    .close = Cerrar el reproductor
    .none = Este dispositivo no tiene una voz para el idioma de esta nota. Quizá haya una en los ajustes del dispositivo.
    .failed = La voz se detuvo. Con “Reproducir” continúa.
    .end = Esa fue toda la nota.
code-words =
    .code = { qr-code }
    .hint = Apunte la cámara de un teléfono a este código para abrir ahí la nota.
    .long = Esta dirección es demasiado larga para un código.
    .close = Cerrar
keys-words =
    .keys = Teclas
    .close = Cerrar
    .search = { search }
    .list = Esta lista
    .through = Imagen siguiente y anterior en pantalla completa
    .paragraphs = Párrafo siguiente y anterior en el reproductor
    .leave = Cerrar las imágenes, el reproductor y esta lista
    .settings = { settings }
    .left = Izquierda
    .right = Derecha
    .up = Arriba
    .down = Abajo
quote-words =
    .copy = Copiar enlace a esta cita
    .copied = { link-copied }
    .failed = No se pudo copiar el enlace.
reading-words =
    .minutes = { $minutes ->
        [one] { $minutes } min de lectura
        [many] { $minutes } min de lectura
       *[other] { $minutes } min de lectura
    }
    .stopped = Se detuvo más abajo.
    .go = Continuar ahí
    .no = Descartar
ondemand-words =
    .show = Mostrar imagen

## The words of tools (`src/tools/`), by the names in their scripts.

privacy-words =
    .device = Lo que hay en su dispositivo
    .nothing = Nada, salvo las copias de páginas que todo navegador conserva por un tiempo.
    .something = Solo lo que usted pidió. Nadie más puede verlo:
    .kept = páginas que usted guarda, con sus archivos: { $size }
    .edition = que renueva la edición cada día
    .following = qué secciones, temas y autores sigue
    .key = que las teclas sueltas no hacen nada
    .look = cómo se ven las páginas
    .settings = lo que eligió en los ajustes
    .stopped = dónde dejó de leer
    .recordings = dónde dejó de ver y escuchar
    .speed = a qué velocidad se leen las notas en voz alta
    .voice = qué voz las lee
    .data = que su dispositivo ahorra datos
    .parts = cuáles de estas funciones están activadas
    .erase = Borrarlo
    .erased = Se borró todo.
saved-words =
    .edition = La edición de hoy
    .editionOffered = { $stories ->
        [one] La edición del { $day }: la portada y su nota ({ $stories }) con su imagen principal; la descarga es de unos { $size }.
        [many] La edición del { $day }: la portada y sus { $stories } de notas con sus imágenes principales; la descarga es de unos { $size }.
       *[other] La edición del { $day }: la portada y sus { $stories } notas con sus imágenes principales; la descarga es de unos { $size }.
    }
    .editionKept = { $stories ->
        [one] La edición del { $day } con { $stories } nota está en este dispositivo.
        [many] La edición del { $day } con { $stories } de notas está en este dispositivo.
       *[other] La edición del { $day } con { $stories } notas está en este dispositivo.
    }
    .editionPartly = Parte de la edición del { $day } está en este dispositivo.
    .noEdition = No hay ninguna edición en este dispositivo, y no se encontró la de hoy. Inténtelo de nuevo más tarde.
    .download = Descargar
    .book = Descargar como libro electrónico (EPUB)
    .goOn = Continuar la descarga
    .stop = Detener
    .stopped = La descarga se detuvo. Puede continuarla más tarde.
    .downloading = Descargando la edición…
    .progress = { $done } de { $size }
    .editionHere = La edición está en este dispositivo.
    .editionRemoved = La edición se quitó de este dispositivo.
    .daily = Renovarla cada día
    .stories = Notas guardadas
    .noneSaved = No hay notas guardadas. Elija “Guardar” debajo de una nota, y se abrirá sin conexión.
    .remove = Quitar
    .removeStory = Quitar “{ $name }”
    .removed = “{ $name }” se quitó de este dispositivo.
    .recent = Leído hace poco
    .keepRecent = Guardar las últimas 50 páginas que leo, para abrirlas sin conexión
    .recentOn = Las páginas que lea desde ahora se guardarán.
    .recentOff = Las páginas que leyó se quitaron de este dispositivo.
    .recentStories = Notas: { $number }
    .everything = Todo
    .total = Este periódico guarda { $size } en este dispositivo, con lo que sus páginas necesitan para funcionar. Nadie más puede verlo.
    .nothing = Este periódico no guarda nada en este dispositivo.
    .erase = Borrar todo
    .erased = Se borró todo.
    .full = No hay espacio en este dispositivo. Quite algo o libere espacio, e inténtelo de nuevo.
    .failed = No funcionó. Inténtelo de nuevo.
    .offline = No hay conexión. Inténtelo de nuevo más tarde.
    .notHere = No hay conexión, y la página que abrió no está en este dispositivo. Lo que sí está:
    .noWorker = Este navegador no puede abrir páginas guardadas sin conexión, quizá porque la ventana es privada.
    .forbidden = Este navegador no deja que el periódico guarde nada, quizá porque la ventana es privada.
search-words =
    .label = Buscar en el archivo
    .section = Sección
    .allSections = Todas las secciones
    .time = Fecha
    .anyTime = Cualquier fecha
    .week = Última semana
    .month = Último mes
    .year = Último año
    .order = Orden
    .best = Primero lo más pertinente
    .newest = Primero lo más reciente
    .searching = Buscando…
    .nothing = No se encontraron notas.
    .one = Se encontró 1 nota.
    .many = { $number ->
        [one] Se encontró { $number } nota.
        [many] Se encontraron { $number } de notas.
       *[other] Se encontraron { $number } notas.
    }
    .corrected = Se muestran resultados de { $used }, porque ninguna nota tiene { $typed }.
    .shortened = La búsqueda es demasiado larga, así que se omitió el final.
    .incomplete = No se pudo cargar una parte del archivo, así que pueden faltar notas.
    .failed = No se pudo cargar la búsqueda.
    .retry = { try-again }
    .more = Mostrar más
    .tips = Consejos
    .hint = Se encuentran todas las palabras en todas sus formas. Ponga una frase entre comillas. Las flechas del teclado recorren los resultados.
    .key = La tecla / abre la búsqueda
settings-words =
    .intro = Valen de inmediato para todas las páginas de este periódico y se quedan en este dispositivo.
    .forbidden = Este navegador no deja que el periódico guarde ajustes, así que se perderían. Permita que guarde datos de este sitio y vuelva a cargar la página.
    .size = Tamaño del texto
    .sizeSmall = Pequeño
    .sizeNormal = Normal
    .sizeLarge = Grande
    .sizeLarger = Más grande
    .sizeLargest = El más grande
    .scheme = Colores
    .schemeSystem = Como en este dispositivo
    .schemeLight = Claros
    .schemeDark = Oscuros
    .contrast = Contraste
    .contrastNormal = Normal
    .contrastHigh = Alto
    .typeface = Tipo de letra
    .typefacePaper = El del periódico
    .typefaceSans = Sin remates
    .typefaceWide = Letras anchas
    .width = Ancho de la columna
    .widthNarrow = Angosto
    .widthNormal = Normal
    .widthWide = Ancho
    .pictures = Imágenes
    .picturesAuto = Según el ahorro de datos del navegador
    .picturesShown = Todas
    .picturesFew = Solo las que pida
    .extras = Durante la lectura
    .reading = Mostrar el tiempo y el avance de lectura, y ofrecer continuar donde me detuve
    .readingHint = Los lugares de las últimas 50 notas se quedan en este dispositivo.
    .keys = Teclado
    .keysLabel = Las teclas / y ? abren la búsqueda y una lista de todas las teclas
    .sampleHeadline = Cómo se ven las notas con sus ajustes
    .sampleText = Este párrafo está compuesto como las notas. Lea unas líneas como suele leer, con el brazo extendido, en el autobús o por la noche, y cambie lo que le estorbe. Todas las demás páginas cambian con él.
    .sampleLink = Así se ven los enlaces.
    .reset = Restablecer
    .isReset = Todo está como al principio.
    .saved = Guardado.
topics-words =
    .name = { topics }
    .not = { $first }, no { $second }
    .add = Agregar un tema
    .hint = Seleccione un tema elegido para excluir sus notas, y otra vez para volver a incluirlas.
    .remove = Quitar { $name }
    .turn = { $name }: mostrar notas sin este tema
    .turnBack = no { $name }: mostrar notas con este tema
    .stories = { stories }
    .notMark = no
    .choose = Elija dos temas o más para ver las notas que los tienen todos.
    .unknown = Este periódico no tiene un tema llamado { $name }.
    .tooMany = Se pueden combinar hasta ocho temas. Los demás quedaron fuera.
    .onlyNot = Elija un tema que las notas tengan, además de los que no tienen.
    .searching = Buscando…
    .none = No se encontraron notas.
    .one = Se encontró 1 nota.
    .many = { $number ->
        [one] Se encontró { $number } nota.
        [many] Se encontraron { $number } de notas.
       *[other] Se encontraron { $number } notas.
    }
    .newestOnly = { $number ->
        [one] Solo se compara la nota más reciente ({ $number }) de cada tema.
        [many] Solo se comparan los { $number } de notas más recientes de cada tema.
       *[other] Solo se comparan las { $number } notas más recientes de cada tema.
    }
    .more = Mostrar más
    .failed = No se pudieron cargar los temas.
    .incomplete = El periódico cambió mientras tanto, o no se pudo cargar. Pueden faltar notas.
    .retry = { try-again }
    .contradiction = { $name } está elegido y excluido, así que no se puede mostrar ninguna nota.
following-words =
    .private = Lo que usted sigue se guarda solo en este dispositivo. El periódico no se entera: todos los lectores cargan la misma lista de notas recientes.
    .nothing = Todavía no sigue nada. Siga una sección, un tema o un autor aquí o en su página, y sus notas más recientes aparecerán aquí y al final de la portada.
    .followed = Usted sigue
    .unfollow = Dejar de seguir { $name }
    .unfollowed = Ya no sigue { $name }.
    .undo = Deshacer
    .nowFollowed = Ahora sigue { $name }.
    .gone = El periódico ya no tiene esa página.
    .add = Seguir más
    .find = Sección, tema o autor
    .noMatch = Ninguna sección, tema ni autor se llama así.
    .section = Sección
    .topic = Tema
    .author = Autor
    .stories = Las notas más recientes
    .because = Porque sigue { $names }
    .noStories = { $number ->
        [one] La nota más reciente ({ $number }) no está en lo que usted sigue. Las anteriores están en sus páginas.
        [many] Ninguna de los { $number } de notas más recientes está en lo que usted sigue. Las anteriores están en sus páginas.
       *[other] Ninguna de las { $number } notas más recientes está en lo que usted sigue. Las anteriores están en sus páginas.
    }
    .among = { $number ->
        [one] Entre la nota más reciente ({ $number }) del periódico.
        [many] Entre los { $number } de notas más recientes del periódico.
       *[other] Entre las { $number } notas más recientes del periódico.
    }
    .more = Mostrar más
    .keep = Conservar o borrar
    .export = Guardar como archivo
    .import = Leer de un archivo
    .feeds = Fuentes para un lector de fuentes (OPML)
    .erase = Borrar todo
    .eraseSure = ¿Borrar de este dispositivo lo que usted sigue? No se puede deshacer.
    .eraseYes = Borrar
    .cancel = Cancelar
    .erased = Lo que seguía se borró de este dispositivo.
    .imported = { $number ->
        [one] Se leyó { $number } del archivo. Ahora sigue { $all }.
        [many] Se leyeron { $number } del archivo. Ahora sigue { $all }.
       *[other] Se leyeron { $number } del archivo. Ahora sigue { $all }.
    }
    .unknownNames = El periódico no tiene páginas para lo siguiente, así que quedó fuera: { $names }
    .notJson = Este archivo no lo guardó esta página. Elija uno que se haya guardado aquí.
    .otherVersion = El archivo lo guardó otra versión de esta página, y esta no puede leerlo.
    .tooLarge = El archivo pesa más de 1 MB. Una lista de lo que usted sigue es más pequeña; elija otro archivo.
    .tooMany = { $number ->
        [one] Se puede seguir hasta { $number }. Lo demás quedó fuera.
        [many] Se puede seguir hasta { $number }. Lo demás quedó fuera.
       *[other] Se puede seguir hasta { $number }. Lo demás quedó fuera.
    }
    .blocked = { follow-words.blocked }
    .damaged = Lo que estaba guardado en este dispositivo está dañado y quedó fuera.
    .failed = No se pudieron cargar las notas más recientes.
    .retry = { try-again }
    .feedsTitle = Lo que sigo en { $newspaper }
    .noFeeds = Los autores no tienen fuentes, así que el archivo solo tiene las de las secciones y los temas.
