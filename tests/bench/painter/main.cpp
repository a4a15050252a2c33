// Paints a known scene on the X server of $DISPLAY, or one frame of it into a file.
//
//   bench_painter SCENE [--seconds S]                 moves at "go", rests at "stop" (or after S s)
//   bench_painter SCENE --render N --out FILE.ppm     frame N, without an X server
//   bench_painter SCENE --layout                      where the barcodes are, as JSON
//
// Standard output: {"ready":true}, {"frame":N,"t":NS}, {"key":K,"t":NS}; NS is CLOCK_MONOTONIC when
// the X server has it on the screen.
#include "tests/bench/Ppm.h"
#include "tests/bench/painter/Animation.h"
#include "tests/bench/painter/KeyCounter.h"
#include "tests/bench/painter/Scene.h"

#include <QCommandLineParser>
#include <QGuiApplication>

#include <cstdio>

namespace oriel::bench {

namespace {

// What is made without an X server is made for this screen.
constexpr QSize standardScreen(1920, 1080);

struct Task {
    QString scene;
    int seconds = 0;
    int frame = -1;
    QString file;
    bool layout = false;
};

[[noreturn]] void refuse(const QString &why)
{
    std::fprintf(stderr, "bench_painter: %s\n", qUtf8Printable(why));
    std::exit(2);
}

int number(const QCommandLineParser &parser, const QString &option)
{
    bool ok = false;
    const int value = parser.value(option).toInt(&ok);
    if (!ok || value < 0)
        refuse(u'-' + option + QStringLiteral(" needs a number"));
    return value;
}

Task parse(const QStringList &arguments)
{
    const auto seconds = QStringLiteral("seconds");
    const auto render = QStringLiteral("render");
    const auto out = QStringLiteral("out");
    const auto layout = QStringLiteral("layout");
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("SCENE"), Scene::names().join(u'|'));
    parser.addOptions({{seconds, QStringLiteral("rest after so long"), QStringLiteral("S")},
                       {render, QStringLiteral("the frame to write"), QStringLiteral("N")},
                       {out, QStringLiteral("where to"), QStringLiteral("FILE.ppm")},
                       {layout, QStringLiteral("print where the barcodes are")}});
    parser.addHelpOption();
    parser.process(arguments);
    const QStringList names = parser.positionalArguments();
    if (names.size() != 1 || !Scene::names().contains(names.constFirst()))
        refuse(QStringLiteral("one scene: ") + Scene::names().join(QStringLiteral(", ")));
    if (parser.isSet(render) != parser.isSet(out))
        refuse(QStringLiteral("--render and --out belong together"));
    return {.scene = names.constFirst(),
            .seconds = parser.isSet(seconds) ? number(parser, seconds) : 0,
            .frame = parser.isSet(render) ? number(parser, render) : -1,
            .file = parser.value(out),
            .layout = parser.isSet(layout)};
}

void renderFrame(Scene &scene, const Task &task)
{
    QImage screen(standardScreen, QImage::Format_RGB32);
    scene.paint(task.frame, -1, screen);
    const Point key = Layout::keyCode({screen.width(), screen.height()});
    Barcode::write(canvasOf(screen), key.x, key.y, BarcodeKind::Key, 0);
    Ppm::write(task.file.toStdString(), canvasOf(screen).view(), PixelOrder::Bgrx);
}

void paintOnScreen(const Task &task)
{
    ScreenWindow window;
    const auto scene = Scene::create(task.scene, window.image().size());
    scene->prepare();
    scene->paint(0, -1, window.image());
    const KeyCounter keys(window.id(), window.image().size(), [](int key, std::int64_t when) {
        std::printf("{\"key\":%d,\"t\":%lld}\n", key, static_cast<long long>(when));
        std::fflush(stdout);
    });
    window.open();
    Animation(*scene, window, task.seconds).run();
}

int run(const Task &task)
{
    try {
        const auto scene = Scene::create(task.scene, standardScreen);
        if (task.layout)
            std::puts(
                Layout::json(scene->placement(), {standardScreen.width(), standardScreen.height()})
                    .c_str());
        else if (task.frame >= 0)
            renderFrame(*scene, task);
        else
            paintOnScreen(task);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_painter: %s\n", error.what());
        return 1;
    }
    return 0;
}

} // namespace
} // namespace oriel::bench

int main(int argc, char **argv)
{
    // For the fonts alone: the window is XCB's.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    return oriel::bench::run(oriel::bench::parse(QGuiApplication::arguments()));
}
