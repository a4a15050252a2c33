#include "X11InputTest.h"
#include "desktop/x11/SpareKeys.h"

using namespace oriel;
using namespace oriel::test;

/** Characters: on the layout, on another one, on none. */
class tst_X11Text : public X11InputTest {
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void fastTextOutsideTheLayout();
    void textForAProgramThatReadsLate();
    void leavingPlaysWhatWaits();
    void legacyKeysyms();
    void otherLayoutOfTwo();
    void deadKeys();
    void altGrOfTheViewer();
    void capsLock();
    void layoutChangesWhileSharing();
    void spareKeysAreGivenBack();
    void spareKeysAreGivenBackOnDestruction();
};

void tst_X11Text::text_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("text");
    const QString ascii =
        QStringLiteral(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                       "[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");
    const QString others = QStringLiteral("äöüÄÖÜßéèàçÉñ€£§°µ²³«»åøæłşğıŒœ漢字かなжЖαΩשע한"
                                          "🙂"
                                          "👍"
                                          "√"
                                          "∞"
                                          "…"
                                          "–");
    for (const char *layout : {"us", "de", "fr", "us -variant intl", "de -variant neo", "ru",
                               "us,ru", "gr", "jp", "ch -variant fr"}) {
        QTest::addRow("%s ASCII", layout) << QString::fromLatin1(layout) << ascii;
        QTest::addRow("%s others", layout) << QString::fromLatin1(layout) << others;
    }
}

void tst_X11Text::text()
{
    QFETCH(QString, layout);
    QFETCH(QString, text);
    setLayout(layout);
    const QList<uint> characters = text.toUcs4();
    constexpr qsizetype atOnce = 12; // fewer than there are spare keys
    for (qsizetype i = 0; i < characters.size(); i += atOnce) {
        const QList<uint> part = characters.mid(i, atOnce);
        const QList<char32_t> part32(part.begin(), part.end());
        const QString expected = QString::fromUcs4(part32.constData(), part32.size());
        m_program->forget();
        type(expected);
        QTRY_COMPARE(m_program->text(), expected);
    }
    QTRY_VERIFY(m_program->keysDown().isEmpty());
}

void tst_X11Text::fastTextOutsideTheLayout()
{
    const QString text = QStringLiteral("漢字 🙂 àéîõü Привет 漢字");
    type(text);
    QTRY_COMPARE(m_program->text(), text);
}

void tst_X11Text::textForAProgramThatReadsLate()
{
    // More characters than there are spare keys, and nothing of them is read before all are sent.
    QString text;
    for (int i = 0; i < 2 * SpareKeys::maxKeys; ++i)
        text += QChar(0x4e00 + i) + QStringLiteral("a");
    type(text);
    QTRY_COMPARE(m_program->text(), text);
}

void tst_X11Text::leavingPlaysWhatWaits()
{
    constexpr int count = 2 * SpareKeys::maxKeys;
    for (int i = 0; i < count; ++i)
        tap(keysymOf(char32_t(0x4e00 + i)));
    press(XKB_KEY_b);
    m_backend->input().releaseAll(1);
    QTRY_COMPARE(pressed().size(), count + 1);
    QCOMPARE(lastPressed().keysym, quint32(XKB_KEY_b));
    QTRY_VERIFY(m_program->keysDown().isEmpty());
}

void tst_X11Text::legacyKeysyms()
{
    setLayout(QStringLiteral("ru"));
    tap(XKB_KEY_Cyrillic_zhe);
    tap(0x01000436); // the same letter by its Unicode number
    tap(0x010020ac);
    tap(XKB_KEY_EuroSign);
    QTRY_COMPARE(m_program->text(), QStringLiteral("жж€€"));
    QCOMPARE(pressed().at(0).detail, pressed().at(1).detail);
    QCOMPARE(pressed().at(2).detail, pressed().at(3).detail);
}

void tst_X11Text::otherLayoutOfTwo()
{
    setLayout(QStringLiteral("us,ru"));
    type(QStringLiteral("aжaЖ"));
    QTRY_COMPARE(m_program->text(), QStringLiteral("aжaЖ"));
    // The layout that was in use is in use again.
    tap(XKB_KEY_a);
    QTRY_COMPARE(pressed().size(), 5);
    QCOMPARE(pressed().at(4).state >> 13, 0U);
}

void tst_X11Text::deadKeys()
{
    setLayout(QStringLiteral("fr"));
    tap(XKB_KEY_dead_circumflex);
    tap(XKB_KEY_dead_diaeresis);
    tap(XKB_KEY_dead_abovering); // on no key perhaps
    QTRY_COMPARE(pressed().size(), 3);
    QCOMPARE(pressed().at(0).keysym, quint32(XKB_KEY_dead_circumflex));
    QCOMPARE(pressed().at(1).keysym, quint32(XKB_KEY_dead_diaeresis));
    QCOMPARE(pressed().at(2).keysym, quint32(XKB_KEY_dead_abovering));
}

void tst_X11Text::altGrOfTheViewer()
{
    setLayout(QStringLiteral("de"));
    press(XKB_KEY_ISO_Level3_Shift, 0xb8);
    tap(XKB_KEY_at);
    tap(XKB_KEY_EuroSign);
    tap(XKB_KEY_q);
    release(XKB_KEY_ISO_Level3_Shift, 0xb8);
    tap(XKB_KEY_q);
    QTRY_COMPARE(m_program->text(), QStringLiteral("@€qq"));
    setLayout(QStringLiteral("us"));
    m_program->forget();
    press(XKB_KEY_ISO_Level3_Shift, 0xb8);
    tap(XKB_KEY_at);
    release(XKB_KEY_ISO_Level3_Shift, 0xb8);
    QTRY_COMPARE(m_program->text(), QStringLiteral("@"));
}

void tst_X11Text::capsLock()
{
    tap(XKB_KEY_Caps_Lock);
    type(QStringLiteral("aAé1!"));
    QTRY_COMPARE(m_program->text(), QStringLiteral("aAé1!"));
    setLayout(QStringLiteral("fr")); // é without a Caps Lock of its own
    m_program->forget();
    type(QStringLiteral("éÉaA1"));
    QTRY_COMPARE(m_program->text(), QStringLiteral("éÉaA1"));
    press(XKB_KEY_Control_L);
    tap(XKB_KEY_c);
    release(XKB_KEY_Control_L);
    QTRY_COMPARE(lastPressed().state, controlState | lockState);
    tap(XKB_KEY_Caps_Lock);
    tap(XKB_KEY_b);
    QTRY_COMPARE(lastPressed().keysym, quint32(XKB_KEY_b));
    QCOMPARE(lastPressed().state, 0U);
}

void tst_X11Text::layoutChangesWhileSharing()
{
    type(QStringLiteral("z漢"));
    QTRY_COMPARE(m_program->text(), QStringLiteral("z漢"));
    setLayout(QStringLiteral("de"));
    m_program->forget();
    type(QStringLiteral("zy@漢ß"));
    QTRY_COMPARE(m_program->text(), QStringLiteral("zy@漢ß"));
}

void tst_X11Text::spareKeysAreGivenBack()
{
    const QByteArray before = m_program->layout();
    type(QStringLiteral("漢🙂"));
    QTRY_COMPARE(m_program->text(), QStringLiteral("漢🙂"));
    QVERIFY(m_program->layout() != before);
    m_backend->input().releaseAll(1);
    QTRY_COMPARE(m_program->layout(), before);
}

void tst_X11Text::spareKeysAreGivenBackOnDestruction()
{
    const QByteArray before = m_program->layout();
    press(keysymOf(U'漢'));
    QTRY_COMPARE(m_program->text(), QStringLiteral("漢"));
    m_backend.reset();
    QTRY_COMPARE(m_program->layout(), before);
    QVERIFY(m_program->keysDown().isEmpty());
}

QTEST_GUILESS_MAIN(tst_X11Text)
#include "tst_X11Text.moc"
