#pragma once

#include "tests/bench/client/CodeWatcher.h"
#include "tests/bench/client/Options.h"
#include "tests/bench/client/RfbSession.h"
#include "tests/bench/client/WebSocketStream.h"

#include <optional>
#include <string>

namespace oriel::bench {

/**
 * One connection: what the server sends and the commands on a descriptor, in one loop in one
 * thread. Reports on standard output.
 */
class Viewer {
public:
    /** `number` is told in each line unless it is 1. */
    Viewer(Options options, int commands, int number);

    /** Until "quit" or the end of the commands; throws std::runtime_error if anything fails. */
    void run();

private:
    struct Quit { };

    void connect();
    std::string pathWithTicket(const Url &url);
    void handleMessages();
    /** For RfbReader: waits for the server or a command. */
    void fetch(std::vector<std::uint8_t> &buffer);
    /** Waits for commands, too, as long as `timeout` (in milliseconds; -1: for ever). */
    void obeyCommands(int timeout, bool alsoServer);
    void readCommands();
    void obey(const std::string &command);
    void report();
    void print(const std::string &fields, std::int64_t time) const;

    Options m_options;
    int m_commands;
    int m_number;
    std::string m_input;
    bool m_started = false; ///< commands can be obeyed
    bool m_stalled = false;
    std::optional<TlsSocket> m_socket;
    std::optional<WebSocketStream> m_stream;
    RfbReader m_reader;
    RfbSession m_session;
    CodeWatcher m_codes;
    bool m_pictureReported = false;
    int m_keys = 0;
};

} // namespace oriel::bench
