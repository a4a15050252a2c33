#include "ScriptedSession.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

#include <algorithm>

namespace oriel {

const QString ScriptedSession::password = QStringLiteral("K7QM3XWP");

const QStringList ScriptedSession::urls{QStringLiteral("https://192.168.1.5:6080/"),
                                        QStringLiteral("https://10.8.0.3:6080/"),
                                        QStringLiteral("https://[2001:db8::7]:6080/")};

const QString ScriptedSession::fingerprint =
    QStringList(16, QStringLiteral("AB:CD")).join(QLatin1Char(':'));

ScriptedSession::ScriptedSession(const Clock &clock)
    : SharingSession(clock)
{
    connect(this, &SharingSession::answerWanted, this,
            [this](ViewerId viewer, ConsentAnswer answer) {
                answers.append({viewer, answer});
            });
    connect(this, &SharingSession::kickWanted, this,
            [this](ViewerId viewer) { kicks.append(viewer); });
    connect(&files(), &FileTransfers::answerWanted, this, [this](FileId file, FileAnswer answer) {
        fileAnswers.append({file, answer});
    });
    connect(&files(), &FileTransfers::cancelWanted, this,
            [this](FileId file) { cancelled.append(file); });
    connect(&files(), &FileTransfers::sendWanted, this,
            [this](const QString &path) { sent.append(path); });
    connect(this, &SharingSession::renewWanted, this, [this] { ++renewals; });
}

void ScriptedSession::share(const SessionPolicy &policy)
{
    start(policy);
    serviceStarted({urls, fingerprint, 6080},
                   policy.reusablePassword.isEmpty() ? password : QString());
}

void ScriptedSession::end(StopReason reason)
{
    stop(reason);
    serviceStopped();
}

void ScriptedSession::settle(ViewerId viewer, bool admitted)
{
    const auto waiting = asking();
    viewerAskEnded(viewer);
    const auto found = std::ranges::find(waiting, viewer, &ViewerInfo::id);
    if (admitted && found != waiting.end())
        admit(*found);
}

void ScriptedSession::admit(const ViewerInfo &viewer)
{
    viewerAdmitted(viewer.id);
    viewerConnected(viewer);
}

ViewerInfo ScriptedSession::phone(ViewerId id)
{
    return {
        id, QStringLiteral("192.168.1.%1").arg(6 + id), QStringLiteral("Firefox on Android"), {}};
}

FileTransfer ScriptedSession::photo(FileId id)
{
    return {.id = id,
            .viewer = 1,
            .name = QStringLiteral("photo %1.png").arg(id),
            .size = 2 * SessionPolicy::mebibyte};
}

FileTransfer ScriptedSession::plan(FileId id)
{
    return {.id = id,
            .viewer = 1,
            .direction = FileDirection::ToViewer,
            .name = QStringLiteral("plan %1.pdf").arg(id),
            .size = 5 * 1024};
}

const SystemClock &ScriptedSession::systemClock()
{
    static const SystemClock clock;
    return clock;
}

QString textOf(const QObject &widget)
{
    QStringList texts;
    const auto add = [&texts](const QWidget *one) {
        if (!one->isVisible())
            return;
        if (const auto *label = qobject_cast<const QLabel *>(one))
            texts.append(label->text());
        else if (const auto *button = qobject_cast<const QAbstractButton *>(one))
            texts.append(button->text());
        else if (const auto *edit = qobject_cast<const QLineEdit *>(one))
            texts.append(edit->text());
        else if (const auto *box = qobject_cast<const QComboBox *>(one))
            texts.append(box->currentText());
    };
    for (const auto *child : widget.findChildren<QWidget *>())
        add(child);
    return texts.join(QLatin1Char('\n'));
}

} // namespace oriel
