#include "ui/FileDesk.h"

#include "ui/FilePrompt.h"
#include "ui/FileWords.h"

namespace oriel {

FileDesk::FileDesk(SharingSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_queue(FileTransfers::patience,
              [this](FileId file, QDeadlineTimer deadline) { return makePrompt(file, deadline); })
{
    connect(&session.files(), &FileTransfers::asks, this,
            [this](const FileTransfer &file) { m_queue.ask(file.id); });
    connect(&session.files(), &FileTransfers::askEnded, this,
            [this](FileId file) { m_queue.end(file); });
    connect(&session, &SharingSession::stateChanged, this, [this](SharingSession::State state) {
        if (state == SharingSession::State::Stopping)
            m_queue.clear();
    });
}

FilePrompt *FileDesk::prompt() const { return static_cast<FilePrompt *>(m_queue.prompt()); }

TimedPrompt *FileDesk::makePrompt(FileId file, QDeadlineTimer deadline)
{
    const FileTransfer asked = m_session.files().find(file).value_or(FileTransfers::Entry{}).file;
    auto *prompt =
        new FilePrompt(asked, FileWords::viewer(asked, m_session),
                       m_session.policy().folderForFiles(), {deadline, FileTransfers::patience});
    // Answering ends the asking, and that the prompt.
    connect(prompt, &FilePrompt::answered, &m_session.files(), &FileTransfers::answer);
    return prompt;
}

} // namespace oriel
