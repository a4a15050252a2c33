#pragma once

#include "desktop/x11/SelectionAtoms.h"

#include <QList>
#include <QTimer>

#include <chrono>

namespace oriel {

/** Owns the CLIPBOARD and gives what it holds to the programs that ask, long things in parts. */
class SelectionOwner : public QObject {
    Q_OBJECT

public:
    /** `window` owns the selection. All outlive the owner. */
    SelectionOwner(X11Connection &connection, const SelectionAtoms &atoms, xcb_window_t window);

    void own(const QString &text);
    void ownPicture(const QByteArray &png);
    bool isOwner() const { return m_owner; }
    /** When the ownership began, as soon as the server has told. */
    void setTimestamp(xcb_timestamp_t time) { m_timestamp = time; }

private:
    using Clock = std::chrono::steady_clock;

    /** A program that takes a long thing part by part: it asks by deleting the property. */
    struct Transfer {
        xcb_window_t requestor;
        xcb_atom_t property;
        xcb_atom_t type;
        QByteArray data;
        qsizetype sent = 0;
        Clock::time_point deadline;
    };

    void handleEvent(const xcb_generic_event_t *event);
    void answer(const xcb_selection_request_event_t &request);
    void takeOver();
    QList<quint32> targets() const;
    bool convert(xcb_window_t requestor, xcb_atom_t target, xcb_atom_t property);
    bool convertMultiple(xcb_window_t requestor, xcb_atom_t property);
    bool send(xcb_window_t requestor, xcb_atom_t property, xcb_atom_t type, const QByteArray &data);
    void setAtoms(xcb_window_t requestor, xcb_atom_t property, xcb_atom_t type,
                  const QList<quint32> &values);
    void sendNextPart(const xcb_property_notify_event_t &deleted);
    void forgetLateTransfers();
    void watch(xcb_window_t requestor, bool on);

    X11Connection &m_connection;
    const SelectionAtoms &m_atoms;
    xcb_window_t m_window;
    QString m_text;
    QByteArray m_picture; ///< empty: it is a text
    bool m_owner = false;
    xcb_timestamp_t m_timestamp = XCB_CURRENT_TIME;
    QList<Transfer> m_transfers;
    QTimer m_cleanUp;
};

} // namespace oriel
