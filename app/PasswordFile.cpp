#include "app/PasswordFile.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <cstdio>

namespace oriel {

namespace {

constexpr qint64 readLimit = 4096; // 64 characters have at most 256 bytes, the rest is a mistake

void warnIfOthersRead(const QString &path, const QString &warning)
{
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    if (QFileInfo(path).permissions() & others)
        std::fprintf(stderr, "oriel: %s\n", qPrintable(warning));
}

} // namespace

std::variant<QByteArray, PasswordFile::Error> PasswordFile::read(const QString &path)
{
    QFile file(path);
    const bool standardInput = path == QLatin1String("-");
    const bool open =
        standardInput ? file.open(stdin, QFile::ReadOnly) : file.open(QFile::ReadOnly);
    if (!open || (!standardInput && !QFileInfo(path).isFile()))
        return Error{tr("cannot read the password file %1: %2").arg(path, file.errorString())};
    QByteArray bytes = file.read(readLimit);
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(bytes);
    if (decode.hasError())
        return Error{tr("the password in %1 is not UTF-8").arg(path)};
    const auto characters = text.toUcs4().size();
    if (characters < 8 || characters > 64)
        return Error{tr("the password in %1 must have 8 to 64 characters").arg(path)};
    if (text.contains(QLatin1Char('\n')) || text.contains(QChar::Null))
        return Error{tr("the password in %1 must be a single line").arg(path)};
    if (!standardInput)
        warnIfOthersRead(path, tr("others can read %1: run chmod 600 on it").arg(path));
    return bytes;
}

} // namespace oriel
