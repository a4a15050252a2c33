#include "XServer.h"

#include <QProcessEnvironment>

namespace oriel::test {

XServer::~XServer()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000))
        kill();
}

bool XServer::start(const QStringList &arguments, const QString &program, const QString &geometry,
                    int depth)
{
    QStringList all{QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-noreset"),
                    QStringLiteral("-nolisten"), QStringLiteral("tcp")};
    if (program == QStringLiteral("Xvfb")) {
        all += {QStringLiteral("-screen"), QStringLiteral("0"),
                QStringLiteral("%1x%2").arg(geometry).arg(depth)};
    } else {
        all += {QStringLiteral("-geometry"),      geometry,
                QStringLiteral("-depth"),         QString::number(depth),
                QStringLiteral("-rfbport"),       QStringLiteral("-1"),
                QStringLiteral("-SecurityTypes"), QStringLiteral("None")};
    }
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(program, all + arguments);
    QByteArray number;
    while (!number.endsWith('\n')) {
        if (!m_process.waitForReadyRead(30000))
            return false;
        number += m_process.readAllStandardOutput();
    }
    m_display = QLatin1Char(':') + QString::fromLatin1(number.trimmed());
    return true;
}

void XServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool XServer::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
}

} // namespace oriel::test
