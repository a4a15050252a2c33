#include "ui/ViewersList.h"

#include "ui/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace oriel {

ViewersList::ViewersList(SharingSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_layout(new QVBoxLayout(this))
    , m_nobody(new QLabel(tr("Nobody is connected."), this))
{
    m_layout->setContentsMargins({});
    m_layout->addWidget(m_nobody);
    connect(&session, &SharingSession::viewerCame, this, &ViewersList::refresh);
    connect(&session, &SharingSession::viewerLeft, this, &ViewersList::refresh);
    refresh();
}

// Rows that stay are left alone, so that the keyboard focus stays where it is.
void ViewersList::refresh()
{
    const QList<ViewerInfo> &viewers = m_session.viewers();
    for (auto row = m_rows.begin(); row != m_rows.end();) {
        const bool here = std::ranges::any_of(
            viewers, [id = row.key()](const ViewerInfo &viewer) { return viewer.id == id; });
        if (here) {
            ++row;
        } else {
            m_layout->removeWidget(row.value());
            row.value()->hide();
            row.value()->deleteLater();
            row = m_rows.erase(row);
        }
    }
    for (const ViewerInfo &viewer : viewers) {
        if (!m_rows.contains(viewer.id)) {
            QWidget *row = makeRow(viewer);
            m_layout->addWidget(row);
            row->show();
            m_rows.insert(viewer.id, row);
        }
    }
    m_nobody->setVisible(m_rows.isEmpty());
}

QWidget *ViewersList::makeRow(const ViewerInfo &viewer)
{
    auto *row = new QWidget(this);
    auto *name = new QLabel(row);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    name->setText(viewer.rights.control ? Words::viewer(viewer)
                                        : tr("%1 (view only)").arg(Words::viewer(viewer)));
    auto *disconnectButton = new QPushButton(tr("Disconnect"), row);
    disconnectButton->setAutoDefault(false);
    disconnectButton->setAccessibleName(tr("Disconnect %1").arg(Words::viewer(viewer)));
    connect(disconnectButton, &QPushButton::clicked, this,
            [this, id = viewer.id] { m_session.kick(id); });

    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(name, 1);
    layout->addWidget(disconnectButton);
    return row;
}

} // namespace oriel
