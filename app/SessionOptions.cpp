#include "app/SessionOptions.h"

#include <cmath>

namespace oriel {

namespace {

std::chrono::milliseconds minutes(double value)
{
    return std::chrono::milliseconds(std::llround(value * 60'000));
}

QJsonValue toValue(const QByteArray &value) { return QString::fromUtf8(value); }
QJsonValue toValue(const QString &value) { return value; }
QJsonValue toValue(bool value) { return value; }
QJsonValue toValue(int value) { return value; }
QJsonValue toValue(qint64 value) { return value; }
QJsonValue toValue(quint16 value) { return int(value); }
QJsonValue toValue(double value) { return value; }

bool fromValue(const QJsonValue &json, QString &value)
{
    value = json.toString();
    return json.isString();
}
bool fromValue(const QJsonValue &json, QByteArray &value)
{
    value = json.toString().toUtf8();
    return json.isString();
}
bool fromValue(const QJsonValue &json, bool &value)
{
    value = json.toBool();
    return json.isBool();
}
bool fromValue(const QJsonValue &json, int &value)
{
    value = json.toInt(-1);
    return value >= 1 && value <= SessionOptions::mostViewers;
}
bool fromValue(const QJsonValue &json, qint64 &value)
{
    value = json.toInteger(-1);
    return value >= 0 && value <= SessionOptions::mostFileMebibytes;
}
bool fromValue(const QJsonValue &json, quint16 &value)
{
    const int number = json.toInt(-1);
    value = static_cast<quint16>(number);
    return number >= 0 && number <= 65535;
}
bool fromValue(const QJsonValue &json, double &value)
{
    value = json.toDouble(-1);
    return value >= 0 && value <= double(SessionOptions::longest.count());
}

/** Calls visit(name, member) for each option, so that both ways share one list. */
template <typename Options, typename Visit>
void forEach(Options &options, Visit visit)
{
    visit("listenAddress", options.listenAddress);
    visit("port", options.port);
    visit("display", options.display);
    visit("viewOnly", options.viewOnly);
    visit("clipboard", options.clipboard);
    visit("consent", options.consent);
    visit("fileFolder", options.fileFolder);
    visit("fileMebibytes", options.fileMebibytes);
    visit("takeFiles", options.takeFiles);
    visit("maxViewers", options.maxViewers);
    visit("timeoutMinutes", options.timeoutMinutes);
    visit("expireMinutes", options.expireMinutes);
    visit("password", options.password);
    visit("certificateFile", options.certificateFile);
    visit("keyFile", options.keyFile);
    visit("publicUrl", options.publicUrl);
    visit("behindProxy", options.behindProxy);
}

} // namespace

SessionPolicy SessionOptions::appliedTo(SessionPolicy policy) const
{
    policy.listenAddress = listenAddress.value_or(policy.listenAddress);
    if (port) {
        policy.port = *port;
        policy.nextFreePort = false;
    }
    policy.display = display.value_or(policy.display);
    policy.viewOnly = viewOnly.value_or(policy.viewOnly);
    policy.clipboard = clipboard.value_or(policy.clipboard);
    policy.consent = consent.value_or(policy.consent);
    policy.fileFolder = fileFolder.value_or(policy.fileFolder);
    if (fileMebibytes)
        policy.fileLimit = *fileMebibytes * SessionPolicy::mebibyte;
    policy.takeFiles = takeFiles.value_or(policy.takeFiles);
    policy.maxViewers = maxViewers.value_or(policy.maxViewers);
    if (timeoutMinutes)
        policy.timeout = minutes(*timeoutMinutes);
    if (expireMinutes)
        policy.expire = minutes(*expireMinutes);
    policy.reusablePassword = password.value_or(policy.reusablePassword);
    policy.certificateFile = certificateFile.value_or(policy.certificateFile);
    policy.keyFile = keyFile.value_or(policy.keyFile);
    if (publicUrl)
        policy.publicUrl = QUrl(*publicUrl);
    policy.behindProxy = behindProxy.value_or(policy.behindProxy);
    return policy;
}

QJsonObject SessionOptions::toJson() const
{
    QJsonObject json;
    forEach(*this, [&](const char *name, const auto &member) {
        if (member)
            json.insert(QLatin1String(name), toValue(*member));
    });
    return json;
}

std::optional<SessionOptions> SessionOptions::fromJson(const QJsonObject &json)
{
    SessionOptions options;
    bool good = true;
    forEach(options, [&](const char *name, auto &member) {
        const QJsonValue value = json.value(QLatin1String(name));
        if (!value.isUndefined())
            good = fromValue(value, member.emplace()) && good;
    });
    return good ? std::optional(options) : std::nullopt;
}

} // namespace oriel
