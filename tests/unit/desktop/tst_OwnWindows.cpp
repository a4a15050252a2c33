#include "XServer.h"
#include "desktop/DesktopBackend.h"
#include "desktop/x11/OwnWindows.h"

#include <QSignalSpy>
#include <QtTest>

#include <xcb/shape.h>

using namespace oriel;
using namespace oriel::test;

namespace {

constexpr quint32 white = 0xffffff;

/** A client that opens windows and counts what they are told. */
class Toolkit {
public:
    explicit Toolkit(const QString &display)
        : m_connection(X11Connection::open(display, &m_error))
    {
        QObject::connect(m_connection.get(), &X11Connection::event, m_connection.get(),
                         [this](const xcb_generic_event_t *event) {
                             presses += xcbType(event) == XCB_BUTTON_PRESS;
                             releases += xcbType(event) == XCB_BUTTON_RELEASE;
                             keys += xcbType(event) == XCB_KEY_PRESS;
                         });
    }

    X11Connection &connection() { return *m_connection; }
    xcb_window_t open(const QRect &rect, xcb_window_t parent = 0,
                      quint16 kind = XCB_WINDOW_CLASS_INPUT_OUTPUT)
    {
        xcb_connection_t *c = m_connection->xcb();
        const xcb_window_t window = xcb_generate_id(c);
        const quint32 events =
            XCB_EVENT_MASK_BUTTON_PRESS | XCB_EVENT_MASK_BUTTON_RELEASE | XCB_EVENT_MASK_KEY_PRESS;
        const quint32 values[] = {white, 1, events};
        const bool drawn = kind == XCB_WINDOW_CLASS_INPUT_OUTPUT;
        xcb_create_window(c, XCB_COPY_FROM_PARENT, window, parent ? parent : m_connection->root(),
                          qint16(rect.x()), qint16(rect.y()), quint16(rect.width()),
                          quint16(rect.height()), 0, kind, XCB_COPY_FROM_PARENT,
                          (drawn ? XCB_CW_BACK_PIXEL : 0) | XCB_CW_OVERRIDE_REDIRECT
                              | XCB_CW_EVENT_MASK,
                          drawn ? values : values + 1);
        xcb_map_window(c, window);
        sync();
        return window;
    }
    void close(xcb_window_t window)
    {
        xcb_destroy_window(m_connection->xcb(), window);
        sync();
    }
    void move(xcb_window_t window, QPoint to)
    {
        const quint32 values[] = {quint32(to.x()), quint32(to.y())};
        xcb_configure_window(m_connection->xcb(), window, XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y,
                             values);
        sync();
    }
    void setAtoms(xcb_window_t window, const char *property, const char *value)
    {
        const xcb_atom_t atom = m_connection->atom(value);
        xcb_change_property(m_connection->xcb(), XCB_PROP_MODE_REPLACE, window,
                            m_connection->atom(property), XCB_ATOM_ATOM, 32, 1, &atom);
        sync();
    }
    void focus(xcb_window_t window)
    {
        xcb_set_input_focus(m_connection->xcb(), XCB_INPUT_FOCUS_POINTER_ROOT, window,
                            XCB_CURRENT_TIME);
        sync();
    }
    void reparent(xcb_window_t window, xcb_window_t parent, QPoint to)
    {
        xcb_reparent_window(m_connection->xcb(), window, parent, qint16(to.x()), qint16(to.y()));
        sync();
    }
    /** The server has performed everything. */
    void sync()
    {
        xcbReply(xcb_get_input_focus_reply, m_connection->xcb(),
                 xcb_get_input_focus(m_connection->xcb()));
    }

    int presses = 0;
    int releases = 0;
    int keys = 0;

private:
    QString m_error;
    std::unique_ptr<X11Connection> m_connection;
};

} // namespace

class tst_OwnWindows : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_server.start()); }
    void init();
    void cleanup();

    void noneWithoutAToolkit();
    void followsThem();
    void findsThoseThatAreThere();
    void sparesWhatLiesAbove();
    void coversWhatMayShineThrough();
    void takesTheFrameWithIt();
    void sparesThePanelOfATrayIcon();
    void keysGoWithTheFocus();
    void keysGoToAnOpenMenu();
    void viewersSeeACover();
    void viewersCannotTouchThem();

private:
    std::unique_ptr<DesktopBackend> openDesktop(xcb_window_t own)
    {
        QString error;
        return DesktopBackend::open({QStringLiteral("x11"), m_server.display(), own}, m_store,
                                    &error);
    }
    QRgb pixel(QPoint at)
    {
        const FrameStore::Access access = m_store.read();
        const std::uint8_t *p = access->row(at.y()) + at.x() * Framebuffer::bytesPerPixel;
        return qRgb(p[0], p[1], p[2]);
    }

    XServer m_server;
    FrameStore m_store;
    std::unique_ptr<Toolkit> m_ours;
    std::unique_ptr<Toolkit> m_others;
    std::unique_ptr<X11Connection> m_connection;
    std::unique_ptr<OwnWindows> m_windows;
};

void tst_OwnWindows::init()
{
    QString error;
    m_ours = std::make_unique<Toolkit>(m_server.display());
    m_others = std::make_unique<Toolkit>(m_server.display());
    m_connection = X11Connection::open(m_server.display(), &error);
    QVERIFY2(m_connection, qPrintable(error));
    const xcb_window_t any = xcb_generate_id(m_ours->connection().xcb());
    m_windows = std::make_unique<OwnWindows>(*m_connection, any);
}

void tst_OwnWindows::cleanup()
{
    m_windows.reset();
    m_connection.reset();
    m_others.reset();
    m_ours.reset();
}

void tst_OwnWindows::noneWithoutAToolkit()
{
    OwnWindows none(*m_connection, 0);
    none.start();
    QVERIFY(none.areNone());
    m_ours->open({10, 10, 50, 50});
    QVERIFY(none.visible().isEmpty());
    QVERIFY(!none.takePressAt({20, 20}));
    QVERIFY(!none.takeKeys());
}

void tst_OwnWindows::followsThem()
{
    m_windows->start();
    QVERIFY(m_windows->visible().isEmpty());
    m_others->open({300, 300, 50, 50});
    const xcb_window_t window = m_ours->open({10, 10, 50, 40});
    m_windows->takePressAt({0, 0}); // any answer of the server
    QCOMPARE(m_windows->visible(), QRegion(10, 10, 50, 40));
    QVERIFY(m_windows->takePressAt({59, 49}));
    QVERIFY(!m_windows->takePressAt({60, 50}));
    QVERIFY(!m_windows->takePressAt({310, 310}));
    m_ours->move(window, {100, 120});
    QVERIFY(!m_windows->takePressAt({20, 20}));
    QCOMPARE(m_windows->visible(), QRegion(100, 120, 50, 40));
    m_ours->close(window);
    QVERIFY(!m_windows->takePressAt({110, 130}));
    QVERIFY(m_windows->visible().isEmpty());
    m_windows->stop();
    m_ours->open({10, 10, 50, 50});
    QVERIFY(!m_windows->takePressAt({20, 20}));
}

void tst_OwnWindows::findsThoseThatAreThere()
{
    const xcb_window_t frame = m_others->open({200, 100, 120, 90});
    const xcb_window_t window = m_ours->open({0, 0, 100, 60});
    m_others->reparent(window, frame, {10, 20});
    m_others->setAtoms(window, "WM_STATE", "NormalState");
    m_ours->open({10, 10, 30, 30});
    m_windows->start();
    QCOMPARE(m_windows->visible(), QRegion(10, 10, 30, 30) + QRegion(200, 100, 120, 90));
}

void tst_OwnWindows::sparesWhatLiesAbove()
{
    m_windows->start();
    m_ours->open({10, 10, 100, 100});
    const xcb_window_t above = m_others->open({60, 10, 200, 100});
    QVERIFY(!m_windows->takePressAt({70, 20}));
    QVERIFY(m_windows->takePressAt({20, 20}));
    QCOMPARE(m_windows->visible(), QRegion(10, 10, 50, 100));
    const xcb_rectangle_t hole{0, 50, 200, 50};
    xcb_shape_rectangles(m_others->connection().xcb(), XCB_SHAPE_SO_SET, XCB_SHAPE_SK_BOUNDING, 0,
                         above, 0, 0, 1, &hole);
    m_others->move(above, {60, 11}); // a change that is told
    QVERIFY(m_windows->takePressAt({70, 20}));
    QVERIFY(!m_windows->takePressAt({70, 70}));
    QCOMPARE(m_windows->visible(), QRegion(10, 10, 100, 100) - QRegion(60, 61, 50, 49));
}

void tst_OwnWindows::coversWhatMayShineThrough()
{
    m_windows->start();
    m_ours->open({10, 10, 100, 100});
    m_others->open({0, 0, 400, 300}, 0, XCB_WINDOW_CLASS_INPUT_ONLY);
    QVERIFY(!m_windows->takePressAt({20, 20})); // which takes the press nevertheless
    QCOMPARE(m_windows->visible(), QRegion(10, 10, 100, 100));

    const xcb_window_t faint = m_others->open({0, 0, 400, 300});
    m_windows->takePressAt({0, 0});
    QVERIFY(m_windows->visible().isEmpty());
    m_others->setAtoms(faint, "_NET_WM_WINDOW_OPACITY", "0.5");
    xcb_set_selection_owner(m_others->connection().xcb(), faint,
                            m_others->connection().atom("_NET_WM_CM_S0"), XCB_CURRENT_TIME);
    m_others->move(faint, {1, 0});
    m_windows->takePressAt({0, 0});
    QCOMPARE(m_windows->visible(), QRegion(10, 10, 100, 100));
}

void tst_OwnWindows::takesTheFrameWithIt()
{
    m_windows->start();
    const xcb_window_t window = m_ours->open({50, 50, 100, 60});
    const xcb_window_t frame = m_others->open({45, 30, 110, 85});
    m_others->setAtoms(window, "WM_STATE", "NormalState");
    m_others->reparent(window, frame, {5, 20});
    QVERIFY(m_windows->takePressAt({47, 32})); // its title
    QVERIFY(m_windows->takePressAt({60, 60}));
    QCOMPARE(m_windows->visible(), QRegion(45, 30, 110, 85));
    m_others->reparent(window, m_others->connection().root(), {50, 50});
    m_others->close(frame);
    QVERIFY(!m_windows->takePressAt({47, 32}));
    QCOMPARE(m_windows->visible(), QRegion(50, 50, 100, 60));
}

void tst_OwnWindows::sparesThePanelOfATrayIcon()
{
    m_windows->start();
    const xcb_window_t panel = m_others->open({0, 450, 640, 30});
    const xcb_window_t icon = m_ours->open({0, 0, 24, 24});
    m_others->reparent(icon, panel, {600, 3});
    QVERIFY(!m_windows->takePressAt({10, 460}));
    QVERIFY(m_windows->takePressAt({610, 460}));
    QVERIFY(m_windows->visible().isEmpty());
}

void tst_OwnWindows::keysGoWithTheFocus()
{
    m_windows->start();
    const xcb_window_t window = m_ours->open({10, 10, 50, 50});
    const xcb_window_t other = m_others->open({100, 10, 50, 50});
    m_others->focus(other);
    QVERIFY(!m_windows->takeKeys());
    m_ours->focus(window);
    QVERIFY(m_windows->takeKeys());
    // Without a focus keys go to what is under the pointer.
    m_others->focus(XCB_INPUT_FOCUS_POINTER_ROOT);
    xcb_warp_pointer(m_others->connection().xcb(), 0, other, 0, 0, 0, 0, 5, 5);
    m_others->sync();
    QVERIFY(!m_windows->takeKeys());
    xcb_warp_pointer(m_ours->connection().xcb(), 0, window, 0, 0, 0, 0, 5, 5);
    m_ours->sync();
    QVERIFY(m_windows->takeKeys());
}

void tst_OwnWindows::keysGoToAnOpenMenu()
{
    m_windows->start();
    const xcb_window_t other = m_others->open({100, 10, 50, 50});
    m_others->focus(other);
    m_ours->open({200, 10, 50, 20}); // no menu: the strip, or a tool tip
    QVERIFY(!m_windows->takeKeys());
    const xcb_window_t menu = m_ours->open({300, 10, 50, 80});
    m_ours->setAtoms(menu, "_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_POPUP_MENU");
    m_ours->move(menu, {301, 10});
    QVERIFY(m_windows->takeKeys());
    m_ours->close(menu);
    QVERIFY(!m_windows->takeKeys());
}

void tst_OwnWindows::viewersSeeACover()
{
    const xcb_window_t window = m_ours->open({100, 100, 80, 60});
    const auto desktop = openDesktop(window);
    QVERIFY(desktop);
    QSignalSpy frames(&desktop->capture(), &ScreenCapture::framePublished);
    desktop->capture().start();
    QTRY_COMPARE(frames.count(), 1);
    const QRgb cover = pixel({140, 130});
    QVERIFY(cover != qRgb(255, 255, 255));
    QCOMPARE(pixel({101, 101}), cover);
    QVERIFY(pixel({99, 99}) != cover);

    // What comes and goes between two frames: never a pixel of it.
    desktop->capture().requestFrame();
    m_others->open({0, 0, 640, 20});
    const xcb_window_t second = m_ours->open({300, 200, 50, 50});
    QTRY_COMPARE(pixel({310, 210}), cover);
    QCOMPARE(pixel({10, 10}), qRgb(255, 255, 255));
    desktop->capture().requestFrame();
    m_ours->close(second);
    QTRY_VERIFY(pixel({310, 210}) != cover);
    desktop->capture().requestFrame();
    m_ours->move(window, {110, 100});
    QTRY_COMPARE(pixel({185, 130}), cover);
    desktop->capture().requestFrame();
    QTRY_VERIFY(pixel({105, 130}) != cover);
    desktop->capture().stop();
}

void tst_OwnWindows::viewersCannotTouchThem()
{
    const xcb_window_t window = m_ours->open({100, 100, 80, 60});
    const xcb_window_t other = m_others->open({300, 100, 80, 60});
    const auto desktop = openDesktop(window);
    QVERIFY(desktop);
    QSignalSpy pressing(&desktop->input(), &InputInjector::pressing);
    desktop->capture().start();
    InputInjector &input = desktop->input();
    const auto click = [&input](QPoint at) {
        input.pointer(1, {at, 1});
        input.pointer(1, {at, 0});
    };
    m_others->focus(other);
    click({120, 120});
    QCOMPARE(pressing.count(), 0);
    click({320, 120});
    QTRY_COMPARE(m_others->releases, 1);
    QCOMPARE(pressing.count(), 1);
    // Pressed on ours, dragged to another: no press there either, until it was let go.
    input.pointer(1, {{120, 120}, 1});
    input.pointer(1, {{320, 120}, 1});
    input.pointer(1, {{321, 121}, 0});
    click({322, 122});
    QTRY_COMPARE(m_others->releases, 2);
    QCOMPARE(m_others->presses, 2);
    // A drag from another over ours ends where it ends.
    input.pointer(1, {{320, 120}, 1});
    input.pointer(1, {{120, 120}, 1});
    input.pointer(1, {{120, 120}, 0});
    QTRY_COMPARE(m_others->releases, 3);

    input.key(1, {'a', 0, true});
    input.key(1, {'a', 0, false});
    QTRY_COMPARE(m_others->keys, 1);
    m_ours->focus(window);
    input.key(1, {'b', 0, true});
    input.key(1, {'b', 0, false});
    m_others->focus(other);
    input.key(1, {'c', 0, true});
    input.key(1, {'c', 0, false});
    QTRY_COMPARE(m_others->keys, 2);
    m_ours->connection().processEvents();
    QCOMPARE(m_ours->presses, 0);
    QCOMPARE(m_ours->keys, 0);
    desktop->capture().stop();
}

QTEST_GUILESS_MAIN(tst_OwnWindows)
#include "tst_OwnWindows.moc"
