#include "TestScreen.h"
#include "vnc/UpdateQueue.h"

#include <QTest>

using namespace oriel;

/** A client that does what its UpdateQueue says shows the picture, whatever happened meanwhile. */
class TestUpdateSequences : public QObject {
    Q_OBJECT

private slots:
    void isRightWhateverHappens_data();
    void isRightWhateverHappens();
};

namespace {

/** A desktop, a client of it, and what happens to them. */
class World {
public:
    explicit World(quint32 seed, bool takesCopies)
        : m_random(seed)
    {
        m_queue.setSize(bounds.size());
        m_queue.setTakesCopies(takesCopies);
        m_snapshot.update(m_desktop.picture, bounds, true);
    }

    void paint()
    {
        for (int i = number(1, 3); i > 0; --i) {
            const QRect rect = someRect();
            const QPoint by(number(-30, 30), number(-30, 30));
            const QRect target = rect & bounds.translated(by);
            switch (number(0, 5)) {
            case 0: m_desktop.noise(rect, m_random); break;
            case 1: m_desktop.texture(rect, 1, QPoint(number(0, 7), number(0, 7))); break;
            default:
                if (!target.isEmpty())
                    m_desktop.copy(target, by);
            }
        }
        m_queue.addChange(m_snapshot.update(m_desktop.picture, bounds, true), m_pointer);
    }

    void movePointer()
    {
        const QRect to(number(-10, 200), number(-10, 140), 12, 17);
        m_queue.addDamage(QRegion(m_pointer) + to);
        m_pointer = to & bounds;
    }

    void request(bool whole) { m_queue.request(whole ? bounds : someRect(), number(0, 9) > 0); }

    void answer(bool mayLose)
    {
        if (!m_queue.hasDue()) {
            m_queue.age(100'000);
            if (m_queue.canRefine())
                receive(m_queue.takeRefinement(10'000), false);
            return;
        }
        const bool lossy = mayLose && number(0, 1);
        const UpdateQueue::Update update = m_queue.take();
        if (lossy)
            m_queue.noteLossy(update.pixels);
        for (const CopyRect &copy : update.copies) {
            m_client.copy(copy.target, copy.by);
            m_copied += copy.target.width() * copy.target.height();
        }
        receive(update.pixels, lossy);
    }

    /** Until nothing comes any more. */
    void settle()
    {
        m_queue.age(100'000);
        m_queue.age(100'000);
        do {
            m_queue.request(bounds, true);
            answer(false);
        } while (!m_queue.isRequested());
    }

    int number(int from, int to) { return m_random.bounded(from, to + 1); }
    int copied() const { return m_copied; }

    /** But for what was sent with loss. */
    bool isShown(quint32 loss)
    {
        for (int y = 0; y < bounds.height(); ++y) {
            for (int x = 0; x < bounds.width(); ++x) {
                if ((m_client.pixel(x, y) ^ wanted(x, y)) & ~loss)
                    return false;
            }
        }
        return true;
    }

    static constexpr QRect bounds{0, 0, 203, 151};

private:
    QRect someRect()
    {
        return QRect(number(-20, 190), number(-20, 130), number(1, 200), number(1, 150)) & bounds;
    }

    quint32 wanted(int x, int y) const
    {
        return m_pointer.contains(x, y) ? 0xABCDEE : m_desktop.pixel(x, y);
    }

    void receive(const QRegion &pixels, bool lossy)
    {
        for (const QRect &rect : pixels) {
            for (int y = rect.top(); y <= rect.bottom(); ++y) {
                for (int x = rect.left(); x <= rect.right(); ++x)
                    m_client.setPixel(x, y, wanted(x, y) ^ (lossy ? 1 : 0));
            }
        }
    }

    QRandomGenerator m_random;
    TestScreen m_desktop{bounds.size()};
    TestScreen m_client{bounds.size()};
    Snapshot m_snapshot;
    UpdateQueue m_queue;
    QRect m_pointer;
    int m_copied = 0;
};

} // namespace

void TestUpdateSequences::isRightWhateverHappens_data()
{
    QTest::addColumn<bool>("takesCopies");
    QTest::addColumn<bool>("mayLose");
    QTest::addRow("pixels") << false << true;
    QTest::addRow("copies") << true << false;
    QTest::addRow("copies and loss") << true << true;
}

void TestUpdateSequences::isRightWhateverHappens()
{
    QFETCH(bool, takesCopies);
    QFETCH(bool, mayLose);
    World world(11, takesCopies);
    for (int step = 0; step < 3000; ++step) {
        switch (world.number(0, 9)) {
        case 0: world.movePointer(); break;
        case 1: world.request(false); break;
        case 2:
        case 3: world.request(true); break;
        case 4:
        case 5: world.answer(mayLose); break;
        default: world.paint(); break;
        }
        if (step % 10 == 9) {
            world.request(true);
            world.answer(mayLose);
            QVERIFY2(world.isShown(1), qPrintable(QString::number(step)));
        }
        if (step % 100 == 99) {
            world.settle();
            QVERIFY2(world.isShown(0), qPrintable(QString::number(step)));
        }
    }
    QCOMPARE(world.copied() > 100'000, takesCopies);
}

QTEST_GUILESS_MAIN(TestUpdateSequences)
#include "tst_UpdateSequences.moc"
