#include "ui/QrCode.h"
#include "ui/QrCodeView.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <qrencode.h>

#include <memory>

using namespace oriel;

class QrCodeTest : public QObject {
    Q_OBJECT

private slots:
    void matchesTheLibrary();
    void imageHasWholeModulesAndAQuietZone();
    void nothingForNothing();
    void nothingForTooMuch();
    void viewIsCrisp();
    void isReadByAnotherProgram();
};

namespace {

const QString shareLink = QStringLiteral("https://192.168.1.5:6080/#K7QM3XWP");

} // namespace

void QrCodeTest::matchesTheLibrary()
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> expected(
        QRcode_encodeString8bit(shareLink.toUtf8().constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    const QrCode code = QrCode::encode(shareLink);
    QCOMPARE(code.size(), expected->width);
    for (int y = 0; y < code.size(); ++y) {
        for (int x = 0; x < code.size(); ++x)
            QCOMPARE(code.isDark(x, y), (expected->data[y * expected->width + x] & 1) != 0);
    }
}

void QrCodeTest::imageHasWholeModulesAndAQuietZone()
{
    const QrCode code = QrCode::encode(shareLink);
    for (const int scale : {1, 3, 7}) {
        const QImage image = code.toImage(scale);
        QCOMPARE(image.size(), QSize(1, 1) * (code.size() + 8) * scale);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const int column = x / scale - QrCode::quietZone;
                const int row = y / scale - QrCode::quietZone;
                const bool inside =
                    column >= 0 && row >= 0 && column < code.size() && row < code.size();
                const bool dark = inside && code.isDark(column, row);
                QCOMPARE(image.pixel(x, y), dark ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
            }
        }
    }
}

void QrCodeTest::nothingForNothing()
{
    QVERIFY(QrCode::encode({}).isNull());
    QVERIFY(QrCode::encode({}).toImage(4).isNull());
    QVERIFY(QrCode::encode(shareLink).toImage(0).isNull());
}

void QrCodeTest::nothingForTooMuch()
{
    QVERIFY(QrCode::encode(QString(3000, QLatin1Char('x'))).isNull());
}

void QrCodeTest::viewIsCrisp()
{
    QrCodeView view;
    view.setText(shareLink);
    view.resize(view.sizeHint());
    const QImage shot = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const int module = shot.width() / view.code().fullSize();
    const QImage expected = view.code().toImage(module).convertToFormat(QImage::Format_RGB32);
    const int margin = module * QrCode::quietZone;
    const QRect code = expected.rect().adjusted(margin, margin, -margin, -margin);
    QCOMPARE(shot.copy(code), expected.copy(code));
}

void QrCodeTest::isReadByAnotherProgram()
{
    const QString reader = QStandardPaths::findExecutable(QStringLiteral("zbarimg"));
    if (reader.isEmpty())
        QSKIP("zbarimg is not installed");
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("code.png"));
    QVERIFY(QrCode::encode(shareLink).toImage(4).save(file));
    QProcess process;
    process.start(reader, {QStringLiteral("--quiet"), QStringLiteral("--raw"), file});
    QVERIFY(process.waitForFinished());
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(), shareLink);
}

QTEST_MAIN(QrCodeTest)
#include "tst_QrCode.moc"
