#pragma once

namespace oriel {

/**
 * To be called before anything uses OpenSSL: keeps it from freeing what it has at the process's
 * exit. QThread::wait() returns before the operating system's thread is gone, and on its way out
 * that thread calls OpenSSL, too, to free what it had for it (OPENSSL_thread_stop(3)): with
 * structures that the exit would have freed meanwhile.
 */
void keepOpenSslAtExit();

} // namespace oriel
