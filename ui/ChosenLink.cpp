#include "ui/ChosenLink.h"

#include "session/OneTimePassword.h"
#include "session/ShareLink.h"

#include <QUrl>

namespace oriel {

ChosenLink::ChosenLink(const SharingSession &session, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_settings(settings)
{
    connect(&session, &SharingSession::stateChanged, this, &ChosenLink::changed);
    connect(&session, &SharingSession::infoChanged, this, &ChosenLink::changed);
    connect(&session, &SharingSession::passwordChanged, this, &ChosenLink::changed);
    connect(&session, &SharingSession::passwordCleared, this, &ChosenLink::changed);
    connect(&settings, &Settings::changed, this, &ChosenLink::changed);
}

QString ChosenLink::url() const
{
    const QStringList &urls = m_session.info().urls;
    const QString preferred = m_settings.preferredAddress();
    for (const QString &url : urls) {
        if (!preferred.isEmpty() && QUrl(url).host() == preferred)
            return url;
    }
    return urls.value(0);
}

QString ChosenLink::text() const
{
    if (m_session.password().isEmpty() && !isReusable())
        return {};
    const QString base = url();
    return base.isEmpty() ? QString() : ShareLink::withPassword(base, m_session.password());
}

QString ChosenLink::password() const
{
    return m_session.password().isEmpty() ? QString()
                                          : OneTimePassword::display(m_session.password());
}

void ChosenLink::choose(const QString &url)
{
    const bool byDefault = url == m_session.info().urls.value(0);
    m_settings.setPreferredAddress(byDefault ? QString() : QUrl(url).host());
}

} // namespace oriel
