#include "proxy/Notices.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace oriel {

namespace {

QByteArray screenNotice(ScreenState state)
{
    const char *name = "on";
    if (state == ScreenState::Blank)
        name = "blank";
    else if (state == ScreenState::Locked)
        name = "locked";
    return QByteArray("{\"type\":\"screen\",\"state\":\"") + name + "\"}";
}

QByteArray mouseNotice(bool used)
{
    return QByteArray("{\"type\":\"mouse\",\"host\":") + (used ? "true" : "false") + '}';
}

QByteArray monitorsNotice(const QList<MonitorPlace> &monitors)
{
    QJsonArray list;
    for (const auto &[name, place] : monitors)
        list.append(QJsonObject{{QLatin1String("name"), name},
                                {QLatin1String("x"), place.x()},
                                {QLatin1String("y"), place.y()},
                                {QLatin1String("width"), place.width()},
                                {QLatin1String("height"), place.height()}});
    return QJsonDocument(QJsonObject{{QLatin1String("type"), QLatin1String("monitors")},
                                     {QLatin1String("list"), list}})
        .toJson(QJsonDocument::Compact);
}

QByteArray pictureNotice(qsizetype bytes)
{
    return "{\"type\":\"clipboard\",\"picture\":" + QByteArray::number(bytes) + '}';
}

} // namespace

QList<QByteArray> Notices::standing(const ViewerRights &rights) const
{
    QList<QByteArray> list;
    if (m_screenState != ScreenState::On)
        list.append(screenNotice(m_screenState));
    if (m_isMouseUsed)
        list.append(mouseNotice(true));
    if (m_monitors.size() > 1)
        list.append(monitorsNotice(m_monitors));
    if (m_pictureBytes > 0 && rights.clipboard)
        list.append(pictureNotice(m_pictureBytes));
    return list;
}

void Notices::warnOfInactivity(std::chrono::seconds left)
{
    const qint64 seconds = qMax<qint64>(0, left.count());
    emit forAll("{\"type\":\"inactivity\",\"seconds\":" + QByteArray::number(seconds) + '}');
}

void Notices::setScreenState(ScreenState state)
{
    if (std::exchange(m_screenState, state) != state)
        emit forAll(screenNotice(state));
}

void Notices::setHostMouse(bool used)
{
    if (std::exchange(m_isMouseUsed, used) != used)
        emit forAll(mouseNotice(used));
}

void Notices::setMonitors(const QList<MonitorPlace> &monitors)
{
    const QList<MonitorPlace> before = std::exchange(m_monitors, monitors);
    // A single one is the whole desktop, which every viewer knows.
    if (before != monitors && std::max(before.size(), monitors.size()) > 1)
        emit forAll(monitorsNotice(monitors));
}

void Notices::setPicture(qsizetype bytes, ViewerId by)
{
    m_pictureBytes = bytes;
    emit forClipboards(pictureNotice(bytes), by);
}

void Notices::tellTooLarge() { emit forClipboards(R"({"type":"clipboard","tooLarge":true})", 0); }

} // namespace oriel
