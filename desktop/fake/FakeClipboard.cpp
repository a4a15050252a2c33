#include "desktop/fake/FakeClipboard.h"

#include "desktop/fake/FakeRecorder.h"

namespace oriel {

FakeClipboard::FakeClipboard(FakeRecorder &recorder)
    : m_recorder(recorder)
{
}

void FakeClipboard::start()
{
    Q_ASSERT(!m_running);
    m_running = true;
    if (!m_text.isEmpty())
        emit textChanged(m_text);
}

void FakeClipboard::stop()
{
    Q_ASSERT(m_running);
    m_running = false;
}

void FakeClipboard::setText(const QString &text)
{
    if (text.toUtf8().size() > maxUtf8Bytes)
        return;
    m_text = text;
    m_recorder.record({{QLatin1StringView("type"), QLatin1StringView("clipboard")},
                       {QLatin1StringView("text"), text}});
}

void FakeClipboard::setPicture(const QByteArray &png)
{
    m_text.clear();
    m_recorder.record({{QLatin1StringView("type"), QLatin1StringView("clipboard")},
                       {QLatin1StringView("picture"), QString::fromLatin1(png.toBase64())}});
}

void FakeClipboard::copyPicture(const QByteArray &png)
{
    m_text.clear();
    if (!m_running)
        return;
    emit textGone();
    emit pictureChanged(png);
}

void FakeClipboard::copyTooMuch()
{
    m_text.clear();
    if (!m_running)
        return;
    emit textGone();
    emit tooLarge();
}

void FakeClipboard::copy(const QString &text)
{
    m_text = text;
    if (m_running)
        emit textChanged(text);
}

} // namespace oriel
