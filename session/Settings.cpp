#include "session/Settings.h"

#include "session/PlainIni.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <utility>

namespace oriel {

namespace {

Q_LOGGING_CATEGORY(lcSettings, "oriel.settings")

constexpr double maxTimeoutMinutes = 1440;
constexpr int maxViewersLimit = 16;
constexpr int mostFileMebibytes = 1024 * 1024;
constexpr int lowestPort = 1024;
constexpr int highestPort = 65535;

QString userFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/oriel/oriel.conf");
}

} // namespace

Settings::Settings(const QString &file, QObject *parent)
    : QObject(parent)
    , m_settings(file.isEmpty() ? userFile() : file, PlainIni::format())
{
    const QFileInfo info(m_settings.fileName());
    if (!info.dir().exists()) {
        QDir().mkpath(info.path());
        QFile::setPermissions(info.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QFile::setPermissions(m_settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
}

double Settings::timeoutMinutes() const
{
    bool isNumber = false;
    const double value = m_settings.value(QStringLiteral("timeout")).toDouble(&isNumber);
    return isNumber && std::isfinite(value) && value >= 0 && value <= maxTimeoutMinutes ? value
                                                                                        : 15.0;
}

void Settings::setTimeoutMinutes(double minutes) { set(QStringLiteral("timeout"), minutes); }

bool Settings::viewOnly() const { return flag(QStringLiteral("viewOnly"), false); }

void Settings::setViewOnly(bool viewOnly) { set(QStringLiteral("viewOnly"), viewOnly); }

quint16 Settings::port() const
{
    const int value = m_settings.value(QStringLiteral("port"), SessionPolicy::defaultPort).toInt();
    return value >= lowestPort && value <= highestPort ? static_cast<quint16>(value)
                                                       : SessionPolicy::defaultPort;
}

void Settings::setPort(quint16 port) { set(QStringLiteral("port"), port); }

bool Settings::consent() const { return flag(QStringLiteral("consent"), true); }

void Settings::setConsent(bool consent) { set(QStringLiteral("consent"), consent); }

int Settings::maxViewers() const
{
    return std::clamp(m_settings.value(QStringLiteral("maxViewers"), 1).toInt(), 1,
                      maxViewersLimit);
}

void Settings::setMaxViewers(int viewers) { set(QStringLiteral("maxViewers"), viewers); }

QString Settings::fileFolder() const
{
    const QString folder = m_settings.value(QStringLiteral("fileFolder")).toString();
    return QDir::isAbsolutePath(folder) ? folder : QString();
}

void Settings::setFileFolder(const QString &folder) { set(QStringLiteral("fileFolder"), folder); }

int Settings::fileMebibytes() const
{
    bool isNumber = false;
    const int value = m_settings.value(QStringLiteral("fileLimit")).toInt(&isNumber);
    return isNumber && value >= 0 && value <= mostFileMebibytes
        ? value
        : static_cast<int>(SessionPolicy().fileLimit / SessionPolicy::mebibyte);
}

void Settings::setFileMebibytes(int mebibytes) { set(QStringLiteral("fileLimit"), mebibytes); }

QString Settings::preferredAddress() const
{
    return m_settings.value(QStringLiteral("preferredAddress")).toString();
}

void Settings::setPreferredAddress(const QString &address)
{
    set(QStringLiteral("preferredAddress"), address);
}

SessionPolicy Settings::policy() const
{
    SessionPolicy policy;
    policy.port = port();
    policy.viewOnly = viewOnly();
    policy.consent = consent();
    policy.maxViewers = maxViewers();
    policy.fileFolder = fileFolder();
    policy.fileLimit = fileMebibytes() * SessionPolicy::mebibyte;
    policy.timeout = std::chrono::milliseconds(std::llround(timeoutMinutes() * 60'000));
    return policy;
}

bool Settings::flag(const QString &key, bool standard) const
{
    // QVariant takes an empty text for false, and that would let viewers in unasked.
    const QString text = m_settings.value(key).toString();
    if (text == QLatin1String("true"))
        return true;
    return text == QLatin1String("false") ? false : standard;
}

void Settings::set(const QString &key, const QVariant &value)
{
    if (m_settings.value(key) == value)
        return;
    m_settings.setValue(key, value);
    m_settings.sync();
    if (m_settings.status() != QSettings::NoError && !std::exchange(m_warned, true))
        qCWarning(lcSettings).noquote() << "cannot keep the settings in" << m_settings.fileName()
                                        << "(is the disk full?): they hold until Oriel ends";
    QFile::setPermissions(m_settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
    emit changed();
}

} // namespace oriel
