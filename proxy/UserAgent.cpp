#include "proxy/UserAgent.h"

#include <QCoreApplication>

#include <array>

namespace oriel {

namespace {

struct Mark {
    const char *text;
    const char *name;
};

// The first that fits wins: most browsers also name those that they descend from.
constexpr std::array browsers{Mark{"Edg", "Edge"},
                              Mark{"OPR/", "Opera"},
                              Mark{"SamsungBrowser", "Samsung Internet"},
                              Mark{"Firefox/", "Firefox"},
                              Mark{"FxiOS", "Firefox"},
                              Mark{"CriOS", "Chrome"},
                              Mark{"Chromium", "Chromium"},
                              Mark{"Chrome/", "Chrome"},
                              Mark{"Safari/", "Safari"}};
constexpr std::array systems{Mark{"Android", "Android"}, Mark{"iPhone", "iPhone"},
                             Mark{"iPad", "iPad"},       Mark{"CrOS", "ChromeOS"},
                             Mark{"Windows", "Windows"}, Mark{"Mac OS X", "macOS"},
                             Mark{"Linux", "Linux"},     Mark{"FreeBSD", "FreeBSD"}};

template <std::size_t N>
QString nameIn(const QByteArray &userAgent, const std::array<Mark, N> &marks)
{
    for (const Mark &mark : marks) {
        if (userAgent.contains(mark.text))
            return QString::fromLatin1(mark.name);
    }
    return {};
}

} // namespace

QString describeUserAgent(const QByteArray &userAgent)
{
    QString browser = nameIn(userAgent, browsers);
    const QString system = nameIn(userAgent, systems);
    if (browser.isEmpty() || system.isEmpty())
        return browser;
    //: A browser on an operating system, such as "Firefox on Android"
    return QCoreApplication::translate("oriel::UserAgent", "%1 on %2").arg(browser, system);
}

} // namespace oriel
