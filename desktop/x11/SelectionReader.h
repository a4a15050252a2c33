#pragma once

#include "desktop/x11/SelectionAtoms.h"

#include <QTimer>

#include <array>

namespace oriel {

/**
 * Asks another program for what the CLIPBOARD holds, step by step as that answers: its targets, the
 * text or, without one, the picture, the rest of a long one (INCR). Never waits; gives up on an
 * owner that doesn't answer.
 */
class SelectionReader : public QObject {
    Q_OBJECT

public:
    struct Limits {
        int text;    ///< bytes of UTF-8
        int picture; ///< bytes of PNG
    };

    /** `window`: whose properties take the answers. All outlive the reader. */
    SelectionReader(X11Connection &connection, const SelectionAtoms &atoms, xcb_window_t window,
                    Limits limits);

    /** Starts anew, whatever was under way. Answers with one of the signals. */
    void read();
    /** No answer follows. */
    void cancel();

signals:
    void finished(const QString &text);
    void finishedPicture(const QByteArray &png);
    /** It is above its limit: no more than that was read. */
    void tooLarge();
    /** There is neither text nor picture, or the owner doesn't answer. */
    void failed();

private:
    enum class Step { Idle, Targets, Content, Increments };

    void handleEvent(const xcb_generic_event_t *event);
    void handleAnswer(const xcb_selection_notify_event_t &answer);
    void ask(xcb_atom_t target, Step step);
    void readTargets();
    void readContent();
    void readIncrement();
    int limit() const;
    void finish();
    void refuse();
    void fail();

    X11Connection &m_connection;
    const SelectionAtoms &m_atoms;
    xcb_window_t m_window;
    Limits m_limits;
    std::array<xcb_atom_t, 4> m_properties; ///< in turn, so that late answers don't count
    std::size_t m_turn = 0;
    Step m_step = Step::Idle;
    xcb_atom_t m_target = XCB_ATOM_NONE;
    QByteArray m_bytes;
    QTimer m_timeout;
};

} // namespace oriel
