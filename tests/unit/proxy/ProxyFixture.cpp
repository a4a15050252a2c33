#include "ProxyFixture.h"

#include <QDir>
#include <QJsonDocument>
#include <QWebSocketHandshakeOptions>

#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace oriel {

FakeVnc::FakeVnc(ProxyServer &proxy)
    : m_proxy(proxy)
{
    connect(
        &proxy, &ProxyServer::viewerOpening, this,
        [this](const ViewerInfo &viewer) {
            if (automatic)
                open(viewer.id);
        },
        Qt::QueuedConnection);
    connect(&proxy, &ProxyServer::viewerDisconnected, this, &FakeVnc::hangUp, Qt::QueuedConnection);
}

FakeVnc::~FakeVnc()
{
    for (const auto &[viewer, descriptor] : m_descriptors)
        ::close(descriptor);
}

void FakeVnc::open(ViewerId viewer)
{
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()) != 0)
        qFatal("no socket pair");
    m_descriptors[viewer] = pair[1];
    m_received[viewer].clear();
    m_proxy.attachViewer(viewer, pair[0]);
}

QByteArray FakeVnc::received(ViewerId viewer)
{
    if (isOpen(viewer)) {
        std::array<char, 65536> buffer{};
        ssize_t size = 0;
        while ((size = ::read(m_descriptors[viewer], buffer.data(), buffer.size())) > 0)
            m_received[viewer].append(buffer.data(), size);
    }
    return m_received[viewer];
}

qsizetype FakeVnc::send(ViewerId viewer, const QByteArray &bytes)
{
    const ssize_t size = ::send(m_descriptors.at(viewer), bytes.constData(),
                                static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    return size < 0 ? 0 : size;
}

void FakeVnc::hangUp(ViewerId viewer)
{
    if (!isOpen(viewer))
        return;
    ::close(m_descriptors[viewer]);
    m_descriptors.erase(viewer);
    m_proxy.detachViewer(viewer);
}

QJsonObject HttpAnswer::json() const { return QJsonDocument::fromJson(body).object(); }

ProxyFixture::ProxyFixture()
    : proxy(clock,
            {directory.filePath(QStringLiteral("identity")),
             directory.filePath(QStringLiteral("page"))})
    , vnc(proxy)
    , opening(&proxy, &ProxyServer::viewerOpening)
    , connected(&proxy, &ProxyServer::viewerConnected)
    , disconnected(&proxy, &ProxyServer::viewerDisconnected)
    , stopped(&proxy, &ProxyServer::stopped)
    , activity(&proxy, &ProxyServer::activity)
    , input(&proxy, &ProxyServer::viewerInput)
{
    policy.listenAddress = QStringLiteral("127.0.0.1");
    policy.port = 0;
    QDir(directory.path()).mkdir(QStringLiteral("page"));
    for (const char *name : {"index.html", "app.js"}) {
        QFile file(directory.filePath(QStringLiteral("page/") + QLatin1String(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray("the page ") + name);
    }
    QObject::connect(&proxy, &ProxyServer::started, &proxy,
                     [this](const ShareInfo &started, const QString &secret) {
                         info = started;
                         password = secret;
                     });
    QObject::connect(&proxy, &ProxyServer::passwordChanged, &proxy,
                     [this](const QString &secret) { password = secret; });
    QObject::connect(&proxy, &ProxyServer::failed, &proxy,
                     [](const QString &error) { qWarning().noquote() << error; });
}

QByteArray ProxyFixture::inputOf(ViewerId viewer) const
{
    QByteArray all;
    for (const QList<QVariant> &call : input) {
        if (call[0].value<ViewerId>() == viewer)
            all += call[1].toByteArray();
    }
    return all;
}

bool ProxyFixture::start()
{
    proxy.start(policy, QStringLiteral("testhost"));
    return info.port != 0;
}

QByteArray ProxyFixture::authority() const { return "127.0.0.1:" + QByteArray::number(info.port); }

HttpAnswer ProxyFixture::exchange(const QByteArray &request) const
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (policy.behindProxy)
        socket.connectToHost(QStringLiteral("127.0.0.1"), info.port);
    else
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), info.port);
    HttpAnswer answer;
    QByteArray bytes;
    bool whole = false;
    const auto ready = policy.behindProxy ? &QSslSocket::connected : &QSslSocket::encrypted;
    QObject::connect(&socket, ready, &socket, [&] { socket.write(request); });
    const auto read = [&] {
        bytes += socket.readAll();
        const qsizetype blank = bytes.indexOf("\r\n\r\n");
        if (blank < 0)
            return;
        answer.head = bytes.left(blank + 2);
        answer.body = bytes.mid(blank + 4);
        answer.status = bytes.mid(9, 3).toInt();
        const qsizetype at = answer.head.indexOf("Content-Length: ");
        const qsizetype size = at < 0
            ? 0
            : answer.head.mid(at + 16, answer.head.indexOf('\r', at) - at - 16).toLongLong();
        whole = request.startsWith("HEAD") || answer.body.size() >= size;
    };
    QObject::connect(&socket, &QSslSocket::readyRead, &socket, read);
    const bool ended = QTest::qWaitFor(
        [&] { return whole || socket.state() == QAbstractSocket::UnconnectedState; }, 20000);
    if (!ended)
        qWarning() << "no answer to" << request.left(60);
    return answer;
}

HttpAnswer ProxyFixture::get(const QByteArray &path) const
{
    return exchange("GET " + path + " HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n");
}

HttpAnswer ProxyFixture::post(const QByteArray &path, const QByteArray &body) const
{
    return exchange("POST " + path + " HTTP/1.1\r\nHost: " + authority() + "\r\nOrigin: " + origin()
                    + "\r\nUser-Agent: Mozilla/5.0 (Android 14; Mobile) Firefox/130.0"
                    + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

QJsonObject ProxyFixture::join() const
{
    return post("/api/join", "{\"password\":\"" + password.toLatin1() + "\"}").json();
}

QString ProxyFixture::ticketOf(const QJsonObject &answer)
{
    return QStringLiteral("ticket=") + answer.value(QLatin1String("ticket")).toString();
}

std::unique_ptr<Client> ProxyFixture::enter(const QString &subprotocol, ViewerId number)
{
    auto client = std::make_unique<Client>(*this, ticketOf(join()), subprotocol);
    if (!client->handshake())
        return nullptr;
    const bool in = QTest::qWaitFor([&] { return vnc.received(number).size() == 1; }, 20000);
    return in ? std::move(client) : nullptr;
}

int ProxyFixture::upgradeStatus(const QByteArray &lines, const QByteArray &path) const
{
    return exchange("GET " + path + " HTTP/1.1\r\n" + lines
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
        .status;
}

Client::Client(const ProxyFixture &fixture, const QString &query, const QString &subprotocol)
{
    QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket,
                     [this](const QByteArray &bytes) { received += bytes; });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                     [this](const QString &text) { notices += text; });
    QObject::connect(&socket, &QWebSocket::sslErrors, &socket,
                     [this] { socket.ignoreSslErrors(); });
    QUrl url(QStringLiteral("wss://127.0.0.1/websockify"));
    url.setPort(fixture.info.port);
    url.setQuery(query);
    QWebSocketHandshakeOptions options;
    if (!subprotocol.isEmpty())
        options.setSubprotocols({subprotocol});
    socket.open(QNetworkRequest(url), options);
}

QByteArray Client::take(qsizetype size)
{
    if (!QTest::qWaitFor([&] { return received.size() >= size || isClosed(); }, 20000))
        qWarning() << "waited in vain for" << size << "bytes, have" << received;
    const QByteArray result = received.left(size);
    received.remove(0, size);
    return result;
}

bool Client::handshake()
{
    if (take(12) != "RFB 003.008\n")
        return false;
    send("RFB 003.008\n");
    if (take(2) != QByteArray::fromHex("0101"))
        return false;
    send(QByteArray(1, '\1'));
    if (take(4) != QByteArray(4, '\0'))
        return false;
    send(QByteArray(1, '\1')); // ClientInit, shared
    return true;
}

} // namespace oriel
