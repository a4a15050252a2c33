#pragma once

#include <QByteArray>
#include <QString>

namespace oriel {

/**
 * A one-time password: 8 characters of Crockford's base 32 (https://www.crockford.com/base32.html,
 * no I, L, O, U), 40 bits from the system's CSPRNG. Value type; lives in memory only.
 */
class OneTimePassword {
public:
    static constexpr int length = 8;

    OneTimePassword() = default;
    static OneTimePassword generate();

    bool isNull() const { return m_text.isEmpty(); }

    /** The 8 characters in capitals, as they stand in the link's fragment. */
    QString text() const { return QString::fromLatin1(m_text); }
    /** For people: "K7QM-3XWP". */
    QString display() const { return display(text()); }
    static QString display(const QString &text);

    /**
     * Compares in constant time what a person typed: any case, blanks and dashes ignored, O read
     * as 0, I and L as 1. A null password matches nothing.
     */
    bool matches(const QString &typed) const;

    /** The two keys a VNC Authentication client may use: all capitals, all lower case. */
    QByteArray upperKey() const { return m_text; }
    QByteArray lowerKey() const { return m_text.toLower(); }

private:
    QByteArray m_text;
};

/** Compares two byte strings in a time that depends on their lengths only. */
bool constantTimeEquals(const QByteArray &a, const QByteArray &b);

} // namespace oriel
