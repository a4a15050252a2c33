#include "ui/AboutBox.h"

#include "ui/Icons.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace oriel {

namespace {

constexpr int pictureSize = 64;

QLabel *makeLink(const QUrl &url, const QString &text)
{
    auto *label = new QLabel(
        QStringLiteral("<a href=\"%1\">%2</a>")
            .arg(url.toString(QUrl::FullyEncoded).toHtmlEscaped(), text.toHtmlEscaped()));
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setOpenExternalLinks(true);
    label->setFocusPolicy(Qt::StrongFocus);
    return label;
}

} // namespace

AboutBox::AboutBox(const AboutInfo &about, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Oriel"));
    setWindowIcon(Icons::application());
    auto *picture = new QLabel(this);
    picture->setPixmap(
        Icons::application().pixmap(QSize(pictureSize, pictureSize), devicePixelRatio()));
    auto *name = new QLabel(tr("Oriel %1").arg(about.version), this);
    QFont bold = name->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.4);
    bold.setBold(true);
    name->setFont(bold);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *grid = new QGridLayout(this);
    grid->setSizeConstraint(QLayout::SetFixedSize);
    const int margin = fontMetrics().height();
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setHorizontalSpacing(margin);
    grid->addWidget(picture, 0, 0, 3, 1, Qt::AlignTop);
    grid->addWidget(name, 0, 1);
    grid->addWidget(new QLabel(tr("Shares this desktop with anyone who has a browser."), this), 1,
                    1);
    grid->addWidget(makeFacts(about), 2, 1);
    grid->addWidget(buttons, 3, 0, 1, 2);
}

QWidget *AboutBox::makeFacts(const AboutInfo &about)
{
    auto *facts = new QWidget(this);
    auto *form = new QFormLayout(facts);
    form->setContentsMargins({});
    form->addRow(tr("Licence:"),
                 makeLink(QUrl(QStringLiteral("https://www.gnu.org/licenses/gpl-3.0.html")),
                          tr("GNU General Public License 3 or later")));
    if (!about.logFile.isEmpty()) {
        auto *log =
            makeLink(QUrl::fromLocalFile(about.logFile), QDir::toNativeSeparators(about.logFile));
        log->setObjectName(QStringLiteral("logFile"));
        form->addRow(tr("Log file:"), log);
    }
    if (!about.documentation.isEmpty()) {
        auto *link = makeLink(about.documentation, tr("How Oriel works and what it promises"));
        link->setObjectName(QStringLiteral("documentation"));
        form->addRow(tr("Documentation:"), link);
    }
    return facts;
}

} // namespace oriel
