#pragma once

#include <QByteArray>
#include <QSet>

namespace oriel {

/**
 * Whether a viewer holds a key or a button, by the messages that it may send. Says nothing of what
 * the desktop made of them: that is HeldInput's. Pure.
 */
class HeldInputWatch {
public:
    /** As many as the desktop takes of one viewer; further ones are not counted. */
    static constexpr qsizetype maxKeys = 64;

    /** `message`: a whole one, as RfbFilter lets it through. */
    void note(const QByteArray &message);
    bool isHolding() const { return m_buttons || !m_keys.isEmpty(); }
    void clear();

private:
    void noteKey(bool down, quint64 identity);

    QSet<quint64> m_keys;
    bool m_buttons = false;
};

} // namespace oriel
