#include "proxy/FileOffer.h"

#include "proxy/FileAnswers.h"
#include "session/Token.h"

#include <QUrl>

#include <utility>

namespace oriel {

namespace {

constexpr std::chrono::milliseconds tellInterval{200};

/** RFC 6266 §4.3: the second form is for all names, the first one for who doesn't know it. */
QByteArray disposition(const QString &name)
{
    QByteArray plain;
    for (const QChar c : name) {
        const bool isPlain = c.unicode() >= 0x20 && c.unicode() < 0x7f && c != QLatin1Char('"')
            && c != QLatin1Char('\\') && c != QLatin1Char('%');
        plain += isPlain ? c.toLatin1() : '_';
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''"
        + QUrl::toPercentEncoding(name);
}

HttpResponse head(const FileTransfer &file)
{
    HttpResponse response;
    response.contentType = "application/octet-stream";
    response.streamed = file.size;
    return response.with("Content-Disposition", disposition(file.name));
}

} // namespace

FileOffer::FileOffer(const FileTransfer &file, QString path, std::shared_ptr<DiskThread> disk,
                     const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_path(std::move(path))
    , m_ticket(makeToken())
    , m_disk(std::move(disk))
    , m_clock(clock)
{
}

FileOffer::~FileOffer() = default;

void FileOffer::send(HttpConnection &connection)
{
    m_connection = &connection;
    m_moved = 0;
    m_isReading = false;
    connection.suspendTimeouts();
    emit waiting(&connection, true);
    connect(&connection, &HttpConnection::closed, this, [this] {
        release();
        emit broke();
    });
    connect(&connection, &HttpConnection::answered, this, [this] { end(FileEnd::Done); });
    connect(&connection, &HttpConnection::bodyWanted, this, &FileOffer::readNext);
    m_reader = std::make_unique<FileReader>(m_path, m_file.size, m_disk);
    connect(m_reader.get(), &FileReader::opened, this, &FileOffer::begin);
    connect(m_reader.get(), &FileReader::read, this, &FileOffer::onRead);
    connect(m_reader.get(), &FileReader::failed, this, [this] { end(FileEnd::NotReadable); });
    m_reader->open();
}

void FileOffer::begin()
{
    emit started();
    m_connection->respond(head(m_file));
    readNext();
}

void FileOffer::readNext()
{
    if (!m_connection || m_isReading || m_moved == m_file.size)
        return;
    m_isReading = true;
    m_reader->readNext();
}

void FileOffer::onRead(const QByteArray &piece)
{
    m_isReading = false;
    m_moved += piece.size();
    const auto now = m_clock.now();
    if (now - m_lastTold >= tellInterval) {
        m_lastTold = now;
        emit moved(m_moved);
    }
    m_connection->writeBody(piece); // bodyWanted() follows
}

void FileOffer::stop(FileEnd why) { end(why); }

/** Lets go of the disk and of the connection, which is the result; either may be what calls. */
HttpConnection *FileOffer::release()
{
    if (m_reader) {
        m_reader->disconnect(this);
        m_reader.release()->deleteLater();
    }
    HttpConnection *connection = m_connection;
    m_connection.clear();
    if (connection) {
        connection->disconnect(this);
        emit waiting(connection, false);
    }
    return connection;
}

void FileOffer::end(FileEnd why)
{
    if (std::exchange(m_isOver, true))
        return;
    HttpConnection *connection = release();
    if (connection && why != FileEnd::Done) {
        if (connection->isWriting())
            connection->abort(); // half a file must not pass for a whole one
        else
            connection->respond(FileAnswers::of(why));
    }
    emit ended(why);
}

} // namespace oriel
