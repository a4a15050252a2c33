#include "tests/bench/painter/Scene.h"

#include "tests/bench/painter/DragScene.h"
#include "tests/bench/painter/PageScenes.h"
#include "tests/bench/painter/ScrollScene.h"
#include "tests/bench/painter/TypingScene.h"
#include "tests/bench/painter/VideoScene.h"

#include <QStringList>

#include <array>

namespace oriel::bench {

namespace {

using Maker = std::unique_ptr<Scene> (*)(const QSize &screen);

template <typename Kind, auto... arguments>
std::unique_ptr<Scene> make(const QSize &screen)
{
    return std::make_unique<Kind>(screen, arguments...);
}

struct Named {
    const char *name;
    Maker maker;
};

constexpr std::array scenes{
    Named{"idle", make<IdleScene>},         Named{"typing", make<TypingScene>},
    Named{"scroll", make<ScrollScene>},     Named{"drag", make<DragScene>},
    Named{"video30", make<VideoScene, 30>}, Named{"video60", make<VideoScene, 60>},
    Named{"flip", make<FlipScene>},
};

} // namespace

QRegion Scene::paint(int frame, int previous, QImage &screen)
{
    QRegion changed = draw(frame, previous, screen);
    const CodePlaces at = Layout::codes(placement(), {screen.width(), screen.height()}, frame);
    for (const Point &place : {at.first, at.last}) {
        Barcode::write(canvasOf(screen), place.x, place.y, BarcodeKind::Frame,
                       static_cast<std::uint16_t>(frame));
        changed += QRect(place.x, place.y, Barcode::width, Barcode::height);
    }
    return changed;
}

std::unique_ptr<Scene> Scene::create(const QString &name, const QSize &screen)
{
    for (const Named &scene : scenes) {
        if (name == QLatin1String(scene.name))
            return scene.maker(screen);
    }
    return nullptr;
}

QStringList Scene::names()
{
    QStringList result;
    for (const Named &scene : scenes)
        result += QString::fromLatin1(scene.name);
    return result;
}

PixelCanvas canvasOf(QImage &image)
{
    return {image.bits(), image.width(), image.height(), image.bytesPerLine()};
}

} // namespace oriel::bench
