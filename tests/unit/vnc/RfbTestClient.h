#pragma once

#include "RectDecoder.h"
#include "vnc/RfbTypes.h"

#include <QMutex>
#include <QSize>
#include <QString>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace oriel {

/**
 * A viewer for tests, on one end of a socket pair. A thread of its own drains the socket, as the
 * server in the test's thread expects of its peer; waiting runs the event loop.
 */
class RfbTestClient {
public:
    struct Rect {
        QRect place;
        qint32 encoding = 0;
        QByteArray data;
    };
    struct Update {
        QList<Rect> rects;
        bool has(qint32 encoding) const { return find(encoding); }
        const Rect *find(qint32 encoding) const;
        QRegion pixels() const;
    };

    explicit RfbTestClient(int fd);
    ~RfbTestClient();

    void send(const QByteArray &bytes) const;
    /** ClientInit and ServerInit. */
    bool start();
    void setFormat(const PixelFormat &format);
    void setEncodings(const QList<qint32> &encodings) const;
    void request(const QRect &area, bool incremental) const;
    void requestAll(bool incremental) const { request(QRect(QPoint(), size), incremental); }

    /** The next update, or nothing after `timeout` ms. Applied to the picture. */
    std::optional<Update> update(int timeout = 5000);
    /** The next ServerCutText, header included. */
    std::optional<QByteArray> cutText(int timeout = 5000);
    bool isClosedByPeer() const { return m_isAtEnd; }
    /** In the client's format. */
    quint32 pixel(int x, int y) const { return m_picture.value(y * size.width() + x); }
    /** Fences are answered as they are read, or not, until they are again. */
    void setAnswersFences(bool answers);
    /** EnableContinuousUpdates for the whole picture. */
    void enableContinuousUpdates() const;
    /** Open H.264 rectangles so far: U32 flags, then the stream. */
    const QList<Rect> &videos() const { return m_videos; }
    const QList<QRect> &lossy() const { return m_decoder.lossy(); }

    QSize size;
    QString name;
    QByteArray serverFormat;

private:
    void drain();
    bool parse();
    bool parseOne(ByteReader &reader);
    Update parseUpdate(ByteReader &reader) const;
    Rect parseRect(ByteReader &reader) const;
    void apply(const Update &update);
    void copy(const Rect &rect);
    template <typename T>
    std::optional<T> await(QList<T> &queue, int timeout);

    int m_fd;
    std::atomic<bool> m_isAtEnd = false;
    QMutex m_mutex;
    QByteArray m_received;
    std::unique_ptr<QThread> m_drain;
    RectDecoder m_decoder;
    PixelFormat m_format;
    QList<quint32> m_picture;
    QList<Update> m_updates;
    QList<Rect> m_videos;
    QByteArray m_heldAnswers;
    bool m_answersFences = true;
    QList<QByteArray> m_cutTexts;
    bool m_isStarted = false;
};

} // namespace oriel
