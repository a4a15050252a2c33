#include "proxy/WebSocketLink.h"

#include "proxy/PingTimer.h"

#include <QSslSocket>
#include <QWebSocket>
#include <QtEndian>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace oriel {

namespace {

/**
 * The kernel would take megabytes of a picture that is then old when it arrives. What it may hold
 * unsent is bounded, so that pendingBytes() tells the truth; what is in flight is not.
 */
void boundUnsentBytes(const QTcpSocket &socket)
{
#ifdef TCP_NOTSENT_LOWAT
    const int bytes = 128 * 1024;
    setsockopt(static_cast<int>(socket.socketDescriptor()), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes,
               sizeof bytes);
#else
    Q_UNUSED(socket)
#endif
}

/** The longest Close frame of a client: header, mask, code and reason (RFC 6455 §5.5). */
constexpr qsizetype longestClose = 2 + 4 + 125;

/**
 * Whether these bytes end with a client's Close frame, after which nothing follows (RFC 6455
 * §5.5.1). Where the frames before it begin need not be known: taking something else for it costs
 * a client that is being closed no more than the rest of its time.
 */
bool endsWithClose(const QByteArray &bytes)
{
    constexpr qsizetype shortest = 2 + 4;
    for (qsizetype length = 0; length <= longestClose - shortest; ++length) {
        const qsizetype start = bytes.size() - shortest - length;
        if (start < 0)
            return false;
        if (quint8(bytes[start]) == 0x88 && quint8(bytes[start + 1]) == (0x80 | length))
            return true;
    }
    return false;
}

} // namespace

WebSocketLink::WebSocketLink(QWebSocket *webSocket, QTcpSocket *socket, const Clock &clock,
                             QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_webSocket(webSocket)
    , m_socket(socket)
    , m_ping(std::make_unique<PingTimer>(*webSocket, clock))
    , m_stallTimer(clock.makeTimer([this] { close(CloseCode::GoingAway); }))
    , m_closeTimer(clock.makeTimer([this] { m_webSocket->abort(); }))
{
    webSocket->setParent(this);
    socket->setParent(this);
    boundUnsentBytes(*socket);
    webSocket->setMaxAllowedIncomingFrameSize(maxStrangerMessage);
    webSocket->setMaxAllowedIncomingMessageSize(maxStrangerMessage);

    connect(m_ping.get(), &PingTimer::peerLost, this, [this] { close(CloseCode::GoingAway); });
    connect(webSocket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        if (m_closing)
            return;
        m_ping->noteLife();
        emit received(bytes);
    });
    connect(webSocket, &QWebSocket::textFrameReceived, this,
            [this] { close(CloseCode::UnsupportedData); });
    connect(webSocket, &QWebSocket::disconnected, this, &WebSocketLink::onClosed);
    connect(socket, &QTcpSocket::bytesWritten, this, &WebSocketLink::onProgress);
    if (auto *ssl = qobject_cast<QSslSocket *>(socket))
        connect(ssl, &QSslSocket::encryptedBytesWritten, this, &WebSocketLink::onProgress);
    // Pongs are written below us.
    connect(socket, &QTcpSocket::readyRead, this, &WebSocketLink::watchPending);
}

WebSocketLink::~WebSocketLink()
{
    m_webSocket->disconnect(this);
    if (m_socket)
        m_socket->disconnect(this);
}

bool WebSocketLink::isOwnPage() const
{
    return m_webSocket->subprotocol() == QLatin1String("oriel");
}

void WebSocketLink::admit()
{
    m_webSocket->setMaxAllowedIncomingFrameSize(maxMessage);
    m_webSocket->setMaxAllowedIncomingMessageSize(maxMessage);
}

qint64 WebSocketLink::pendingBytes() const
{
    if (!m_socket)
        return 0;
    const auto *ssl = qobject_cast<const QSslSocket *>(m_socket.data());
    return m_socket->bytesToWrite() + (ssl ? ssl->encryptedBytesToWrite() : 0);
}

void WebSocketLink::send(const QByteArray &bytes)
{
    if (m_closing || m_over)
        return;
    m_webSocket->sendBinaryMessage(bytes);
    watchPending();
}

void WebSocketLink::sendNotice(const QByteArray &json)
{
    if (m_closing || m_over || !isOwnPage())
        return;
    m_webSocket->sendTextMessage(QString::fromUtf8(json));
    watchPending();
}

void WebSocketLink::close(CloseCode code)
{
    if (m_closing || m_over)
        return;
    m_closing = true;
    m_stallTimer->stop();
    m_ping.reset();
    m_closeTimer->start(closeTimeout);
    // QWebSocket::close() closes the socket in the same breath: input that is still on its way
    // then resets the connection and the peer may never see the code. RFC 6455 §7.1.1 has us wait
    // for its answer, so the frame (§5.5.1, unmasked) is written here. The answer is read here,
    // too: QWebSocket would answer it with a second Close frame, which browsers take for an error.
    QByteArray frame("\x88\x02\0\0", 4);
    qToBigEndian(static_cast<quint16>(code), frame.data() + 2);
    if (!m_socket)
        return;
    disconnect(m_socket, &QTcpSocket::readyRead, nullptr, nullptr);
    connect(m_socket, &QTcpSocket::readyRead, this, &WebSocketLink::awaitAnswer);
    m_socket->write(frame);
    m_socket->flush();
}

void WebSocketLink::awaitAnswer()
{
    m_lastBytes += m_socket->readAll();
    m_lastBytes = m_lastBytes.right(longestClose);
    if (endsWithClose(m_lastBytes))
        m_socket->disconnectFromHost();
}

void WebSocketLink::watchPending()
{
    const qint64 pending = pendingBytes();
    if (pending > maxPending)
        m_webSocket->abort();
    else if (pending > 0 && !m_closing && !m_stallTimer->isActive())
        m_stallTimer->start(stallTimeout);
}

void WebSocketLink::onProgress()
{
    if (m_closing || m_over)
        return;
    m_stallTimer->stop();
    if (pendingBytes() == 0) {
        emit drained();
        return;
    }
    // The kernel took some and could not take all: the peer reads. What it takes at once proves
    // nothing, its buffer may just have had room.
    m_ping->noteLife();
    m_stallTimer->start(stallTimeout);
}

void WebSocketLink::onClosed()
{
    if (std::exchange(m_over, true))
        return;
    m_stallTimer->stop();
    m_closeTimer->stop();
    m_ping.reset();
    emit closed();
}

} // namespace oriel
