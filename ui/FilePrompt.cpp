#include "ui/FilePrompt.h"

#include "ui/FileWords.h"

namespace oriel {

FilePrompt::FilePrompt(const FileTransfer &file, const QString &viewer, const QString &folder,
                       const Patience &patience, QWidget *parent)
    : TimedPrompt(
        {.title = tr("Take a file?"),
         .question = tr("%1 wants to send you %2 (%3).")
                         .arg(viewer, FileWords::name(file), FileWords::size(file.size)),
         .advice = tr("It would be saved in %1. Take only what you are expecting.").arg(folder)},
        patience, parent)
    , m_file(file.id)
{
    addAnswer(tr("&Take it"), [this] { emit answered(m_file, FileAnswer::Take); });
    addRefusal(tr("&Refuse"), [this] { emit answered(m_file, FileAnswer::Refuse); });
}

} // namespace oriel
