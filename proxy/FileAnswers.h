#pragma once

#include "proxy/HttpResponse.h"
#include "session/FileTransfer.h"

#include <QString>

namespace oriel::FileAnswers {

/** What a request is answered that such an end has overtaken. */
HttpResponse of(FileEnd end);
/** A status with {"reason": …}. */
HttpResponse because(int status, const QString &reason);

} // namespace oriel::FileAnswers
