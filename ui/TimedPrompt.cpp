#include "ui/TimedPrompt.h"

#include "ui/Countdown.h"
#include "ui/Icons.h"
#include "ui/Words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include <utility>

namespace oriel {

namespace {

constexpr int pictureSize = 64;
constexpr int textWidthInCharacters = 46;

} // namespace

TimedPrompt::TimedPrompt(const Texts &texts, const Patience &patience, QWidget *parent)
    : QDialog(parent,
              Qt::Dialog | Qt::CustomizeWindowHint | Qt::WindowTitleHint | Qt::WindowCloseButtonHint
                  | Qt::WindowStaysOnTopHint)
{
    setWindowTitle(texts.title);
    setWindowIcon(Icons::application());
    build(texts, patience);
    QTimer::singleShot(inertTime, this, &TimedPrompt::arm);
    auto *countdown = new Countdown(patience.deadline, this);
    connect(countdown, &Countdown::changed, this, &TimedPrompt::count);
    count(countdown->left());
}

void TimedPrompt::build(const Texts &texts, const Patience &patience)
{
    auto *picture = new QLabel(this);
    picture->setPixmap(
        Icons::application().pixmap(QSize(pictureSize, pictureSize), devicePixelRatio()));
    auto *question = new QLabel(this);
    QFont big = question->font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    question->setFont(big);
    question->setObjectName(QStringLiteral("question"));
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    question->setMinimumWidth(fontMetrics().averageCharWidth() * textWidthInCharacters);
    question->setText(texts.question);
    auto *advice = new QLabel(this);
    advice->setObjectName(QStringLiteral("advice"));
    advice->setTextFormat(Qt::PlainText);
    advice->setWordWrap(true);
    advice->setText(texts.advice);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, static_cast<int>(patience.whole.count()));
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(fontMetrics().height() / 3);
    m_countdown = new QLabel(this);
    m_countdown->setObjectName(QStringLiteral("countdown"));

    m_row = new QHBoxLayout;
    m_row->setSpacing(fontMetrics().height() / 2);
    m_row->addStretch();

    auto *grid = new QGridLayout(this);
    grid->setSizeConstraint(QLayout::SetFixedSize);
    const int margin = fontMetrics().height();
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setHorizontalSpacing(margin);
    grid->setVerticalSpacing(margin / 2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(picture, 0, 0, 4, 1, Qt::AlignTop);
    grid->addWidget(question, 0, 1);
    grid->addWidget(advice, 1, 1);
    grid->addWidget(m_bar, 2, 1);
    grid->addWidget(m_countdown, 3, 1);
    grid->setRowMinimumHeight(4, margin / 2);
    grid->addLayout(m_row, 5, 0, 1, 2);
    setAccessibleName(texts.question);
}

QPushButton *TimedPrompt::addAnswer(const QString &text, Answer answer)
{
    auto *button = new QPushButton(text, this);
    button->setAutoDefault(false);
    button->setEnabled(false);
    connect(button, &QPushButton::clicked, this,
            [this, answer = std::move(answer)] { finish(answer); });
    m_row->addWidget(button);
    m_buttons.append(button);
    return button;
}

void TimedPrompt::addRefusal(const QString &text, const Answer &answer)
{
    m_refusal = answer;
    m_refuse = addAnswer(text, answer);
    m_refuse->setDefault(true);
}

void TimedPrompt::arm()
{
    m_armed = true;
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(true);
    m_refuse->setFocus();
}

void TimedPrompt::count(std::chrono::seconds left)
{
    m_bar->setValue(static_cast<int>(left.count()));
    m_countdown->setText(tr("Without an answer this is refused in %1.").arg(Words::duration(left)));
}

void TimedPrompt::reject()
{
    if (m_armed)
        finish(m_refusal);
}

void TimedPrompt::finish(const Answer &answer)
{
    m_armed = false;
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(false);
    answer();
}

} // namespace oriel
