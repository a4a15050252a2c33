#pragma once

#include "tests/bench/Barcode.h"
#include "tests/bench/Layout.h"

#include <QImage>
#include <QRegion>
#include <QString>

#include <memory>

namespace oriel::bench {

/**
 * What is painted: a picture for each frame number, always the same one, so that any frame can be
 * made again to compare with.
 */
class Scene {
public:
    Scene() = default;
    virtual ~Scene() = default;
    Q_DISABLE_COPY_MOVE(Scene)

    /** Frames a second; 0 if there is only frame 0. */
    virtual int rate() const = 0;
    virtual CodePlacement placement() const { return CodePlacement::Screen; }

    /** Makes beforehand what would make painting dear. */
    virtual void prepare() { }

    /**
     * Paints a frame with its barcodes over the previous one (-1: over anything) and returns what
     * may have changed. The key's barcode is not part of it.
     */
    QRegion paint(int frame, int previous, QImage &screen);

    /** A scene by its name, for a screen of this size; null if there is none of that name. */
    static std::unique_ptr<Scene> create(const QString &name, const QSize &screen);
    static QStringList names();

protected:
    /** paint() without the barcodes. */
    virtual QRegion draw(int frame, int previous, QImage &screen) = 0;
};

/** The image's pixels, for the barcodes. */
PixelCanvas canvasOf(QImage &image);

} // namespace oriel::bench
