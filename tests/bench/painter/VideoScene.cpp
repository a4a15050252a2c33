#include "tests/bench/painter/VideoScene.h"

#include "tests/bench/painter/Hash.h"
#include "tests/bench/painter/Prose.h"
#include "tests/bench/painter/Texture.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace oriel::bench {

namespace {

constexpr int loop = 96;      // frames
constexpr int panWidth = 160; // how far the camera turns
constexpr int panHeight = 40;
constexpr QSize filmSize(Layout::video.width, Layout::video.height);

struct Ball {
    double x, y, wayX, wayY, radius;
    int swings;
    std::array<double, 3> colour;
};

constexpr std::array balls{
    Ball{320, 420, 190, 120, 130, 1, {214, 92, 70}},
    Ball{830, 300, 260, 90, 90, 2, {70, 140, 205}},
    Ball{980, 520, 120, 110, 150, 1, {222, 190, 96}},
};

double phase(int step, int swings = 1) { return 2 * std::numbers::pi * swings * step / loop; }

int clamped(double value) { return std::clamp(static_cast<int>(value), 0, 255); }

/** The landscape from a place between its pixels. */
void drawLandscape(const QImage &landscape, double left, double top, QImage &film)
{
    const int x0 = static_cast<int>(left);
    const int y0 = static_cast<int>(top);
    const auto right = static_cast<std::uint32_t>((left - x0) * 16);
    const auto down = static_cast<std::uint32_t>((top - y0) * 16);
    const std::array weights{(16 - right) * (16 - down), right * (16 - down), (16 - right) * down,
                             right * down};
    const auto blend = [&](const std::array<std::uint32_t, 4> &pixels, std::uint32_t mask) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < pixels.size(); ++i)
            sum += std::uint64_t{weights[i]} * (pixels[i] & mask);
        return static_cast<std::uint32_t>(sum >> 8) & mask;
    };
    for (int y = 0; y < film.height(); ++y) {
        const auto *above = reinterpret_cast<const QRgb *>(landscape.constScanLine(y0 + y)) + x0;
        const auto *below =
            reinterpret_cast<const QRgb *>(landscape.constScanLine(y0 + y + 1)) + x0;
        auto *out = reinterpret_cast<QRgb *>(film.scanLine(y));
        for (int x = 0; x < film.width(); ++x) {
            const std::array pixels{above[x], above[x + 1], below[x], below[x + 1]};
            out[x] = 0xff000000U | blend(pixels, 0xff00ffU) | blend(pixels, 0x00ff00U);
        }
    }
}

/** A ball lit from above left, with a soft edge and a pattern that turns with it. */
void drawBall(const Ball &ball, int step, QImage &film)
{
    const double centreX = ball.x + ball.wayX * std::sin(phase(step, ball.swings));
    const double centreY = ball.y + ball.wayY * std::cos(phase(step));
    const int top = std::max(0, static_cast<int>(centreY - ball.radius));
    const int bottom = std::min(film.height() - 1, static_cast<int>(centreY + ball.radius) + 1);
    const int left = std::max(0, static_cast<int>(centreX - ball.radius));
    const int right = std::min(film.width() - 1, static_cast<int>(centreX + ball.radius) + 1);
    for (int y = top; y <= bottom; ++y) {
        auto *line = reinterpret_cast<QRgb *>(film.scanLine(y));
        for (int x = left; x <= right; ++x) {
            const double across = (x - centreX) / ball.radius;
            const double down = (y - centreY) / ball.radius;
            const double distance = std::hypot(across, down);
            const double cover = std::clamp((1 - distance) * ball.radius / 2, 0.0, 1.0);
            if (cover <= 0)
                continue;
            const double depth = std::sqrt(std::max(0.0, 1 - distance * distance));
            const double light =
                0.35 + 0.75 * std::max(0.0, depth * 0.7 - across * 0.4 - down * 0.5);
            const double pattern = 1 + 0.12 * std::sin(9 * across + phase(step) + 5 * down * depth);
            std::array<int, 3> channels{qRed(line[x]), qGreen(line[x]), qBlue(line[x])};
            for (std::size_t c = 0; c < channels.size(); ++c) {
                const double value = ball.colour[c] * light * pattern;
                channels[c] = clamped(channels[c] + (value - channels[c]) * cover);
            }
            line[x] = qRgb(channels[0], channels[1], channels[2]);
        }
    }
}

/** Light grain as of a film: another one for each frame, 2 grey levels strong. */
void addGrain(int step, QImage &film)
{
    constexpr std::uint32_t levels = 7; // -3 to 3
    for (int y = 0; y < film.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(film.scanLine(y));
        const std::uint32_t seed =
            hash(static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(y));
        for (int x = 0; x < film.width(); ++x) {
            const std::uint32_t noise = hash(seed + static_cast<std::uint32_t>(x)) >> 8;
            const int grain = static_cast<int>(noise % levels) - 3;
            const QRgb pixel = line[x];
            line[x] = qRgb(std::clamp(qRed(pixel) + grain, 0, 255),
                           std::clamp(qGreen(pixel) + grain, 0, 255),
                           std::clamp(qBlue(pixel) + grain, 0, 255));
        }
    }
}

QImage desktopAround(const QSize &size)
{
    QImage desktop(size, QImage::Format_RGB32);
    desktop.fill(QColor(0x3a, 0x4a, 0x5c));
    QPainter painter(&desktop);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(15);
    painter.setFont(font);
    painter.setPen(QColor(0xe4, 0xe8, 0xee));
    const int side = (size.width() - filmSize.width()) / 2 - 40;
    painter.drawText(QRect(20, 60, side, size.height() - 80), Qt::TextWordWrap,
                     Prose::paragraph(1, 1400));
    painter.drawText(QRect(size.width() - side - 20, 60, side, size.height() - 80),
                     Qt::TextWordWrap, Prose::paragraph(2, 1400));
    painter.fillRect(0, size.height() - 44, size.width(), 44, QColor(0x22, 0x2a, 0x33));
    return desktop;
}

} // namespace

VideoScene::VideoScene(const QSize &screen, int rate)
    : m_rate(rate)
    , m_desktop(desktopAround(screen))
    , m_landscape(Texture::photograph(filmSize + QSize(panWidth + 2, panHeight + 2), 31))
    , m_film(loop)
{
}

void VideoScene::prepare()
{
    for (int step = 0; step < loop; ++step)
        picture(step);
}

QImage VideoScene::render(int step) const
{
    QImage film(filmSize, QImage::Format_RGB32);
    drawLandscape(m_landscape, panWidth / 2.0 * (1 - std::cos(phase(step))),
                  panHeight / 2.0 * (1 + std::sin(phase(step))), film);
    for (const Ball &ball : balls)
        drawBall(ball, step, film);
    addGrain(step, film);
    return film;
}

const QImage &VideoScene::picture(int step)
{
    QImage &film = m_film[static_cast<std::size_t>(step)];
    if (film.isNull())
        film = render(step);
    return film;
}

QRegion VideoScene::draw(int frame, int previous, QImage &screen)
{
    const Point at = Layout::videoOrigin({screen.width(), screen.height()});
    QPainter painter(&screen);
    if (previous < 0)
        painter.drawImage(0, 0, m_desktop);
    painter.drawImage(at.x, at.y, picture(frame % loop));
    return previous < 0 ? screen.rect() : QRect(QPoint(at.x, at.y), filmSize);
}

} // namespace oriel::bench
