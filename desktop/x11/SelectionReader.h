#pragma once

#include "desktop/x11/SelectionAtoms.h"

#include <QTimer>

#include <array>

namespace oriel {

/**
 * Asks another program for the CLIPBOARD's text, step by step as that answers: its targets, the
 * text, the rest of a long text (INCR). Never waits; gives up on an owner that doesn't answer.
 */
class SelectionReader : public QObject {
    Q_OBJECT

public:
    /** `window`: whose properties take the answers. All outlive the reader. */
    SelectionReader(X11Connection &connection, const SelectionAtoms &atoms, xcb_window_t window,
                    int maxBytes);

    /** Starts anew, whatever was under way. Answers with finished() or failed(). */
    void read();
    /** No answer follows. */
    void cancel();

signals:
    void finished(const QString &text);
    /** There is no text, it is too long, or the owner doesn't answer. */
    void failed();

private:
    enum class Step { Idle, Targets, Text, Increments };

    void handleEvent(const xcb_generic_event_t *event);
    void handleAnswer(const xcb_selection_notify_event_t &answer);
    void ask(xcb_atom_t target, Step step);
    void readTargets();
    void readText();
    void readIncrement();
    void finish();
    void fail();

    X11Connection &m_connection;
    const SelectionAtoms &m_atoms;
    xcb_window_t m_window;
    int m_maxBytes;
    std::array<xcb_atom_t, 4> m_properties; ///< in turn, so that late answers don't count
    std::size_t m_turn = 0;
    Step m_step = Step::Idle;
    xcb_atom_t m_target = XCB_ATOM_NONE;
    QByteArray m_bytes;
    QTimer m_timeout;
};

} // namespace oriel
