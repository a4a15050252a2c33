#pragma once

#include <QMetaType>
#include <QString>

namespace oriel {

/** Something to tell the host without asking for anything. Never holds a secret. */
struct Notice {
    enum class Kind { Information, Warning, Error };
    Kind kind = Kind::Information;
    QString title;
    QString text;
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::Notice)
