#pragma once

#include "session/MonitorPlace.h"
#include "session/Viewer.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <chrono>

namespace oriel {

/**
 * What the host's pages are told beside the picture: JSON objects, each a text frame of its own
 * (docs/ARCHITECTURE.md, "Notices"). Puts them into words when something changes, and keeps what
 * holds on for those who come later. Knows no viewer. Lives in the net thread.
 */
class Notices : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /** What somebody with these rights has to be told who comes now. */
    QList<QByteArray> standing(const ViewerRights &rights) const;

    /** `left` 0 or less takes the warning back. */
    void warnOfInactivity(std::chrono::seconds left);
    void setScreenState(ScreenState state);
    /** Whether the person at the host uses the mouse. */
    void setHostMouse(bool used);
    /** All of the host's: a viewer may look at one of them. */
    void setMonitors(const QList<MonitorPlace> &monitors);
    /** On the clipboard is a picture of so many bytes, or none (0). `by`: a viewer, or 0. */
    void setPicture(qsizetype bytes, ViewerId by);
    /** What the host copied is too large for viewers. */
    void tellTooLarge();

signals:
    void forAll(const QByteArray &json);
    /** For those with the right to the clipboard, `but` the one who did it. */
    void forClipboards(const QByteArray &json, oriel::ViewerId but);

private:
    ScreenState m_screenState = ScreenState::On;
    bool m_isMouseUsed = false; ///< by the person at the host
    QList<MonitorPlace> m_monitors;
    qsizetype m_pictureBytes = 0;
};

} // namespace oriel
