#pragma once

#include <QDeadlineTimer>
#include <QDialog>

#include <chrono>
#include <functional>

class QHBoxLayout;
class QProgressBar;
class QLabel;
class QPushButton;

namespace oriel {

/**
 * A question to the host that is taken for refused when its time is out. Answers once, by one of
 * its buttons; Esc and closing the window refuse. It keeps no time itself: the countdown only
 * shows how long whoever asks will wait.
 */
class TimedPrompt : public QDialog {
    Q_OBJECT

public:
    /** So long nothing can be pressed: what was being typed or clicked was meant elsewhere. */
    static constexpr std::chrono::milliseconds inertTime{600};

    struct Texts {
        QString title;
        QString question;
        QString advice;
    };
    /** The time that is left, and the time there was. */
    struct Patience {
        QDeadlineTimer deadline;
        std::chrono::seconds whole;
    };

    TimedPrompt(const Texts &texts, const Patience &patience, QWidget *parent = nullptr);

    void reject() override;

protected:
    using Answer = std::function<void()>;

    /** One more button, to the right of those before. `answer` is called at most once. */
    QPushButton *addAnswer(const QString &text, Answer answer);
    /** The same, for the button that is pressed unless another one is chosen. */
    void addRefusal(const QString &text, const Answer &answer);

private:
    void build(const Texts &texts, const Patience &patience);
    void arm();
    void count(std::chrono::seconds left);
    void finish(const Answer &answer);

    bool m_armed = false;
    QHBoxLayout *m_row = nullptr;
    QList<QPushButton *> m_buttons;
    QPushButton *m_refuse = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_countdown = nullptr;
    Answer m_refusal;
};

} // namespace oriel
