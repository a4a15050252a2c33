#include "proxy/FileUpload.h"

#include "proxy/FileAnswers.h"
#include "session/OneTimePassword.h"
#include "session/Token.h"

#include <QFileInfo>

#include <utility>

namespace oriel {

namespace {

constexpr qint64 pieceSize = 64 * 1024;
constexpr std::chrono::milliseconds tellInterval{200};

} // namespace

FileUpload::FileUpload(const FileTransfer &file, const QString &folder,
                       std::shared_ptr<DiskThread> disk, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_clock(clock)
    , m_saver(std::make_unique<FileSaver>(folder, file.name, file.size, std::move(disk)))
{
    connect(m_saver.get(), &FileSaver::opened, this, &FileUpload::grant);
    connect(m_saver.get(), &FileSaver::written, this, &FileUpload::onWritten);
    connect(m_saver.get(), &FileSaver::finished, this, &FileUpload::onFinished);
    connect(m_saver.get(), &FileSaver::failed, this, [this](FileEnd why) { end(why); });
}

FileUpload::~FileUpload() = default;

bool FileUpload::awaits(const QByteArray &ticket) const
{
    return m_stage == Stage::Granted && constantTimeEquals(m_ticket, ticket);
}

/** What this connection does from now on is about this file. */
void FileUpload::take(HttpConnection &connection)
{
    m_connection = &connection;
    connection.suspendTimeouts();
    emit waiting(&connection, true);
    connect(&connection, &HttpConnection::closed, this, [this] { end(FileEnd::Withdrawn); });
}

void FileUpload::respond(const HttpResponse &response)
{
    const QPointer<HttpConnection> connection = std::exchange(m_connection, nullptr);
    if (!connection)
        return;
    connection->disconnect(this);
    emit waiting(connection, false);
    connection->respond(response);
}

void FileUpload::ask(HttpConnection &connection)
{
    m_stage = Stage::Asking;
    take(connection);
    m_timer = m_clock.makeTimer([this] { end(FileEnd::Refused); });
    m_timer->start(patience);
}

void FileUpload::answer(FileAnswer answer)
{
    if (m_stage != Stage::Asking)
        return;
    m_timer->stop();
    if (answer == FileAnswer::Refuse) {
        end(FileEnd::Refused);
        return;
    }
    m_stage = Stage::Opening;
    m_saver->open();
}

void FileUpload::grant()
{
    if (m_stage != Stage::Opening)
        return;
    m_stage = Stage::Granted;
    m_ticket = makeToken();
    m_timer = m_clock.makeTimer([this] { end(FileEnd::Withdrawn); });
    m_timer->start(patience);
    respond(HttpResponse::json(200,
                               {{QStringLiteral("file"), m_file.id},
                                {QStringLiteral("ticket"), QString::fromLatin1(m_ticket)}}));
}

void FileUpload::receive(HttpConnection &connection)
{
    m_timer->stop();
    m_stage = Stage::Receiving;
    m_connection = &connection;
    emit waiting(&connection, true);
    connect(&connection, &HttpConnection::closed, this, [this] { end(FileEnd::Withdrawn); });
    connect(&connection, &HttpConnection::bodyReadable, this, &FileUpload::pump);
    emit started();
    pump();
}

void FileUpload::pump()
{
    if (m_stage != Stage::Receiving || m_isWriting || !m_connection)
        return;
    const QByteArray piece = m_connection->readBody(pieceSize);
    if (!piece.isEmpty()) {
        m_isWriting = true;
        m_piece = piece.size();
        m_saver->write(piece);
    } else if (m_moved == m_file.size) {
        m_stage = Stage::Saving;
        m_saver->finish();
    }
}

void FileUpload::onWritten()
{
    if (m_stage != Stage::Receiving)
        return;
    m_isWriting = false;
    m_moved += m_piece;
    const auto now = m_clock.now();
    if (now - m_lastTold >= tellInterval) {
        m_lastTold = now;
        emit moved(m_moved);
    }
    pump();
}

void FileUpload::onFinished(const QString &path)
{
    if (m_stage != Stage::Saving)
        return;
    respond(HttpResponse::json(201, {{QStringLiteral("name"), QFileInfo(path).fileName()}}));
    end(FileEnd::Done, path);
}

void FileUpload::stop(FileEnd why)
{
    // Refused, since it was asked for: nobody has cancelled what has not begun.
    end(m_stage == Stage::Asking && why == FileEnd::Cancelled ? FileEnd::Refused : why);
}

void FileUpload::end(FileEnd why, const QString &path)
{
    if (m_stage == Stage::Ended)
        return;
    m_stage = Stage::Ended;
    if (m_timer)
        m_timer->stop();
    m_saver.release()->deleteLater(); // it may be what calls
    respond(FileAnswers::of(why));
    emit ended(why, path);
}

} // namespace oriel
