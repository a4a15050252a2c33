#include "ui/Icons.h"

#include <initializer_list>

namespace oriel::Icons {

namespace {

QIcon load(const QString &name, std::initializer_list<int> sizes)
{
    QIcon icon;
    for (const int size : sizes)
        icon.addFile(QStringLiteral(":/icons/%1-%2.png").arg(name).arg(size), {size, size});
    return icon;
}

} // namespace

QIcon application() { return load(QStringLiteral("oriel"), {16, 24, 32, 48, 64, 128, 256}); }

QIcon state(SharingSession::State state)
{
    switch (state) {
    case SharingSession::State::Starting:
    case SharingSession::State::Waiting:
        return load(QStringLiteral("tray-waiting"), {22, 24, 32, 48, 64});
    case SharingSession::State::Connected:
        return load(QStringLiteral("tray-connected"), {22, 24, 32, 48, 64});
    case SharingSession::State::Idle:
    case SharingSession::State::Stopping: break;
    }
    return load(QStringLiteral("tray-idle"), {22, 24, 32, 48, 64});
}

} // namespace oriel::Icons
