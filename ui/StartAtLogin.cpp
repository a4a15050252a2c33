#include "ui/StartAtLogin.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace oriel {

namespace {

QString autostartFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/autostart");
}

} // namespace

StartAtLogin::StartAtLogin()
    : StartAtLogin(QCoreApplication::applicationFilePath(), autostartFolder())
{
}

StartAtLogin::StartAtLogin(QString program, QString autostartDirectory)
    : m_program(std::move(program))
    , m_directory(std::move(autostartDirectory))
{
}

bool StartAtLogin::isEnabled() const
{
    QFile file(fileName());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QByteArray bare = line.simplified().replace(' ', "").toLower();
        if (bare == "hidden=true" || bare == "x-gnome-autostart-enabled=false")
            return false;
    }
    return true;
}

bool StartAtLogin::setEnabled(bool enabled, QString *error) const
{
    if (!enabled) {
        QFile file(fileName());
        if (!file.exists() || file.remove())
            return true;
        *error = QCoreApplication::translate("oriel::StartAtLogin", "%1 can't be removed: %2")
                     .arg(QDir::toNativeSeparators(fileName()), file.errorString());
        return false;
    }
    QDir().mkpath(m_directory);
    QSaveFile file(fileName());
    const QByteArray content = entry();
    // Unbuffered: commit() does not notice when the rest of a buffer finds no room.
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.write(content) == content.size() && file.commit())
        return true;
    *error = QCoreApplication::translate("oriel::StartAtLogin", "%1 can't be written: %2")
                 .arg(QDir::toNativeSeparators(fileName()), file.errorString());
    return false;
}

QString StartAtLogin::fileName() const { return m_directory + QStringLiteral("/oriel.desktop"); }

QString StartAtLogin::quotedForExec(const QString &program)
{
    QString quoted;
    for (const QChar c : program) {
        if (QStringView(u"\"`$\\").contains(c))
            quoted.append(QLatin1Char('\\'));
        quoted.append(c);
        if (c == QLatin1Char('%'))
            quoted.append(c);
    }
    // The quoting rule comes first, then the escape rule of every string value, which doubles
    // each backslash once more.
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

QByteArray StartAtLogin::entry() const
{
    // The last two lines let panels start first, so that there is a tray to go to.
    return QStringLiteral("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=Oriel\n"
                          "Icon=oriel\n"
                          "Exec=%1\n"
                          "Terminal=false\n"
                          "X-LXQt-Need-Tray=true\n"
                          "X-KDE-autostart-after=panel\n")
        .arg(quotedForExec(m_program))
        .toUtf8();
}

} // namespace oriel
