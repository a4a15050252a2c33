#include "proxy/FileAnswers.h"

namespace oriel::FileAnswers {

HttpResponse of(FileEnd end)
{
    switch (end) {
    case FileEnd::Refused: return because(403, nameOf(end));
    case FileEnd::Cancelled:
    case FileEnd::Withdrawn: return because(409, nameOf(FileEnd::Cancelled));
    case FileEnd::NoSpace: return because(507, nameOf(end));
    default: return because(500, nameOf(end));
    }
}

HttpResponse because(int status, const QString &reason)
{
    return HttpResponse::json(status, {{QStringLiteral("reason"), reason}});
}

} // namespace oriel::FileAnswers
