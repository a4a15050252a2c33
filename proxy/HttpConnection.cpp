#include "proxy/HttpConnection.h"

#include "proxy/SecurityHeaders.h"

#include <QHostAddress>
#include <QSslSocket>

namespace oriel {

namespace {

/** More than the largest request; the kernel holds back the rest. */
constexpr qint64 readBufferSize = 64 * 1024;
constexpr qint64 writePiece = 64 * 1024;
/**
 * A socket closed with unread input resets the connection, and the reset may overtake the answer:
 * after a refusal the input is read and dropped for so long.
 */
constexpr std::chrono::seconds lingerTime{1};

} // namespace

QString plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain.toString();
}

HttpConnection::HttpConnection(QTcpSocket *socket, const Clock &clock, HttpHandler &handler,
                               QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_handler(handler)
    , m_socket(socket)
    , m_stageTimer(clock.makeTimer([this] { onStageTimeout(); }))
    , m_requestTimer(clock.makeTimer([this] { onStageTimeout(); }))
{
    socket->setParent(this);
    socket->setReadBufferSize(readBufferSize);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadable);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onWritten);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_stage = Stage::Closing;
        emit closed();
        deleteLater();
    });
    m_deadline = clock.now() + requestTimeout;
    m_requestTimer->start(requestTimeout);
    m_stageTimer->start(stageTimeout);
    const auto *ssl = qobject_cast<QSslSocket *>(socket);
    m_securityFields = SecurityHeaders::lines({}, ssl != nullptr);
    if (ssl) {
        connect(ssl, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::onWritten);
        connect(ssl, &QSslSocket::encrypted, this, [this] {
            m_stage = Stage::Head;
            m_stageTimer->start(stageTimeout);
        });
    } else {
        m_stage = Stage::Head;
    }
}

HttpConnection::~HttpConnection() = default;

QString HttpConnection::peerAddress() const { return plainAddress(m_socket->peerAddress()); }

bool HttpConnection::isPeerLoopback() const { return m_socket->peerAddress().isLoopback(); }

void HttpConnection::awaitRequest()
{
    m_stage = Stage::Head;
    m_parsed = {};
    m_deadline = m_clock.now() + requestTimeout;
    m_requestTimer->start(requestTimeout);
    m_stageTimer->start(stageTimeout);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::onReadable, Qt::QueuedConnection);
}

void HttpConnection::onReadable()
{
    if (m_stage == Stage::Closing)
        m_socket->skip(m_socket->bytesAvailable());
    if (m_stage != Stage::Head)
        return;
    m_parsed = HttpRequestParser::parse(m_socket->peek(readBufferSize));
    switch (m_parsed.status) {
    case HttpRequestParser::Status::Incomplete: return;
    case HttpRequestParser::Status::Refused: refuse(m_parsed.error); return;
    case HttpRequestParser::Status::Complete:
        m_stage = Stage::Handling;
        m_stageTimer->start(stageTimeout);
        ++m_requests;
        m_handler.handle(*this, m_parsed.request);
        return;
    }
}

void HttpConnection::refuse(int status)
{
    m_stage = Stage::Handling;
    m_inputUnread = true;
    m_parsed.size = m_socket->bytesAvailable();
    m_parsed.request = {};
    respond(HttpResponse::plain(status));
}

void HttpConnection::onStageTimeout()
{
    const bool begun = m_stage == Stage::Head && m_socket->bytesAvailable() > 0;
    if (begun)
        refuse(408);
    else if (m_stage == Stage::Head)
        close(); // an idle connection ends without words
    else
        m_socket->abort();
}

void HttpConnection::suspendTimeouts()
{
    m_stageTimer->stop();
    m_requestTimer->stop();
}

QTcpSocket *HttpConnection::release()
{
    if (m_stage != Stage::Handling || m_socket->bytesAvailable() != m_parsed.size)
        return nullptr;
    m_stage = Stage::Closing;
    suspendTimeouts();
    m_socket->disconnect(this);
    m_socket->setParent(nullptr);
    m_socket->skip(m_parsed.size);
    deleteLater();
    return std::exchange(m_socket, nullptr);
}

void HttpConnection::respond(const HttpResponse &response)
{
    if (m_stage != Stage::Handling)
        return;
    m_stage = Stage::Writing;
    m_socket->skip(m_parsed.size);
    m_keepAlive = m_parsed.request.keepsAlive() && !m_inputUnread && m_requests < maxRequests;
    if (m_parsed.request.method != "HEAD" && response.status != 304)
        m_body = response.body;
    m_bodySent = 0;
    m_requestTimer->start(answerTimeout);
    m_stageTimer->start(stageTimeout);
    m_socket->write(response.head(m_keepAlive, m_securityFields));
    writeMore();
}

qint64 HttpConnection::pendingBytes() const
{
    const auto *ssl = qobject_cast<QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() + (ssl ? ssl->encryptedBytesToWrite() : 0);
}

void HttpConnection::writeMore()
{
    while (m_bodySent < m_body.size() && pendingBytes() < writePiece) {
        const qsizetype piece = qMin<qsizetype>(writePiece, m_body.size() - m_bodySent);
        if (m_socket->write(m_body.constData() + m_bodySent, piece) != piece)
            return; // disconnected() is on its way
        m_bodySent += piece;
    }
}

void HttpConnection::onWritten()
{
    if (m_stage != Stage::Writing)
        return;
    m_stageTimer->start(stageTimeout);
    writeMore();
    if (m_bodySent == m_body.size() && pendingBytes() == 0)
        finishResponse();
}

void HttpConnection::finishResponse()
{
    m_body.clear();
    if (m_keepAlive) {
        awaitRequest();
    } else if (m_inputUnread) {
        m_stage = Stage::Closing;
        m_requestTimer->stop();
        m_socket->skip(m_socket->bytesAvailable());
        m_stageTimer = m_clock.makeTimer([this] { close(); });
        m_stageTimer->start(lingerTime);
    } else {
        close();
    }
}

void HttpConnection::close()
{
    m_stage = Stage::Closing;
    m_requestTimer->stop();
    m_stageTimer = m_clock.makeTimer([this] { m_socket->abort(); });
    m_stageTimer->start(lingerTime);
    m_socket->disconnectFromHost();
}

} // namespace oriel
