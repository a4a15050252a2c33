#include "session/FileName.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

namespace oriel::FileName {

namespace {

/** Longer ones are no extensions, and are cut like the rest of a name. */
constexpr qsizetype maxExtension = 20;

QString standIn() { return QStringLiteral("file"); }

/** Where the extension begins, with its dot; the end, if there is none. */
qsizetype extensionAt(const QString &name)
{
    static const QRegularExpression packed(
        QStringLiteral("\\.tar\\.[a-z0-9]{1,4}$"),
        QRegularExpression::CaseInsensitiveOption); // one extension in people's eyes
    const QRegularExpressionMatch match = packed.match(name);
    if (match.hasMatch() && match.capturedStart() > 0)
        return match.capturedStart();
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    return dot <= 0 || name.size() - dot > maxExtension ? name.size() : dot;
}

bool isFit(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // marks of direction, joiners, spaces without width
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return false;
    default: break;
    }
    switch (c) { // letters that show nothing
    case 0x115f:
    case 0x1160:
    case 0x3164:
    case 0xffa0: return false;
    default: return c >= 0x80 || !QByteArrayView("<>:\"|?*").contains(char(c));
    }
}

QString onlyFit(const QString &name)
{
    QString fit;
    for (const char32_t c : name.toUcs4()) {
        if (isFit(c))
            fit += QString::fromUcs4(&c, 1);
    }
    return fit;
}

QString trimmed(QString name)
{
    static const QRegularExpression ends(QStringLiteral("^[\\s.]+|[\\s.]+$"));
    return name.remove(ends);
}

/** Windows takes these for devices, whatever the extension. */
bool isDevice(const QString &name)
{
    static const QRegularExpression device(
        QStringLiteral("^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\\s*(\\.|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return device.match(name).hasMatch();
}

/** As many whole characters of its beginning as fit. */
QString cut(const QString &text, qsizetype bytes)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype end = 0;
    while (finder.toNextBoundary() >= 0 && text.first(finder.position()).toUtf8().size() <= bytes)
        end = finder.position();
    return text.first(end);
}

} // namespace

QString sanitised(const QString &name)
{
    static const QRegularExpression separator(QStringLiteral("[/\\\\]"));
    const QString last = name.mid(name.lastIndexOf(separator) + 1);
    QString result = trimmed(onlyFit(last.normalized(QString::NormalizationForm_C)).simplified());
    if (result.toUtf8().size() >= maxBytes) {
        const QString extension = result.mid(extensionAt(result));
        const QString stem = result.chopped(extension.size());
        // One character alone may be too long: what is left must not become a hidden name.
        const QString rest = trimmed(cut(stem, maxBytes - 1 - extension.toUtf8().size()));
        result = (rest.isEmpty() ? standIn() : rest) + extension;
    }
    if (isDevice(result))
        result.prepend(QLatin1Char('_'));
    return result.isEmpty() ? standIn() : result;
}

QString numbered(const QString &name, int number)
{
    return QString(name).insert(extensionAt(name), QStringLiteral(" (%1)").arg(number));
}

} // namespace oriel::FileName
