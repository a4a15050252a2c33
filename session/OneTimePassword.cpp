#include "session/OneTimePassword.h"

#include <QRandomGenerator>

namespace oriel {

namespace {

constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What a person typed, as the alphabet has it; anything foreign is kept and will not match. */
QByteArray normalized(const QString &typed)
{
    QByteArray result;
    for (const QChar c : typed) {
        if (c.isSpace() || c == QLatin1Char('-'))
            continue;
        const char latin = c.toUpper().toLatin1();
        switch (latin) {
        case 'O': result.append('0'); break;
        case 'I':
        case 'L': result.append('1'); break;
        default: result.append(latin); break;
        }
    }
    return result;
}

} // namespace

OneTimePassword OneTimePassword::generate()
{
    // system() is the operating system's CSPRNG. 32 symbols: 5 bits each, no bias.
    const quint64 bits = QRandomGenerator::system()->generate64();
    OneTimePassword password;
    for (int i = 0; i < length; ++i)
        password.m_text.append(alphabet[(bits >> (5 * i)) & 31]);
    return password;
}

QString OneTimePassword::display(const QString &text)
{
    return text.size() == length ? QString(text.left(4) + QLatin1Char('-') + text.mid(4)) : text;
}

bool OneTimePassword::matches(const QString &typed) const
{
    return !isNull() && constantTimeEquals(m_text, normalized(typed));
}

bool constantTimeEquals(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    // volatile keeps the compiler from leaving the loop at the first difference.
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        const auto x = static_cast<unsigned char>(a[i]);
        const auto y = static_cast<unsigned char>(b[i]);
        difference = static_cast<unsigned char>(difference | (x ^ y));
    }
    return difference == 0;
}

} // namespace oriel
