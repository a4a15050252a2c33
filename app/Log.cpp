#include "app/Log.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMutex>

#include <cstdio>

namespace oriel::Log {

namespace {

constexpr qint64 rotateAt = 1024 * 1024;

QString stateFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    return (state.isEmpty() ? QDir::homePath() + QStringLiteral("/.local/state") : state)
        + QStringLiteral("/oriel");
}

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: return "critical";
    case QtFatalMsg: return "fatal";
    }
    return "";
}

/** Appends lines; a full disk or a missing folder costs the line, never the program. */
class LogFile {
public:
    void write(const QByteArray &line)
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_file.isOpen() && !open())
            return;
        if (m_file.size() > rotateAt) {
            m_file.close();
            const QString old = file() + QStringLiteral(".1");
            QFile::remove(old);
            QFile::rename(file(), old);
            if (!open())
                return;
        }
        m_file.write(line);
        m_file.flush();
    }

private:
    bool open()
    {
        if (m_tried && !QFile::exists(stateFolder()))
            return false;
        m_tried = true;
        QDir().mkpath(stateFolder());
        QFile::setPermissions(stateFolder(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        m_file.setFileName(file());
        const auto privateFile = QFile::ReadOwner | QFile::WriteOwner;
        if (!m_file.open(QFile::Append | QFile::Unbuffered, privateFile))
            return false;
        m_file.setPermissions(privateFile);
        return true;
    }

    QMutex m_mutex;
    QFile m_file;
    bool m_tried = false;
};

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static LogFile logFile; // outlives every thread that may still log
    const QByteArray category(context.category ? context.category : "default");
    const QByteArray text = message.toUtf8();
    logFile.write(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' '
                  + levelName(type) + ' ' + category + ": " + text + '\n');
    const bool ours = category.startsWith("oriel");
    if ((ours && type != QtDebugMsg && type != QtInfoMsg) || type == QtFatalMsg)
        std::fprintf(stderr, "oriel: %s\n", text.constData());
}

} // namespace

void install() { qInstallMessageHandler(handle); }

QString file() { return stateFolder() + QStringLiteral("/oriel.log"); }

} // namespace oriel::Log
