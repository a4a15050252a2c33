#include "proxy/HttpConnection.h"

#include "proxy/SecurityHeaders.h"

#include <QHostAddress>
#include <QSslSocket>

#include <algorithm>

namespace oriel {

namespace {

/** More than the largest request; the kernel holds back the rest. */
constexpr qint64 readBufferSize = 64 * 1024;
constexpr qint64 writePiece = 64 * 1024;
constexpr qsizetype maxStream = qsizetype(1) << 60; // room for the head beside it
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
    limitRequest();
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
    m_isIdle = m_isCarrier;
    if (m_isIdle) {
        m_requestTimer->stop();
        m_stageTimer->start(carrierTimeout);
    } else {
        limitRequest();
    }
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::onReadable, Qt::QueuedConnection);
}

void HttpConnection::limitRequest()
{
    m_deadline = m_clock.now() + requestTimeout;
    m_requestTimer->start(requestTimeout);
    m_stageTimer->start(stageTimeout);
}

void HttpConnection::onReadable()
{
    if (m_stage == Stage::Closing)
        m_socket->skip(m_socket->bytesAvailable());
    else if (m_stage == Stage::Body)
        readWholeBody();
    else if (m_stage == Stage::Streaming)
        emit bodyReadable();
    else if (m_stage == Stage::Head)
        readRequest();
}

void HttpConnection::readRequest()
{
    if (std::exchange(m_isIdle, false))
        limitRequest();
    m_parsed =
        HttpRequestParser::parse(m_socket->peek(readBufferSize), [this](const HttpRequest &head) {
            return m_handler.streams(head) ? maxStream : m_handler.maxBody(head);
        });
    const bool isHeadThere = m_parsed.headSize > 0 && m_parsed.error == 0;
    if (isHeadThere && m_handler.streams(m_parsed.request)) {
        handleStream();
        return;
    }
    switch (m_parsed.status) {
    case HttpRequestParser::Status::Incomplete:
        if (m_parsed.size > readBufferSize)
            beginBody();
        return;
    case HttpRequestParser::Status::Refused: refuse(m_parsed.error); return;
    case HttpRequestParser::Status::Complete: handleRequest(); return;
    }
}

/** What fits in no buffer is taken from the socket as it comes. */
void HttpConnection::beginBody()
{
    m_stage = Stage::Body;
    m_requestTimer->start(answerTimeout);
    m_bodySize = m_parsed.size - m_parsed.headSize;
    m_socket->skip(m_parsed.headSize);
    m_parsed.size = 0; // nothing of it is left in the socket in the end
    m_handler.expect(*this, m_parsed.request);
    readWholeBody();
}

void HttpConnection::readWholeBody()
{
    m_stageTimer->start(stageTimeout);
    QByteArray &body = m_parsed.request.body;
    body += m_socket->read(m_bodySize - body.size());
    if (body.size() == m_bodySize)
        handleRequest();
}

void HttpConnection::handleStream()
{
    m_requestTimer->stop();
    m_socket->skip(m_parsed.headSize);
    m_bodyLeft = m_parsed.size - m_parsed.headSize;
    m_parsed.size = 0;
    m_parsed.request.body.clear();
    ++m_requests;
    awaitBody();
    m_handler.handle(*this, m_parsed.request);
}

void HttpConnection::awaitBody()
{
    m_stage = m_bodyLeft > 0 ? Stage::Streaming : Stage::Handling;
    if (m_bodyLeft > 0)
        m_stageTimer->start(streamTimeout);
    else
        m_stageTimer->stop(); // the rest is up to the handler
}

QByteArray HttpConnection::readBody(qint64 max)
{
    if (m_stage != Stage::Streaming)
        return {};
    QByteArray piece = m_socket->read(std::min(max, m_bodyLeft));
    m_bodyLeft -= piece.size();
    if (!piece.isEmpty())
        awaitBody();
    return piece;
}

void HttpConnection::handleRequest()
{
    m_stage = Stage::Handling;
    m_stageTimer->start(stageTimeout);
    ++m_requests;
    m_handler.handle(*this, m_parsed.request);
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
    // It is not the peer who pauses: the handler has yet to take or to bring a piece.
    const bool waitsForUs = (m_stage == Stage::Streaming && m_socket->bytesAvailable() > 0)
        || (m_stage == Stage::Writing && m_toStream > 0 && pendingBytes() == 0);
    if (waitsForUs) {
        m_stageTimer->start(streamTimeout);
        return;
    }
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
    if (m_stage != Stage::Handling && m_stage != Stage::Streaming)
        return;
    m_inputUnread = m_inputUnread || m_bodyLeft > 0;
    m_stage = Stage::Writing;
    m_socket->skip(m_parsed.size);
    const bool mayGoOn = m_isCarrier || m_requests < maxRequests;
    m_keepAlive = m_parsed.request.keepsAlive() && !m_inputUnread && mayGoOn;
    if (m_parsed.request.method != "HEAD" && response.status != 304)
        m_body = response.body;
    m_bodySent = 0;
    m_toStream = response.streamed;
    m_writeTimeout = m_toStream > 0 ? streamTimeout : stageTimeout;
    if (m_toStream > 0)
        m_requestTimer->stop();
    else
        m_requestTimer->start(answerTimeout);
    m_stageTimer->start(m_writeTimeout);
    m_socket->write(response.head(m_keepAlive, m_securityFields));
    writeMore();
}

void HttpConnection::writeBody(const QByteArray &piece)
{
    if (m_stage != Stage::Writing || piece.size() > m_toStream)
        return;
    m_toStream -= piece.size();
    m_socket->write(piece);
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
    m_stageTimer->start(m_writeTimeout);
    writeMore();
    if (m_toStream > 0 && pendingBytes() < writePiece)
        emit bodyWanted();
    else if (m_toStream == 0 && m_bodySent == m_body.size() && pendingBytes() == 0)
        finishResponse();
}

void HttpConnection::finishResponse()
{
    m_body.clear();
    m_bodyLeft = 0;
    emit answered();
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
