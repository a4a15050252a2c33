#include "ProxyFixture.h"

using namespace oriel;
using namespace std::chrono_literals;

/** What pages are told beside the picture, and what they say beside it. */
class tst_ProxyNotices : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProxyFixture> f;

private slots:
    void init() { f = std::make_unique<ProxyFixture>(); }
    void cleanup() { f.reset(); }

    void whoSaysSoIsHere()
    {
        f->policy.viewOnly = true;
        QVERIFY(f->start());
        const QJsonObject answer = f->join();
        const QByteArray token = answer.value(QLatin1String("resume")).toString().toLatin1();
        const QByteArray body = "{\"resume\":\"" + token + "\"}";
        QCOMPARE(f->post("/api/here", body).status, 410); // it has not come yet
        Client client(*f, ProxyFixture::ticketOf(answer));
        QVERIFY(client.handshake());
        QTRY_COMPARE(f->connected.count(), 1);
        QCOMPARE(f->post("/api/here", body).status, 200);
        QCOMPARE(f->post("/api/here", body).status, 200);
        QCOMPARE(f->activity.count(), 1); // at most twice a second
        f->clock.advance(500ms);
        QCOMPARE(f->post("/api/here", body).status, 200);
        QCOMPARE(f->activity.count(), 2);
        QCOMPARE(f->post("/api/here", "{\"resume\":\"nonsense\"}").status, 410);
        QCOMPARE(f->post("/api/here", "{}").status, 400);
        QCOMPARE(f->activity.count(), 2);
    }

    void eachIsToldHowManyOthersWatch()
    {
        f->policy.maxViewers = 3;
        f->policy.reusablePassword = "correct horse";
        QVERIFY(f->start());
        f->password = QStringLiteral("correct horse");
        const auto first = f->enter(QStringLiteral("oriel"), 1);
        QVERIFY(first);
        f->clock.advance(1s);
        auto second = f->enter(QStringLiteral("oriel"), 2);
        QVERIFY(second);
        f->clock.advance(1s);
        const QString one = QStringLiteral("{\"type\":\"viewers\",\"others\":1,\"controlling\":1}");
        const QString none =
            QStringLiteral("{\"type\":\"viewers\",\"others\":0,\"controlling\":0}");
        QTRY_COMPARE(second->notices, QStringList{one});
        QTRY_COMPARE(first->notices, QStringList{one});
        // One who is gone for a moment has not left.
        second->socket.abort();
        QTRY_COMPARE(f->disconnected.count(), 1);
        f->clock.advance(400ms);
        second = f->enter(QStringLiteral("oriel"), 3);
        QVERIFY(second);
        f->clock.advance(1s);
        QTRY_COMPARE(second->notices, QStringList{one});
        second->socket.abort();
        QTRY_COMPARE(f->disconnected.count(), 2);
        f->clock.advance(1s);
        QTRY_COMPARE(first->notices, (QStringList{one, none}));
    }

    void monitorsAreToldWhereThereAreSeveral()
    {
        f->policy.maxViewers = 2;
        f->policy.reusablePassword = "correct horse";
        QVERIFY(f->start());
        f->password = QStringLiteral("correct horse");
        const QRect whole(0, 0, 640, 200);
        const auto first = f->enter(QStringLiteral("oriel"));
        QVERIFY(first);
        f->proxy.setMonitors({{QStringLiteral("A"), whole}});
        f->proxy.setMonitors({{QStringLiteral("A"), QRect(0, 0, 320, 200)},
                              {QStringLiteral("B"), QRect(320, 0, 320, 200)}});
        const auto second = f->enter(QStringLiteral("oriel"), 2);
        QVERIFY(second);
        f->proxy.setMonitors({{QStringLiteral("A"), whole}});
        f->proxy.setMonitors({{QStringLiteral("A"), whole}});
        const QString two = QStringLiteral(
            R"({"list":[{"height":200,"name":"A","width":320,"x":0,"y":0},)"
            R"({"height":200,"name":"B","width":320,"x":320,"y":0}],"type":"monitors"})");
        const QString one = QStringLiteral(
            R"({"list":[{"height":200,"name":"A","width":640,"x":0,"y":0}],"type":"monitors"})");
        QTRY_COMPARE(first->notices, (QStringList{two, one}));
        QTRY_COMPARE(second->notices, (QStringList{two, one}));
    }
};

QTEST_GUILESS_MAIN(tst_ProxyNotices)
#include "tst_ProxyNotices.moc"
