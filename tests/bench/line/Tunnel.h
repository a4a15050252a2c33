#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace oriel::bench {

/** A TUN device called "line" in a network namespace, which goes with the object. */
class Tunnel {
public:
    /** Throws std::system_error; needs root. The calling thread stays in that namespace. */
    explicit Tunnel(const std::string &networkNamespace);
    ~Tunnel();
    Tunnel(const Tunnel &) = delete;
    Tunnel &operator=(const Tunnel &) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /** Reads one packet into the buffer; how long it is, 0 if there is none. */
    [[nodiscard]] size_t read(std::span<std::byte> buffer) const;

    /** A packet that the system has no room for is lost, as on any line. */
    void write(std::span<const std::byte> packet) const;

private:
    int m_descriptor = -1;
};

} // namespace oriel::bench
