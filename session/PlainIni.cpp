#include "session/PlainIni.h"

#include <QIODevice>

namespace oriel::PlainIni {

namespace {

bool read(QIODevice &device, QSettings::SettingsMap &map)
{
    bool isGeneral = false;
    const QList<QByteArray> lines = device.read(maxSize).split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray text = line.trimmed();
        if (text.startsWith('['))
            isGeneral = text == "[General]";
        const qsizetype mark = text.indexOf('=');
        if (isGeneral && mark > 0)
            map.insert(QString::fromUtf8(text.left(mark).trimmed()),
                       QString::fromUtf8(text.mid(mark + 1).trimmed()));
    }
    return true;
}

bool write(QIODevice &device, const QSettings::SettingsMap &map)
{
    QByteArray text = "[General]\n";
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        text += entry.key().toUtf8() + '=' + entry.value().toString().simplified().toUtf8() + '\n';
    return device.write(text) == text.size();
}

} // namespace

QSettings::Format format()
{
    static const QSettings::Format registered =
        QSettings::registerFormat(QStringLiteral("conf"), read, write);
    return registered;
}

} // namespace oriel::PlainIni
