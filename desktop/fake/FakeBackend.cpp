#include "desktop/fake/FakeBackend.h"

#include "desktop/fake/FakeMoves.h"
#include "desktop/fake/FakePattern.h"

#include <QBuffer>
#include <QImage>
#include <QRegularExpression>

namespace oriel {

namespace {

constexpr auto prefix = QLatin1StringView("fake:");
constexpr int defaultFramesPerSecond = 10;
constexpr QSize largestSize{16384, 16384};
constexpr QSize largestMode{4096, 4096}; // viewers can ask for, as on a graphics card
constexpr quint32 numLock = 0xff7f;
constexpr quint32 capsLock = 0xffe5;
constexpr quint32 scrollLock = 0xff14;

struct Options {
    QSize size;
    int framesPerSecond = defaultFramesPerSecond;
    FakeCapture::Scene scene = FakeCapture::Scene::Pattern;
    int monitors = 1;
    QString record;
};

bool isSizePossible(QSize size, FakeCapture::Scene scene)
{
    const QSize smallest =
        scene == FakeCapture::Scene::Moves ? FakeMoves::minimumSize : FakePattern::minimumSize;
    return size.expandedTo(smallest) == size && size.boundedTo(largestSize) == size;
}

bool parse(const QString &display, Options *options)
{
    static const QRegularExpression pattern(
        QStringLiteral("^fake:(\\d{1,5})x(\\d{1,5})(?:,fps=(\\d{1,3}))?(,moves)?"
                       "(?:,monitors=([1-9]))?(?:,record=(.+))?$"));
    const QRegularExpressionMatch match = pattern.match(display);
    options->size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    if (match.hasCaptured(3))
        options->framesPerSecond = match.captured(3).toInt();
    if (match.hasCaptured(4))
        options->scene = FakeCapture::Scene::Moves;
    if (match.hasCaptured(5))
        options->monitors = match.captured(5).toInt();
    options->record = match.captured(6);
    return match.hasMatch() && isSizePossible(options->size, options->scene);
}

} // namespace

QString FakeBackend::copiedText() { return QStringLiteral("Fake copy: é ß € 漢 🙂"); }

QByteArray FakeBackend::copiedPicture()
{
    QImage image(3, 2, QImage::Format_RGB32);
    image.fill(qRgb(0x22, 0x44, 0x66));
    image.setPixel(1, 0, qRgb(0xff, 0x80, 0x00));
    image.setText(QStringLiteral("Comment"), QStringLiteral("nobody's business"));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

std::unique_ptr<DesktopBackend> FakeBackend::open(const DesktopChoice &choice, FrameStore &store,
                                                  QString *error)
{
    if (!choice.display.startsWith(prefix))
        return nullptr;
    Options options;
    if (!parse(choice.display, &options)) {
        *error = QStringLiteral("\"%1\" is no fake display; one is fake:640x480,record=FILE.")
                     .arg(choice.display);
        return nullptr;
    }
    std::unique_ptr<FakeBackend> backend(
        new FakeBackend(store, options.size, options.framesPerSecond, options.scene));
    backend->m_monitors = options.monitors;
    backend->m_capture.setMonitors(options.monitors);
    if (!backend->m_recorder.open(options.record)) {
        *error = QStringLiteral("Can't write %1.").arg(options.record);
        return nullptr;
    }
    return backend;
}

FakeBackend::FakeBackend(FrameStore &store, QSize size, int framesPerSecond,
                         FakeCapture::Scene scene)
    : m_capture(store, size, framesPerSecond, scene)
    , m_input(m_recorder)
    , m_clipboard(m_recorder)
    , m_framesPerSecond(framesPerSecond)
{
    connect(&m_input, &FakeInput::pointerMoved, &m_capture, &FakeCapture::movePointer);
    connect(&m_input, &FakeInput::buttonsChanged, this,
            [this](quint32 buttons) { m_capture.setCursor(buttons & 1 ? 1 : 0); });
    connect(&m_input, &FakeInput::keyPressed, this, &FakeBackend::playKey);
}

void FakeBackend::keepAwake(bool awake)
{
    m_recorder.record({{QLatin1StringView("type"), QLatin1StringView("awake")},
                       {QLatin1StringView("on"), awake}});
}

bool FakeBackend::resizeDesktop(QSize size)
{
    if (!isSizePossible(size, m_capture.scene()) || size.boundedTo(largestMode) != size)
        return false;
    m_capture.resize(size);
    return true;
}

void FakeBackend::playKey(quint32 keysym)
{
    switch (keysym) {
    case copyKey: m_clipboard.copy(copiedText()); break;
    case copyPictureKey: m_clipboard.copyPicture(copiedPicture()); break;
    case copyTooMuchKey: m_clipboard.copyTooMuch(); break;
    case lockKey:
        m_locked = !m_locked;
        m_capture.setState(m_locked ? ScreenState::Locked : ScreenState::On);
        break;
    case powerOffKey: m_capture.fail(); break;
    case displayKey:
        m_isUnplugged = !m_isUnplugged;
        m_capture.setMonitors(m_isUnplugged ? 1 : m_monitors);
        break;
    case scrollLock: m_capture.toggleLed(0); break;
    case numLock: m_capture.toggleLed(1); break;
    case capsLock: m_capture.toggleLed(2); break;
    default: break;
    }
    if (m_framesPerSecond == 0)
        m_capture.step();
}

} // namespace oriel
