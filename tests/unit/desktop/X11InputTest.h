#pragma once

#include "XProgram.h"
#include "XServer.h"
#include "desktop/DesktopBackend.h"
#include "desktop/FrameStore.h"

#include <QtTest>

#include <xkbcommon/xkbcommon-keysyms.h>

namespace oriel::test {

constexpr quint32 shiftState = 1;
constexpr quint32 lockState = 2;
constexpr quint32 controlState = 4;

inline quint32 keysymOf(char32_t character) { return xkb_utf32_to_keysym(character); }

/** An X server with a program that notes what it gets, and a desktop that input is played on. */
class X11InputTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_server.start()); }

    void init()
    {
        setLayout(QStringLiteral("us"));
        m_program = std::make_unique<XProgram>(m_server.display());
        QVERIFY(m_program->openWindow());
        QString error;
        m_backend =
            DesktopBackend::open({QStringLiteral("x11"), m_server.display()}, m_store, &error);
        QVERIFY2(m_backend, qPrintable(error));
    }

    void cleanup()
    {
        m_backend.reset();
        QTRY_VERIFY(m_program->keysDown().isEmpty());
        m_program->unlockAll();
        m_program.reset();
    }

protected:
    void press(quint32 keysym, quint32 scancode = 0, ViewerId viewer = 1)
    {
        m_backend->input().key(viewer, {keysym, scancode, true});
    }
    void release(quint32 keysym, quint32 scancode = 0, ViewerId viewer = 1)
    {
        m_backend->input().key(viewer, {keysym, scancode, false});
    }
    void tap(quint32 keysym)
    {
        press(keysym);
        release(keysym);
    }
    void type(const QString &text)
    {
        for (const char32_t character : text.toUcs4())
            tap(keysymOf(character));
    }
    void setLayout(const QString &layout)
    {
        QVERIFY(m_server.run(QStringLiteral("setxkbmap"), layout.split(QLatin1Char(' '))));
    }
    /** What was pressed, without modifier keys. */
    QList<XProgram::Seen> pressed() const
    {
        QList<XProgram::Seen> keys;
        for (const XProgram::Seen &key : m_program->keys()) {
            const bool modifier = (key.keysym >= XKB_KEY_Shift_L && key.keysym <= XKB_KEY_Hyper_R)
                || key.keysym == XKB_KEY_Num_Lock || key.keysym == XKB_KEY_ISO_Level3_Shift;
            if (key.down && !modifier)
                keys.append(key);
        }
        return keys;
    }

    /** All zeros as long as there is none. */
    XProgram::Seen lastPressed() const
    {
        const QList<XProgram::Seen> keys = pressed();
        return keys.isEmpty() ? XProgram::Seen() : keys.constLast();
    }

    XServer m_server;
    FrameStore m_store;
    std::unique_ptr<XProgram> m_program;
    std::unique_ptr<DesktopBackend> m_backend;
};

} // namespace oriel::test
