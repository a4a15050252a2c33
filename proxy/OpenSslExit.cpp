#include "proxy/OpenSslExit.h"

#include <openssl/crypto.h>

namespace oriel {

void keepOpenSslAtExit() { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr); }

} // namespace oriel
