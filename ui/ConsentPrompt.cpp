#include "ui/ConsentPrompt.h"

#include "session/Admission.h"
#include "ui/Icons.h"
#include "ui/Words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace oriel {

using namespace std::chrono_literals;

namespace {

constexpr int pictureSize = 64;
constexpr int textWidthInCharacters = 46;

} // namespace

ConsentPrompt::ConsentPrompt(const ViewerInfo &viewer, bool mayControl, QDeadlineTimer deadline,
                             QWidget *parent)
    : QDialog(parent,
              Qt::Dialog | Qt::CustomizeWindowHint | Qt::WindowTitleHint | Qt::WindowCloseButtonHint
                  | Qt::WindowStaysOnTopHint)
    , m_viewer(viewer.id)
    , m_deadline(deadline)
{
    setWindowTitle(tr("Let somebody in?"));
    setWindowIcon(Icons::application());
    build(viewer, mayControl);
    QTimer::singleShot(inertTime, this, &ConsentPrompt::arm);
    connect(&m_second, &QTimer::timeout, this, &ConsentPrompt::count);
    m_second.start(1s);
    count();
}

void ConsentPrompt::build(const ViewerInfo &viewer, bool mayControl)
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
    question->setText((mayControl ? tr("%1 asks to see and control this desktop.")
                                  : tr("%1 asks to see this desktop."))
                          .arg(Words::viewer(viewer)));
    auto *advice = new QLabel(tr("Say yes only if you are expecting somebody."), this);
    advice->setWordWrap(true);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, static_cast<int>(Admission::consentTimeout.count()));
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(fontMetrics().height() / 3);
    m_countdown = new QLabel(this);
    m_countdown->setObjectName(QStringLiteral("countdown"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(fontMetrics().height() / 2);
    buttons->addStretch();
    buttons->addWidget(makeButton(tr("&Allow"), ConsentAnswer::Allow));
    if (mayControl)
        buttons->addWidget(makeButton(tr("&View only"), ConsentAnswer::ViewOnly));
    m_refuse = makeButton(tr("&Refuse"), ConsentAnswer::Refuse);
    m_refuse->setDefault(true);
    buttons->addWidget(m_refuse);

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
    grid->addLayout(buttons, 5, 0, 1, 2);
    setAccessibleName(question->text());
}

QPushButton *ConsentPrompt::makeButton(const QString &text, ConsentAnswer answer)
{
    auto *button = new QPushButton(text, this);
    button->setAutoDefault(false);
    button->setEnabled(false);
    connect(button, &QPushButton::clicked, this, [this, answer] { finish(answer); });
    m_buttons.append(button);
    return button;
}

void ConsentPrompt::arm()
{
    m_armed = true;
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(true);
    m_refuse->setFocus();
}

void ConsentPrompt::count()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(
        std::chrono::milliseconds(std::max<qint64>(0, m_deadline.remainingTime())));
    m_bar->setValue(static_cast<int>(left.count()));
    m_countdown->setText(tr("Without an answer this is refused in %1.").arg(Words::duration(left)));
}

void ConsentPrompt::reject()
{
    if (m_armed)
        finish(ConsentAnswer::Refuse);
}

void ConsentPrompt::finish(ConsentAnswer answer)
{
    m_armed = false;
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(false);
    emit answered(m_viewer, answer);
}

} // namespace oriel
